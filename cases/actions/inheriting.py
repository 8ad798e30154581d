"""What was still due of somebody who leaves the table, and to whom it goes."""

from datetime import date

from cases.models import Deadline, DeadlineKind, Involvement, InvolvementRole

# Asked of an organisation and not of a person: when its last professional leaves, nobody answers for it any more.
OF_THE_ORGANISATION = [
    DeadlineKind.QUESTION,
    DeadlineKind.INVITATION,
    DeadlineKind.AGREEMENT,
    DeadlineKind.ADOPTION,
]


def pass_on_deadlines(involvement: Involvement, *, on: date) -> None:
    """What was still due of somebody who left goes to a colleague at the table or the coordinator: nothing slips."""
    if still_works_on(involvement, on=on):
        return
    others = Involvement.objects.running(on).not_ended().filter(case=involvement.case_id).order_by("pk")
    colleague = others.filter(organisation=involvement.organisation_id).first()
    coordinator = others.in_role(*InvolvementRole.coordinating()).first()
    for deadline in open_deadlines_of(involvement):
        heir = colleague or (None if deadline.kind in OF_THE_ORGANISATION else coordinator)
        give(deadline, heir, on=on)


def still_works_on(involvement: Involvement, *, on: date) -> bool:
    """In another role."""
    others = Involvement.objects.running(on).not_ended().filter(case=involvement.case_id, user=involvement.user_id)
    return others.exists()


def open_deadlines_of(involvement: Involvement) -> list[Deadline]:
    return list(Deadline.objects.open().filter(case=involvement.case_id, user=involvement.user_id))


def give(deadline: Deadline, heir: Involvement | None, *, on: date) -> None:
    """To this professional; settled when nobody is left for it, or when that organisation has the same one already."""
    same = Deadline.objects.open().filter(kind=deadline.kind, subject_id=deadline.subject_id).exclude(pk=deadline.pk)
    if heir is None or same.filter(organisation=heir.organisation_id).exists():
        deadline.settled_on = on
        deadline.save(update_fields=["settled_on"])
        return
    deadline.user_id, deadline.organisation_id = heir.user_id, heir.organisation_id
    deadline.save(update_fields=["user", "organisation"])
