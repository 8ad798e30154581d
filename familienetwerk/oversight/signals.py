"""Signals in a month of the log. Each says in words what stands there; none is a score.

Compared are: the rows of the log, involvements and questions, the surname of an account and of family members, the
hour and the day, one's own earlier months, the street that somebody gave with those of the homes in a case, and for
whom a worker and family members work, where somebody noted that.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay, TruncDate, TruncHour
from django.utils import timezone

from cases import rules
from cases.log import LOOKING, lines_of_municipality
from cases.models import Case, EmergencyAccess, IntakeQuestion, Involvement, Member
from familienetwerk.accounts.models import Officer, User
from familienetwerk.audit.models import AuditEventQuerySet, EventType
from familienetwerk.oversight.employers import colleagues_of_members
from familienetwerk.oversight.hidden import Hidden
from familienetwerk.oversight.models import SignalKind
from familienetwerk.oversight.streets import who_lives_there

NIGHT = (0, 5)  # from this hour until that hour
AT_NIGHT, IN_WEEKENDS = 10, 30  # pages in a month; fewer is somebody who finishes something
USUALLY = 0.2  # who does a fifth of the work at these hours has such hours
MANY_CASES, TIMES_NORMAL = 25, 4  # in one hour, and that many times the own usual number
REFUSALS = 8  # in one hour
MONTHS_BEFORE = 92
WITHOUT_A_TIE = ["invitation", "answer", "choose_seat"]  # pages for who was asked, or who oversees


@dataclass(frozen=True, kw_only=True)
class Found:
    kind: SignalKind
    user_id: int
    words: str
    case_number: str = ""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """Up to which line of the log somebody judged this of a person, and perhaps of one case."""

    kind: str
    user_id: int
    case_number: str
    seen_to: int


def signals_in(first: date, last: date, *, municipality: int, judged: Sequence[Judged] = ()) -> list[Found]:
    """All of one period and municipality, but what was judged before. The caller is watching.

    A fixed number of questions, however many lines.
    """
    lines = lines_of_municipality(municipality).filter(user_id__isnull=False)
    looks = lines.filter(type__in=LOOKING).in_period(first, last)
    before = lines.filter(type__in=LOOKING).in_period(first - timedelta(days=MONTHS_BEFORE), first - timedelta(days=1))
    refused = lines.filter(type=EventType.REFUSED).in_period(first, last)
    numbered = dict(Case.objects.filter(number__in={one.case_number for one in judged}).values_list("number", "pk"))

    def left(lines: AuditEventQuerySet, kind: SignalKind) -> AuditEventQuerySet:
        """Without what a judgement of this kind saw: it says nothing about later looks."""
        seen = Q(pk__in=[])
        for one in (one for one in judged if one.kind == kind):
            of_case = Q(case_id=numbered.get(one.case_number)) if one.case_number else Q()
            seen |= Q(user_id=one.user_id, pk__lte=one.seen_to) & of_case
        return lines.exclude(seen)

    return [
        *without_a_tie(cases_seen(left(looks, SignalKind.NO_TIE))),
        *with_the_same_name(cases_seen(left(looks, SignalKind.SAME_NAME))),
        *in_the_same_street(cases_seen(left(looks, SignalKind.SAME_ROAD))),
        *with_the_same_employer(cases_seen(left(looks, SignalKind.SAME_WORK))),
        *at_night(left(looks, SignalKind.NIGHT), before),
        *in_weekends(left(looks, SignalKind.WEEKEND), before),
        *many_in_short_time(left(looks, SignalKind.BULK), before),
        *often_refused(left(refused, SignalKind.REFUSED)),
    ]


def cases_seen(looks: AuditEventQuerySet) -> list[dict[str, Any]]:
    """Who saw which case on which days, and through whose eyes."""
    pages = looks.filter(case_id__isnull=False).exclude(page__in=WITHOUT_A_TIE)
    kinds = ("user_id", "organisation_id", "case_id", "on_behalf_of_id")
    return list(pages.annotate(on=TruncDate("at")).values(*kinds, "on").annotate(times=Count("id")).order_by())


def without_a_tie(seen: list[dict[str, Any]]) -> Iterator[Found]:
    """On a day on which one had no part in the case, nor a question about it.

    Through somebody's eyes look who coordinates, which is a part, and the officer of the municipality of that case.
    """
    ties, numbers = ties_of({row["case_id"] for row in seen}), numbers_of(seen)
    found: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    for row in seen:
        if not any(tie.holds(row) for tie in ties[row["case_id"]]):
            found[row["user_id"], row["case_id"]].append(row)
    for (user_id, case_id), rows in found.items():
        times, days = sum(row["times"] for row in rows), len({row["on"] for row in rows})
        yield Found(
            kind=SignalKind.NO_TIE,
            user_id=user_id,
            case_number=numbers.get(case_id, ""),
            words=f"Keek {times} keer op {days} {'dag' if days == 1 else 'dagen'} zonder rol, taak of vraag.",
        )


@dataclass(frozen=True)
class Tie:
    """A reason to open a case, of a person or of a whole organisation, in a period."""

    user_id: int | None
    organisation_id: int | None
    first: date | None = None
    last: date | None = None
    is_through_eyes: bool = False

    def holds(self, row: dict[str, Any]) -> bool:
        is_theirs = row["user_id"] == self.user_id if self.user_id else row["organisation_id"] == self.organisation_id
        if self.is_through_eyes and row["on_behalf_of_id"] is None:
            return False
        begun = self.first is None or self.first <= row["on"]
        return is_theirs and begun and (self.last is None or row["on"] <= self.last)


def ties_of(case_ids: set[int]) -> dict[int, list[Tie]]:
    ties: dict[int, list[Tie]] = defaultdict(list)
    for seat in Involvement.objects.filter(case__in=case_ids, period__isempty=False):  # that came about
        ties[seat.case_id].append(Tie(seat.user_id, seat.organisation_id, seat.since, seat.until))
    for question in IntakeQuestion.objects.filter(case__in=case_ids):
        ties[question.case_id].append(Tie(None, question.organisation_id, question.asked_on))
    for access in EmergencyAccess.objects.filter(case__in=case_ids):  # judged on a page of its own
        began_on = timezone.localdate(access.began_at)
        ties[access.case_id].append(Tie(access.user_id, None, began_on, access.review_due_on))
    officers: dict[int, list[int]] = defaultdict(list)
    for officer in Officer.objects.all():
        officers[officer.municipality_id].append(officer.pk)
    for case in Case.objects.filter(pk__in=case_ids):
        ties[case.pk].append(Tie(case.started_by_id, None, case.started_on, case.opened_on))
        ties[case.pk].append(Tie(None, case.bringing_organisation_id, case.started_on, case.opened_on))
        ties[case.pk] += [Tie(officer, None, is_through_eyes=True) for officer in officers[case.municipality_id]]
    return ties


def numbers_of(seen: list[dict[str, Any]]) -> dict[int, str]:
    return dict(Case.objects.filter(pk__in={row["case_id"] for row in seen}).values_list("pk", "number"))


def with_the_same_name(seen: list[dict[str, Any]]) -> Iterator[Found]:
    """As an account and as somebody in the case are called, without prefixes and marks."""
    users = User.objects.in_bulk({row["user_id"] for row in seen})
    numbers, hidden = numbers_of(seen), Hidden.of(seen)
    called: dict[tuple[int, str], list[int]] = defaultdict(list)
    families = Member.objects.filter(case__in=numbers).exclude(family_name="")
    for pk, case_id, family_name in families.values_list("pk", "case_id", "family_name"):
        called[case_id, rules.without_prefixes(rules.folded(family_name))].append(pk)
    pairs = {(row["user_id"], row["case_id"]) for row in seen}
    for user_id, case_id in sorted(pairs):
        user = users.get(user_id)
        same = called.get((case_id, surname_of(user)), []) if user else []
        if any(not hidden.hides(pk, user_id=user_id) for pk in same):
            yield Found(
                kind=SignalKind.SAME_NAME,
                user_id=user_id,
                case_number=numbers.get(case_id, ""),
                words="Opende een casus waarin iemand dezelfde achternaam heeft.",
            )


def in_the_same_street(seen: list[dict[str, Any]]) -> Iterator[Found]:
    """Which street it is, no word says."""
    numbers = numbers_of(seen)
    for user_id, case_id in who_lives_there(seen):
        words = "Opende een casus waarin iemand in dezelfde straat woont."
        number = numbers.get(case_id, "")
        yield Found(kind=SignalKind.SAME_ROAD, user_id=user_id, case_number=number, words=words)


def with_the_same_employer(seen: list[dict[str, Any]]) -> Iterator[Found]:
    """Who of the case it is, no word says."""
    numbers = numbers_of(seen)
    for user_id, case_id in colleagues_of_members(seen):
        words = "Opende een casus waarin iemand bij dezelfde organisatie werkt."
        number = numbers.get(case_id, "")
        yield Found(kind=SignalKind.SAME_WORK, user_id=user_id, case_number=number, words=words)


def surname_of(user: User) -> str:
    """What follows the first name of an account."""
    return rules.without_prefixes(rules.folded(user.name.partition(" ")[2]))


def at_night(looks: AuditEventQuerySet, before: AuditEventQuerySet) -> Iterator[Found]:
    when = Q(hour__gte=NIGHT[0], hour__lt=NIGHT[1])
    for user_id, times in at_unusual_hours(looks, before, when, least=AT_NIGHT):
        words = f"Keek {times} keer tussen {NIGHT[0]}:00 en {NIGHT[1]}:00 uur."
        yield Found(kind=SignalKind.NIGHT, user_id=user_id, words=words)


def in_weekends(looks: AuditEventQuerySet, before: AuditEventQuerySet) -> Iterator[Found]:
    for user_id, times in at_unusual_hours(looks, before, Q(weekday__gte=6), least=IN_WEEKENDS):
        yield Found(kind=SignalKind.WEEKEND, user_id=user_id, words=f"Keek {times} keer op zaterdag of zondag.")


def at_unusual_hours(
    looks: AuditEventQuerySet, before: AuditEventQuerySet, when: Q, *, least: int
) -> Iterator[tuple[int, int]]:
    """Whoever looked this often then, unless one usually works then."""
    usual = hours_of(before, when)
    for user_id, (_, times) in hours_of(looks, when).items():
        at_any_hour, then = usual.get(user_id, (0, 0))
        if times >= least and then <= USUALLY * at_any_hour:
            yield user_id, times


def hours_of(looks: AuditEventQuerySet, when: Q) -> dict[int, tuple[int, int]]:
    """Of each user how many looks in all, and how many then."""
    hours = looks.annotate(hour=ExtractHour("at"), weekday=ExtractIsoWeekDay("at")).values("user_id")
    rows = hours.annotate(all=Count("id"), then=Count("id", filter=when)).order_by()
    found: list[dict[str, Any]] = [dict(row) for row in rows]
    return {row["user_id"]: (row["all"], row["then"]) for row in found}


def many_in_short_time(looks: AuditEventQuerySet, before: AuditEventQuerySet) -> Iterator[Found]:
    """Different cases in one hour, beside what one usually opens in an hour."""
    usual: dict[int, list[int]] = defaultdict(list)
    for row in per_hour(before):
        usual[row["user_id"]].append(row["cases"])
    for row in most_of(per_hour(looks), "cases"):
        hours = usual[row["user_id"]] or [1]
        if row["cases"] >= max(MANY_CASES, TIMES_NORMAL * sum(hours) / len(hours)):
            words = f"Opende {row['cases']} verschillende casussen in één uur, op {row['hour']:%d-%m-%Y om %H:00} uur."
            yield Found(kind=SignalKind.BULK, user_id=row["user_id"], words=words)


def per_hour(looks: AuditEventQuerySet) -> list[dict[str, Any]]:
    hours = looks.annotate(hour=TruncHour("at")).values("user_id", "hour")
    return [dict(row) for row in hours.annotate(cases=Count("case_id", distinct=True)).order_by()]


def often_refused(refused: AuditEventQuerySet) -> Iterator[Found]:
    """Many refusals in one hour: somebody tries what is not for him, or a right is wrong."""
    hours = refused.annotate(hour=TruncHour("at")).values("user_id", "hour").annotate(times=Count("id")).order_by()
    for row in most_of(map(dict, hours), "times"):
        if row["times"] >= REFUSALS:
            yield Found(
                kind=SignalKind.REFUSED,
                user_id=row["user_id"],
                words=f"Kreeg {row['times']} keer in één uur te horen dat iets niet mag of niet bestaat.",
            )


def most_of(rows: Iterable[dict[str, Any]], count: str) -> list[dict[str, Any]]:
    """Of each user the hour with the most."""
    most: dict[int, dict[str, Any]] = {}
    for row in rows:
        if row[count] > most.get(row["user_id"], {count: 0})[count]:
            most[row["user_id"]] = row
    return list(most.values())
