"""What the organisations at the table say of a version of the plan, and who stays silent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, prefetch_related_objects

from cases.models import Deadline, DeadlineKind
from domains.gate import organisations_at_table, organisations_of
from familienetwerk.accounts.models import Organisation, PolicyDomain
from interventions.models import Adoption, Decision, Plan

WORDS: dict[str, str] = {
    Decision.AGREED: "Akkoord",
    Decision.RESERVATION: "Voorbehoud",
    Decision.NOT_AGREED: "Niet akkoord",
}
TONES: dict[str, str] = {
    Decision.AGREED: "good",
    Decision.RESERVATION: "warn",
    Decision.NOT_AGREED: "late",
}


@dataclass(frozen=True, kw_only=True)
class Reaction:
    """One organisation that was asked, and what it said, if anything."""

    organisation: Organisation
    adoption: Adoption | None
    is_awaited: bool = False

    @property
    def word(self) -> str:
        if self.adoption:
            return WORDS[self.adoption.decision]
        return "Nog geen reactie" if self.is_awaited else "Geen reactie"

    @property
    def tone(self) -> str:
        return TONES[self.adoption.decision] if self.adoption else "quiet"


def take_adoptions(plan: Plan) -> None:
    """What was said of it, for `adoptions.all()`. One query, the first time."""
    prefetch_related_objects([plan], Prefetch("adoptions", Adoption.objects.select_related("organisation", "given_by")))


def voices_around(plan: Plan, *, today: date) -> list[Organisation] | None:
    """While it lies before the partners: who was asked, and who speaks at the gate. Two queries."""
    if not plan.is_proposed:
        return None
    take_adoptions(plan)
    answered = [adoption.organisation_id for adoption in plan.adoptions.all()]
    return organisations_of(plan.case, today=today, answered=answered)


def reactions_to(plan: Plan, *, today: date, voices: Sequence[Organisation] | None = None) -> list[Reaction]:
    """Everybody who is or was asked, and who reacted though no longer there, in table order.

    Two queries; none when the `voices_around` it are there.
    """
    take_adoptions(plan)
    given = {adoption.organisation_id: adoption for adoption in plan.adoptions.all()}
    if voices is not None:
        asked = [voice for voice in voices if voice.is_at_table]  # type: ignore[attr-defined]
    else:
        asked = organisations_at_table(plan.case, today=today) if plan.is_open else asked_of(plan)
    present = {organisation.pk for organisation in asked}
    gone = sorted((given[pk].organisation for pk in given.keys() - present), key=table_order)
    return [
        Reaction(organisation=each, adoption=given.get(each.pk), is_awaited=plan.is_proposed)
        for each in [*asked, *gone]
    ]


def asked_of(plan: Plan) -> list[Organisation]:
    """Who was asked for a reaction when this version was laid before the partners for the last time."""
    asked = Deadline.objects.filter(
        kind=DeadlineKind.ADOPTION, subject_id=plan.pk, settled_on__gte=plan.proposed_on
    ).values("organisation")
    return list(Organisation.objects.filter(pk__in=asked).by_table_order())


def table_order(organisation: Organisation) -> tuple[int, str]:
    return PolicyDomain.values.index(organisation.policy_domain), organisation.name
