"""What was still due of somebody who leaves the table, and to whom it goes."""

from datetime import date

from cases.models import Case, Deadline, DeadlineKind, Involvement, InvolvementRole
from cases.models.deadline import ABOUT_SOMEBODY
from familienetwerk.accounts.models import User
from familienetwerk.behalf import Errand, acting_as, acting_for

# Asked of an organisation and not of a person: when its last professional leaves, nobody answers for it any more.
OF_THE_ORGANISATION = [
    DeadlineKind.QUESTION,
    DeadlineKind.INVITATION,
    DeadlineKind.AGREEMENT,
    DeadlineKind.ADOPTION,
]


def pass_on_deadlines(involvement: Involvement, *, on: date, first: Involvement | None = None) -> None:
    """What was still due of somebody who left goes to a colleague at the table or the coordinator: nothing slips.

    Only to who may know what it is about. What nobody left may know of, waits at the desk of its organisation. Who
    stays in another role keeps what may be known of without the seat.
    """
    stays = still_works_on(involvement, on=on)
    with acting_as(Errand.DUE):
        others = (
            Involvement.objects.with_a_voice(on).not_ended().filter(case=involvement.case_id).select_related("user")
        )
        colleagues = list(others.filter(organisation=involvement.organisation_id).order_by("pk"))
        coordinators = list(others.in_role(*InvolvementRole.coordinating()).order_by("pk"))
        for deadline in open_deadlines_of(involvement):
            if stays and may_know(deadline, involvement.user):
                continue
            heirs = [first, *colleagues] if first else colleagues
            heirs = heirs if deadline.kind in OF_THE_ORGANISATION else [*heirs, *coordinators]
            give(deadline, next((seat for seat in heirs if may_know(deadline, seat.user)), None), on=on)


def pass_on_what_is_hidden(case: Case, *, on: date) -> None:
    """Of each at the table what was due and may no longer be known by this one, as when somebody leaves."""
    with acting_as(Errand.DUE):
        named = Deadline.objects.open().filter(case=case, kind__in=ABOUT_SOMEBODY, user__isnull=False)
        seats = Involvement.objects.running(on).not_ended().filter(case=case, user__in=named.values("user"))
        one_each = {seat.user_id: seat for seat in seats.select_related("user", "organisation")}
    for seat in one_each.values():
        pass_on_deadlines(seat, on=on)


def still_works_on(involvement: Involvement, *, on: date) -> bool:
    """In this role still, or in another."""
    seats = Involvement.objects.running(on).not_ended().filter(case=involvement.case_id, user=involvement.user_id)
    return seats.exists()


def open_deadlines_of(involvement: Involvement) -> list[Deadline]:
    return list(Deadline.objects.open().filter(case=involvement.case_id, user=involvement.user_id))


def may_know(deadline: Deadline, user: User | None) -> bool:
    """Whether this user may know what is due here, and about whom; a seat without a name is its desk."""
    if user is None:
        return True
    with acting_for(user.pk):
        return Deadline.objects.filter(pk=deadline.pk).known_to(user).exists()


def give(deadline: Deadline, heir: Involvement | None, *, on: date) -> None:
    """To this professional; settled when nobody answers for it any more, or that organisation has the same already."""
    same = Deadline.objects.open().filter(kind=deadline.kind, subject_id=deadline.subject_id).exclude(pk=deadline.pk)
    if heir is None and deadline.kind not in OF_THE_ORGANISATION:
        deadline.user = None
    elif heir is None or same.filter(organisation=heir.organisation_id).exists():
        deadline.settled_on = on
    else:
        deadline.user_id, deadline.organisation_id = heir.user_id, heir.organisation_id
    deadline.save(update_fields=["user", "organisation", "settled_on"])
