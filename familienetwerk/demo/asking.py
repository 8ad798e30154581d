"""Who in Rivierstede asks to be let in: to a case, for an hour in an emergency, or to an account without its keys."""

from datetime import datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from cases import actions
from cases.actions.emergency import EMERGENCY_NOTICE
from cases.models import AccessRequest, Case, EmergencyAccess, Grant, Judgement
from familienetwerk.accounts.models import HowKnown
from familienetwerk.admission.actions import ask_recovery
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.demo.last_month import line, moment
from familienetwerk.demo.town import Town
from familienetwerk.outbox.models import Job, JobQuerySet, JobState

IN_THE_EVENING = 19


def ask_for_access(town: Town) -> None:
    """A colleague whom a coordinator turned down, asks about another case now."""
    anna, olga = town.people["anna"], town.people["olga"]
    refused = actions.ask_access(number_of_case("Iep"), by=olga, reason="Ik ken de moeder van het spreekuur.")
    answer = "Uw team is bij deze intake al gevraagd. Overleg met uw collega’s."
    actions.decline_access(Case.objects.get(number=refused.number), refused, by=anna, answer=answer)
    asked_at, decided_at = moment(town.day(-9), 11, 20), moment(town.day(-8), 9, 5)
    AccessRequest.objects.filter(pk=refused.pk).update(asked_at=asked_at, decided_at=decided_at)
    reason = "Demi heeft zich bij ons gemeld voor een eigen kamer. Ik wil weten wie al met haar praat."
    actions.ask_access(number_of_case("Kornoelje"), by=olga, reason=reason)


def use_the_emergency_procedure(town: Town) -> None:
    """One that the privacy officer found right; and one that waits for a judgement, of which a letter never left."""
    threat = "Zijn ex-partner staat nu bij ons aan de balie. Ik moet weten of er kinderen in huis zijn."
    judged = open_then(town, "esther", "Sleedoorn", days_ago=24, reason=threat)
    actions.review_emergency(
        judged,
        by=town.people["paul"],
        judgement=Judgement.JUSTIFIED,
        review="Er was gevaar en niemand aan tafel nam op. Zij keek alleen naar het gezin.",
    )
    EmergencyAccess.objects.filter(pk=judged.pk).update(reviewed_at=moment(town.day(-23), 10, 40))
    debts = "De deurwaarder staat voor de deur. Ik moet weten wie dit gezin nu kan opvangen."
    to_judge = open_then(town, "pim", "Hazelaar", days_ago=1, reason=debts)
    never_left = letters_about(to_judge).order_by("pk")[:1]  # for who looks after failed work
    Job.objects.filter(pk__in=never_left).update(state=JobState.FAILED, tries=5, last_error="SMTPServerDisconnected")


def open_then(town: Town, who: str, name: str, *, days_ago: int, reason: str) -> EmergencyAccess:
    """As actions.open_in_emergency, which opens a case now: on an evening in the past, with what was read then."""
    user, case = town.people[who], Case.objects.get(name=name)
    began_at = moment(town.day(-days_ago), IN_THE_EVENING, 12)
    access = actions.open_in_emergency(case.number, by=user, on=town.day(-days_ago), reason=reason)
    assert access
    hour = DateTimeTZRange(began_at, began_at + actions.LASTS)
    Grant.objects.filter(pk=access.grant_id).update(period=hour, granted_at=began_at)
    EmergencyAccess.objects.filter(pk=access.pk).update(began_at=began_at)
    letters_about(access).update(state=JobState.DONE, tries=1, created_at=began_at, finished_at=began_at)
    AuditEvent.objects.bulk_create(
        read_then(access, page, at=began_at + timedelta(minutes=minutes))
        for minutes, page in ((1, "detail"), (3, "family"))
    )
    return access


def letters_about(access: EmergencyAccess) -> JobQuerySet:
    return Job.objects.filter(kind=EMERGENCY_NOTICE, key__startswith=f"{EMERGENCY_NOTICE}:{access.pk}:")


def read_then(access: EmergencyAccess, page: str, *, at: datetime) -> AuditEvent:
    read = line(EventType.CASE_VIEWED, access.user, access.case, page, at=at, purpose=access.case.number)
    read.is_emergency = True
    return read


def lose_the_keys(town: Town) -> None:
    """A colleague whose phone fell into the water; somebody else than who asks it has to confirm."""
    ask_recovery(town.people["tess"], how_known=HowKnown.SEEN, by=town.people["fatima"])


def number_of_case(name: str) -> str:
    number: str = Case.objects.values_list("number", flat=True).get(name=name)
    return number
