"""Somebody without a lawyer at hand finds an intervention in plain words."""

from datetime import date

import pytest
from django.test import Client

from interventions.models import DecidingBody, InterventionTarget, InterventionType
from tests.factories import a_user
from tests.queries import statements

pytestmark = pytest.mark.usefixtures("the_catalogue")


@pytest.fixture
def professional(client: Client) -> Client:
    client.force_login(a_user())
    return client


def keys(text: str) -> list[str]:
    return [card.key for card in InterventionType.objects.current().search(text)]


def found(page: str, name: str) -> bool:
    return f"{name}</a>" in page


def count(response) -> int:
    return response.context["page"].paginator.count


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("drugs in woning met kinderen", "closure_13b_drugs"),
        ("wietplantage", "closure_13b_drugs"),
        ("174a", "closure_174a_b_violence"),
        ("Opiumwet 13b", "order_13b_penalty_instead"),
        ("BW 7:231", "tenancy_dissolution_7_231_2"),
        ("gezagsbeeindiging", "custody_termination"),
        ("schulden", "debt_help"),
        ("schuldh", "debt_help"),
        ("spijbelen", "school_attendance_enforcement"),
        ("VEILIG thuis", "veilig_thuis_report"),
    ],
)
def test_plain_words_an_article_or_first_letters_find_the_card(text, key):
    assert key in keys(text)


def test_the_name_weighs_more_than_the_small_print():
    assert keys("gebiedsverbod")[0] == "area_ban_172a"


def test_all_words_must_be_there():
    assert keys("wietplantage paspoort") == []


@pytest.mark.parametrize("text", ["", "  ", "&|!():*<->'", "'; drop table --"])
def test_signs_of_the_search_language_do_no_harm(text):
    assert len(keys(text)) in {0, 112}


def test_an_archived_card_is_not_found():
    InterventionType.objects.filter(key="debt_help").update(is_archived=True)

    assert "debt_help" not in keys("schulden")


def test_a_card_can_be_narrowed_to_target_and_decider():
    cards = InterventionType.objects.current()

    assert {card.target for card in cards.for_target(InterventionTarget.NETWORK)} == {"NETWORK"}
    assert cards.decided_by(DecidingBody.MAYOR).filter(key="area_ban_172a").exists()
    assert not cards.decided_by(DecidingBody.COURT).filter(key="area_ban_172a").exists()


def test_a_card_whose_law_is_not_yet_in_force_is_left_out():
    InterventionType.objects.filter(key="debt_help").update(valid_from=date(2027, 1, 1))
    InterventionType.objects.filter(key="mst").update(valid_until=date(2026, 11, 22))

    in_force = InterventionType.objects.current().in_force_on(date(2026, 11, 23))

    assert in_force.count() == 110


def test_the_page_shows_all_in_pages_of_25(professional):
    first, last = professional.get("/interventies/"), professional.get("/interventies/?pagina=5")

    assert "112 van 112 interventies" in first.text
    assert len(first.context["page"]) == 25
    assert len(last.context["page"]) == 12


def test_the_page_finds_words(professional):
    response = professional.get("/interventies/", {"zoek": "wietplantage"})

    assert "1 van 112 interventies" in response.text
    assert found(response.text, "Sluiting woning, lokaal of erf bij drugs (Damocles)")


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ({"domein": "ADMINISTRATIVE"}, 51),
        ({"domein": "CARE"}, 20),
        ({"gericht_op": "BUSINESS"}, 10),
        ({"nagelezen": "ja"}, 99),
        ({"nagelezen": "nee"}, 13),
        ({"minderjarigen": "raakt"}, 40),
        ({"minderjarigen": "niet"}, 12),
        ({"minderjarigen": "mag"}, 60),
        ({"domein": "ADMINISTRATIVE", "nagelezen": "nee"}, 4),
        ({"domein": "NERGENS"}, 112),
    ],
)
def test_the_page_narrows(professional, question, answers):
    assert count(professional.get("/interventies/", question)) == answers


def test_the_page_narrows_to_who_decides(professional):
    response = professional.get("/interventies/", {"beslist": "COURT", "gericht_op": "PERSON"})

    names = [card.key for card in response.context["page"].paginator.object_list]
    assert "supervision_order" in names
    assert "area_ban_172a" not in names


def test_nothing_found_repeats_the_question_and_offers_to_clear_it(professional):
    response = professional.get("/interventies/", {"zoek": "raketten", "domein": "CARE"})

    assert "Geen interventie past bij deze vraag." in response.text
    assert "Domein: Zorg en hulp" in response.text
    assert "Wis filters" in response.text


def test_turning_the_page_keeps_the_filters(professional):
    response = professional.get("/interventies/", {"domein": "ADMINISTRATIVE"})

    assert "?domein=ADMINISTRATIVE&amp;pagina=2" in response.text


def test_htmx_gets_only_the_results(professional):
    response = professional.get("/interventies/", {"zoek": "hond"}, headers={"HX-Request": "true"})

    assert response.text.strip().startswith("<section")
    assert "Muilkorf" in response.text
    assert "HX-Request" in response["Vary"]


def test_the_number_of_queries_does_not_grow_with_the_rows(professional):
    professional.get("/interventies/")  # the session is known from here on

    counts = set()
    for question in ({}, {"zoek": "wietplantage"}, {"domein": "ADMINISTRATIVE", "pagina": "2"}):
        counts.add(len(statements(professional, "/interventies/", question)))

    assert len(counts) == 1
    assert counts.pop() <= 15


def test_nobody_gets_in_without_logging_in(client):
    assert client.get("/interventies/").status_code == 302
    assert client.get("/interventies/debt_help/").status_code == 302
