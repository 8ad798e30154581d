"""Who may open cases at all: statements that were seen, what this installation requires, and a last day."""

import logging
from datetime import date

from django.db import transaction

from familienetwerk.accounts.models import Requirement, Statement, StatementKind, User
from familienetwerk.admission.actions.accounts import end_account, refuse_if
from familienetwerk.admission.rules import obstacles_to_changing_account
from familienetwerk.audit.models import EventType, record
from familienetwerk.constraints import full_clean

logger = logging.getLogger(__name__)


@transaction.atomic
def record_statement(user: User, *, kind: str, given_on: date, valid_until: date | None, by: User) -> Statement:
    """Another saw the paper; from now on it counts, until its end."""
    refuse_if(obstacles_to_changing_account(account_id=user.pk, by_id=by.pk))
    statement = Statement(user=user, kind=kind, given_on=given_on, valid_until=valid_until, recorded_by=by)
    full_clean(statement, exclude=["recorded_at"])
    statement.save()
    record(EventType.CREATED, by=by, subject="statement", subject_ids=[statement.pk], page="record_statement")
    return statement


@transaction.atomic
def set_last_day(user: User, *, last_day: date | None, by: User) -> None:
    """After this day no case opens and nobody logs in with this account, without anybody doing anything."""
    user = User.objects.select_for_update().get(pk=user.pk)
    refuse_if(obstacles_to_changing_account(account_id=user.pk, by_id=by.pk))
    user.last_day, user.last_day_set_by = last_day, by
    user.save(update_fields=["last_day", "last_day_set_by"])
    record(EventType.ACCOUNT_CHANGED, by=by, subject="user", subject_ids=[user.pk], page="set_last_day")


@transaction.atomic
def set_requirements(kinds: list[str], *, by: User) -> None:
    """From now on these statements are needed to open a case, and no others."""
    Requirement.objects.exclude(kind__in=kinds).delete()
    present = set(Requirement.objects.values_list("kind", flat=True))
    Requirement.objects.bulk_create(Requirement(kind=kind, required_by=by) for kind in kinds if kind not in present)
    page = f"set_requirements {','.join(sorted(StatementKind(kind).name for kind in kinds))}"
    record(EventType.ACCOUNT_CHANGED, by=by, subject="requirement", page=page)


def close_ended_accounts(*, today: date) -> int:
    """Everything of who had a last day closes too: sessions, seats, rights. In the name of who set that day.

    Each in a transaction of its own: what cannot be closed now holds up no other, and is tried again.
    """
    closed = 0
    for user in list(User.objects.left_open(today=today).select_related("last_day_set_by").order_by("pk")):
        assert user.last_day_set_by
        try:
            end_account(user, by=user.last_day_set_by)
        except Exception as error:  # noqa: BLE001  whatever is wrong with one account, the next ends on its day
            logger.error("Account %s stays open after its last day: %s.", user.pk, type(error).__name__)  # noqa: TRY400
        else:
            closed += 1
    return closed
