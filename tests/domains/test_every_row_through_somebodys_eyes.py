"""“Bekijk als…”, row by row: no row more or less than the other sees, and of none a word not for who looks."""

import pytest
from django.db import connection
from django.test import Client

from cases import actions
from cases.models import Audience, Case, Involvement
from domains.catalogue import load_life_domains
from familienetwerk.accounts.models import User
from familienetwerk.behalf import acting_for
from familienetwerk.second_line.policies import CONCLUDED, ITEMS, RULES, SAID
from tests.domain_factories import a_contact, a_contribution, an_assessment
from tests.factories import TODAY, a_case, a_member, an_involvement, an_observation, anna, bram, dina, sanne

pytestmark = pytest.mark.django_db
IS_THERE = "U ziet alleen dát het er is."
FOR_FEWER = [Audience.OWN_ORGANISATION, Audience.COORDINATORS]
# What is said in them is closed, and with it what it was before.
WORDS = {*SAID, *CONCLUDED, *(f"history_{table}" for table in [*SAID, *CONCLUDED, *ITEMS])}


@pytest.fixture(scope="module")
def table(one_transaction: None) -> tuple[int, int]:
    director, police, team = anna(), bram(), sanne()
    case = a_case(coordinator=director)
    seat = an_involvement(case, police)
    an_involvement(case, team)
    lay_down(case, police, team)
    return case.pk, seat.pk


@pytest.fixture
def case(table: tuple[int, int], db: None) -> Case:
    return Case.objects.select_related("started_by").get(pk=table[0])


@pytest.fixture
def director(case) -> User:
    return case.started_by


@pytest.fixture
def seat(table: tuple[int, int], db: None) -> Involvement:
    return Involvement.objects.select_related("user__organisation").get(pk=table[1])


@pytest.fixture
def police(seat) -> User:
    return seat.user


def lay_down(case: Case, police: User, team: User) -> None:
    """Of the police: for all and for fewer, shared and not shared yet. Of the team one for Bram by name."""
    load_life_domains()
    a_member(case)
    for audience in (*FOR_FEWER, Audience.ALL_INVOLVED):
        for released in (None, "2026-11-01T10:00Z"):
            seen = {"audience": audience, "released_at": released}
            an_observation(case, police, text=f"Canarie {audience}.", **seen)
        a_contribution(case, police, concern=f"Canarie {audience}.", audience=audience)
        an_assessment(case, police, audience=audience)
        a_contact(case, police, said=f"Canarie {audience}.", audience=audience)
    a_contribution(case, police, concern="Canarie OWN_ORGANISATION.", released=False)
    an_assessment(case, police, released=False, conclusion="Canarie OWN_ORGANISATION.")
    by_name = {"audience": Audience.NAMED, "named": [police.principal.pk]}
    an_observation(case, team, text="Canarie OWN_ORGANISATION, voor Bram.", **by_name)
    shared = an_observation(case, police)
    given = {"ground": "Wpg 20", "reason": "Voor een gebiedsverbod", "on": TODAY, "recipient_name": "Team Veiligheid"}
    actions.share(case, by=police, keys=[f"observation-{shared.pk}"], **given)


def rows_of_each_table() -> dict[str, set[str]]:
    """Of every table that the second line guards, which rows there are now, by raw SQL in the role of the app."""
    found = {}
    with connection.cursor() as cursor:
        for table in RULES:
            cursor.execute(f"SELECT ctid::text FROM {table}")
            found[table] = {row for (row,) in cursor.fetchall()}
    return found


@pytest.mark.parametrize("looker", ["coordinator", "privacy officer"])
def test_in_no_table_a_row_more_or_a_row_less(director, police, looker):
    user = director if looker == "coordinator" else dina()
    with acting_for(police.pk):
        truth = rows_of_each_table()

    with acting_for(user.pk), acting_for(police.pk, is_looked_through=True):
        shown = rows_of_each_table()

    other = {table: truth[table] ^ shown[table] for table in RULES if truth[table] != shown[table]}
    assert {table: rows for table, rows in other.items() if table not in WORDS} == {}
    assert all(shown[table] < truth[table] for table in other)
    closed = {"cases_observationwords", "domains_contactwords", "domains_contributionwords", "domains_domainscore"}
    assert closed <= other.keys()
    assert all(shown[table] for table in closed)


@pytest.fixture
def both(client: Client, police, director, seat):
    """A page as Bram gets it, and as the coordinator gets it through his eyes."""

    def pages(path: str) -> tuple[str, str]:
        client.force_login(police)
        truth = client.get(path).text
        client.force_login(director)
        return truth, client.get(f"/bekijk-als/{seat.pk}{path}").text

    return pages


@pytest.mark.parametrize(
    ("page", "closed"),
    [
        ("waarnemingen/", 6),  # four for fewer, a draft for all, one for Bram by name
        ("probleemdefinitie/", 2),
        ("beoordelingen/", 2),
        ("contactmomenten/", 2),
    ],
)
def test_on_a_page_what_is_closed_stands_as_a_line_of_its_own(case, both, page, closed):
    truth, shown = both(f"/casussen/{case.pk}/{page}")

    assert truth.count(IS_THERE) == 0
    assert shown.count(IS_THERE) == closed
    assert "Canarie OWN_ORGANISATION" not in shown
    assert "Canarie COORDINATORS" not in shown
    assert "Canarie ALL_INVOLVED" in shown or page == "beoordelingen/"


def test_the_timeline_has_as_many_lines(case, both):
    truth, shown = both(f"/casussen/{case.pk}/tijdlijn/")

    assert shown.count("<li") == truth.count("<li")
    assert "Canarie OWN_ORGANISATION" in truth
    assert "Canarie OWN_ORGANISATION" not in shown


def test_the_page_of_a_draft_says_that_it_is_there_and_not_what_nobody_shared_yet(case, police, both):
    draft = an_assessment(case, police, released=False, conclusion="Canarie van een concept.")

    truth, shown = both(f"/casussen/{case.pk}/beoordelingen/{draft.pk}/")

    assert "Canarie van een concept." in truth
    assert "concept" in shown
    assert "Canarie van een concept." not in shown
