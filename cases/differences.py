"""Whether rights say what involvements say, both ways. Involvement is the cause; a right without one is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, DateTimeField, Exists, F, Func, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Least

from cases.models import FrameParticipant, Grant, Involvement
from cases.permissions import LEVEL_OF_ROLE


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Numbers and no names: a line of this goes to a screen, a log and whoever keeps watch."""

    case_id: int
    what: str
    number: int
    why: str

    def __str__(self) -> str:
        return f"casus {self.case_id}: {self.what} {self.number} {self.why}"


def differences(*, today: date) -> Iterator[Difference]:
    """For who may see every case: an errand."""
    for case_id, number in seats_without_a_right(today=today).values_list("case_id", "pk"):
        yield Difference(case_id=case_id, what="betrokkenheid", number=number, why="loopt, maar geeft geen recht")
    for rights, why in wrong_rights(today=today):
        for case_id, number in rights.order_by("pk").values_list("case_id", "pk"):
            yield Difference(case_id=case_id, what="recht", number=number, why=why)


def seats_without_a_right(*, today: date) -> QuerySet[Involvement]:
    """At the table of a case whose frame holds, for a participant of it, and yet the case is closed for them."""
    holds = Q(case__legal_frame__valid_until=None) | Q(case__legal_frame__valid_until__gte=today)
    partners = FrameParticipant.objects.running(today).filter(frame=OuterRef("case__legal_frame"))
    holds &= Q(Exists(partners.filter(organisation=OuterRef("organisation"))))
    given = Grant.objects.running().filter(involvement=OuterRef("pk"), case=OuterRef("case_id"))
    return Involvement.objects.seated().running(today).filter(holds, ~Exists(given)).order_by("pk")


def wrong_rights(*, today: date) -> Iterator[tuple[QuerySet[Grant], str]]:
    """Running rights that no involvement explains, or that give more, to somebody else or for longer than it does."""
    running = Grant.objects.running()
    of_seats = running.filter(involvement__isnull=False)
    seated = Exists(Involvement.objects.seated().running(today).filter(pk=OuterRef("involvement_id")))
    same = Grant.objects.filter(pk=OuterRef("pk"))  # asked as EXISTS: what is unknown is then a difference too
    is_as_meant = Exists(same.filter(as_meant()))
    ends_as_meant = Exists(same.annotate(ends=ENDS, meant=MEANT).filter(Q(ends=F("meant")) | Q(ends=None, meant=None)))
    yield running.filter(involvement=None, is_emergency=False), "heeft geen betrokkenheid"
    yield of_seats.filter(~seated), "loopt door na de betrokkenheid"
    yield of_seats.filter(seated, ~is_as_meant), "is anders dan de betrokkenheid"
    yield of_seats.filter(seated, is_as_meant, ~ends_as_meant), "eindigt op een ander moment"


ENDS = Func(F("period"), function="upper")
TAKES_PART = Func(
    Func(F("case__legal_frame"), F("involvement__organisation"), function="participation_ends_at"),
    Cast(Value("infinity"), DateTimeField()),
    function="nullif",
    output_field=DateTimeField(),
)
MEANT = Least(
    F("involvement__ends_at"), Func(F("case__legal_frame__valid_until"), function="frame_ends_at"), TAKES_PART
)


def as_meant() -> Q:
    """The same case, person and level as the involvement says."""
    level = Case(*(When(involvement__role=role, then=Value(level.value)) for role, level in LEVEL_OF_ROLE.items()))
    return Q(case=F("involvement__case"), principal__user=F("involvement__user"), level=level, is_emergency=False)
