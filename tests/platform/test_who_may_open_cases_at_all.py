"""Screening, confidentiality and a last day: without them no case opens, for any reader, from that very moment."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import Case, Involvement
from familienetwerk.accounts.models import Requirement, Statement, StatementKind, User
from familienetwerk.accounts.roles import Power, Role
from familienetwerk.admission import actions
from familienetwerk.audit.models import AuditEvent, EventType
from tests.factories import a_case, a_household, a_user, an_involvement, anna, bram
from tests.platform.people import log_in, somebody
from tests.rights import EVERYWHERE, NOWHERE, rights_of, rows_for

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def case() -> Case:
    case = a_case(coordinator=anna())
    a_household(case)
    return case


@pytest.fixture
def admin() -> User:
    return a_user(Role.FUNCTIONAL_ADMIN, name="Fatima el Amrani")


@pytest.fixture
def user(case) -> User:
    user = bram()
    an_involvement(case, user)
    return user


def require(*kinds: StatementKind, by: User) -> None:
    actions.set_requirements([kind.value for kind in kinds], by=by)


def seen(user: User, *, by: User, kind=StatementKind.SCREENING, given_on=TODAY, valid_until=None) -> Statement:
    return actions.record_statement(user, kind=kind, given_on=given_on, valid_until=valid_until, by=by)


def test_where_nothing_is_required_nothing_changes(case, user):
    assert rights_of(user, case) == EVERYWHERE


def test_without_what_is_required_no_case_opens_and_with_it_at_once(case, user, admin):
    require(StatementKind.SCREENING, by=admin)
    before = rights_of(user, case)

    seen(user, by=admin)

    assert (before, rights_of(user, case)) == (NOWHERE, EVERYWHERE)


def test_both_are_needed_where_both_are_required(case, user, admin):
    require(*StatementKind, by=admin)

    seen(user, by=admin)

    assert rights_of(user, case) == NOWHERE


def test_an_expired_one_counts_no_more(case, user, admin):
    require(StatementKind.SCREENING, by=admin)
    seen(user, by=admin, given_on=TODAY - 9 * DAY, valid_until=TODAY - DAY)

    assert rights_of(user, case) == NOWHERE
    assert rows_for(user, "cases_household", case) == 0


def test_without_it_one_may_not_even_answer_or_start(user, admin):
    require(StatementKind.SCREENING, by=admin)

    powers = User.objects.get(pk=user.pk).powers

    assert Power.ANSWER_QUESTIONS not in powers
    assert Power.SEE_CATALOGUE in powers


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.fixed_dictionaries(
        {
            "required": st.booleans(),
            "papers": st.lists(st.tuples(st.integers(-5, 0), st.none() | st.integers(-5, 5)), max_size=2),
            "last": st.none() | st.integers(-3, 3),
            "active": st.booleans(),
        }
    )
)
def test_on_any_day_every_reader_says_what_three_lines_say(case, user, admin, drawn):
    required, papers, last, active = (drawn[name] for name in ("required", "papers", "last", "active"))
    with transaction.atomic():
        require(*([StatementKind.SCREENING] if required else []), by=admin)
        for given_on, until in papers:
            last_of_paper = None if until is None else TODAY + max(given_on, until) * DAY
            seen(user, by=admin, given_on=TODAY + given_on * DAY, valid_until=last_of_paper)
        last_day = None if last is None else TODAY + last * DAY
        User.objects.filter(pk=user.pk).update(is_active=active, last_day=last_day, last_day_set_by=admin)

        counts = any(until is None or max(given_on, until) >= 0 for given_on, until in papers)
        has_left = last is not None and last < 0
        expected = active and not has_left and (counts or not required)

        assert rights_of(user, case) == dict.fromkeys(EVERYWHERE, expected)
        assert rows_for(user, "cases_household", case) == expected
        transaction.set_rollback(True)


def test_the_page_says_why_and_what_to_do_for_any_number(client: Client, case, user, admin):
    require(StatementKind.SCREENING, by=admin)
    client.force_login(user)

    here, nowhere = client.get(f"/casussen/{case.pk}/"), client.get("/casussen/987654321/")

    assert (here.status_code, nowhere.status_code) == (403, 403)
    for words in ("Nee, nu niet", "Verklaring omtrent het gedrag (VOG)", "Laat de verklaring zien"):
        assert words in here.text
        assert words in nowhere.text
    assert "U kunt nu geen casussen openen" in client.get("/").text
    assert AuditEvent.objects.filter(type=EventType.REFUSED, user_id=user.pk, page="not_cleared").count() == 2


def test_the_functional_admin_records_requires_and_sets_a_last_day_on_pages(client: Client, case, user, admin):
    client.force_login(admin)
    address = f"/beheer/gebruikers/{user.pk}"

    client.post("/beheer/eisen/", {"kinds": ["SCREENING"]})
    client.post(f"{address}/verklaringen/", {"kind": "SCREENING", "given_on": f"{TODAY:%d-%m-%Y}", "valid_until": ""})
    client.post(f"{address}/laatste-dag/", {"last_day": f"{TODAY + 20 * DAY:%d-%m-%Y}"})

    assert Requirement.objects.get().required_by == admin
    assert Statement.objects.get().recorded_by == admin
    assert rights_of(user, case) == EVERYWHERE
    assert User.objects.get(pk=user.pk).last_day == TODAY + 20 * DAY
    assert "Account loopt af" in client.get("/").text


def test_what_ends_is_told_thirty_days_before_unless_a_newer_one_was_seen(client: Client, user, admin):
    require(StatementKind.SCREENING, by=admin)
    client.force_login(admin)
    seen(user, by=admin, valid_until=TODAY + 29 * DAY)
    told = client.get("/werk/toegang/").text

    seen(user, by=admin, valid_until=TODAY + 400 * DAY)

    assert "Bram Visser" in told
    assert "Bram Visser" not in client.get("/werk/toegang/").text


def test_nobody_records_the_own_statement(admin):
    with pytest.raises(actions.CannotChangeAccount):
        seen(admin, by=admin)
    with pytest.raises(IntegrityError, match="statement_is_seen_by_another"), transaction.atomic():
        Statement.objects.create(user=admin, kind="SCREENING", given_on=TODAY, recorded_by=admin)


def test_a_statement_is_not_changed_afterwards(user, admin):
    statement = seen(user, by=admin, valid_until=TODAY)

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Statement.objects.filter(pk=statement.pk).update(valid_until=None)


def test_after_the_last_day_one_neither_stays_in_nor_comes_in(client: Client, admin):
    user = somebody(Role.SOCIAL_PROFESSIONAL)
    log_in(client, user)
    assert client.get("/account/").status_code == 200
    User.objects.filter(pk=user.pk).update(last_day=TODAY - DAY, last_day_set_by=admin)

    stays = client.get("/account/")
    comes = log_in(Client(), user)

    assert "/inloggen/" in stays["Location"]
    assert comes["Location"] == "/inloggen/beeindigd/"


def test_at_night_everything_of_who_left_closes(case, user, admin):
    User.objects.filter(pk=user.pk).update(last_day=TODAY - DAY, last_day_set_by=admin)

    closed = [actions.close_ended_accounts(today=TODAY) for _ in range(2)]

    assert closed == [1, 0]
    assert not User.objects.get(pk=user.pk).is_active
    assert not Involvement.objects.seated().filter(user=user).exists()


def test_an_account_that_cannot_be_closed_holds_up_no_other(case, user, admin, client: Client, caplog):
    """Who set the last day of the first is that first, whom the rules forbid to end the own account."""
    stuck, other = somebody(Role.PARTNER, name="Aad Eerste"), user
    for account, by in ((stuck, stuck), (other, admin)):
        User.objects.filter(pk=account.pk).update(last_day=TODAY - DAY, last_day_set_by=by)

    assert actions.close_ended_accounts(today=TODAY) == 1

    assert list(User.objects.left_open(today=TODAY)) == [stuck]
    assert not Involvement.objects.seated().filter(user=other).exists()
    assert f"Account {stuck.pk} stays open after its last day: CannotChangeAccount." in caplog.text
    assert stuck.name not in caplog.text
    client.force_login(admin)
    assert "De laatste dag van Aad Eerste is voorbij" in client.get("/werk/toegang/").text
