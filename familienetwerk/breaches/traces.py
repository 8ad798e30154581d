"""What happened in one case in some days, as the log and the ledger have it: moments, organisations and numbers."""

from dataclasses import dataclass
from datetime import date

from cases.log import LOOKING, lines_of
from cases.models import Case, Sharing
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import AuditEvent
from familienetwerk.behalf import overseeing
from familienetwerk.screen.templatetags.screen import day, moment

MOST = 100  # of each, the newest


@dataclass(frozen=True, kw_only=True)
class Traces:
    """Of each its number and a line of words, without what was read or given."""

    case: Case
    looks: list[tuple[int, str]]
    given: list[tuple[int, str]]


def traces_in(number: str, *, officer: User, first: date, last: date) -> Traces | None:
    """None: there is no such case in the municipality of this officer."""
    with overseeing(officer.pk):
        case = Case.objects.overseen_by(officer).filter(number=number).first()
        if case is None:
            return None
        sharings = Sharing.objects.filter(case=case, shared_on__range=(first, last))
        given = list(sharings.select_related("organisation", "recipient").newest_first()[:MOST])
        lines = AuditEvent.objects.of_case(case.pk).in_period(first, last).filter(type__in=LOOKING)
        looks = list(lines.newest_first()[:MOST])
    return Traces(
        case=case,
        looks=[
            (event.pk, f"Inzage {moment(line.at)}: {line.who}, {line.organisation}, {line.about}")
            for event, line in zip(looks, lines_of(looks), strict=True)
        ],
        given=[(one.pk, f"Verstrekking {day(one.shared_on)}: {one.organisation} aan {one.to}") for one in given],
    )
