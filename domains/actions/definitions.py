"""The course of a joint problem definition: written, laid before the partners, answered, fixed."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from cases.actions import locked, note_definition_fixed, recall, set_deadline, settle_deadline
from cases.models import Case, DeadlineKind, PieceKind
from domains.gate import organisations_at_table
from domains.models import Agreement, ProblemDefinition
from domains.models.problem import DefinitionStatus, Focus, Stance
from domains.readiness import needs_exception, obstacles_to_fixing_definition
from familienetwerk.accounts.models import User
from familienetwerk.accounts.written_rows import row_to_lock
from familienetwerk.audit.models import EventType, record
from familienetwerk.constraints import full_clean
from familienetwerk.locking import lock_unchanged

REPLACED = "Er is een nieuwe versie vastgesteld."


class DefinitionIsFixed(ValidationError):
    """This version no longer changes, or not while the partners look at it."""

    def __init__(self) -> None:
        super().__init__("Deze versie ligt voor bij de partners of ligt vast. U kunt haar nu niet wijzigen.")


class DefinitionIsNotProposed(ValidationError):
    """One can only answer, or take back, what lies before the partners."""

    def __init__(self, message: str = "Deze versie ligt niet voor aan de partners.") -> None:
        super().__init__(message)


class AnswerIsTooLate(DefinitionIsNotProposed):
    """Decided meanwhile: what was typed comes back, and it says where to go with it."""

    def __init__(self, on: date) -> None:
        super().__init__(
            f"Deze versie is op {on:%d-%m-%Y} vastgesteld. Uw reactie kwam daarna en is niet bewaard. "
            "Vertel de casusregisseur wat u wilt zeggen."
        )


class AlreadyBeingWritten(ValidationError):
    """There is one draft at a time."""

    def __init__(self) -> None:
        super().__init__("Er ligt al een concept van de probleemdefinitie. Schrijf daarin verder.")


class NotAtTheTable(ValidationError):
    """Only who works on the case answers for the organisation."""

    def __init__(self) -> None:
        super().__init__("Uw organisatie zit niet aan tafel in deze casus.")


class CannotFix(ValidationError):
    """The definition cannot be fixed, for these reasons."""

    def __init__(self, obstacles: list[str]) -> None:
        super().__init__(obstacles)
        self.obstacles = obstacles


@transaction.atomic
def start_definition(
    case: Case, *, by: User, statement: str, priorities: str = "", focus: Iterable[Focus] = (), unknowns: str = ""
) -> ProblemDefinition:
    """A draft of the next version."""
    case = locked(case)
    if case.definitions.being_written().exists():
        raise AlreadyBeingWritten
    definition = ProblemDefinition(
        case=case,
        version=(case.definitions.aggregate(last=Max("version"))["last"] or 0) + 1,
        statement=statement,
        priorities=priorities,
        focus=list(focus),
        unknowns=unknowns,
        written_by=by,
    )
    full_clean(definition)
    definition.save()
    record(EventType.CREATED, by=by, case_id=case.pk, subject="definition", subject_ids=[definition.pk])
    return definition


@transaction.atomic
def change_definition(
    definition: ProblemDefinition,
    *,
    by: User,
    lock_version: int,
    statement: str,
    priorities: str,
    focus: Iterable[Focus],
    unknowns: str,
) -> ProblemDefinition:
    """Write on in the draft. Raises Conflict when somebody else saved it meanwhile."""
    _locked_in(definition, DefinitionStatus.DRAFT, otherwise=DefinitionIsFixed)
    definition = lock_unchanged(definition, lock_version)
    definition.statement, definition.priorities = statement, priorities
    definition.focus, definition.unknowns = list(focus), unknowns
    definition.lock_version += 1
    full_clean(definition)
    definition.save(update_fields=["statement", "priorities", "focus", "unknowns", "lock_version"])
    record(EventType.CHANGED, by=by, case_id=definition.case_id, subject="definition", subject_ids=[definition.pk])
    return definition


@transaction.atomic
def propose_definition(definition: ProblemDefinition, *, by: User, on: date, answer_by: date) -> ProblemDefinition:
    """Lay the draft before everybody at the table. What was said of an earlier text is asked again."""
    definition = _locked_in(definition, DefinitionStatus.DRAFT, otherwise=DefinitionIsFixed)
    definition.agreements.all().delete()
    definition.status, definition.proposed_on = DefinitionStatus.PROPOSED, on
    definition.save(update_fields=["status", "proposed_on"])
    for organisation in organisations_at_table(definition.case, today=on):
        set_deadline(
            definition.case,
            DeadlineKind.AGREEMENT,
            subject_id=definition.pk,
            due_on=answer_by,
            organisation=organisation,
        )
    record(EventType.SHARED, by=by, case_id=definition.case_id, subject="definition", subject_ids=[definition.pk])
    return definition


@transaction.atomic
def take_back_definition(definition: ProblemDefinition, *, by: User, on: date) -> ProblemDefinition:
    """Back to draft, to change it. The answers stay readable beside it until it is proposed again."""
    definition = _locked_in(definition, DefinitionStatus.PROPOSED, otherwise=DefinitionIsNotProposed)
    definition.status, definition.proposed_on = DefinitionStatus.DRAFT, None
    definition.save(update_fields=["status", "proposed_on"])
    settle_deadline(DeadlineKind.AGREEMENT, subject_id=definition.pk, on=on)
    record(EventType.CHANGED, by=by, case_id=definition.case_id, subject="definition", subject_ids=[definition.pk])
    return definition


@transaction.atomic
def answer_definition(
    definition: ProblemDefinition, *, by: User, on: date, stance: Stance, reason: str = ""
) -> Agreement:
    """What the organisation of this professional says of it; it may change its mind until the version is fixed."""
    if fixed_on := _with_its_case(definition).fixed_on:
        raise AnswerIsTooLate(fixed_on)
    definition = _locked_in(definition, DefinitionStatus.PROPOSED, otherwise=DefinitionIsNotProposed)
    if by.organisation not in organisations_at_table(definition.case, today=on):
        raise NotAtTheTable
    answer = definition.agreements.filter(organisation=by.organisation_id).first()
    answer = answer or Agreement(definition=definition, organisation=by.organisation)
    answer.stance, answer.reason, answer.given_by, answer.given_on = stance, reason, by, on
    full_clean(answer)
    answer.save()
    settle_deadline(DeadlineKind.AGREEMENT, subject_id=definition.pk, organisation=by.organisation, on=on)
    record(EventType.DECIDED, by=by, case_id=definition.case_id, subject="agreement", subject_ids=[answer.pk])
    return answer


@transaction.atomic
def fix_definition(definition: ProblemDefinition, *, by: User, on: date) -> ProblemDefinition:
    """Fix this version for everybody: the previous one is superseded, and the case goes on."""
    case = locked(definition.case)
    definition = _with_its_case(definition)
    if obstacles := obstacles_to_fixing_definition(definition):
        raise CannotFix(obstacles)
    for older in case.definitions.fixed():
        recall(case, PieceKind.DEFINITION, subject_id=older.pk, by=by, on=on, reason=REPLACED)
    case.definitions.fixed().update(status=DefinitionStatus.SUPERSEDED)
    definition.status, definition.fixed_on, definition.fixed_by = DefinitionStatus.FIXED, on, by
    definition.with_exception = needs_exception(definition)
    definition.save(update_fields=["status", "fixed_on", "fixed_by", "with_exception"])
    settle_deadline(DeadlineKind.AGREEMENT, subject_id=definition.pk, on=on)
    note_definition_fixed(case, on=on)
    record(EventType.DECIDED, by=by, case_id=case.pk, subject="definition", subject_ids=[definition.pk])
    return definition


def _locked_in(
    definition: ProblemDefinition,
    status: DefinitionStatus,
    *,
    otherwise: type[DefinitionIsFixed | DefinitionIsNotProposed],
) -> ProblemDefinition:
    """The definition in this status, locked, with its case open to change."""
    locked(definition.case)
    definition = _with_its_case(definition)
    if definition.status != status:
        raise otherwise
    return definition


def _with_its_case(definition: ProblemDefinition) -> ProblemDefinition:
    return row_to_lock(definition, "case__legal_frame")
