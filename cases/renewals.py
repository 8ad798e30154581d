"""On the work list and in the mail: agreements, DPIAs, participations and mandates that end before long (FR-156)."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, Q, QuerySet
from django.urls import reverse

from cases.actions.reminders import Reminder
from cases.frame_notices import AHEAD_TO_RENEW, looks_after_frames
from cases.models import FrameParticipant, LegalFrame
from cases.notices import Notice, Section, manages
from familienetwerk.accounts.models import Mandate, User
from familienetwerk.accounts.roles import POWERS, Power, Role
from familienetwerk.screen.due import Due

MAILED_AHEAD = timedelta(days=14)  # on the work list since AHEAD_TO_RENEW; each morning only when it presses
MANAGING = [role for role in Role if Power.MANAGE_ACCOUNTS in POWERS[role]]
NO_INTAKE = "daarna kan er geen intake starten onder dit kader."


def agreements_ending(user: User, today: date) -> QuerySet[LegalFrame]:
    """Also what ended: until there is another."""
    ending = LegalFrame.objects.with_papers_ending_by(today + AHEAD_TO_RENEW, "agreement", today=today)
    return ending.order_by("agreement_valid_until", "pk")


def agreement_ending(frame: LegalFrame, user: User, today: date) -> Notice:
    return paper_ending(frame, f"{frame}, {frame.agreement}", frame.agreement_valid_until, user, today)


def dpias_ending(user: User, today: date) -> QuerySet[LegalFrame]:
    """Also frames that have none, or one of which nobody wrote down what it is."""
    ending = LegalFrame.objects.with_papers_ending_by(today + AHEAD_TO_RENEW, "dpia", today=today)
    return (ending | LegalFrame.objects.without_dpia(today)).order_by("dpia_valid_until", "pk")


def dpia_ending(frame: LegalFrame, user: User, today: date) -> Notice:
    if frame.dpia_on is None:
        return to_renew(frame, f"{frame}: zonder DPIA met kenmerk en datum start er geen intake onder dit kader.", user)
    return paper_ending(frame, f"{frame}, {frame.dpia_reference}", frame.dpia_valid_until, user, today)


def paper_ending(frame: LegalFrame, what: str, on: date | None, user: User, today: date) -> Notice:
    assert on
    return to_renew(frame, f"{what}: {NO_INTAKE}", user, due=Due(on=on, today=today))


def to_renew(frame: LegalFrame, text: str, user: User, due: Due | None = None) -> Notice:
    url = reverse("cases:renew_papers", args=[frame.pk]) if manages(user) else ""
    return Notice(text=text, url=url, act="Vernieuw", due=due)


def participations_ending(user: User, today: date) -> QuerySet[FrameParticipant]:
    ending = FrameParticipant.objects.ending_by(today + AHEAD_TO_RENEW, today=today)
    return ending.select_related("frame", "organisation")


def participation_ending(participant: FrameParticipant, user: User, today: date) -> Notice:
    assert participant.valid_until
    text = f"{participant.organisation} doet daarna niet meer mee in {participant.frame} en opent geen casus meer."
    url = reverse("cases:end_participation", args=[participant.pk]) if manages(user) else ""
    return Notice(text=text, url=url, act="Verleng", due=Due(on=participant.valid_until, today=today))


def mandates_ending(user: User, today: date) -> QuerySet[Mandate]:
    return Mandate.objects.ending_by(today + AHEAD_TO_RENEW, today=today).select_related("user", "organisation")


def mandate_ending(mandate: Mandate, user: User, today: date) -> Notice:
    assert mandate.valid_until
    closes = " Daarna is er geen toegang tot casussen." if mandate.is_ground_for_access else ""
    text = f"{mandate.holder}, namens {mandate.on_behalf_of}: {mandate.task.rstrip('.')}.{closes}"
    url = reverse("change_mandate", args=[mandate.pk])
    return Notice(text=text, url=url, act="Verleng", due=Due(on=mandate.valid_until, today=today))


SECTIONS = [
    Section(title="Convenant loopt af", is_for=looks_after_frames, rows=agreements_ending, line=agreement_ending),
    Section(title="DPIA loopt af of ontbreekt", is_for=looks_after_frames, rows=dpias_ending, line=dpia_ending),
    Section(
        title="Deelname aan een kader loopt af",
        is_for=looks_after_frames,
        rows=participations_ending,
        line=participation_ending,
    ),
    Section(title="Mandaat loopt af", is_for=manages, rows=mandates_ending, line=mandate_ending),
]


def pressing(today: date) -> list[QuerySet[Any]]:
    """What ends so soon that the mail says it, and what ended and must be made anew."""
    day = today + MAILED_AHEAD
    return [
        LegalFrame.objects.ending_by(day, today=today),
        LegalFrame.objects.with_papers_ending_by(day, "agreement", "dpia", today=today),
        LegalFrame.objects.without_dpia(today),
        FrameParticipant.objects.ending_by(day, today=today),
        Mandate.objects.ending_by(day, today=today),
    ]


def who_renews(today: date) -> QuerySet[User]:
    """Everybody who can, as long as anything presses."""
    presses = Q.create([Q(Exists(rows.order_by())) for rows in pressing(today)], connector=Q.OR)
    managing: QuerySet[User] = User.objects.active().filter(presses, roles__overlap=MANAGING)
    return managing


def how_many_press(user: User, today: date) -> int:
    return sum(rows.count() for rows in pressing(today)) if manages(user) else 0


REMINDER = Reminder(
    what="Kaders, convenanten, DPIA's, deelnames en mandaten die aflopen",
    users=who_renews,
    number=how_many_press,
    page="cases:notices",
)
