"""On the work list: frames that end soon, and that ended while cases still rest on them."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from cases.models import Case, CaseStage, LegalFrame
from cases.notices import AHEAD, Notice, Section, coordinates, manages
from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Power
from familienetwerk.behalf import Errand
from familienetwerk.screen.due import Due

AHEAD_TO_RENEW = timedelta(days=90)  # partners that must agree anew need their time


def looks_after_frames(user: User) -> bool:
    """Who renews them, and who sees to it that there is one (FR-156)."""
    return manages(user) or user.may(Power.SEE_LOG)


def frames_to_renew(user: User, today: date) -> QuerySet[LegalFrame]:
    return LegalFrame.objects.ending_by(today + AHEAD_TO_RENEW, today=today)


def frames_ending(user: User, today: date) -> QuerySet[LegalFrame]:
    return LegalFrame.objects.ending_by(today + AHEAD, today=today)


def frame_ending(frame: LegalFrame, user: User, today: date) -> Notice:
    """Whoever manages the frames goes there; whoever coordinates reads when the cases close."""
    assert frame.valid_until
    return Notice(
        text=f"{frame}: daarna kan niemand de casussen onder dit kader openen.",
        url=reverse("cases:end_frame", args=[frame.pk]) if user.may(Power.MANAGE_ACCOUNTS) else "",
        act="Verleng",
        due=Due(on=frame.valid_until, today=today),
    )


def frames_ended(user: User, today: date) -> QuerySet[LegalFrame]:
    """While cases still rest on it."""
    resting = Case.objects.filter(legal_frame=OuterRef("pk")).exclude(stage__in=CaseStage.at_rest())
    return LegalFrame.objects.ended_before(today).filter(Exists(resting))


def frame_ended(frame: LegalFrame, user: User, today: date) -> Notice:
    assert frame.valid_until
    return Notice(
        text=f"{frame}: niemand kan de casussen onder dit kader openen.",
        url=reverse("cases:end_frame", args=[frame.pk]) if manages(user) else "",
        act="Verleng",
        due=Due(on=frame.valid_until, today=today),
    )


SECTIONS = [
    Section(title="Kader loopt af", is_for=looks_after_frames, rows=frames_to_renew, line=frame_ending),
    Section(
        title="Kader loopt af",
        is_for=lambda user: coordinates(user) and not looks_after_frames(user),
        rows=frames_ending,
        line=frame_ending,
    ),
    Section(
        title="Kader verlopen",
        is_for=looks_after_frames,
        rows=frames_ended,
        line=frame_ended,
        errand=Errand.FRAMES,
    ),
]
