"""What the log holds of last month, and what the nightly look found in it: for the privacy officer to judge and sign.

The lines are those that the pages wrote, had the demo run then; the signals are found in them by the app itself.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import cycle, islice

from django.utils import timezone

from cases.deadlines import working_days_after
from cases.models import Case, Involvement
from familienetwerk.accounts.models import User
from familienetwerk.admission.actions.home_street import give_home_street
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.demo.town import Town
from familienetwerk.oversight.models import LogReview, LogSignal, Outcome, SignalKind
from familienetwerk.oversight.reviewing import answer_signal, ask_worker, find_signals, pick_sample, sign_review

PAGES = ("detail", "family", "plan", "timeline", "assessments", "interventions")
ORDINARY = 40  # lines of who opened a case of their own in working hours


def look_back_at_last_month(town: Town) -> None:
    """One month to judge, with a worker who answered already and one who did not; the month before it was signed."""
    month = (town.today.replace(day=1) - timedelta(days=1)).replace(day=1)
    before = (month - timedelta(days=1)).replace(day=1)
    AuditEvent.objects.bulk_create([*ordinary_work(before), *ordinary_work(month), *worth_a_question(town, month)])
    town_hall = town.people["paul"].organisation.municipality
    sign(
        LogReview.objects.create(month=before, municipality=town_hall),
        by=town.people["paul"],
        on=working_days_after(month, 3),
    )
    review = LogReview.objects.create(month=month, municipality=town_hall)
    find_signals(review, today=town.today.replace(day=1))
    pick_sample(review)
    night, weekend = (
        LogSignal.objects.get(review=review, kind=kind) for kind in (SignalKind.NIGHT, SignalKind.WEEKEND)
    )
    for signal in (night, weekend):
        ask_worker(signal, by=town.people["paul"], on=town.today)
    words = "Ik had avonddienst en heb achterstand weggewerkt. Mijn leidinggevende weet dit."
    answer_signal(night, by=night.user, on=town.today, answer=words)


def sign(review: LogReview, *, by: User, on: date) -> None:
    """A month of ordinary work."""
    pick_sample(review)
    review.samples.update(outcome=Outcome.FINE, judged_by=by)
    sign_review(review, by=by, on=on, remark="")


def ordinary_work(month: date) -> Iterator[AuditEvent]:
    seats = seats_in(month)
    for number, (seat, page) in enumerate(islice(zip(cycle(seats), cycle(PAGES), strict=False), ORDINARY)):
        yield looked(seat.user, seat.case, page, at=moment(working_days_after(month, 1 + number % 15), 9, 7 * number))


def worth_a_question(town: Town, month: date) -> Iterator[AuditEvent]:
    """A night, a weekend, somebody close to home, a case without a role in it, many tries at what is not theirs."""
    seats = seats_in(month)
    by_night, in_weekend = seats[0], next(seat for seat in seats if seat.user == town.people["bram"])
    for number in range(12):
        page, minutes = PAGES[number % len(PAGES)], 4 * number
        yield looked(by_night.user, by_night.case, page, at=moment(working_days_after(month, 6), 1, minutes))
    for number in range(32):
        page, minutes = PAGES[number % len(PAGES)], 3 * number
        yield looked(in_weekend.user, in_weekend.case, page, at=moment(second_saturday(month), 13, minutes))
    olga, others = town.people["olga"], list(Case.objects.order_by("pk")[:9])
    for number, case in enumerate(others):
        yield line(EventType.REFUSED, olga, case, "detail", at=moment(working_days_after(month, 9), 15, 2 * number))
    yield from close_to_home(town, month)
    stranger = town.people["esther"]
    unknown = Case.objects.running().exclude(involvements__organisation=stranger.organisation_id)
    case = unknown.exclude(questions__organisation=stranger.organisation_id).order_by("pk")[0]
    for number in range(3):
        yield looked(stranger, case, PAGES[number], at=moment(working_days_after(month, 12), 16, number))


def close_to_home(town: Town, month: date) -> Iterator[AuditEvent]:
    """Who works where somebody of the family works, and who said to live in the street of another."""
    wim, hugo, case = town.people["wim"], town.people["hugo"], Case.objects.get(name="Kornoelje")
    give_home_street(by=hugo, on=town.day(-40), street="Molenpad", digits="")
    for number, worker in enumerate((wim, hugo)):
        yield looked(worker, case, "detail", at=moment(working_days_after(month, 7), 11, 5 * number))


def seats_in(month: date) -> list[Involvement]:
    """Who worked on a case all of that month."""
    present = Involvement.objects.running(month).not_ended().filter(user__isnull=False)
    return list(present.select_related("case", "user").order_by("pk"))


def looked(user: User | None, case: Case, page: str, *, at: datetime) -> AuditEvent:
    assert user
    return line(EventType.CASE_VIEWED, user, case, page, at=at, purpose=case.number)


def line(event: EventType, user: User, case: Case, page: str, *, at: datetime, purpose: str = "") -> AuditEvent:
    return AuditEvent(
        at=at,
        type=event,
        user_id=user.pk,
        organisation_id=user.organisation_id,
        roles=",".join(user.roles),
        case_id=case.pk,
        page=page,
        purpose=purpose,
    )


def moment(day: date, hour: int, minutes: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour))) + timedelta(minutes=minutes)


def second_saturday(month: date) -> date:
    return month + timedelta(days=(5 - month.weekday()) % 7 + 7)
