"""An intake begins: what was seen, about whom, and which organisations are asked from the first day."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now

from cases import deadlines, rules
from cases.actions.family import add_member
from cases.actions.involvement import start_involvement
from cases.actions.observations import note_down
from cases.actions.questions import ask_question
from cases.actions.triage import locked_in_intake, set_triage_deadline
from cases.models import (
    Audience,
    Case,
    ChildSafetyConcern,
    Gender,
    InvolvementRole,
    LegalFrame,
    MembershipReason,
    Nature,
    Observation,
    Regime,
    Urgency,
)
from cases.names import next_name, next_number
from cases.participants import why_not_under
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.audit.models import EventType, record
from familienetwerk.constraints import full_clean

FROM_WHO_SAW = ("nature", "text", "observed_on", "source", "audience", "named", "regime")


class CannotStartIntake(ValidationError):
    """An intake misses what it must hold from the first minute; its messages say what."""


class AlreadyStarted(Exception):
    """The same form was sent before, by a double click for instance; `case` is what came of it."""

    def __init__(self, case: Case) -> None:
        self.case = case


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One fact, statement of others or concern, and the organisation that brings it."""

    nature: Nature
    text: str
    observed_on: date
    organisation: Organisation
    source: str = ""
    audience: Audience = Audience.ALL_INVOLVED
    named: list[int] = field(default_factory=list)
    regime: Regime = Regime.AVG


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody it is about: why, when we look again, and whether this person was told (FR-018)."""

    given_name: str
    reason: MembershipReason
    reason_text: str
    review_on: date
    name_prefix: str = ""
    family_name: str = ""
    birth_date: date | None = None
    is_birth_date_estimated: bool = False
    gender: Gender = Gender.UNKNOWN
    informed_on: date | None = None
    informing_postponed_until: date | None = None
    informing_postponed_reason: str = ""


class IntakeFacts(TypedDict):
    """On which ground, from whom, since when and how soon."""

    legal_frame: LegalFrame
    bringing_organisation: Organisation
    first_signal_on: date
    urgency: Urgency


@transaction.atomic
def start_intake(
    *,
    by: User,
    on: date,
    seen: list[Seen],
    people: list[Person],
    asked: list[Organisation],
    question: str,
    due_on: date,
    fears_for_a_child: bool = False,
    consulted_on: date | None = None,
    submission: UUID | None = None,
    **facts: Unpack[IntakeFacts],
) -> Case:
    """Make the case that an intake is from its first minute. `by` directs it; the organisations get their question.

    One `submission` of the form makes one case, however often it is sent.
    """
    if obstacles := _obstacles_to_starting(facts["legal_frame"], [by.organisation, *asked], asked, seen, people, on=on):
        raise CannotStartIntake(obstacles)
    names = [person.family_name for person in people]
    case = _new_case(submission or uuid4(), by=by, on=on, family_names=names, **facts)
    for person in people:
        add_member(case, by=by, on=on, **asdict(person))
    for item in seen:
        _add_observation(case, item, by=by)
    for organisation in asked:
        ask_question(case, organisation, by=by, on=on, question=question, due_on=due_on)
    if fears_for_a_child:
        note_child_safety(case, by=by, on=on, consulted_on=consulted_on)
    record(EventType.CREATED, by=by, case_id=case.pk, subject="intake")
    return case


@transaction.atomic
def add_observation(case: Case, seen: Seen, *, by: User) -> Observation:
    """Something more was seen while the intake runs."""
    observation = _add_observation(locked_in_intake(case), seen, by=by)
    record(EventType.CREATED, by=by, case_id=case.pk, subject="observation", subject_ids=[observation.pk])
    return observation


@transaction.atomic
def note_child_safety(case: Case, *, by: User, on: date, consulted_on: date | None = None) -> ChildSafetyConcern:
    """Somebody fears for a child. Until Veilig Thuis was consulted, nobody decides about this intake (FR-028)."""
    case = locked_in_intake(case)
    concern, _ = ChildSafetyConcern.objects.get_or_create(case=case, defaults={"noted_on": on, "noted_by": by})
    if consulted_on:
        concern.consulted_on, concern.consulted_by = consulted_on, by
        concern.save(update_fields=["consulted_on", "consulted_by"])
    record(EventType.CHANGED, by=by, case_id=case.pk, subject="child_safety", subject_ids=[concern.pk])
    return concern


def _obstacles_to_starting(
    legal_frame: LegalFrame,
    working: list[Organisation],
    asked: list[Organisation],
    seen: list[Seen],
    people: list[Person],
    *,
    on: date,
) -> list[str]:
    """`working`: who is asked, and who starts it."""
    obstacles = rules.obstacles_to_asking(frozenset(organisation.policy_domain for organisation in asked))
    if not LegalFrame.objects.in_force(on).filter(pk=legal_frame.pk).exists():
        obstacles.append("Dit samenwerkingskader geldt vandaag niet. Kies een ander kader.")
    if why := why_not_under(legal_frame, working):
        obstacles.append(why)
    if not seen:
        obstacles.append("Schrijf minstens één ding op dat is gezien of gezegd.")
    if not people:
        obstacles.append("Noem minstens één persoon over wie het gaat.")
    return obstacles


def _new_case(submission: UUID, *, by: User, on: date, family_names: list[str], **facts: Unpack[IntakeFacts]) -> Case:
    """With a number, a neutral name, somebody who directs it and a day to decide; once for each form."""
    number = next_number(year=on.year)  # who sends the same form at the same moment waits here
    if case := Case.objects.filter(submission=submission, started_by=by).first():
        raise AlreadyStarted(case)
    case = Case(
        submission=submission,
        number=number,
        name=next_name(family_names=family_names),
        municipality=facts["legal_frame"].municipality,
        started_on=on,
        started_by=by,
        **facts,
    )
    full_clean(case)
    case.save()
    start_involvement(case, by, by=by, on=on, reason="Startte de intake", role=InvolvementRole.PROCESS_COORDINATOR)
    set_triage_deadline(case, user=by, due_on=deadlines.working_days_after(on, deadlines.TRIAGE))
    return case


def _add_observation(case: Case, seen: Seen, *, by: User) -> Observation:
    """Released at once: an intake is there to be shared. Its audience says with whom."""
    fields = {name: getattr(seen, name) for name in FROM_WHO_SAW}
    return note_down(case, organisation=seen.organisation, by=by, released_at=Now(), **fields)
