"""What the invented families have no example of, done once each: every text that somebody can type is then there.

All that is typed here holds TYPED: from here it may have gone on to the log, a promise or a mail.
"""

from datetime import date, timedelta

from django.utils import timezone

from cases import actions
from cases.models import Case, Involvement, LegalFrame, Member, Observation, Regime, Relation
from cases.models.emergency import Judgement
from cases.shareable import pieces_for
from documents.actions import correct_document
from documents.models import DocumentContent
from domains.actions import strike_contact
from domains.models import Contact
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.breaches.actions import decide_telling, dismiss_suspicion, report_suspicion
from familienetwerk.breaches.models import Breach, Recipient
from familienetwerk.oversight.models import LogReview, LogSample, LogSignal, Outcome, SignalKind
from tests.factories import a_case, a_frame, an_observation
from tests.platform.canaries.marks import TYPED

WHY = f"Dat is nodig, {TYPED}, zei iemand."


def somebody(name: str) -> User:
    return User.objects.select_related("organisation").get(email__startswith=f"{name}@")


def rare_work() -> None:
    case, anna = Case.objects.get(name="Kornoelje"), somebody("anna")
    fill_the_ledger(case, anna)
    restrict_somebody(case, anna)
    change_the_family(case, anna)
    ask_and_be_refused(case, anna)
    strike_and_describe(case, anna)
    in_an_emergency()
    behind_in_another_frame(anna)
    go_wrong()
    a_month_of_the_log()


def fill_the_ledger(case: Case, anna: User) -> None:
    """The coordinator gives what is of all, Sanne what is hers; both change."""
    sanne, today = somebody("sanne"), timezone.localdate()
    for user, source in ((anna, None), (sanne, sanne.organisation_id)):
        [piece, *_] = [piece for piece in pieces_for(case, user) if piece.organisation_id == source]
        given = {"recipient_name": f"Team {TYPED}", "ground": f"Wmo 5.1.1 {TYPED}", "reason": WHY, "on": today}
        actions.share(case, by=user, keys=[piece.key], **given)
        actions.recall(case, piece.kind, subject_id=piece.pk, by=user, on=today, reason=WHY)


def restrict_somebody(case: Case, anna: User) -> None:
    """Of whom much was said, and a relation between two others: only Sanne knows, beside who coordinates."""
    person = case.members.filter(assessments__isnull=False, observations__isnull=False).order_by("-pk")[0]
    relation = between_others(case, person)[0]
    for row in (person, relation):
        actions.restrict(row, by=anna, named=[somebody("sanne").principal.pk], reason=WHY)


def between_others(case: Case, person: Member) -> list[Relation]:
    rows = case.relations.filter(until_on=None, removed_on=None).order_by("-pk")
    return list(rows.exclude(from_member=person).exclude(to_member=person))


def change_the_family(case: Case, anna: User) -> None:
    today = timezone.localdate()
    relation = between_others(case, Member(pk=0))[-1]
    actions.remove_relation(relation, by=anna, on=today, reason=WHY)
    gone = Case.objects.filter(name="Hazelaar").get().members.order_by("-pk")[0]
    actions.end_member(gone, by=somebody("ruben"), on=today, reason=WHY)
    shield = actions.shield_workers(case, by=anna, on=today, reason=WHY)
    actions.end_shield(shield, by=anna, on=today, reason=WHY)


def ask_and_be_refused(case: Case, anna: User) -> None:
    """Somebody asks for access, an organisation for a seat; a discussion is called off."""
    today, tomorrow = timezone.localdate(), timezone.now() + timedelta(days=1)
    asked = actions.ask_access(case.number, by=somebody("olga"), reason=WHY)
    actions.decline_access(case, asked, by=anna, answer=WHY)
    hour = {"begins_at": tomorrow, "ends_at": tomorrow + timedelta(hours=1)}
    item = actions.plan_discussion(case, by=anna, place=f"Kamer {TYPED}", chair=anna, **hour)
    actions.cancel_discussion(item, by=anna, reason=WHY)
    absent = Organisation.objects.exclude(pk__in=case.involvements.values("organisation")).order_by("pk")[0]
    about = {"reason": WHY, "due_on": today + timedelta(days=7)}
    seat: Involvement = actions.ask_to_join(case, absent, by=anna, on=today, **about)
    actions.decline_to_join(seat, by=absent.users.order_by("pk")[0], on=today, reason=WHY)


def strike_and_describe(case: Case, anna: User) -> None:
    contact = Contact.objects.filter(case=case, struck_at=None, next_version=None).order_by("pk")[0]
    strike_contact(contact, by=contact.author, on=timezone.localdate(), reason=WHY)
    for content in DocumentContent.objects.filter(document__case=case, document__withdrawn_at=None):
        correct_document(content, by=anna, lock_version=content.lock_version, description=WHY)


def in_an_emergency() -> None:
    danger = Case.objects.get(name="Hazelaar")
    access = actions.open_in_emergency(danger.number, by=somebody("hugo"), on=timezone.localdate(), reason=WHY)
    assert access
    actions.review_emergency(access, by=somebody("paul"), judgement=Judgement.JUSTIFIED, review=WHY)


def behind_in_another_frame(anna: User) -> None:
    """Written under a law of its own, before the case moved on: passed on, and one of two taken back."""
    frame = LegalFrame.objects.in_force(timezone.localdate()).order_by("pk")[0]
    case = a_case(coordinator=anna, number="1999-0053", legal_frame=frame, municipality=frame.municipality)
    written = [an_observation(case, anna, regime=Regime.WPG, text=WHY).pk for _ in range(2)]
    elsewhere = a_frame(name="Zorg- en Veiligheidshuis", municipality=case.municipality)
    actions.change_frame(case, by=anna, on=timezone.localdate(), frame=elsewhere, reason=WHY)
    case.refresh_from_db()
    passed = actions.pass_on(case, list(Observation.objects.filter(pk__in=written)), by=anna, ground=f"Wpg {TYPED}")
    actions.take_back(passed[0], by=anna, reason=WHY)


def go_wrong() -> None:
    paul, now = somebody("paul"), timezone.now()
    nothing = report_suspicion(by=somebody("sanne"), what=WHY, discovered_at=now)
    dismiss_suspicion(nothing, by=paul, reason=WHY)
    breach = Breach.objects.open().order_by("pk")[0]
    Breach.objects.filter(pk=breach.pk).update(discovered_at=now - timedelta(days=5))
    late = {"told_at": now, "words": WHY, "reference": TYPED, "late_reason": WHY}
    decide_telling(breach, Recipient.AUTHORITY, by=paul, is_told=True, **late)


def a_month_of_the_log() -> None:
    """Of a worker and of an officer, each judged and then signed; and of a next month what is open still."""
    paul, mila, today = somebody("paul"), somebody("mila"), date(1999, 2, 28)
    town = {"municipality": paul.organisation.municipality, "remark": WHY}
    review, after = (LogReview.objects.create(month=date(1999, month, 1), **town) for month in (2, 3))
    for user, judge in ((somebody("olga"), paul), (paul, mila)):
        judged = {"outcome": Outcome.FINE, "judged_by": judge}
        said = {"words": WHY, "answer": WHY, "reason": WHY, "found_on": today, "judged_on": today}
        asked = {"asked_on": today, "answered_on": today}
        LogSignal.objects.create(review=review, kind=SignalKind.NIGHT, user=user, **said, **asked, **judged)
        line = AuditEvent.objects.create(type=EventType.LOG_VIEWED, user_id=user.pk, page="whole_log")
        LogSample.objects.create(review=review, line_id=line.pk, user=user, remark=WHY, **judged)
    LogReview.objects.filter(pk=review.pk).update(signed_on=today, signed_by=paul)
    about = {"kind": SignalKind.NIGHT, "words": WHY, "found_on": today}
    LogSignal.objects.create(review=after, user=somebody("olga"), asked_on=today, **about)
    LogSignal.objects.create(review=after, user=paul, **about)
