"""Who looked in a case and who did what; words that were disputed stay."""

from datetime import date

import pytest
from django.test import Client

from cases.models import Case
from familienetwerk.audit.models import AuditEvent, EventType, record
from tests.factories import (
    a_case,
    an_involvement,
    an_observation,
    anna,
    bram,
    chris,
    sanne,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def director():
    return anna()


@pytest.fixture
def case(director) -> Case:
    return a_case(coordinator=director)


# --- the log of a case --------------------------------------------------------------------------------


def test_the_log_says_who_of_which_organisation_did_what(client: Client, case, director):
    partner = sanne()
    an_involvement(case, partner)
    client.force_login(partner)
    client.get(f"/casussen/{case.pk}/gezin/")
    client.force_login(director)

    page = client.get(f"/casussen/{case.pk}/inzage/").text

    for words in ("Sanne Bakker", str(partner.organisation), "Professional sociaal domein", "Casus bekeken", "gezin"):
        assert words in page


def test_looking_at_the_log_is_logged(client: Client, case, director):
    client.force_login(director)

    client.get(f"/casussen/{case.pk}/inzage/")

    assert AuditEvent.objects.filter(type=EventType.LOG_VIEWED, case_id=case.pk, user_id=director.pk).count() == 1


def test_the_log_of_another_case_is_not_in_it(client: Client, case, director):
    elsewhere = a_case()
    record(EventType.CASE_VIEWED, by=chris(), case_id=elsewhere.pk, page="detail")
    client.force_login(director)

    assert "Chris Vos" not in client.get(f"/casussen/{case.pk}/inzage/").text


def test_the_log_goes_on_on_the_next_page(client: Client, case, director):
    for _ in range(105):
        record(EventType.CASE_VIEWED, by=director, case_id=case.pk, page="detail")
    client.force_login(director)

    first = client.get(f"/casussen/{case.pk}/inzage/").text
    second = client.get(f"/casussen/{case.pk}/inzage/?pagina=2").text

    assert "Pagina 1 van 2" in first
    assert "Pagina 2 van 2" in second


# --- disputing ------------------------------------------------------------------------------------------


def test_the_words_of_who_disputes_stand_beside_the_text(client: Client, case, director):
    observation = an_observation(case, director, text="Kevin heeft geen inkomen.")
    client.force_login(director)

    client.post(
        f"/casussen/{case.pk}/waarnemingen/{observation.pk}/",
        {"disputed_by": "moeder", "on": "12-11-2026", "text": "Hij werkt bij zijn oom."},
    )
    page = client.get(f"/casussen/{case.pk}/waarnemingen/").text

    assert "Kevin heeft geen inkomen." in page
    assert "door moeder op 12-11-2026: “Hij werkt bij zijn oom.”" in page


def test_a_dispute_stands_and_is_not_overwritten(client: Client, case, director):
    observation = an_observation(
        case, director, disputed_on=date(2026, 11, 12), disputed_by="moeder", disputed_text="Hij werkt bij zijn oom."
    )
    client.force_login(director)

    assert client.get(f"/casussen/{case.pk}/waarnemingen/{observation.pk}/").status_code == 403


def test_what_one_may_not_read_one_cannot_dispute(client: Client, case, director):
    partner = bram()
    an_involvement(case, partner)
    observation = an_observation(case, director, audience="OWN_ORGANISATION")
    client.force_login(partner)

    assert client.get(f"/casussen/{case.pk}/waarnemingen/{observation.pk}/").status_code == 404


def test_the_meaning_of_the_clock_is_explained(client: Client, director):
    client.force_login(director)

    page = client.get("/uitleg/aan-tafel/").text

    for word in ("Proactief", "Laat", "Reactief", "Open"):
        assert word in page
