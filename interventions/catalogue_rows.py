"""From the catalogue file to rows of the database, not saved yet."""

from collections.abc import Iterator

from django.db import models

from interventions.catalogue_file import Card, Catalogue, Rule
from interventions.models import (
    CardLine,
    CardStep,
    CardWords,
    Combination,
    CombinationRule,
    HesitanceReason,
    InterventionType,
    LineKind,
    NotUsedReason,
    Source,
)

# Tables whose rows have a code that stays, in the order in which they come: what is missing in the file is archived.
CODED: dict[type[models.Model], str] = {
    Source: "code",
    HesitanceReason: "code",
    NotUsedReason: "code",
    InterventionType: "key",
    CombinationRule: "code",
}
# Tables whose rows have no meaning without their owner, and which field names the owner.
OWNED: dict[type[models.Model], tuple[str, type[models.Model]]] = {
    CardLine: ("type", InterventionType),
    CardStep: ("type", InterventionType),
    CardWords: ("type", InterventionType),
    Combination: ("type", InterventionType),
    InterventionType.sources.through: ("interventiontype", InterventionType),
    InterventionType.hesitance_reasons.through: ("interventiontype", InterventionType),
    HesitanceReason.sources.through: ("hesitancereason", HesitanceReason),
    CombinationRule.triggers.through: ("combinationrule", CombinationRule),
    CombinationRule.concerns.through: ("combinationrule", CombinationRule),
}
LINES = {
    LineKind.LEGAL_BASIS: "legal_basis",
    LineKind.CONDITION: "conditions",
    LineKind.EVIDENCE: "evidence",
    LineKind.CONSIDERATION: "considerations",
    LineKind.RISK: "risks",
    LineKind.PARTNER: "partners",
    LineKind.DOUBT: "doubts",
}
SAME_NAMES = [
    "key", "name", "summary", "kind", "stage", "target", "authority", "minors", "minors_conditions", "parental_role",
    "duration", "social_counterpart", "currency", "text_state", "checked_on", "history", "valid_from", "valid_until",
]  # fmt: skip

type Ids = dict[type[models.Model], dict[str, int]]


def code_of(row: models.Model) -> str:
    code: str = getattr(row, CODED[type(row)])
    return code


def rows_of(catalogue: Catalogue) -> Iterator[models.Model]:
    """The rows with a code of their own."""
    for reading in catalogue.sources:
        yield Source(**vars(reading))
    for hesitance in catalogue.hesitance_reasons:
        label, explanation = hesitance.label, hesitance.explanation
        yield HesitanceReason(code=hesitance.code, label=label, explanation=explanation, is_verified=hesitance.verified)
    for reason in catalogue.not_used_reasons:
        label, explanation = reason.label, reason.explanation
        yield NotUsedReason(code=reason.code, label=label, explanation=explanation, is_legal_reason=reason.legal)
    for position, card in enumerate(catalogue.cards, start=1):
        yield type_of(card, position)
    for rule in catalogue.rules:
        yield CombinationRule(
            code=rule.code,
            strength=rule.strength,
            when=rule.when,
            then=rule.then,
            basis=rule.basis,
            is_general=rule.general,
        )


def type_of(card: Card, position: int) -> InterventionType:
    return InterventionType(
        position=position,
        deciding_bodies=list(card.deciding_bodies),
        is_verified=card.verified,
        **{name: getattr(card, name) for name in SAME_NAMES},
    )


def parts_of(catalogue: Catalogue, ids: Ids) -> Iterator[models.Model]:
    """Everything that hangs under a row with a code: sentences, steps, words and links."""
    for card in catalogue.cards:
        pk = ids[InterventionType][card.key]
        yield from lines_of(pk, card)
        yield from steps_of(pk, card, catalogue.deadline_rules)
        yield words_of(pk, card)
        for position, other in enumerate(card.combined_with, start=1):
            yield Combination(type_id=pk, position=position, other_id=ids[InterventionType][other])
    yield from links_of(catalogue, ids)


def lines_of(type_id: int, card: Card) -> Iterator[CardLine]:
    for kind, name in LINES.items():
        for position, text in enumerate(getattr(card, name), start=1):
            yield CardLine(type_id=type_id, kind=kind.value, position=position, text=text)


def steps_of(type_id: int, card: Card, deadline_rules: dict[str, str]) -> Iterator[CardStep]:
    for position, step in enumerate(card.steps, start=1):
        label = deadline_rules.get(step.deadline_rule, "")
        yield CardStep(type_id=type_id, position=position, deadline_label=label, **vars(step))


def words_of(type_id: int, card: Card) -> CardWords:
    keywords = "\n".join([card.summary, card.search_words, *card.legal_basis])
    return CardWords(type_id=type_id, name=card.name, keywords=keywords, text="\n".join(text_of(card)))


def text_of(card: Card) -> Iterator[str]:
    """What can be found with words besides name, summary and articles."""
    yield from (card.authority, card.minors_conditions, card.parental_role, card.social_counterpart)
    yield from (*card.conditions, *card.evidence, *card.considerations, *card.risks, *card.partners)
    yield from (f"{step.name} {step.explanation} {step.article}" for step in card.steps)


def links_of(catalogue: Catalogue, ids: Ids) -> Iterator[models.Model]:
    """The rows of the many-to-many tables."""
    for card in catalogue.cards:
        yield from links_of_card(card, ids)
    for rule in catalogue.rules:
        yield from links_of_rule(rule, ids)
    for hesitance in catalogue.hesitance_reasons:
        pk = ids[HesitanceReason][hesitance.code]
        for code in hesitance.sources:
            yield HesitanceReason.sources.through(hesitancereason_id=pk, source_id=ids[Source][code])


def links_of_card(card: Card, ids: Ids) -> Iterator[models.Model]:
    pk = ids[InterventionType][card.key]
    for code in card.sources:
        yield InterventionType.sources.through(interventiontype_id=pk, source_id=ids[Source][code])
    for code in card.hesitance_reasons:
        reason = ids[HesitanceReason][code]
        yield InterventionType.hesitance_reasons.through(interventiontype_id=pk, hesitancereason_id=reason)


def links_of_rule(rule: Rule, ids: Ids) -> Iterator[models.Model]:
    pk, types = ids[CombinationRule][rule.code], ids[InterventionType]
    for key in rule.triggers:
        yield CombinationRule.triggers.through(combinationrule_id=pk, interventiontype_id=types[key])
    for key in rule.concerns:
        yield CombinationRule.concerns.through(combinationrule_id=pk, interventiontype_id=types[key])
