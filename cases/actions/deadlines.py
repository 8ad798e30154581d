"""Setting and settling what is due. Called by the actions that cause a deadline, inside their transaction.

As an errand: who adopts a plan or closes a case may not read every action in it, and what is due moves all the same.
"""

from datetime import date

from django.utils import timezone

from cases.models import Case, Deadline, DeadlineKind, Member
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.behalf import Errand, acting_as


def set_deadline(
    case: Case,
    kind: DeadlineKind,
    *,
    subject_id: int,
    due_on: date,
    organisation: Organisation,
    user: User | None = None,
    about: str = "",
) -> Deadline:
    """One open deadline per subject and organisation: setting it again moves it. `about`: which action it is."""
    which = {"kind": kind, "subject_id": subject_id, "organisation": organisation}
    says = {"case": case, "due_on": due_on, "user": user, "about": about}
    with acting_as(Errand.DUE):
        open_one = Deadline.objects.open().filter(**which)
        return open_one.get() if open_one.update(**says) else Deadline.objects.create(**which, **says)


def settle_deadline(kind: DeadlineKind, *, subject_id: int, on: date, organisation: Organisation | None = None) -> None:
    """Nothing is due any more for this subject (of this organisation, or of all)."""
    open_ones = Deadline.objects.open().filter(kind=kind, subject_id=subject_id)
    if organisation:
        open_ones = open_ones.filter(organisation=organisation)
    with acting_as(Errand.DUE):
        open_ones.update(settled_on=on)


def settle_all(case: Case, *, on: date) -> None:
    """Nothing is due any more in this case."""
    with acting_as(Errand.DUE):
        Deadline.objects.open().filter(case=case).update(settled_on=on)


def set_member_deadlines(member: Member, *, user: User) -> None:
    """When to look again whether this person belongs in the case, and when to inform somebody who was not told yet."""
    set_of_member(member, DeadlineKind.MEMBER_REVIEW, due_on=member.review_on, user=user)
    if member.died_on:
        settle_deadline(DeadlineKind.INFORMING, subject_id=member.pk, on=timezone.localdate())
    elif member.informing_postponed_until and not member.is_informed:
        set_of_member(member, DeadlineKind.INFORMING, due_on=member.informing_postponed_until, user=user)


def set_of_member(member: Member, kind: DeadlineKind, *, due_on: date, user: User) -> None:
    """Of each person once: whoever looked at it last takes it over, also from a coordinator of another organisation."""
    with acting_as(Errand.DUE):
        of_others = Deadline.objects.open().filter(kind=kind, subject_id=member.pk)
        of_others.exclude(organisation=user.organisation_id).update(settled_on=timezone.localdate())
    set_deadline(member.case, kind, subject_id=member.pk, due_on=due_on, organisation=user.organisation, user=user)
