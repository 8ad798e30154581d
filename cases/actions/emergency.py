"""The emergency procedure: opening a case for an hour, telling who must know at once, and judging it afterwards."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cases import deadlines, permissions
from cases.models import Case, EmergencyAccess, Grant, GrantLevel, Judgement, LegalFrame
from cases.participants import why_not_under
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import EventType, record
from familienetwerk.behalf import Errand, acting_as, overseeing
from familienetwerk.constraints import full_clean
from familienetwerk.outbox.actions import promise

EMERGENCY_NOTICE = "emergency_notice"
LASTS = timedelta(hours=1)
REVIEWED_WITHIN = 2  # working days


class CannotUseEmergency(ValidationError):
    """The emergency procedure does not open this case for this user; the text says why."""


@transaction.atomic
def open_in_emergency(number: str, *, by: User, on: date, reason: str) -> EmergencyAccess | None:
    """One hour of reading from now on. None, and a refusal in the log, when there is no such case to open.

    Whether there is one all the same, is not said: else any number could be tried, and nobody was told.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # who sends it twice, is second the second time
    _check_may_use(by, number)
    with acting_as(Errand.EMERGENCY):
        case = Case.objects.select_related("legal_frame").filter(number=number).first()
        if case is None or not _holds_for(case.legal_frame, by, on=on):
            case_id = case.pk if case else None
            record(EventType.REFUSED, by=by, case_id=case_id, subject="emergency", page="open_in_emergency")
            return None
        grant = permissions.grant_in_emergency(case, by=by, lasts=LASTS)
        access = EmergencyAccess(case=case, user=by, grant=grant, reason=reason)
        access.review_due_on = deadlines.working_days_after(on, REVIEWED_WITHIN)
        full_clean(access, exclude=["began_at"])
        access.save()
        _tell_at_once(access)
    record(EventType.CREATED, by=by, case_id=case.pk, subject="emergency", subject_ids=[access.pk])
    return access


def _check_may_use(user: User, number: str) -> None:
    if EmergencyAccess.objects.of_user(user).unreviewed().exists():
        raise CannotUseEmergency(
            "De privacy officer moet uw vorige noodprocedure eerst beoordelen. Bel de privacy officer."
        )
    if Case.objects.visible_to(user).filter(number=number).exists():
        raise CannotUseEmergency({"number": "U hebt al toegang tot deze casus. Open de casus zelf."})


def _holds_for(frame: LegalFrame, user: User, *, on: date) -> bool:
    """It has not ended, and the organisation of this user takes part in it."""
    return not (frame.valid_until and frame.valid_until < on) and not why_not_under(frame, [user.organisation])


def _tell_at_once(access: EmergencyAccess) -> None:
    """Each privacy officer of the municipality and each coordinator of the case, in the transaction that opens it."""
    coordinating = Grant.objects.running().on_case(access.case_id).at_least(GrantLevel.COORDINATE)
    told = Q(officer__municipality=access.case.municipality_id) | Q(principal__in=coordinating.values("principal"))
    for user_id in User.objects.active().filter(told).order_by("pk").values_list("pk", flat=True):
        promise(EMERGENCY_NOTICE, user_id, f"{EMERGENCY_NOTICE}:{access.pk}:{user_id}", by=None)


@transaction.atomic
def review_emergency(access: EmergencyAccess, *, by: User, judgement: Judgement, review: str) -> None:
    """The privacy officer says what it was; only then may this user do it again."""
    with overseeing(by.pk):
        found = EmergencyAccess.objects.overseen_by(by).select_for_update(of=("self",)).filter(pk=access.pk).first()
        if found is None:
            raise CannotUseEmergency("Dit beoordeelt de privacy officer van de gemeente van deze casus.")
        access = found
        if access.reviewed_at:
            raise CannotUseEmergency("Een collega heeft deze noodprocedure net beoordeeld.")
        access.reviewed_at, access.reviewed_by = timezone.now(), by
        access.judgement, access.review = judgement, review
        full_clean(access, exclude=["began_at", "grant"])  # the grant stands, and an officer holds none
        access.save(update_fields=["reviewed_at", "reviewed_by", "judgement", "review"])
    record(EventType.DECIDED, by=by, case_id=access.case_id, subject="emergency", subject_ids=[access.pk])
