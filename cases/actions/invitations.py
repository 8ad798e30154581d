"""Asking an organisation to the table, and its answer: joining or declining."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from cases import permissions
from cases.actions.course import locked
from cases.actions.deadlines import set_deadline, settle_deadline
from cases.actions.involvement import CannotInvolve, check_takes_part, save_checked
from cases.models import Case, DeadlineKind, Involvement, Member
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.audit.models import EventType, record
from familienetwerk.behalf import Errand, acting_as


@transaction.atomic
def ask_to_join(
    case: Case,
    organisation: Organisation,
    *,
    by: User,
    on: date,
    due_on: date,
    reason: str,
    user: User | None = None,
    members: Iterable[Member] = (),
) -> Involvement:
    """Invite an organisation, or one professional of it, to the table. Nothing of the case opens yet."""
    case = locked(case)
    check_takes_part(case, organisation)
    if user:
        _check_can_be_asked(case, organisation, user, on=on)
    asked = {"asked_on": on, "asked_by": by, "asked_reason": reason, "answer_due_on": due_on}
    involvement = Involvement(case=case, organisation=organisation, user=user, **asked)
    save_checked(involvement)
    involvement.members.set(members)
    set_deadline(
        case, DeadlineKind.INVITATION, subject_id=involvement.pk, due_on=due_on, organisation=organisation, user=user
    )
    record(EventType.CREATED, by=by, case_id=case.pk, subject="involvement", subject_ids=[involvement.pk])
    return involvement


def _check_can_be_asked(case: Case, organisation: Organisation, user: User, *, on: date) -> None:
    if user.organisation_id != organisation.pk:
        raise CannotInvolve("Deze professional werkt niet bij deze organisatie.")
    of_user = case.involvements.filter(user=user)
    if of_user.running(on).exists():
        raise CannotInvolve(f"{user} doet al mee in deze casus.")
    if of_user.asked().exists():
        raise CannotInvolve(f"{user} is al gevraagd om mee te doen.")


@transaction.atomic
def withdraw_invitation(involvement: Involvement, *, by: User, on: date, reason: str) -> None:
    """The question to join was not needed after all, or went to the wrong desk."""
    involvement = _locked_and_asked(involvement)
    _decline(involvement, by=by, on=on, reason=f"Ingetrokken: {reason}")


@transaction.atomic
def join(involvement: Involvement, *, by: User, on: date) -> Involvement:
    """The asked professional (or one of the asked desk) takes the seat; from now on the case is open to this person."""
    with acting_as(Errand.ASKED):
        involvement = _locked_and_asked(involvement)
        _check_is_asked_of(involvement, by)
        check_takes_part(involvement.case, involvement.organisation)
        involvement.user = by
        involvement.period = DateRange(on, None)
        save_checked(involvement)
        permissions.grant_for(involvement, by=by)
        settle_deadline(DeadlineKind.INVITATION, subject_id=involvement.pk, on=on)
    record(EventType.CHANGED, by=by, case_id=involvement.case_id, subject="involvement", subject_ids=[involvement.pk])
    return involvement


@transaction.atomic
def decline_to_join(involvement: Involvement, *, by: User, on: date, reason: str) -> None:
    with acting_as(Errand.ASKED):
        involvement = _locked_and_asked(involvement)
        _check_is_asked_of(involvement, by)
        _decline(involvement, by=by, on=on, reason=reason)


def _locked_and_asked(involvement: Involvement) -> Involvement:
    locked(involvement.case)
    rows = Involvement.objects.select_for_update(of=("self",)).select_related("case__legal_frame", "organisation")
    involvement = rows.get(pk=involvement.pk)
    if not involvement.is_asked:
        raise CannotInvolve("Deze vraag is al beantwoord of ingetrokken.")
    return involvement


def _check_is_asked_of(involvement: Involvement, user: User) -> None:
    if user.organisation_id != involvement.organisation_id:
        raise CannotInvolve("Deze vraag is niet aan uw organisatie gesteld.")
    if involvement.user_id not in {None, user.pk}:
        raise CannotInvolve("Deze vraag is aan een collega gesteld.")


def _decline(involvement: Involvement, *, by: User, on: date, reason: str) -> None:
    involvement.declined_on, involvement.declined_reason = on, reason
    involvement.save(update_fields=["declined_on", "declined_reason"])
    settle_deadline(DeadlineKind.INVITATION, subject_id=involvement.pk, on=on)
    record(EventType.CHANGED, by=by, case_id=involvement.case_id, subject="involvement", subject_ids=[involvement.pk])
