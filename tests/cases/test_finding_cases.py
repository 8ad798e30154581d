"""Finding cases and people: the list with its filters, and search by the beginning of a name."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cases import actions, rules
from cases.models import Case, CaseStage, DeadlineKind, InvolvementRole, Member
from cases.search import MOST, find, kind_of
from familienetwerk.accounts.models import PolicyDomain
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent, EventType
from tests.factories import a_case, a_member, a_user, an_involvement, anna, chris, dina, sanne

TODAY = timezone.localdate()


@pytest.fixture
def director(db):
    return anna()


def named(case: Case, given_name: str, prefix: str = "", family_name: str = "Waterman", **fields) -> Member:
    return a_member(
        case,
        given_name=given_name,
        name_prefix=prefix,
        family_name=family_name,
        name_key=rules.name_key(family_name, given_name),
        given_key=rules.folded(given_name),
        **fields,
    )


# --- the list ---------------------------------------------------------------------------------------


def test_the_list_shows_only_what_one_may_see_and_logs_it(client: Client, director):
    mine, hidden = a_case(coordinator=director, name="Wilg"), a_case(coordinator=chris(), name="Meidoorn")
    client.force_login(director)

    page = client.get("/casussen/").text

    assert mine.number in page
    assert hidden.number not in page
    assert AuditEvent.objects.get(type=EventType.CASES_LISTED).subject_ids == str(mine.pk)


def test_a_row_says_size_coordinator_class_and_first_deadline(client: Client, director):
    case = a_case(coordinator=director)
    a_member(case)
    actions.note_first_contribution(case, director.organisation, on=date(2026, 10, 6))
    for days in (9, 4):
        actions.set_deadline(
            case,
            DeadlineKind.ACTION,
            subject_id=days,
            due_on=TODAY + timedelta(days=days),
            organisation=director.organisation,
        )
    client.force_login(director)

    page = client.get("/casussen/").text

    for words in ("1 persoon", "Anna de Wit", "Open", "1 van 1", "nog 4 dagen"):
        assert words in page
    assert "nog 9 dagen" not in page


def close(case: Case, by) -> None:
    Case.objects.filter(pk=case.pk).update(
        stage=CaseStage.CLOSED, closed_on=TODAY, closed_by=by, closing_reason="GOALS_MET"
    )


def test_what_is_at_rest_is_hidden_until_asked_for(client: Client, director):
    closed = a_case(coordinator=director)
    close(closed, director)
    client.force_login(director)

    assert closed.number not in client.get("/casussen/").text
    for asked in ("rust", "alle", "CLOSED"):
        shown = closed.number in client.get("/casussen/", {"fase": asked}).text
        assert shown == (asked != "CLOSED")  # a stage at rest is no choice of its own


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"q": "eido"}, {"Meidoorn"}),
        ({"fase": "IN_EXECUTION"}, {"Linde"}),
        ({"klok": "Reactief"}, {"Linde"}),
        ({"klok": "Open"}, {"Meidoorn", "Wilg"}),
        ({"lijst": "regie"}, {"Meidoorn", "Linde"}),
        ({"lijst": "eenzijdig"}, {"Meidoorn", "Linde"}),
        ({"fase": "onzin", "klok": "x"}, {"Meidoorn", "Linde", "Wilg"}),
    ],
)
def test_filters_narrow_the_list(client: Client, director, filters: dict[str, str], found: set[str]):
    a_case(coordinator=director, name="Meidoorn")
    a_case(
        coordinator=director,
        name="Linde",
        stage="IN_EXECUTION",
        definition_fixed_on=date(2026, 10, 20),
        first_plan_on=date(2026, 11, 2),
    )
    shared = a_case(coordinator=a_user(Role.CASE_COORDINATOR, domain=PolicyDomain.SAFETY), name="Wilg")
    an_involvement(shared, director)
    an_involvement(shared, sanne())
    client.force_login(director)

    page = client.get("/casussen/", filters).text

    assert {name for name in ("Meidoorn", "Linde", "Wilg") if f" {name}</strong>" in page} == found


@pytest.mark.parametrize(
    ("order", "names"),
    [("", ["C", "B", "A"]), ("signaal", ["B", "A", "C"]), ("termijn", ["A", "C", "B"])],
)
def test_the_list_has_three_orders(client: Client, director, order: str, names: list[str]):
    for name, signal, due in (("A", 20, 3), ("B", 10, None), ("C", 30, 5)):
        case = a_case(coordinator=director, name=name, first_signal_on=date(2026, 9, signal))
        if due:
            actions.set_deadline(
                case,
                DeadlineKind.ACTION,
                subject_id=case.pk,
                due_on=TODAY + timedelta(days=due),
                organisation=director.organisation,
            )
    client.force_login(director)

    page = client.get("/casussen/", {"volgorde": order}).text

    assert sorted(names, key=lambda name: page.index(f" {name}</strong>")) == names


def test_no_result_repeats_the_filters_and_offers_to_clear_them(client: Client, director):
    a_case(coordinator=director)
    client.force_login(director)

    page = client.get("/casussen/", {"q": "Zilverspar"}).text

    assert 'value="Zilverspar"' in page
    assert "Wis filters" in page


@pytest.mark.parametrize("cases", [2, 40])
def test_the_list_asks_at_most_15_questions_however_many_rows_and_rights(client: Client, director, cases: int):
    for number in range(cases):
        case = a_case(coordinator=director, name=f"Boom {number}")
        a_member(case)
        an_involvement(case, a_user())
        actions.note_first_contribution(case, director.organisation, on=date(2026, 10, 6))
    client.force_login(director)
    client.get("/")

    with CaptureQueriesContext(connection) as asked:
        response = client.get("/casussen/")

    assert response.text.count('<th scope="row">') == cases
    assert len(asked) <= 15


# --- search -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("berg", True),
        ("Van den Berg", True),
        ("van den b", True),
        ("BÉRG", True),
        ("noel", True),
        ("Noël", True),
        ("Noël van den Berg", True),
        ("noel ber", True),
        ("berg noel", True),
        ("erg", False),
        ("noel jans", False),
        ("n", False),
        ("", False),
    ],
)
def test_people_are_found_by_the_beginning_of_their_name(director, words: str, found: bool):
    member = named(a_case(coordinator=director), "Noël", "van den", "Berg")

    assert (member in find(words, user=director).members) is found


@pytest.mark.parametrize("words", ["2031-0007", "2031-00", "Zilver", "zilverspar"])
def test_cases_are_found_by_number_and_neutral_name(director, words: str):
    case = a_case(coordinator=director, number="2031-0007", name="Zilverspar")

    assert find(words, user=director).cases == [case]


def test_search_stays_within_what_one_may_see(client: Client, director):
    hidden = a_case(coordinator=chris(), name="Zilverspar")
    named(hidden, "Kevin")
    client.force_login(director)

    for words in ("Kevin", "Zilverspar", hidden.number):
        assert "Niets gevonden." in client.post("/zoeken/", {"q": words}).text


def test_search_gives_50_at_most_and_says_so(client: Client, director):
    case = a_case(coordinator=director)
    for number in range(MOST + 1):
        named(case, f"Kim{chr(97 + number % 26)}{number}")
    client.force_login(director)

    page = client.post("/zoeken/", {"q": "kim"}).text

    assert page.count('<th scope="row">') == MOST
    assert "Wij tonen er hoogstens 50." in page


def test_the_log_keeps_whom_a_search_found_but_never_its_words(client: Client, director):
    member = named(a_case(coordinator=director), "Kevin")
    client.force_login(director)

    client.post("/zoeken/", {"q": "Kevin"})

    event = AuditEvent.objects.get(type=EventType.SEARCHED)
    assert (event.purpose, event.subject_ids) == ("naam, 5 tekens", str(member.pk))
    assert "kevin" not in str(event.__dict__).lower()


def test_words_in_an_address_are_not_searched(client: Client, director):
    named(a_case(coordinator=director), "Kevin")
    client.force_login(director)

    assert "Kevin" not in client.get("/zoeken/?q=Kevin").text


def test_a_search_for_a_number_is_logged_as_such():
    assert kind_of(" 2026-01 ") == "nummer, 7 tekens"


def test_who_works_on_no_case_does_not_search(client: Client, db):
    client.force_login(dina())

    assert client.post("/zoeken/", {"q": "Kevin"}).status_code == 403


def test_a_name_is_found_through_the_index(director):
    case = a_case(coordinator=director)
    named(case, "Kevin")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT id FROM cases_member WHERE name_key >= 'wat' AND name_key < 'wat\U0010ffff'")
        plan = " ".join(row[0] for row in cursor.fetchall())

    assert "member_by_name" in plan


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str):
    assert rules.folded(rules.folded(text)) == rules.folded(text)


@given(st.text(max_size=40))
def test_capitals_make_no_difference(text: str):
    assert rules.folded(text.casefold()) == rules.folded(text)


@pytest.mark.parametrize(
    ("names", "key"),
    [
        (("van der Berg", "Noël"), "berg noel"),
        (("'s-Gravezande", "Ties"), "gravezande ties"),
        (("El Amrani", "Bo"), "amrani bo"),
        (("Łukasz-Øst", "Zoë"), "lukasz ost zoe"),
        (("Ĳmker", "İnan"), "ijmker inan"),
        (("Van", "Bo"), "van bo"),
        (("", "Kevin"), "kevin"),
    ],
)
def test_a_key_has_no_accents_signs_or_small_words(names: tuple[str, str], key: str):
    assert rules.name_key(*names) == key


def test_both_coordinators_stand_in_the_row(client: Client, director):
    case = a_case()
    an_involvement(case, director, role=InvolvementRole.PROCESS_COORDINATOR)
    an_involvement(case, a_user(Role.CASE_COORDINATOR, name="Karim Haddou"), role=InvolvementRole.CASE_COORDINATOR)
    client.force_login(director)

    page = client.get("/casussen/").text

    assert "Karim Haddou, Anna de Wit" in page
