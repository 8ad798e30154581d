"""Letting somebody in again who lost password and second factor: asked by one, confirmed by another."""

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from familienetwerk.accounts.models import Recovery, User
from familienetwerk.accounts.models.recovery import WAITS
from familienetwerk.accounts.roles import Power
from familienetwerk.admission import mail
from familienetwerk.admission.actions.accounts import CannotChangeAccount
from familienetwerk.admission.actions.shutting_out import shut_out
from familienetwerk.admission.rules import obstacles_to_asking_recovery, obstacles_to_confirming_recovery
from familienetwerk.audit.models import EventType, record


class CannotRecover(CannotChangeAccount):
    """The rules do not let this person be let in so; `obstacles` says why."""


@transaction.atomic
def ask_recovery(user: User, *, how_known: str, by: User) -> Recovery:
    """Nothing changes yet but that the person and everybody who may confirm it hear of it."""
    user = User.objects.select_for_update().get(pk=user.pk)
    refuse_if(obstacles_to_asking(user, by=by))
    recovery = Recovery.objects.create(user=user, asked_by=by, how_known=how_known, expires_at=Now() + WAITS)
    record(EventType.ACCOUNT_CHANGED, by=by, subject="user", subject_ids=[user.pk], page="ask_recovery")
    mail.promise(mail.Kind.RECOVERY_ASKED, user, by=by)
    for other in User.objects.active().who_may(Power.CONFIRM_RECOVERY).exclude(pk__in=[user.pk, by.pk]):
        mail.promise(mail.Kind.RECOVERY_WAITS, other, by=by)
    return recovery


@transaction.atomic
def confirm_recovery(recovery: Recovery, *, by: User) -> None:
    """The account is as new: no session, password or second factor is left, and a letter lets the person in."""
    recovery = locked(recovery)
    refuse_if(obstacles_to_confirming(recovery, by=by))
    recovery.confirmed_by, recovery.confirmed_at = by, timezone.now()
    recovery.save(update_fields=["confirmed_by", "confirmed_at"])
    user = User.objects.select_for_update().get(pk=recovery.user_id)
    user.set_unusable_password()
    user.save(update_fields=["password"])
    shut_out(user)
    record(EventType.ACCOUNT_CHANGED, by=by, subject="user", subject_ids=[user.pk], page="confirm_recovery")
    mail.promise(mail.Kind.RECOVERED, user, by=by)
    for one in (recovery.asked_by, by):
        mail.promise(mail.Kind.RECOVERY_DONE, one, by=by)


@transaction.atomic
def refuse_recovery(recovery: Recovery, *, by: User) -> None:
    """Somebody does not trust it, or it is no longer needed."""
    recovery = locked(recovery)
    refuse_if([] if recovery.is_waiting else ["Dit verzoek loopt niet meer."])
    recovery.refused_by, recovery.refused_at = by, timezone.now()
    recovery.save(update_fields=["refused_by", "refused_at"])
    record(EventType.ACCOUNT_CHANGED, by=by, subject="user", subject_ids=[recovery.user_id], page="refuse_recovery")


def obstacles_to_asking(user: User, *, by: User) -> list[str]:
    return obstacles_to_asking_recovery(
        account_id=user.pk,
        by_id=by.pk,
        is_active=user.is_active,
        is_running=Recovery.objects.waiting().filter(user=user).exists(),
    )


def obstacles_to_confirming(recovery: Recovery, *, by: User) -> list[str]:
    return obstacles_to_confirming_recovery(
        account_id=recovery.user_id,
        asked_by_id=recovery.asked_by_id,
        by_id=by.pk,
        is_active=recovery.user.is_active,
        is_waiting=recovery.is_waiting,
        by_came_after=by.invited_at > recovery.asked_at,
    )


def locked(recovery: Recovery) -> Recovery:
    return Recovery.objects.select_for_update(of=["self"]).select_related("user", "asked_by").get(pk=recovery.pk)


def refuse_if(obstacles: list[str]) -> None:
    if obstacles:
        raise CannotRecover(obstacles)
