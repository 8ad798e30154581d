"""“Bekijk als…” shows a coordinator and the privacy officer what another sees: not a row more, not a row less."""

import re

import pytest
from django.test import Client

from cases import actions
from cases.models import Audience, Case
from cases.permissions import VIEW
from familienetwerk.accounts.models import StatementKind, User
from familienetwerk.accounts.roles import Role
from familienetwerk.admission.actions import record_statement, set_requirements
from familienetwerk.audit.models import SEEN_AS, AuditEvent, EventType
from familienetwerk.screen.addresses import pattern_of
from tests.factories import (
    TODAY,
    a_case,
    a_member,
    a_user,
    an_involvement,
    an_observation,
    anna,
    bram,
    chris,
    dina,
    sanne,
)
from tests.routes import an_address_of, every_route, policy_of

pytestmark = pytest.mark.django_db
PAGES = [route for route, pattern in every_route() if "<int:case_id>" in route and policy_of(pattern) == VIEW]
WHAT_MAY_DIFFER = [
    r'<aside class="seen-as".*?</aside>',
    r"<header>.*?</header>",
    r'<p class="paper-only small">.*?</p>',
    r'nonce="[^"]*"|value="[\w=-]{64,}"|seconds="\d+"',
    r"/bekijk-als/\d+",
    r'seconds="\d+"',  # until the session ends
    r"\d+ keer deze maand",  # looking is counted too, so the second of two looks says one more
]


@pytest.fixture(scope="module")
def table(one_transaction: None) -> tuple[int, int]:
    """Who directs, and a case with two partners of two domains and pieces for each audience."""
    director, team = anna(), sanne()
    case = a_case(coordinator=director)
    an_involvement(case, team)
    a_member(case)
    for audience in set(Audience) - {Audience.NAMED}:
        an_observation(case, director, text=f"Van de gemeente voor {audience}.", audience=audience)
        an_observation(case, team, text=f"Van het team voor {audience}.", audience=audience)
    return director.pk, case.pk


@pytest.fixture
def director(table) -> User:
    return User.objects.select_related("organisation").get(pk=table[0])


@pytest.fixture
def case(table) -> Case:
    return Case.objects.select_related("started_by__organisation").get(pk=table[1])


@pytest.fixture
def partner() -> User:
    return bram()


@pytest.fixture
def seat(case, partner):
    return an_involvement(case, partner)


def page_of(answer) -> str:
    text = answer.text
    for pattern in WHAT_MAY_DIFFER:
        text = re.sub(pattern, "", text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", text)


def looking_as(client: Client, seat, path: str):
    return client.get(f"/bekijk-als/{seat.pk}{path}")


@pytest.mark.parametrize("looker", ["coordinator", "privacy officer"])
def test_every_page_of_the_case_is_the_page_that_the_other_gets(case, director, partner, seat, looker):
    own, through = Client(), Client()
    own.force_login(partner)
    through.force_login(director if looker == "coordinator" else dina())

    for path in (an_address_of(route, case_id=case.pk) for route in PAGES):
        truth, shown = own.get(path), looking_as(through, seat, path)
        if truth.status_code == 405:
            continue
        assert shown.status_code == truth.status_code, path
        if truth.status_code == 200:
            assert page_of(shown) == page_of(truth), path


def test_pages_are_compared_that_say_something(client: Client, director, case, seat):
    client.force_login(director)

    page = looking_as(client, seat, f"/casussen/{case.pk}/waarnemingen/").text

    assert "Van het team voor ALL_INVOLVED." in page
    assert "Van het team voor OWN_DOMAIN." not in page
    assert "Bram Visser" in page


CLOSED = "Hier leest deze persoon een waarneming van"


@pytest.mark.parametrize("released", [None, "2026-11-01T10:00Z"])
@pytest.mark.parametrize("looker", [None, dina])
def test_of_what_is_for_the_own_organisation_alone_one_sees_that_it_is_there(client: Client, seat, released, looker):
    police, own_only = seat.user, Audience.OWN_ORGANISATION
    an_observation(seat.case, police, text="Alleen voor de politie.", audience=own_only, released_at=released)
    client.force_login(looker() if looker else seat.case.started_by)

    page = looking_as(client, seat, f"/casussen/{seat.case_id}/waarnemingen/").text

    assert "Alleen voor de politie." not in page
    assert page.count(f"{CLOSED} {police.organisation}. U ziet alleen dát het er is.") == 1


def test_of_what_is_for_the_other_by_name_one_sees_that_it_is_there(client: Client, director, case, partner, seat):
    team = case.involvements.filter(organisation__policy_domain="SOCIAL").get().user
    an_observation(case, team, text="Voor Bram alleen.", audience=Audience.NAMED, named=[partner.principal.pk])
    client.force_login(director)

    page = looking_as(client, seat, f"/casussen/{case.pk}/waarnemingen/").text

    assert "Voor Bram alleen." not in page
    assert page.count(f"{CLOSED} {team.organisation}. U ziet alleen dát het er is.") == 1


def test_what_others_gave_to_somebody_outside_is_in_the_ledger_of_neither(client: Client, director, case, seat):
    seen = an_observation(case, director)
    given = {"ground": "Wpg 20", "reason": "Voor een gebiedsverbod", "on": TODAY, "recipient_name": "Team Veiligheid"}
    actions.share(case, by=director, keys=[f"observation-{seen.pk}"], **given)
    path = f"/casussen/{case.pk}/verstrekkingen/"
    client.force_login(dina())
    through = looking_as(client, seat, path)
    client.force_login(director)

    assert "Team Veiligheid" in client.get(path).text
    assert through.status_code == 200
    assert "Team Veiligheid" not in through.text


def test_links_lead_on_through_the_same_eyes_and_out_of_the_case_one_is_oneself(client: Client, director, case, seat):
    client.force_login(director)

    page = looking_as(client, seat, f"/casussen/{case.pk}/").text

    assert f'href="/bekijk-als/{seat.pk}/casussen/{case.pk}/gezin/"' in page
    assert 'href="/static/app.css"' in page
    assert looking_as(client, seat, "/casussen/").headers["Location"] == "/casussen/"


def test_addresses_are_as_before_when_it_is_done(client: Client, director, case, seat):
    client.force_login(director)
    looking_as(client, seat, f"/casussen/{case.pk}/")

    assert case.get_absolute_url() == f"/casussen/{case.pk}/"


@pytest.mark.parametrize("first", ["oneself", "through eyes"])
def test_whoever_opens_a_page_first_each_stays_behind_the_own_eyes(client: Client, director, case, seat, first):
    client.force_login(director)
    pattern_of.cache_clear()  # as in a process that just began
    member = f"/casussen/{case.pk}/gezin/{case.members.get().pk}/"
    ways = {"oneself": "", "through eyes": f"/bekijk-als/{seat.pk}"}

    pages = {who: client.get(f"{ways[who]}/casussen/{case.pk}/gezin/").text for who in sorted(ways, key=first.__ne__)}

    for who, page in pages.items():
        assert set(re.findall(rf'href="([^"]*{member})"', page)) == {ways[who] + member}


def test_the_log_names_who_looked_and_through_whose_eyes(client: Client, director, case, partner, seat):
    client.force_login(director)
    looking_as(client, seat, f"/casussen/{case.pk}/gezin/")

    lines = AuditEvent.objects.filter(type=EventType.CASE_VIEWED, page="family")

    assert list(lines.values_list("user_id", "on_behalf_of_id", "purpose")) == [(director.pk, partner.pk, SEEN_AS)]


def test_nothing_can_be_changed_and_no_form_is_filled_in_for_another(client: Client, director, case, seat):
    client.force_login(director)

    assert client.post(f"/bekijk-als/{seat.pk}/casussen/{case.pk}/gezin/").status_code == 405
    form = looking_as(client, seat, f"/casussen/{case.pk}/gezin/nieuw/")

    assert form.status_code == 404
    assert "of het is een formulier" in form.text


def test_another_case_of_the_other_is_not_shown(client: Client, director, partner, seat):
    elsewhere = a_case(coordinator=partner)
    client.force_login(director)

    answer = looking_as(client, seat, f"/casussen/{elsewhere.pk}/")

    assert answer.headers["Location"] == f"/casussen/{elsewhere.pk}/"
    assert client.get(answer.headers["Location"]).status_code == 404


def test_who_left_sees_nothing_and_it_says_so(client: Client, director, case, seat):
    actions.end_involvement(seat, by=director, on=TODAY, reason="Klaar")
    client.force_login(director)

    answer = looking_as(client, seat, f"/casussen/{case.pk}/")

    assert answer.status_code == 404
    assert "heeft nu geen toegang" in answer.text


@pytest.mark.parametrize("stranger", [chris, bram])
def test_nobody_else_looks_and_the_attempt_is_logged(client: Client, case, seat, stranger):
    nosy = stranger()
    if stranger is bram:
        an_involvement(case, nosy)
    client.force_login(nosy)

    answers = [client.get(f"/bekijk-als/casus/{case.pk}/"), looking_as(client, seat, f"/casussen/{case.pk}/")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert AuditEvent.objects.filter(type=EventType.REFUSED, user_id=nosy.pk, case_id=case.pk).count() == 2


def test_who_may_open_no_case_at_all_looks_through_nobodys_eyes(client: Client, case, partner, seat):
    officer, admin = dina(), a_user(Role.FUNCTIONAL_ADMIN)
    set_requirements([StatementKind.SCREENING], by=admin)
    record_statement(partner, kind=StatementKind.SCREENING, given_on=TODAY, valid_until=None, by=admin)
    client.force_login(officer)

    answers = [client.get(f"/bekijk-als/casus/{case.pk}/"), looking_as(client, seat, f"/casussen/{case.pk}/")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert case.name not in answers[1].text


def test_the_seats_are_there_to_choose_from(client: Client, case, seat):
    client.force_login(dina())

    page = client.get(f"/bekijk-als/casus/{case.pk}/").text

    assert f'href="/bekijk-als/{seat.pk}/casussen/{case.pk}/"' in page
    assert case.name not in page


def test_a_case_that_does_not_exist_looks_like_one_that_is_not_ones_own(client: Client, case):
    client.force_login(chris())

    here, nowhere = (client.get(f"/bekijk-als/casus/{number}/") for number in (case.pk, 987654321))

    assert page_of(here) == page_of(nowhere)
