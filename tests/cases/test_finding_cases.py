"""The list of cases: what one may see, narrowed and in order."""

import re
from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from cases import actions
from cases.models import Case, CaseStage, DeadlineKind, InvolvementRole
from familienetwerk.accounts.models import PolicyDomain
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.screen.paging import LongPage
from tests.factories import a_case, a_member, a_user, an_involvement, anna, chris, sanne
from tests.queries import statements

TODAY = timezone.localdate()


@pytest.fixture
def director(db):
    return anna()


# --- the list ---------------------------------------------------------------------------------------


def test_the_list_shows_only_what_one_may_see_and_logs_it(client: Client, director):
    mine, hidden = a_case(coordinator=director, name="Wilg"), a_case(coordinator=chris(), name="Meidoorn")
    client.force_login(director)

    page = client.get("/casussen/").text

    assert mine.number in page
    assert hidden.number not in page
    assert AuditEvent.objects.get(type=EventType.CASES_LISTED).subject_ids == str(mine.pk)


def test_who_goes_back_and_filters_again_is_not_told_that_it_was_done(director):
    client = Client(enforce_csrf_checks=True)
    client.force_login(director)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get("/casussen/").text)[1]
    chosen = {"csrfmiddlewaretoken": token, "q": "", "fase": "alle"}

    answers = [client.post("/casussen/", chosen, follow=True) for _ in range(2)]

    assert [answer.redirect_chain for answer in answers] == [[("/casussen/?fase=alle", 303)]] * 2
    assert "U stuurde dit al." not in answers[1].text


def test_a_row_says_size_coordinator_class_and_first_deadline(client: Client, director):
    case = a_case(coordinator=director)
    a_member(case)
    actions.note_first_contribution(case, director.organisation, on=date(2026, 10, 6))
    for days in (9, 4):
        actions.set_deadline(
            case,
            DeadlineKind.EVALUATION,
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


def test_words_are_posted_with_what_is_chosen_and_never_stand_in_an_address(client: Client, director, monkeypatch):
    monkeypatch.setattr(LongPage.of.__func__, "__kwdefaults__", LongPage.of.__func__.__kwdefaults__ | {"per_page": 2})
    for name in ("Meidoorn", "Meiboom", "Meiklok", "Linde"):
        a_case(coordinator=director, name=name)
    client.force_login(director)
    asked = {"q": "mei", "volgorde": "signaal"}

    first = client.post("/casussen/", asked)
    second = client.post("/casussen/", asked | {"pagina": "2"})

    assert [names_on(page) for page in (first, second)] == [["Meiklok", "Meiboom"], ["Meidoorn"]]
    assert 'name="pagina" value="2"' in first.text
    assert '<input type="hidden" name="q" value="mei">' in first.text
    assert "?q=" not in first.text
    assert (
        len(names_on(client.get("/casussen/", {"q": "Linde"}))) == 2
    )  # what stands in an address is not searched with


def test_without_words_what_is_chosen_is_an_address(client: Client, director):
    client.force_login(director)
    chosen = {"q": " ", "fase": "alle", "klok": "", "volgorde": "termijn", "lijst": "regie"}

    assert client.post("/casussen/", chosen).url == "/casussen/?fase=alle&volgorde=termijn&lijst=regie"
    assert client.post("/casussen/", {"q": ""}).url == "/casussen/"


def names_on(page: HttpResponse) -> list[str]:
    return re.findall(r" (Mei\w+|Linde)</strong>", page.text)


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
                DeadlineKind.EVALUATION,
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

    page = client.post("/casussen/", {"q": "Zilverspar"}).text

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

    asked = statements(client, "/casussen/")

    assert client.get("/casussen/").text.count('<th scope="row">') == cases
    assert len(asked) <= 15


def test_both_coordinators_stand_in_the_row(client: Client, director):
    case = a_case()
    an_involvement(case, director, role=InvolvementRole.PROCESS_COORDINATOR)
    an_involvement(case, a_user(Role.CASE_COORDINATOR, name="Karim Haddou"), role=InvolvementRole.CASE_COORDINATOR)
    client.force_login(director)

    page = client.get("/casussen/").text

    assert "Karim Haddou, Anna de Wit" in page
