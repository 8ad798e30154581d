"""How a case begins and who comes to the table: the acts of people in Rivierstede, each on its day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cases import actions, deadlines
from cases.actions import Acceptance, Seen
from cases.models import (
    Answer,
    Audience,
    Case,
    Criterion,
    CriterionOutcome,
    Involvement,
    Member,
    Nature,
    Observation,
    Regime,
    Triage,
    TriageOutcome,
    Urgency,
)
from familienetwerk.demo.network import Kin, as_person
from familienetwerk.demo.town import Town

QUESTION = "Kent u deze mensen? Doet u al iets voor dit gezin? Wat moeten wij weten om samen te kunnen kijken?"


@dataclass(frozen=True)
class Saw:
    """A fact, a statement or a concern, so many days ago."""

    nature: Nature
    text: str
    days_ago: int
    by: str  # which organisation brings it
    source: str = ""
    audience: Audience = Audience.ALL_INVOLVED
    regime: Regime = Regime.AVG


@dataclass(frozen=True)
class Said:
    """What somebody of an asked organisation answered, so many days ago."""

    who: str
    answer: Answer
    days_ago: int
    text: str = ""


def begin_intake(
    town: Town,
    *,
    name: str,
    by: str,
    days_ago: int,
    signal: int,
    bringing: str,
    urgency: Urgency,
    family: Sequence[Kin],
    about: int,
    saw: Iterable[Saw],
    asked: Iterable[str],
    said: Iterable[Said] = (),
    frame: str = "local",
    due: int = deadlines.ANSWERING,
    fears_for_a_child: bool = False,
) -> Case:
    """An intake about the first `about` people of the family, with the answers that came in."""
    on = town.day(-days_ago)
    case = actions.start_intake(
        by=town.people[by],
        on=on,
        legal_frame=town.frames[frame],
        bringing_organisation=town.organisations[bringing],
        first_signal_on=town.day(-signal),
        urgency=urgency,
        seen=[as_seen(town, item) for item in saw],
        people=[as_person(town, kin) for kin in family[:about]],
        asked=[town.organisations[key] for key in asked],
        question=QUESTION,
        due_on=deadlines.working_days_after(on, due),
        fears_for_a_child=fears_for_a_child,
        consulted_on=on if fears_for_a_child else None,
    )
    Observation.objects.filter(case=case).update(released_at=town.moment(on))
    Case.objects.filter(pk=case.pk).update(name=name)  # each story keeps its own tree
    for item in said:
        answer(town, case, item)
    return case


def as_seen(town: Town, saw: Saw) -> Seen:
    return Seen(
        nature=saw.nature,
        text=saw.text,
        observed_on=town.day(-saw.days_ago),
        organisation=town.organisations[saw.by],
        source=saw.source,
        audience=saw.audience,
        regime=saw.regime,
    )


def answer(town: Town, case: Case, said: Said) -> None:
    user = town.people[said.who]
    question = case.questions.get(organisation=user.organisation_id, withdrawn_on=None)
    actions.answer_question(question, by=user, on=town.day(-said.days_ago), answer=said.answer, text=said.text)


def ask(town: Town, case: Case, organisation: str, *, by: str, days_ago: int, due: date) -> None:
    """One more organisation, while the intake runs."""
    who = town.organisations[organisation]
    actions.ask_question(case, who, by=town.people[by], on=town.day(-days_ago), question=QUESTION, due_on=due)


def weigh(
    town: Town, case: Case, *, by: str, days_ago: int, reasons: Mapping[Criterion, tuple[CriterionOutcome, str]]
) -> None:
    """Answer criteria, each with its reason."""
    lock = sum(row.lock_version for row in case.criteria.all())
    actions.answer_criteria(case, by=town.people[by], on=town.day(-days_ago), answers=reasons, lock_version=lock)


def weigh_all(
    town: Town, case: Case, *, by: str, days_ago: int, life_domains: str, chains: str, family: str, safety: str
) -> None:
    """Four times yes, each with its reason."""
    reasons = {
        Criterion.SEVERAL_LIFE_DOMAINS: life_domains,
        Criterion.SEVERAL_CHAINS: chains,
        Criterion.FAMILY_SYSTEM: family,
        Criterion.LOCAL_SAFETY: safety,
    }
    answers = {criterion: (CriterionOutcome.YES, reason) for criterion, reason in reasons.items()}
    weigh(town, case, by=by, days_ago=days_ago, reasons=answers)


def decide(
    town: Town,
    case: Case,
    outcome: TriageOutcome,
    *,
    by: str,
    days_ago: int,
    reason: str,
    deciders: Iterable[str],
    look_again: int | None = None,
) -> Triage:
    """Any outcome but opening the case."""
    return actions.decide_triage(
        case,
        by=town.people[by],
        on=town.day(-days_ago),
        outcome=outcome,
        reason=reason,
        deciders=[town.organisations[key] for key in deciders],
        look_again_on=None if look_again is None else town.day(look_again),
    )


def accept(
    town: Town,
    case: Case,
    *,
    name: str,
    days_ago: int,
    reason: str,
    deciders: Iterable[str],
    invited: Iterable[str],
    process: str = "anna",
    coordinator: str = "anna",
) -> Case:
    """Open the case under its neutral name, and ask organisations to the table. The case as it is now."""
    on = town.day(-days_ago)
    actions.decide_triage(
        case,
        by=case.started_by,
        on=on,
        outcome=TriageOutcome.ACCEPTED,
        reason=reason,
        deciders=[town.organisations[key] for key in deciders],
        acceptance=Acceptance(
            name=name,
            urgency=Urgency(case.urgency),
            process_coordinator=town.people[process],
            case_coordinator=town.people[coordinator],
            invited=[town.organisations[key] for key in invited],
            invitation_reason="Uw kennis is nodig om samen te kijken",
            invitation_due_on=deadlines.working_days_after(on, deadlines.ANSWERING),
        ),
    )
    return Case.objects.get(pk=case.pk)


def sit_down(
    town: Town, case: Case, who: str, *, days_ago: int, task: str = "", members: Iterable[Member] = ()
) -> Involvement:
    """The organisation was asked at acceptance; this professional takes the seat."""
    user = town.people[who]
    asked = case.involvements.asked().get(organisation=user.organisation_id)
    seat = actions.join(asked, by=user, on=town.day(-days_ago))
    return actions.change_task(seat, by=user, task=task, members=members)


def ask_to_table(
    town: Town, case: Case, organisation: str, *, by: str, days_ago: int, reason: str, due: date | None = None
) -> Involvement:
    """One more organisation; whether it joins is up to it."""
    on = town.day(-days_ago)
    return actions.ask_to_join(
        case,
        town.organisations[organisation],
        by=town.people[by],
        on=on,
        due_on=due or deadlines.working_days_after(on, deadlines.ANSWERING),
        reason=reason,
    )


def dispute(town: Town, case: Case, *, words: str, by: str, name: str, days_ago: int, text: str) -> None:
    """Somebody of the family says that it is not so. `words`: how the observation begins."""
    observation = Observation.objects.get(case=case, words__text__startswith=words)
    actions.dispute_observation(observation, by=town.people[by], on=town.day(-days_ago), disputed_by=name, text=text)
