"""Beside the work: the running cases in which one of the two domains does not look along."""

import pytest
from django.test import Client

from cases import actions
from cases.models import DeadlineKind, MembershipReason
from familienetwerk.accounts.models import Organisation, PolicyDomain
from tests.factories import TODAY, a_case, a_member, an_intake, an_involvement, an_organisation, anna, bram, sanne
from tests.queries import statements

pytestmark = pytest.mark.django_db

HEADING = "Wie ontbreekt aan tafel?"


def test_a_case_without_social_is_named_with_the_way_to_ask(client: Client):
    director = anna()
    case = a_case(coordinator=director)
    client.force_login(director)

    page = client.get("/").text

    assert HEADING in page
    assert "Sociaal zit nog niet aan tafel." in page
    assert f"/casussen/{case.pk}/betrokkenen/vragen/" in page


def test_who_only_takes_part_is_not_offered_to_ask(client: Client):
    case = a_case(coordinator=anna())
    partner = bram()
    an_involvement(case, partner)
    client.force_login(partner)

    page = client.get("/").text

    assert str(case) in page
    assert f"/casussen/{case.pk}/betrokkenen/vragen/" not in page


def test_with_both_domains_at_the_table_nothing_is_said(client: Client):
    director = anna()
    case = a_case(coordinator=director)
    an_involvement(case, sanne())
    client.force_login(director)

    assert HEADING not in client.get("/").text


def test_the_database_keeps_which_domain_is_missing():
    director, partner = anna(), sanne()
    case = a_case(coordinator=director)

    def missing() -> tuple[bool, bool]:
        case.refresh_from_db()
        return case.lacks_safety, case.lacks_social

    assert missing() == (False, True)
    seat = an_involvement(case, partner)
    assert missing() == (False, False)
    Organisation.objects.filter(pk=partner.organisation_id).update(policy_domain=PolicyDomain.CARE)
    assert missing() == (False, True)
    Organisation.objects.filter(pk=partner.organisation_id).update(policy_domain=PolicyDomain.SOCIAL)
    actions.end_involvement(seat, by=director, on=TODAY, reason="Andere baan")
    assert missing() == (False, True)
    actions.ask_to_join(case, partner.organisation, by=director, on=TODAY, due_on=TODAY, reason="Kent de kinderen")
    assert missing() == (False, True)


def test_an_intake_and_a_case_of_others_are_left_out(client: Client):
    director = anna()
    an_intake(coordinator=director)
    a_case(coordinator=anna())
    client.force_login(director)

    assert HEADING not in client.get("/").text


def test_of_many_the_longest_known_come_first_and_the_rest_is_counted(client: Client):
    director = anna()
    cases = [a_case(coordinator=director) for _ in range(7)]
    client.force_login(director)

    page = client.get("/").text

    assert "In 7 van uw lopende casussen" in page
    assert str(cases[0]) in page
    assert str(cases[6]) not in page
    assert "Alle 7 casussen" in page


def test_work_about_a_person_says_why_that_person_is_in_the_case_and_no_name(client: Client):
    director = anna()
    case = a_case(coordinator=director)
    child = a_member(case, given_name="Jayden", reason=MembershipReason.CHILD_AT_RISK)
    for kind in (DeadlineKind.INFORMING, DeadlineKind.EVALUATION):  # of the second the number is not of a person
        of_director = {"organisation": director.organisation, "user": director}
        actions.set_deadline(case, kind, subject_id=child.pk, due_on=TODAY, **of_director)
    client.force_login(director)

    page = client.get("/").text

    assert page.count(f"{MembershipReason.CHILD_AT_RISK.label}, toegevoegd op 01-10-2026") == 1
    assert "Jayden" not in page


def test_what_several_organisations_are_asked_at_once_is_one_line_in_the_case(client: Client):
    director = anna()
    case = a_case(coordinator=director)
    for domain, name in [(PolicyDomain.SAFETY, "Politie"), (PolicyDomain.SOCIAL, "Wijkteam")]:
        asked = an_organisation(domain, name=name)
        actions.set_deadline(case, DeadlineKind.ADOPTION, subject_id=1, due_on=TODAY, organisation=asked)
    client.force_login(director)

    page = client.get(f"/casussen/{case.pk}/").text

    assert page.count("Reageer op het plan van aanpak") == 1
    assert "Politie en Wijkteam" in page


def test_the_list_asks_a_fixed_number_of_queries(client: Client):
    director = anna()
    client.force_login(director)
    a_case(coordinator=director)
    client.get("/")
    few = statements(client, "/")
    for _ in range(8):
        a_case(coordinator=director)

    many = statements(client, "/")

    assert len(many) <= len(few) <= 15
