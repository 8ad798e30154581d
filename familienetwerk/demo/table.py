"""What partners bring to the table: contributions, assessments, and the joint definition, each on its day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from cases.actions import note_first_contribution
from cases.models import Audience, Case, Household, Member, Observation, Regime
from domains import actions
from domains.actions import ScoreGiven
from domains.models import Assessment, Contribution, Focus, LifeDomain, ProblemDefinition, Stance
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import EventType, record
from familienetwerk.demo.story import Saw, as_seen
from familienetwerk.demo.town import Town


def contribute(
    town: Town,
    case: Case,
    who: str,
    *,
    days_ago: int,
    concern: str,
    explanation: str = "",
    strengths: str = "",
    tried: str = "",
    possibilities: str = "",
    saw: Iterable[Saw] = (),
    audience: Audience = Audience.ALL_INVOLVED,
    regime: Regime = Regime.AVG,
) -> Contribution:
    """Written and released on the same day."""
    contribution = actions.write_contribution(
        case,
        by=town.people[who],
        concern=concern,
        explanation=explanation,
        strengths=strengths,
        tried=tried,
        possibilities=possibilities,
        observations=[as_seen(town, item) for item in saw],
        audience=audience,
        regime=regime,
    )
    release_then(town, contribution, by=town.people[who], on=town.day(-days_ago))
    return contribution


def release_then(town: Town, contribution: Contribution, *, by: User, on: date) -> None:
    """As domains.actions.release_contribution, which releases now, on a day in the past."""
    moment = town.moment(on)
    contribution.observations.filter(released_at=None).update(released_at=moment)
    Contribution.objects.filter(pk=contribution.pk).update(created_at=moment, released_at=moment)
    note_first_contribution(contribution.case, by.organisation, on=on)
    record(EventType.SHARED, by=by, case_id=contribution.case_id, subject="contribution", subject_ids=[contribution.pk])


def about(case: Case, words: str, *people: Member) -> None:
    """Whom an observation is about. `words`: how it begins."""
    Observation.objects.get(case=case, words__text__startswith=words).members.set(people)


@dataclass(frozen=True)
class Mark:
    """A score of one life domain, and the story that carries it."""

    score: int
    situation: str = ""
    target: int | None = None


def assess(
    town: Town,
    case: Case,
    who: str,
    *,
    days_ago: int,
    marks: Mapping[str, Mark | int],
    subject: Member | Household | None = None,
    source: str = "Gesprek thuis",
    conclusion: str = "",
    audience: Audience = Audience.ALL_INVOLVED,
    regime: Regime = Regime.AVG,
    next_in: int | None = None,
) -> Assessment:
    """One organisation's look at one subject. `marks`: by the code of the life domain."""
    on = town.day(-days_ago)
    assessment = actions.write_assessment(
        case,
        by=town.people[who],
        assessed_on=on,
        next_on=None if next_in is None else town.day(next_in),
        conclusion=conclusion,
        member=subject if isinstance(subject, Member) else None,
        household=subject if isinstance(subject, Household) else None,
        scores=[given(code, mark, on=on, source=source) for code, mark in marks.items()],
        audience=audience,
        regime=regime,
    )
    return actions.release_assessment(assessment, by=town.people[who], on=on)


def given(code: str, mark: Mark | int, *, on: date, source: str) -> ScoreGiven:
    mark = mark if isinstance(mark, Mark) else Mark(mark)
    life_domain = LifeDomain.objects.get(code=code)
    return ScoreGiven(
        life_domain=life_domain,
        score=mark.score,
        target=mark.target,
        situation=mark.situation,
        information_on=on - timedelta(days=3),
        source=source,
        necessity="Nodig om samen het plan te maken." if life_domain.is_sensitive else "",
    )


def look_at_children(
    town: Town, case: Case, who: str, *, days_ago: int, children: Mapping[str, int], family: Mapping[str, Member]
) -> None:
    """How safe each child is; no plan is laid before the partners without it."""
    for key, score in children.items():
        marks: dict[str, Mark | int] = {"child_safety": score, "upbringing_climate": min(score + 1, 5)}
        assess(town, case, who, days_ago=days_ago, subject=family[key], marks=marks, source="Gesprek met het kind")


def define(
    town: Town,
    case: Case,
    *,
    by: str,
    days_ago: int,
    statement: str,
    priorities: str = "",
    focus: Iterable[Focus] = (Focus.STOP_HARM, Focus.HELP),
    unknowns: str = "",
    answer_within: int = 14,
) -> ProblemDefinition:
    """Written, and laid before everybody at the table on this day."""
    user = town.people[by]
    definition = actions.start_definition(
        case, by=user, statement=statement, priorities=priorities, focus=focus, unknowns=unknowns
    )
    on = town.day(-days_ago)
    return actions.propose_definition(definition, by=user, on=on, answer_by=town.day(answer_within - days_ago))


def agree(town: Town, definition: ProblemDefinition, *people: str, days_ago: int) -> None:
    for who in people:
        actions.answer_definition(definition, by=town.people[who], on=town.day(-days_ago), stance=Stance.AGREES)


def dissent(town: Town, definition: ProblemDefinition, who: str, *, days_ago: int, reason: str) -> None:
    actions.answer_definition(
        definition, by=town.people[who], on=town.day(-days_ago), stance=Stance.DISSENTS, reason=reason
    )


def fix(town: Town, definition: ProblemDefinition, *, by: str, days_ago: int) -> ProblemDefinition:
    return actions.fix_definition(definition, by=town.people[by], on=town.day(-days_ago))
