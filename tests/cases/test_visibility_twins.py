"""What somebody gets of an item is said twice, in Python and in SQL. On random worlds both say the same."""

from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import Audience, Case, Grant, GrantLevel, GrantPurpose, Observation, Passing, Regime
from cases.visibility import Audience as AudienceCode
from cases.visibility import ItemFacts, View, Viewer, view_of
from familienetwerk.accounts.models import PolicyDomain, Principal, User
from tests.factories import a_case, a_frame, a_user, an_observation, an_organisation

pytestmark = pytest.mark.django_db

DOMAINS = [PolicyDomain.SAFETY, PolicyDomain.SOCIAL, PolicyDomain.HOUSING]
HOUR = timedelta(hours=1)
PERIODS = {"past": (-2 * HOUR, -HOUR), "now": (-HOUR, None), "ends later": (-HOUR, HOUR), "future": (HOUR, None)}

grants = st.fixed_dictionaries(
    {
        "level": st.sampled_from(GrantLevel),
        "compartments": st.sets(st.sampled_from(DOMAINS)),
        "period": st.sampled_from(sorted(PERIODS)),
        "holder": st.sampled_from(["viewer", "organisation of the viewer", "somebody else"]),
        "is_on_this_case": st.booleans(),
    }
)
items = st.fixed_dictionaries(
    {
        "writer": st.integers(0, len(DOMAINS)),  # the last one is a colleague of the viewer
        "audience": st.sampled_from(Audience),
        "named": st.sampled_from(["viewer", "organisation of the viewer", "somebody else"]),
        "is_released": st.booleans(),
        "regime": st.sampled_from([Regime.AVG, Regime.WPG]),
        "given": st.sampled_from(["here", "under another frame"]),
        "passed_on": st.sampled_from(["no", "here", "elsewhere", "taken back", "by another organisation"]),
    }
)
worlds = st.fixed_dictionaries(
    {
        "is_active": st.sampled_from([True, True, True, False]),
        "grants": st.lists(grants, max_size=4),
        "items": st.lists(items, min_size=1, max_size=6),
    }
)


class Cast(NamedTuple):
    """Who and what every world begins with."""

    case: int
    elsewhere: Case
    viewer: int
    writers: list[User]
    holders: dict[str, Principal]


@pytest.fixture(scope="module")
def cast(one_transaction: None) -> Cast:
    viewer = a_user(organisation=an_organisation(PolicyDomain.SOCIAL))
    writers = [a_user(organisation=an_organisation(domain)) for domain in DOMAINS]
    writers.append(a_user(organisation=viewer.organisation))
    holders = {
        "viewer": Principal.objects.get(user=viewer),
        "organisation of the viewer": Principal.objects.get(organisation=viewer.organisation),
        "somebody else": Principal.objects.get(user=writers[0]),
    }
    return Cast(a_case().pk, a_case(), viewer.pk, writers, holders)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds)
def test_python_and_sql_agree_on_every_item(db: None, cast: Cast, world: dict[str, Any]):
    with transaction.atomic():
        assert seen_in_sql_and_python(world, cast) == []
        transaction.set_rollback(True)


def seen_in_sql_and_python(world: dict[str, Any], cast: Cast) -> list[tuple[Any, ...]]:
    """The items on which the two differ."""
    case, viewer = Case.objects.get(pk=cast.case), User.objects.get(pk=cast.viewer)
    elsewhere, writers, holders = cast.elsewhere, cast.writers, cast.holders
    if not world["is_active"]:
        viewer.is_active = False
        viewer.save(update_fields=["is_active"])
    rows = written(world["items"], case, writers, holders)
    for given_ in world["grants"]:
        give(given_, case if given_["is_on_this_case"] else elsewhere, holders[given_["holder"]], by=viewer)

    in_sql = dict(Observation.objects.filter(case=case).seen_by(viewer).values_list("pk", "view"))
    eyes = eyes_of(world, viewer)
    return [
        (row.organisation_id, row.audience, in_sql.get(row.pk, View.NOTHING), expected)
        for row in rows
        if in_sql.get(row.pk, View.NOTHING) != (expected := view_of(facts_of(row), eyes))
    ]


def give(grant: dict[str, Any], case: Any, holder: Principal, *, by: Any) -> None:
    begin, end = PERIODS[grant["period"]]
    now = timezone.now()
    taken = Grant.objects.filter(case=case, principal=holder, level=grant["level"])
    if taken.exists():
        grant["is_refused"] = True  # said once already: of two grants that overlap the database refuses the second
        return
    Grant.objects.create(
        case=case,
        principal=holder,
        compartments=sorted(grant["compartments"]),
        level=grant["level"],
        purpose=GrantPurpose.FAMILY_APPROACH,
        legal_basis="Gemeentewet 172",
        period=(now + begin, now + end if end else None),
        reason="Nodig",
        granted_by=by,
    )


def written(
    items: list[dict[str, Any]], case: Any, writers: list[Any], holders: dict[str, Principal]
) -> list[Observation]:
    """Under two frames, one after the other. Who is named is on the case then, and perhaps no more afterwards."""
    for holder in holders.values():
        as_named = {"level": GrantLevel.READ, "compartments": set(), "period": "now"}
        give(as_named, case, holder, by=writers[0])
    before, now = case.legal_frame, a_frame(name="Nu")
    rows = [
        write(item, case, writers[item["writer"]], holders) for item in items if item["given"] == "under another frame"
    ]
    Case.objects.filter(pk=case.pk).update(legal_frame=now)
    rows += [write(item, case, writers[item["writer"]], holders) for item in items if item["given"] == "here"]
    in_order = sorted(items, key=lambda item: item["given"] == "here")
    for row, item in zip(rows, in_order, strict=True):
        pass_on(row, item["passed_on"], here=now, elsewhere=before, somebody_else=writers[0])
    Grant.objects.filter(case=case).delete()
    return list(Observation.objects.filter(case=case).select_related("organisation", "case"))


def write(item: dict[str, Any], case: Any, writer: Any, holders: dict[str, Principal]) -> Observation:
    return an_observation(
        case,
        writer,
        audience=item["audience"],
        named=[holders[item["named"]].pk] if item["audience"] == Audience.NAMED else [],
        regime=item["regime"],
        released_at=timezone.now() if item["is_released"] else None,
    )


def pass_on(row: Observation, how: str, *, here: Any, elsewhere: Any, somebody_else: Any) -> None:
    if how == "no":
        return
    taken_back = {"taken_back_at": timezone.now(), "taken_back_by": row.author, "taken_back_reason": "Fout"}
    by_another = how == "by another organisation"
    Passing.objects.create(
        case=row.case,
        organisation=an_organisation() if by_another else row.organisation,
        subject="observation",
        subject_id=row.pk,
        frame=elsewhere if how == "elsewhere" else here,
        ground="Wpg 20",
        passed_by=somebody_else,
        **taken_back if how == "taken back" else {},
    )


def eyes_of(world: dict[str, Any], viewer: Any) -> Viewer:
    """What the viewer holds, counted by hand."""
    running = [
        grant
        for grant in world["grants"]
        if world["is_active"]
        and grant["is_on_this_case"]
        and not grant.get("is_refused")
        and grant["period"] in {"now", "ends later"}
        and grant["holder"] != "somebody else"
        and grant["level"] >= GrantLevel.READ
    ]
    return Viewer(
        organisation=viewer.organisation_id,
        principals=frozenset(viewer.principals),
        compartments=frozenset(domain for grant in running for domain in grant["compartments"]),
        reads=bool(running),
        coordinates=any(grant["level"] >= GrantLevel.COORDINATE for grant in running),
    )


def facts_of(row: Observation) -> ItemFacts:
    passings = Passing.objects.filter(subject="observation", subject_id=row.pk, organisation=row.organisation)
    return ItemFacts(
        organisation=row.organisation_id,
        policy_domain=row.organisation.policy_domain,
        audience=AudienceCode(row.audience),
        named=frozenset(row.named),
        is_released=row.released_at is not None,
        is_source_bound=Regime(row.regime).is_source_bound,
        frame=row.frame_id,
        frame_of_case=row.case.legal_frame_id,
        passed_on_to=frozenset(passings.running().values_list("frame", flat=True)),
    )
