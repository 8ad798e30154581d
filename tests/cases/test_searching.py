"""Search by the beginning of a name or a number; its words are never kept."""

from functools import lru_cache
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from cases import rules
from cases.models import Case, Member
from cases.search import AFTER_ALL, MOST, find, kind_of
from familienetwerk.accounts.written_once import write_down
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.behalf import acting_for
from tests.factories import a_case, a_member, anna, chris, dina


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

    assert ([one.pk for one in find(words, user=director).members] == [member.pk]) is found


@pytest.mark.parametrize("words", ["2031-0007", "2031-00", "Zilver", "zilverspar"])
def test_cases_are_found_by_number_and_neutral_name(director, words: str):
    case = a_case(coordinator=director, number="2031-0007", name="Zilverspar")

    assert [one.pk for one in find(words, user=director).cases] == [case.pk]


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


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (" 2026-01 ", "nummer, 7 tekens"),
        ("2026-0015", "nummer, 9 tekens"),
        ("2026-10007", "nummer, 10 tekens"),
        ("2026 0015", "BSN"),
    ],
)
def test_a_search_for_a_number_is_logged_as_such_also_when_its_figures_are_those_of_a_bsn(words: str, kind: str):
    assert kind_of(words) == kind


def test_what_is_written_down_of_a_search_holds_none_of_its_words(director):
    kept = lru_cache(write_down.__wrapped__)
    named(a_case(coordinator=director, name="Zilverspar"), "Kevin")

    with patch("familienetwerk.accounts.written_once.write_down", wraps=kept) as writing:
        assert find("zilverspar", user=director).cases
        assert find("kevin wat", user=director).members

    written = " ".join(str(kept(*call.args)) for call in writing.call_args_list)
    assert "name_key" in written
    assert not any(word in written.lower() for word in ("zilver", "kevin", "wat'", AFTER_ALL))


def test_who_works_on_no_case_does_not_search(client: Client, db):
    client.force_login(dina())

    assert client.post("/zoeken/", {"q": "Kevin"}).status_code == 403


@pytest.mark.parametrize(
    ("table", "column", "index"),
    [
        ("cases_member", "name_key", "member_by_name"),
        ("cases_case", "name_key", "case_by_name"),
        ("cases_case", "number", "cases_case_number_key"),
    ],
)
def test_what_begins_so_is_found_through_the_index(director, table: str, column: str, index: str):
    """In its order: an index by something else first cannot give that without sorting, on a table of any size."""
    begins_so = f"{column} >= 'wat' AND {column} < 'wat\U0010ffff'"
    a_case(coordinator=director)
    with acting_for(director.pk), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute(f"EXPLAIN SELECT id FROM {table} WHERE {begins_so} ORDER BY {column}")
        plan = " ".join(row[0] for row in cursor.fetchall())

    assert f" {index} " in plan
    assert f"Index Cond: ((({column})::text >= 'wat'::text)" in plan or f"Index Cond: (({column}" in plan


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


def test_a_sign_that_no_name_can_have_is_left_out(client: Client, director):
    case = a_case(coordinator=director)
    client.force_login(director)

    page = client.post("/zoeken/", {"q": f"{case.number[:6]}\0{case.number[6:]}"})

    assert case.name in page.text


@pytest.mark.parametrize("words", ["Zilverspar", "nietbestaand"])
def test_narrowing_the_list_by_words_is_a_search_in_the_log_without_the_words(client, director, words):
    a_case(coordinator=director, name="Zilverspar")
    client.force_login(director)

    client.post("/casussen/", {"q": words})

    [line] = AuditEvent.objects.filter(type=EventType.SEARCHED)
    assert (line.page, line.purpose) == ("case_list", f"naam, {len(words)} tekens")
