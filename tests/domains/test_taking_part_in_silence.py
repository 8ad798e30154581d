"""Whoever takes part and whose organisation said nothing yet, finds that on the work list until it did."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cases import actions
from cases.models import Case, CaseStage, InvolvementRole
from cases.models.case import ClosingReason
from domains.notices import SECTIONS
from familienetwerk.accounts.models import User
from tests.domain_factories import a_contribution
from tests.factories import a_case, an_involvement, anna, bram, sanne
from tests.queries import questions

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def case() -> Case:
    return a_case(coordinator=anna())


@pytest.fixture
def partner() -> User:
    return bram()


def lines(user: User) -> list[str]:
    return [line.text for section in SECTIONS for line in section.lines(user, today=TODAY)]


def test_it_stands_there_with_the_way_to_contribute(client: Client, case, partner):
    an_involvement(case, partner)
    client.force_login(partner)

    listed, page = client.get("/").text, client.get("/werk/toegang/").text

    assert "Nog niets bijgedragen" in listed
    assert f"U doet mee aan {case.number} en hebt nog niets bijgedragen." in page
    assert f"/casussen/{case.pk}/probleemdefinitie/bijdrage/" in page


def test_it_goes_when_the_organisation_contributed_and_a_draft_is_not_enough(case, partner):
    an_involvement(case, partner)
    draft = a_contribution(case, partner, released=False)

    while_writing = lines(partner)
    actions.note_first_contribution(case, draft.organisation, on=TODAY)

    assert len(while_writing) == 1
    assert lines(partner) == []


def test_it_goes_when_the_involvement_ends(case, partner):
    seat = an_involvement(case, partner)
    actions.end_involvement(seat, by=case.started_by, on=TODAY - timedelta(days=1), reason="Niet meer nodig")

    assert lines(partner) == []


def test_who_only_reads_coordinates_or_was_never_asked_is_not_asked_to(case, partner):
    reader, stranger = sanne(), sanne()
    an_involvement(case, reader, role=InvolvementRole.READER)

    assert [lines(user) for user in (reader, stranger, case.started_by)] == [[], [], []]


def test_a_case_that_rests_asks_nothing(case, partner):
    an_involvement(case, partner)
    Case.objects.filter(pk=case.pk).update(
        stage=CaseStage.CLOSED, closed_on=TODAY, closed_by=case.started_by, closing_reason=ClosingReason.values[0]
    )

    assert lines(partner) == []


def test_the_work_list_asks_as_much_for_many_cases_as_for_one(client: Client, case, partner):
    an_involvement(case, partner)
    client.force_login(partner)
    of_one = len(questions(client, "/"))
    for _ in range(3):
        an_involvement(a_case(), partner)

    assert len(questions(client, "/")) == of_one
