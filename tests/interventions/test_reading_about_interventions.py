"""The pages of interventions: what the card says, who may read it, and what is not found."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from cases.models import Case, InvolvementRole
from familienetwerk.audit.models import AuditEvent, EventType
from interventions.models import InterventionStatus
from tests.factories import a_case, a_household, a_member, an_involvement, anna, chris, sanne
from tests.plan_factories import an_intervention, an_intervention_type

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return a_case(coordinator=anna())


@pytest.fixture
def desk(client: Client, case) -> Client:
    client.force_login(case.started_by)
    return client


def address(case: Case, page: str = "") -> str:
    return f"/casussen/{case.pk}/interventies/{page}"


def typed(case: Case, **fields: object) -> dict[str, object]:
    filled = {"type": an_intervention_type().key, "subject": "network", "reason": "Een waarschuwing hielp niet."}
    return filled | {"organisation": case.started_by.organisation_id} | fields


def test_the_page_shows_the_conditions_doubts_and_how_sure_the_card_is(desk, case):
    page = desk.get(address(case, f"{an_intervention(case).pk}/")).text

    assert "Er is een handelshoeveelheid." in page
    assert "De duur is niet nagelezen." in page
    assert 'op <span class="nowrap">01-11-2026</span> in een bron gelezen' in page


def test_a_card_that_nobody_read_in_a_source_says_so(desk, case):
    unread = an_intervention_type("onbekend", is_verified=False)

    page = desk.get(address(case, f"{an_intervention(case, type=unread).pk}/")).text

    assert "niet in een bron nagelezen" in page


def test_aimed_at_a_minor_the_page_begins_with_what_the_card_says_of_minors(desk, case):
    ties = a_member(case, given_name="Ties", birth_date=timezone.localdate() - timedelta(days=12 * 365))

    page = desk.get(address(case, f"{an_intervention(case, member=ties).pk}/")).text

    assert "Ties is minderjarig" in page
    assert "Raakt kinderen indirect" in page


def test_who_was_named_on_the_page_is_in_the_log(desk, case):
    kevin = a_member(case)
    an_intervention(case, member=kevin)

    desk.get(address(case))

    logged = AuditEvent.objects.filter(type=EventType.PERSONS_VIEWED, case_id=case.pk).latest("pk")
    assert logged.subject_ids == str(kevin.pk)


def test_an_empty_list_points_to_the_catalogue_and_back(desk, case):
    page = desk.get(address(case)).text

    assert "Nog geen interventie." in page
    assert f"/interventies/?terug={address(case, 'nieuw/')}" in page


def test_subject_and_owner_are_of_this_case(desk, case):
    elsewhere = a_case()

    for fields in (
        {"subject": f"member-{a_member(elsewhere).pk}"},
        {"subject": f"household-{a_household(elsewhere).pk}"},
        {"owner": sanne().pk},
        {"organisation": chris().organisation_id},
    ):
        assert desk.post(address(case, "nieuw/"), typed(case, **fields)).status_code == 422


@pytest.mark.parametrize("page", ["", "nieuw/", "{pk}/", "{pk}/wijzigen/", "{pk}/niet-gebruikt/", "{pk}/starten/"])
def test_a_stranger_gets_404_and_a_reader_only_reads(client: Client, case, page: str):
    chosen = an_intervention(case, status=InterventionStatus.CONSIDERED)
    reader = sanne()
    an_involvement(case, reader, role=InvolvementRole.READER)
    there = address(case, page.format(pk=chosen.pk))

    client.force_login(chris())
    assert client.get(there).status_code == 404
    client.force_login(reader)
    assert client.get(there).status_code == (200 if page in {"", "{pk}/"} else 403)


def test_an_intervention_of_another_case_is_not_found_here(desk, case):
    elsewhere = an_intervention(a_case())

    assert desk.get(address(case, f"{elsewhere.pk}/")).status_code == 404
    assert desk.post(address(case, f"{elsewhere.pk}/kiezen/")).status_code == 404


def test_two_subjects_at_once_are_refused(case):
    with pytest.raises(ValidationError, match="niet allebei"):
        an_intervention(case, member=a_member(case), household=a_household(case))
