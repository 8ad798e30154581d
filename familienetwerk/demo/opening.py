"""The usual road of a case up to the table: a signal, an intake, acceptance, and who sits down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cases.models import Answer, Case, Member, Urgency
from familienetwerk.demo.network import House, Kin, Tie, settle
from familienetwerk.demo.story import Said, Saw, accept, begin_intake, sit_down, weigh_all
from familienetwerk.demo.town import Town

# In days after the first signal.
INTAKE, ANSWERS, CRITERIA, ACCEPTANCE, FAMILY, TABLE = 7, 10, 19, 21, 22, 25
# Who reads the questions that an organisation gets.
DESKS = {
    "police": "joris",
    "team_north": "dewi",
    "team_south": "lotte",
    "attendance": "hugo",
    "housing": "wim",
    "veilig_thuis": "esther",
}


@dataclass(frozen=True, kw_only=True)
class Opening:
    """What differs from case to case; `signal` in days ago, `table` by the key of a professional: the task."""

    name: str
    signal: int
    bringing: str
    family: Sequence[Kin]
    saw: Sequence[Saw]
    said: Mapping[str, str]  # who knew something, and what
    table: Mapping[str, tuple[str, tuple[str, ...]]]
    reasons: tuple[str, str, str, str]
    why_together: str
    houses: Sequence[House] = ()
    ties: Sequence[Tie] = ()
    about: int = 2
    urgency: Urgency = Urgency.NORMAL
    asked: Sequence[str] = field(default=("police", "team_north", "attendance", "housing", "veilig_thuis"))
    process: str = "anna"
    coordinator: str = "anna"
    frame: str = "local"


def open_case(town: Town, opening: Opening) -> tuple[Case, dict[str, Member]]:
    """The case with its family, and everybody at the table. Members by key."""
    signal, process = opening.signal, opening.process
    case = begin_intake(
        town,
        name=opening.name,
        by=process,
        days_ago=signal - INTAKE,
        signal=signal,
        bringing=opening.bringing,
        urgency=opening.urgency,
        family=opening.family,
        about=opening.about,
        saw=opening.saw,
        asked=opening.asked,
        said=answers_to(town, opening),
        frame=opening.frame,
    )
    weigh_together(town, case, opening)
    case = accept_together(town, case, opening)
    by, on = town.people[opening.coordinator], town.day(FAMILY - signal)
    members = settle(town, case, opening.family, by=by, on=on, houses=opening.houses, ties=opening.ties)
    for who, (task, people) in opening.table.items():
        sit_down(town, case, who, days_ago=signal - TABLE, task=task, members=[members[key] for key in people])
    return case, members


def weigh_together(town: Town, case: Case, opening: Opening) -> None:
    life_domains, chains, family, safety = opening.reasons
    weigh_all(
        town,
        case,
        by=opening.process,
        days_ago=opening.signal - CRITERIA,
        life_domains=life_domains,
        chains=chains,
        family=family,
        safety=safety,
    )


def answers_to(town: Town, opening: Opening) -> list[Said]:
    """Who knew something says what; of the others the desk says that it knows nobody."""
    day = opening.signal - ANSWERS
    known = {town.people[who].organisation: Said(who, Answer.KNOWN, day, text) for who, text in opening.said.items()}
    asked = {town.organisations[key]: Said(DESKS[key], Answer.UNKNOWN, day) for key in opening.asked}
    return list((asked | known).values())


def accept_together(town: Town, case: Case, opening: Opening) -> Case:
    """Who will sit at the table is asked now."""
    invited = {town.people[who].organisation_id for who in opening.table}
    keys = [key for key, organisation in town.organisations.items() if organisation.pk in invited]
    return accept(
        town,
        case,
        name=opening.name,
        days_ago=opening.signal - ACCEPTANCE,
        reason=opening.why_together,
        deciders=["municipality", "police", "team_north"],
        invited=keys,
        process=opening.process,
        coordinator=opening.coordinator,
    )
