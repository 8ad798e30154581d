"""The pages of a case: who may open them, what they say, and what they log."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cases import actions
from cases.models import Case, DeadlineKind, IntakeQuestion
from familienetwerk.accounts.models import PolicyDomain
from familienetwerk.audit.models import AuditEvent, EventType
from tests.factories import (
    a_case,
    a_household,
    a_member,
    an_involvement,
    an_observation,
    an_organisation,
    anna,
    bram,
    chris,
    sanne,
)
from tests.queries import questions

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
PAGES = ["", "gezin/", "gezin/beeld/", "gezin/verwant/", "betrokkenen/", "tijdlijn/", "waarnemingen/"]


@pytest.fixture
def director():
    return anna()


@pytest.fixture
def case(director) -> Case:
    return a_case(coordinator=director)


@pytest.mark.parametrize("page", [*PAGES, "inzage/"])
def test_anna_gets_every_page_with_the_table_on_it(client: Client, case, director, page: str):
    a_member(case)
    client.force_login(director)

    response = client.get(f"/casussen/{case.pk}/{page}")

    assert response.status_code == 200
    assert case.number in response.text
    assert "Aan tafel" in response.text
    assert "Vertrouwelijk" in response.text


@pytest.mark.parametrize("page", PAGES)
def test_bram_reads_them_too_and_the_log_is_not_his(client: Client, case, page: str):
    partner = bram()
    an_involvement(case, partner)
    client.force_login(partner)

    assert client.get(f"/casussen/{case.pk}/{page}").status_code == 200
    assert client.get(f"/casussen/{case.pk}/inzage/").status_code == 403


@pytest.mark.parametrize("page", [*PAGES, "inzage/"])
def test_a_stranger_cannot_see_that_the_case_exists(client: Client, case, page: str):
    client.force_login(chris())

    unknown = client.get(f"/casussen/999999/{page}")
    hidden = client.get(f"/casussen/{case.pk}/{page}")

    assert (hidden.status_code, unknown.status_code) == (404, 404)
    assert AuditEvent.objects.filter(type=EventType.REFUSED, case_id=case.pk).exists()


def test_opening_a_page_is_logged(client: Client, case, director):
    client.force_login(director)

    client.get(f"/casussen/{case.pk}/tijdlijn/")

    event = AuditEvent.objects.get(type=EventType.CASE_VIEWED)
    assert (event.case_id, event.page, event.user_id) == (case.pk, "timeline", director.pk)


def test_the_first_page_says_what_is_due_and_about_whom(client: Client, case, director):
    kevin = a_member(case, given_name="Kevin")
    due_on = TODAY + timedelta(days=4)
    actions.set_deadline(
        case,
        DeadlineKind.MEMBER_REVIEW,
        subject_id=kevin.pk,
        due_on=due_on,
        organisation=director.organisation,
        user=director,
    )
    client.force_login(director)

    page = client.get(f"/casussen/{case.pk}/").text

    assert "Bekijk opnieuw: is dit gezinslid nog nodig?</strong></a> <small>Kevin</small>" in page
    assert "nog 4 dagen" in page


def test_what_others_still_owe_stands_on_a_list_of_its_own(client: Client, case, director):
    actions.ask_to_join(case, sanne().organisation, by=director, on=TODAY, reason="Nodig", due_on=TODAY)
    client.force_login(director)

    page = client.get("/werk/wachten/")

    assert page.status_code == 200
    assert case.number in page.text


def test_the_same_work_of_one_day_stands_in_one_line(client: Client, case, director):
    for number in range(5):
        actions.set_deadline(
            case,
            DeadlineKind.MEMBER_REVIEW,
            subject_id=a_member(case, given_name=f"Kind {number}").pk,
            due_on=TODAY + timedelta(days=4),
            organisation=director.organisation,
            user=director,
        )
    client.force_login(director)

    page = client.get(f"/casussen/{case.pk}/").text

    assert page.count("is dit gezinslid nog nodig?") == 1
    assert "<small>5 personen</small>" in page


def test_what_one_may_not_read_only_exists(client: Client, case, director):
    partner = bram()
    an_involvement(case, partner)
    an_observation(case, director, text="Er stonden drie scooters.")
    an_observation(case, director, text="Er loopt een tap.", audience="OWN_ORGANISATION")
    an_observation(case, director, text="Nog niet vrijgegeven.", released_at=None)
    client.force_login(partner)

    for path in ("", "waarnemingen/", "tijdlijn/"):
        page = client.get(f"/casussen/{case.pk}/{path}").text
        assert "Er loopt een tap." not in page
        assert "Nog niet vrijgegeven." not in page
        assert "alleen dat" in page


def test_each_item_says_who_reads_it(client: Client, case, director):
    partner = sanne()
    an_involvement(case, partner)
    an_observation(case, partner, audience="OWN_DOMAIN")
    client.force_login(director)

    page = client.get(f"/casussen/{case.pk}/").text

    assert "Sociaal en regisseurs" in page
    assert f"Dit leest: {partner.organisation} en de regisseurs." in page


def test_an_exception_to_looking_together_stands_on_every_page(client: Client, case, director):
    actions.record_exception(case, by=director, on=date(2026, 11, 14), reason="Acute dreiging")
    client.force_login(director)

    for path in PAGES:
        page = client.get(f"/casussen/{case.pk}/{path}").text
        assert "Uitzondering op samen kijken" in page
        assert "Acute dreiging" in page


def test_the_first_page_says_what_is_missing(client: Client, case, director):
    a_member(case, given_name="Kevin", birth_date=None, review_on=date(2026, 10, 20))
    late = an_organisation(PolicyDomain.EDUCATION, name="De Klimop")
    IntakeQuestion.objects.create(
        case=case,
        organisation=late,
        question="Kent u dit gezin?",
        asked_by=director,
        asked_on=date(2026, 10, 6),
        due_on=date(2026, 10, 13),
    )
    client.force_login(director)

    page = client.get(f"/casussen/{case.pk}/").text

    for gap in (
        "<strong>Sociaal</strong> is nog niet gevraagd.",
        "<strong>De Klimop</strong> heeft niet geantwoord.",
        "<strong>Kevin</strong> moet opnieuw bekeken worden.",
        "<strong>Kevin</strong> is nog niet geïnformeerd.",
        "<strong>Kevin</strong> heeft geen geboortedatum.",
        "<strong>Justitie, wonen, onderwijs en zorg</strong> zijn niet aan tafel.",
    ):
        assert gap in page


def test_who_sits_at_the_table_answered_by_coming(client: Client, case, director):
    police = bram()
    IntakeQuestion.objects.create(
        case=case,
        organisation=police.organisation,
        question="Kent u dit gezin?",
        asked_by=director,
        asked_on=date(2026, 10, 6),
        due_on=date(2026, 10, 13),
    )
    an_involvement(case, police)
    client.force_login(director)

    assert "heeft niet geantwoord" not in client.get(f"/casussen/{case.pk}/").text


def test_the_first_page_knows_the_case(client: Client, case, director):
    a_member(case, birth_date=TODAY.replace(year=TODAY.year - 6))
    a_household(case)
    client.force_login(director)

    page = client.get(f"/casussen/{case.pk}/").text

    for fact in (
        "Anna de Wit, procesregisseur",
        "Anna de Wit, casusregisseur",
        case.legal_frame.purpose,
        "1 persoon, 1 huishouden",
        "1 onder 18 jaar",
        "1 keer deze maand",
    ):
        assert fact in page


def test_a_closed_case_is_read_and_not_changed(client: Client, case, director):
    Case.objects.filter(pk=case.pk).update(
        stage="CLOSED", closed_on=TODAY, closed_by=director, closing_reason="GOALS_MET"
    )
    client.force_login(director)

    assert "Voeg gezinslid toe" not in client.get(f"/casussen/{case.pk}/gezin/").text
    assert client.get(f"/casussen/{case.pk}/gezin/nieuw/").status_code == 403
    assert client.get(f"/casussen/{case.pk}/inzage/").status_code == 200


def test_each_page_asks_15_questions_at_most_about_1_as_about_25(client: Client, case, director):
    client.force_login(director)
    counts = []
    for rows in (1, 24):
        for number in range(rows):
            member = a_member(case, given_name=f"Kind {number}")
            an_observation(case, director).members.add(member)
            an_involvement(case, sanne())
        counts.append({page: len(questions(client, f"/casussen/{case.pk}/{page}")) for page in (*PAGES, "inzage/")})

    assert counts[0] == counts[1]
    assert max(counts[1].values()) <= 15
