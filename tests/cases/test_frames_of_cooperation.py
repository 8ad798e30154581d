"""Frames for cooperation: kept by the functional admin, who sees no case."""

from datetime import date

import pytest
from django.test import Client

from cases.models import LegalFrame
from familienetwerk.accounts.models import PolicyDomain
from familienetwerk.accounts.roles import Role
from tests.factories import a_case, a_frame, a_municipality, a_user, anna

pytestmark = pytest.mark.django_db


@pytest.fixture
def fatima(client: Client) -> Client:
    client.force_login(a_user(Role.FUNCTIONAL_ADMIN, name="Fatima", domain=PolicyDomain.OTHER))
    return client


def typed(**fields: str) -> dict[str, str]:
    return {
        "name": "Aanpak families",
        "kind": "LOCAL_PGA",
        "municipality": str(a_municipality().pk),
        "purpose": "Kinderen veilig laten opgroeien",
        "legal_basis": "Gemeentewet 172",
        "controller": "College",
        "contact_point": "privacy@example.org",
        "agreement": "Convenant 2026",
        "dpia_reference": "DPIA-1",
        "dpia_on": "01-10-2026",
        "valid_from": "01-11-2026",
    } | fields


def test_an_empty_list_says_what_a_frame_is_for(fatima):
    assert "Zonder kader met doel en grondslag" in fatima.get("/beheer/kaders/").content.decode()


def test_a_frame_is_added_and_an_intake_may_use_it(fatima):
    fatima.post("/beheer/kaders/nieuw/", typed())

    assert [frame.name for frame in LegalFrame.objects.in_force(date(2026, 11, 24))] == ["Aanpak families"]


def test_nothing_typed_is_lost_when_something_is_wrong(fatima):
    page = fatima.post("/beheer/kaders/nieuw/", typed(valid_until="01-01-2020"))

    assert page.status_code == 422
    assert "De einddatum ligt voor de begindatum." in page.content.decode()
    assert "Kinderen veilig laten opgroeien" in page.content.decode()


def test_a_dpia_has_a_reference(fatima):
    page = fatima.post("/beheer/kaders/nieuw/", typed(dpia_reference=""))

    assert page.status_code == 422
    assert "Vul het kenmerk in van de DPIA, of laat de datum leeg." in page.content.decode()
    assert not LegalFrame.objects.exists()


def test_a_frame_is_ended_on_a_day(fatima):
    frame = a_frame()

    fatima.post(f"/beheer/kaders/{frame.pk}/", {"on": "31-12-2026"})

    frame.refresh_from_db()
    assert frame.valid_until == date(2026, 12, 31)


def test_an_end_before_the_begin_is_said_at_the_field(fatima):
    frame = a_frame(valid_from=date(2026, 5, 1))

    page = fatima.post(f"/beheer/kaders/{frame.pk}/", {"on": "01-01-2026"})

    assert "De einddatum ligt voor de begindatum." in page.content.decode()


def test_the_list_says_how_many_cases_rest_on_a_frame_and_not_which(fatima):
    case = a_case(legal_frame=a_frame())

    page = fatima.get("/beheer/kaders/").content.decode()

    assert '<td data-label="Casussen" class="number">1</td>' in page
    assert case.number not in page


@pytest.mark.parametrize("path", ["/beheer/kaders/", "/beheer/kaders/nieuw/"])
def test_others_are_refused(client, path):
    client.force_login(anna())

    assert client.get(path).status_code == 403
