"""Setting and settling what is due. Called by the actions that cause a deadline, inside their transaction."""

from datetime import date

from cases.models import Case, Deadline, DeadlineKind
from familienetwerk.accounts.models import Organisation, User


def set_deadline(
    case: Case,
    kind: DeadlineKind,
    *,
    subject_id: int,
    due_on: date,
    organisation: Organisation,
    user: User | None = None,
) -> Deadline:
    """One open deadline per subject and organisation: setting it again moves it."""
    deadline, _ = Deadline.objects.update_or_create(
        kind=kind,
        subject_id=subject_id,
        organisation=organisation,
        settled_on=None,
        defaults={"case": case, "due_on": due_on, "user": user},
    )
    return deadline


def settle_deadline(kind: DeadlineKind, *, subject_id: int, on: date, organisation: Organisation | None = None) -> None:
    """Nothing is due any more for this subject (of this organisation, or of all)."""
    open_ones = Deadline.objects.open().filter(kind=kind, subject_id=subject_id)
    if organisation:
        open_ones = open_ones.filter(organisation=organisation)
    open_ones.update(settled_on=on)
