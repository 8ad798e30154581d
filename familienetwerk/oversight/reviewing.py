"""What happens with signals and the sample: found at night, asked about, judged by a person, signed for a month."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet, TextField, Value
from django.db.models.functions import MD5, Cast, Concat
from django.utils.crypto import salted_hmac

from cases.log import lines_of_municipality
from familienetwerk.accounts.models import Municipality, User
from familienetwerk.accounts.roles import Power
from familienetwerk.audit.models import AuditEvent, AuditEventQuerySet, EventType, record
from familienetwerk.behalf import Errand, acting_as
from familienetwerk.constraints import full_clean
from familienetwerk.outbox.periodic import once_per
from familienetwerk.oversight.models import LogReview, LogSample, LogSignal, Outcome, SignalKind
from familienetwerk.oversight.signals import Judged, signals_in

SAMPLED = 20
MOST_NAMED = 5
SAVE_AGAIN = "Een collega beoordeelde een van deze regels. Dat blijft staan. Bewaar opnieuw, dan komt de rest erbij."
THE_SAME = [SignalKind.SAME_NAME, SignalKind.SAME_ROAD, SignalKind.SAME_WORK]


class Judgement(NamedTuple):
    outcome: str
    remark: str


class IsDealtWith(ValidationError):
    """Somebody else was first: what stands there stays."""

    def __init__(self, sentence: str = "Een collega was u voor. Ververs de pagina.") -> None:
        super().__init__(sentence)


@transaction.atomic
def look_through_log(*, today: date) -> list[LogReview]:
    """Once a night, for each municipality: the month of yesterday is looked through anew, and of what is over a sample
    is picked."""
    yesterday = today - timedelta(days=1)
    if not once_per("log signals", f"{yesterday:%Y-%m-%d}"):
        return []
    with acting_as(Errand.WATCHING):
        reviews = [
            LogReview.objects.get_or_create(month=yesterday.replace(day=1), municipality=municipality)[0]
            for municipality in Municipality.objects.order_by("pk")
        ]
        over = list(LogReview.objects.without_sample(today))  # also when the clock was down in the night that it ended
        for month in {*reviews, *over}:
            if not month.is_signed:
                find_signals(month, today=today)
        for month in over:
            pick_sample(month)
    return reviews


def find_signals(review: LogReview, *, today: date) -> None:
    """A name, street or employer that was in order before, of the same person and case, stays quiet: it is the same.

    All else is judged of what the signal saw: later looks give another one. An open one gets its newest words, until
    somebody is asked about those: what is answered is what stood there.
    """
    seen_to = AuditEvent.objects.aggregate(last=Max("pk"))["last"] or 0
    judged = [Judged(**row) for row in review.signals.judged().values("kind", "user_id", "case_number", "seen_to")]
    assert review.municipality_id, "what was signed before months were of a municipality is not looked through again"
    found = signals_in(review.month, last_day(review.month), municipality=review.municipality_id, judged=judged)
    fine = LogSignal.objects.filter(kind__in=THE_SAME, outcome=Outcome.FINE)
    quiet = set(fine.values_list("kind", "user_id", "case_number"))
    waiting = {(row.kind, row.user_id, row.case_number): row for row in review.signals.open()}
    for one in found:
        key = (one.kind, one.user_id, one.case_number)
        if key in waiting:
            if waiting[key].asked_on is None:
                review.signals.filter(pk=waiting[key].pk, asked_on=None).update(words=one.words, seen_to=seen_to)
        elif key not in quiet:
            LogSignal.objects.create(
                review=review,
                kind=one.kind,
                user_id=one.user_id,
                case_number=one.case_number,
                words=one.words,
                found_on=today,
                seen_to=seen_to,
            )


def pick_sample(review: LogReview) -> None:
    samples = [LogSample(review=review, line_id=line, user_id=user_id) for line, user_id in lines_by_lot(review)]
    LogSample.objects.bulk_create(samples, ignore_conflicts=True)


def lines_by_lot(review: LogReview) -> list[tuple[int, int | None]]:
    """Lines of people, as good as at random: by a secret of the month, so that who picks again picks the same."""
    order = MD5(Concat(Cast("pk", TextField()), Value(seed_of(review.month))))
    return list(lines_of_people(review).order_by(order, "pk").values_list("pk", "user_id")[:SAMPLED])


def lines_of_people(review: LogReview) -> AuditEventQuerySet:
    assert review.municipality_id
    lines = lines_of_municipality(review.municipality_id).in_period(review.month, last_day(review.month))
    return lines.filter(user_id__isnull=False)


def seed_of(month: date) -> str:
    """Nobody knows beforehand which lines will be looked at, for nobody reads the key of the log."""
    key = settings.AUDIT_KEY or None
    return salted_hmac("sample of the log", f"{month:%Y-%m}", secret=key, algorithm="sha256").hexdigest()


@transaction.atomic
def ask_worker(signal: LogSignal, *, by: User, on: date) -> None:
    """The worker reads what was seen and says why; the answer comes back here."""
    signal = LogSignal.objects.select_for_update().get(pk=signal.pk)
    if signal.outcome or signal.asked_on:
        raise IsDealtWith
    signal.asked_on = on
    save(signal, "asked_on")
    record(EventType.SENT, by=by, subject="log_signal", subject_ids=[signal.pk], page="ask_worker")


@transaction.atomic
def answer_signal(signal: LogSignal, *, by: User, on: date, answer: str) -> None:
    signal = LogSignal.objects.select_for_update().get(pk=signal.pk)
    if signal.outcome or signal.answered_on:
        raise IsDealtWith
    signal.answer, signal.answered_on = answer, on
    save(signal, "answer", "answered_on")
    record(EventType.CHANGED, by=by, subject="log_signal", subject_ids=[signal.pk], page="answer_signal")


@transaction.atomic
def judge_signal(signal: LogSignal, *, by: User, on: date, outcome: str, reason: str) -> None:
    signal = LogSignal.objects.select_for_update().get(pk=signal.pk)
    if signal.outcome:
        raise IsDealtWith
    check_may_judge(LogSignal.objects.to_judge(by), signal.pk)
    signal.outcome, signal.reason, signal.judged_on, signal.judged_by = outcome, reason, on, by
    save(signal, "outcome", "reason", "judged_on", "judged_by")
    record(EventType.DECIDED, by=by, subject="log_signal", subject_ids=[signal.pk], page="judge_signal")


@transaction.atomic
def judge_samples(judged: Mapping[int, Judgement], *, by: User) -> None:
    """Those that were judged now, by the number of the line in the sample: all of them, or none."""
    samples = list(LogSample.objects.select_for_update().filter(pk__in=judged).order_by("pk"))
    if any(sample.outcome for sample in samples):
        raise IsDealtWith(SAVE_AGAIN)
    check_may_judge(LogSample.objects.to_judge(by), *judged)
    for sample in samples:
        sample.outcome, sample.remark, sample.judged_by = *judged[sample.pk], by
        full_clean(sample)
    LogSample.objects.bulk_update(samples, ["outcome", "remark", "judged_by"])
    record(EventType.DECIDED, by=by, subject="log_sample", subject_ids=sorted(judged), page="judge_samples")


def check_may_judge(theirs: QuerySet[LogSignal] | QuerySet[LogSample], *numbers: int) -> None:
    if theirs.filter(pk__in=numbers).count() != len(numbers):
        raise ValidationError("Dit beoordeelt een ander: een privacy officer, en over een privacy officer een manager.")


@transaction.atomic
def sign_review(review: LogReview, *, by: User, on: date, remark: str) -> None:
    """After this nothing of the month changes."""
    review = LogReview.objects.overseen_by(by).select_for_update().get(pk=review.pk)
    if reasons := obstacles_to_signing(review, by=by, today=on):
        raise ValidationError(reasons)
    review.signed_on, review.signed_by, review.remark = on, by, remark
    full_clean(review)
    review.save(update_fields=["signed_on", "signed_by", "remark"])
    record(EventType.DECIDED, by=by, subject="log_review", subject_ids=[review.pk], page="sign_review")


def obstacles_to_signing(review: LogReview, *, by: User, today: date) -> list[str]:
    """Empty: it may."""
    signals = list(review.signals.open().values_list("user_id", flat=True))
    lines = list(review.samples.open().values_list("user_id", flat=True))
    of_oneself = [*signals, *lines].count(by.pk)
    found = {
        "Deze maand is al ondertekend.": review.is_signed,
        "Deze maand is nog niet voorbij.": today <= last_day(review.month),
        "De steekproef is er nog niet. Die komt in de komende nacht.": lacks_sample(review),
        f"Signalen zonder oordeel: {len(signals)}.": signals,
        f"Regels van de steekproef zonder oordeel: {len(lines)}.": lines,
    }
    obstacles = [sentence for sentence, holds in found.items() if holds]
    return [*obstacles, f"Daarvan gaan er {of_oneself} over uzelf. {who_judges(by)}"] if of_oneself else obstacles


def who_judges(officer: User) -> str:
    """Who is there for what is about this officer; when nobody is, how somebody comes."""
    here = User.objects.active().filter(organisation__municipality=officer.organisation.municipality_id)
    others = here.who_may(Power.JUDGE_LOOKING).exclude(pk=officer.pk).by_name()
    if names := [user.name for user in others[:MOST_NAMED]]:
        return f"Een ander beoordeelt ze: {' of '.join(names)}. Zij zien dat op hun werkvoorraad."
    return (
        "Er is nog geen ander die dat mag. Vraag uw functioneel beheerder om een manager of een tweede privacy officer."
    )


def lacks_sample(review: LogReview) -> bool:
    """A month in which people did something is not signed before some of it was looked at."""
    with acting_as(Errand.WATCHING):
        return not review.samples.exists() and lines_of_people(review).exists()


def save(signal: LogSignal, *fields: str) -> None:
    full_clean(signal)
    signal.save(update_fields=list(fields))


def last_day(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])
