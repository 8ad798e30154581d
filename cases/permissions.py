"""Who may do what with a case: giving and ending grants, and the guard in front of every case page.

The only module that speaks to guardian. Rights are rows of cases.models.Grant; guardian reads them through SQL views.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.db.models import DateTimeField, Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Greatest, Now
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from cases.case_of_page import case_for
from cases.models import (
    Case,
    Grant,
    GrantLevel,
    GrantPurpose,
    Involvement,
    InvolvementRole,
)
from cases.periods import start_of
from familienetwerk.accounts.access import on_behalf_of_the_user
from familienetwerk.accounts.clearance import statements_of
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.models import PolicyDomain, Principal, User
from familienetwerk.accounts.written_once import Blanks
from familienetwerk.accounts.written_rows import rows_in_case
from familienetwerk.audit.models import EventType, record
from familienetwerk.audit.refusals import LoggedAbsence, LoggedRefusal
from familienetwerk.behalf import Errand, acting_as

type View = Callable[..., HttpResponseBase]

VIEW, CONTRIBUTE, CHANGE, DIRECT = (
    "cases.view_case",
    "cases.contribute_to_case",
    "cases.change_case",
    "cases.direct_case",
)
NOTHING_TO_KEEP = "U leest deze casus voor korte tijd. U kunt geen pdf maken en geen documenten of pdf's ophalen."
LEVEL_OF_ROLE: dict[str, GrantLevel] = {
    InvolvementRole.GUEST: GrantLevel.READ,
    InvolvementRole.READER: GrantLevel.READ,
    InvolvementRole.PARTICIPANT: GrantLevel.CONTRIBUTE,
    InvolvementRole.CASE_COORDINATOR: GrantLevel.COORDINATE,
    InvolvementRole.PROCESS_COORDINATOR: GrantLevel.DIRECT,
}


# Guardian's views say the same of the same grants (tests/rights.py); a page has read them with its case.
LEVEL_FOR: dict[str, GrantLevel] = {
    VIEW: GrantLevel.READ,
    CONTRIBUTE: GrantLevel.CONTRIBUTE,
    CHANGE: GrantLevel.COORDINATE,
    DIRECT: GrantLevel.DIRECT,
}


@dataclass(frozen=True)
class Access:
    """What the viewer holds on this case, for the guard and for templates. The guard is the decorator, never these."""

    level: int
    is_open: bool = True  # at rest a case is only read
    emergency_until: datetime | None = None
    takes_along: bool = True  # who reads for an hour makes no PDF and fetches no document

    @property
    def contributes(self) -> bool:
        return self.level >= GrantLevel.CONTRIBUTE

    @property
    def coordinates(self) -> bool:
        return self.level >= GrantLevel.COORDINATE

    @property
    def directs(self) -> bool:
        return self.level >= GrantLevel.DIRECT

    @property
    def changes(self) -> bool:
        """Coordinates a case in which something can still change."""
        return self.coordinates and self.is_open

    @property
    def adds(self) -> bool:
        """Contributes to a case in which something can still change."""
        return self.contributes and self.is_open


def case_view(permission: str, *, also_at_rest: bool = False, to_keep: bool = False) -> Callable[[View], View]:
    """Load the case that the URL names, refuse who may not, and log that it was seen.

    A stranger gets 404: may not know that the case exists. An insider without the right gets 403.
    At rest a case can only be read, but for what `also_at_rest` says: taking up a parked intake.
    What is `to_keep` stays after the hour of an emergency or a discussion, so it is for nobody who reads that long.
    """

    def decorator(view: View) -> View:
        @wraps(view)
        def wrapper(request: UserRequest, case_id: int, **rest: Any) -> HttpResponseBase:
            if not request.user.is_cleared:  # the same whether the case exists or not
                return not_cleared(request)
            case = visible_case(request.user, case_id, page=view.__name__)
            if case.access.level < LEVEL_FOR[permission]:  # type: ignore[attr-defined]
                refuse(request.user, case, page=view.__name__, why="U mag deze casus bekijken, maar dit niet doen.")
            if to_keep and not case.access.takes_along:  # type: ignore[attr-defined]
                refuse(request.user, case, page=view.__name__, why=NOTHING_TO_KEEP)
            if permission != VIEW and case.is_read_only and not also_at_rest:
                refuse(
                    request.user, case, page=view.__name__, why="Deze casus is afgesloten. U kunt niets meer wijzigen."
                )
            record(
                EventType.CASE_VIEWED,
                by=request.user,
                case_id=case.pk,
                page=view.__name__,
                purpose=case.legal_frame.kind,
                **subject_in(rest),
            )
            return view(request, case, **rest)

        guarded = on_behalf_of_the_user(wrapper)
        guarded.access_policy = permission  # type: ignore[attr-defined]
        return guarded

    return decorator


def subject_in(address: dict[str, Any]) -> dict[str, Any]:
    """What a page of a case is about, by the number in its address: `member_id` is a member."""
    found = [(name.removesuffix("_id"), number) for name, number in address.items() if name.endswith("_id")]
    return {"subject": found[0][0], "subject_ids": [found[0][1]]} if found else {}


def not_cleared(request: UserRequest) -> HttpResponseBase:
    """No case opens, whichever; the page says why and what to do."""
    record(EventType.REFUSED, by=request.user, page="not_cleared")
    context = {"statements": statements_of(request.user, today=timezone.localdate())}
    return render(request, "accounts/not_cleared.html", context, status=403)


def visible_case(user: User, case_id: int, *, page: str) -> Case:
    """The case with `access` for templates and its reader, or 404."""
    case = case_for(user, case_id)
    if case is None:
        record(EventType.REFUSED, by=user, case_id=case_id, page=page)
        raise LoggedAbsence
    case.reader = user
    case.access = Access(  # type: ignore[attr-defined]
        case.level,  # type: ignore[attr-defined]
        is_open=not case.is_read_only,
        emergency_until=case.emergency_until,  # type: ignore[attr-defined]
        takes_along=case.takes_along,  # type: ignore[attr-defined]
    )
    return case


def coordinates(user: User, case: Case) -> bool:
    """Whether this user is coordinator of this case now."""
    return Grant.objects.on_case(case).held_by(user).at_least(GrantLevel.COORDINATE).exists()


def refuse(user: User, case: Case, *, page: str, why: str) -> None:
    record(EventType.REFUSED, by=user, case_id=case.pk, page=page)
    raise LoggedRefusal(why)


def grant_for(involvement: Involvement, *, by: User) -> Grant:
    """The right that follows from an involvement: from its first day or hour, never from before now, until its end."""
    role = InvolvementRole(involvement.role)
    case = involvement.case
    begin = Greatest(Now(), Value(involvement.begins_at or start_of(involvement.period.lower)))
    grant = Grant.objects.create(
        case=case,
        principal=Principal.objects.get(user=involvement.user_id),
        involvement=involvement,
        compartments=compartments_of(involvement),
        level=LEVEL_OF_ROLE[role],
        purpose=GrantPurpose.FAMILY_APPROACH,
        legal_basis=case.legal_frame.legal_basis,
        period=Func(begin, Value(involvement.ends_at), function="tstzrange"),
        reason=involvement.asked_reason,
        granted_by=by,
    )
    record(EventType.GRANTED, by=by, case_id=case.pk, subject="grant", subject_ids=[grant.pk], purpose=role.label)
    return grant


def grant_in_emergency(case: Case, *, by: User, lasts: timedelta) -> Grant:
    """Reading, as somebody of the own organisation who reads along would; the database keeps it to an hour."""
    grant = Grant.objects.create(
        case=case,
        principal=Principal.objects.get(user=by.pk),
        compartments=[by.organisation.policy_domain],
        level=GrantLevel.READ,
        purpose=GrantPurpose.FAMILY_APPROACH,
        legal_basis=case.legal_frame.legal_basis,
        period=Func(Now(), Now() + lasts, function="tstzrange"),
        reason="Noodprocedure",
        is_emergency=True,
        granted_by=by,
    )
    record(EventType.GRANTED, by=by, case_id=case.pk, subject="grant", subject_ids=[grant.pk], page="open_in_emergency")
    return grant


BEGIN = Func(F("period"), function="lower", output_field=DateTimeField())
UNTIL_NOW = Func(BEGIN, Greatest(BEGIN, Now()), function="tstzrange")


def compartments_of(involvement: Involvement) -> list[str]:
    """Of which domains one also reads what is for that domain alone; a guest reads what is for the whole table."""
    role = InvolvementRole(involvement.role)
    if role == InvolvementRole.GUEST:
        return []
    coordinates = LEVEL_OF_ROLE[role] >= GrantLevel.COORDINATE
    return PolicyDomain.values if coordinates else [involvement.organisation.policy_domain]


def set_end_for(involvement: Involvement, *, by: User) -> None:
    """The running right ends when the involvement does, which is sooner or later than was said before."""
    rights = Grant.objects.not_over().filter(involvement=involvement).select_for_update()
    ids = [grant.pk for grant in rights]
    period = Func(Func(F("period"), function="lower"), Value(involvement.ends_at), function="tstzrange")
    Grant.objects.filter(pk__in=ids).update(period=period)
    record(EventType.GRANTED, by=by, case_id=involvement.case_id, subject="grant", subject_ids=ids, page="set_end")


def rest_on_frame_of(case: Case, *, by: User) -> None:
    """What came from no seat, such as an hour in an emergency, rests on the ground of the frame of the case now."""
    rights = Grant.objects.not_over().on_case(case).filter(involvement=None).select_for_update()
    ids = [grant.pk for grant in rights]
    Grant.objects.filter(pk__in=ids).update(legal_basis=case.legal_frame.legal_basis)
    if ids:
        record(EventType.GRANTED, by=by, case_id=case.pk, subject="grant", subject_ids=ids, page="change_frame")


def revoke_for(involvement: Involvement, *, by: User) -> None:
    """End every right that came from this involvement, at once, also one that is still to begin."""
    rights = Grant.objects.not_over().filter(involvement=involvement).select_for_update()
    ended = [grant.pk for grant in rights]
    Grant.objects.filter(pk__in=ended).update(period=UNTIL_NOW)
    record(EventType.REVOKED, by=by, case_id=involvement.case_id, subject="grant", subject_ids=ended)


def revoke_everything_of(user: User, *, by: User) -> None:
    """A leaver: every right of this user ends at once."""
    with acting_as(Errand.ACCOUNTS):
        Grant.objects.not_over().filter(principal__user=user).update(period=UNTIL_NOW)
    record(EventType.REVOKED, by=by, subject="user", subject_ids=[user.pk])


def users_who_see(case: Case) -> list[User]:
    """Everybody who may open this case now, by name, each with `coordinates`: “wie ziet deze casus?”"""
    return rows_in_case(readers_in, None, case=case.pk)


def readers_in(_reader: None) -> QuerySet[User]:
    running = Grant.objects.running().on_case(Blanks("case")).at_least(GrantLevel.READ)
    own = running.at_least(GrantLevel.COORDINATE).filter(principal__user=OuterRef("pk"))
    return (
        User.objects.cleared()
        .filter(
            Q(principal__in=running.values("principal")) | Q(organisation__principal__in=running.values("principal"))
        )
        .annotate(coordinates=Exists(own))
        .select_related("principal", "organisation__principal")
        .by_name()
        .distinct()
    )
