"""“Wat ieder ziet”: contributions side by side, each only to who may read it, of others only that they exist."""

from datetime import date

import pytest
from django.test import Client

from cases.actions import Seen, end_involvement
from cases.models import Audience, Nature
from domains.models import Stance
from familienetwerk.accounts.models import PolicyDomain
from familienetwerk.audit.models import AuditEvent, EventType
from tests.domain_factories import a_contribution, a_proposed_definition, agree
from tests.factories import a_user, an_involvement, an_observation, chris
from tests.queries import statements

pytestmark = pytest.mark.django_db

ONLY_THAT_IT_EXISTS = "heeft 1 bijdrage. U ziet alleen dat die bestaat."


def page_for(client: Client, case, user) -> str:
    client.force_login(user)
    return client.get(f"/casussen/{case.pk}/probleemdefinitie/").text


def test_an_empty_case_says_how_to_begin(client: Client, case, director):
    page = page_for(client, case, director)

    assert "Nog geen probleemdefinitie." in page
    assert "Schrijf een eerste versie" in page
    assert "Nog geen bijdragen." in page
    assert "Vaststellen kan nog niet" in page


def test_everybody_reads_what_is_for_all(client: Client, case, police, team):
    a_contribution(case, police, concern="Jayden als loopjongen.", strengths="Oom Johan werkt mee.")

    page = page_for(client, case, team)

    assert "Jayden als loopjongen." in page
    assert "Oom Johan werkt mee." in page
    assert "Aan tafel, nog geen bijdrage:" in page


def test_the_social_domain_only_knows_that_the_police_wrote_for_itself(client: Client, case, police, team):
    a_contribution(case, police, concern="Heimelijk onderzoek.", audience=Audience.OWN_ORGANISATION)

    page = page_for(client, case, team)

    assert "Heimelijk onderzoek." not in page
    assert f"{police.organisation} {ONLY_THAT_IT_EXISTS}" in page
    assert "Heimelijk onderzoek." in page_for(client, case, police)


def test_the_coordinator_only_knows_that_too(client: Client, case, director, police):
    a_contribution(case, police, concern="Heimelijk onderzoek.", audience=Audience.OWN_ORGANISATION)

    page = page_for(client, case, director)

    assert "Heimelijk onderzoek." not in page
    assert ONLY_THAT_IT_EXISTS in page


def test_what_is_for_the_own_domain_reaches_that_domain_and_the_coordinators(
    client: Client, case, director, police, team
):
    colleague = a_user(domain=PolicyDomain.SOCIAL)
    an_involvement(case, colleague)
    a_contribution(case, team, concern="Moeder drinkt.", audience=Audience.OWN_DOMAIN)

    assert "Moeder drinkt." in page_for(client, case, colleague)
    assert "Moeder drinkt." in page_for(client, case, director)
    assert "Moeder drinkt." not in page_for(client, case, police)


def test_a_draft_is_unknown_outside_the_organisation(client: Client, case, director, police, team):
    a_contribution(case, police, released=False, concern="Nog niet af.")

    for user in (team, director):
        page = page_for(client, case, user)
        assert "Nog niet af." not in page
        assert "U ziet alleen dat" not in page
    assert "Uw bijdrage is nog een concept" in page_for(client, case, police)


def test_a_colleague_knows_somebody_is_writing(client: Client, case, police):
    colleague = a_user(organisation=police.organisation)
    an_involvement(case, colleague)
    a_contribution(case, police, released=False)

    assert "Bram Visser schrijft aan een bijdrage" in page_for(client, case, colleague)


def test_a_fact_follows_its_own_audience(client: Client, case, police, team):
    hidden = an_observation(case, police, text="Auto onder tap.", audience=Audience.OWN_ORGANISATION)
    a_contribution(case, police, concern="De handel.", observations=[hidden])

    page = page_for(client, case, team)

    assert "De handel." in page
    assert "Auto onder tap." not in page
    assert f"{police.organisation} heeft 1 waarneming. U ziet alleen dat die bestaat." in page


def test_new_facts_share_the_audience_of_the_contribution(client: Client, case, police, team):
    seen = Seen(
        nature=Nature.FACT, text="Tas in de schuur.", observed_on=date(2026, 11, 1), organisation=police.organisation
    )
    a_contribution(case, police, concern="Van ons.", observations=[seen], audience=Audience.OWN_ORGANISATION)

    assert "Tas in de schuur." not in page_for(client, case, team)
    assert "Tas in de schuur." in page_for(client, case, police)


def test_the_newest_stands_in_front_and_earlier_ones_stay(client: Client, case, police, team):
    a_contribution(case, police, concern="Eerst dit.")
    a_contribution(case, police, concern="Nu dit.")

    page = page_for(client, case, team)

    assert page.index("Nu dit.") < page.index("Eerder bijgedragen (1)") < page.index("Eerst dit.")


def test_who_left_the_table_keeps_its_contribution(client: Client, case, director, police):
    a_contribution(case, police, concern="De handel.")
    end_involvement(case.involvements.get(user=police), by=director, on=date(2026, 11, 24), reason="Andere baan")

    page = page_for(client, case, director)

    assert "De handel." in page
    assert "niet meer aan tafel" in page


def test_an_outsider_does_not_know_the_page(client: Client, case):
    client.force_login(chris())

    assert client.get(f"/casussen/{case.pk}/probleemdefinitie/").status_code == 404


def test_reading_is_logged_with_what_could_be_read(client: Client, case, police, team):
    read = a_contribution(case, police)
    a_contribution(case, police, audience=Audience.OWN_ORGANISATION)

    page_for(client, case, team)

    event = AuditEvent.objects.get(type=EventType.PERSONS_VIEWED, user_id=team.pk)
    assert (event.subject, event.subject_ids) == ("contribution", str(read.pk))
    assert AuditEvent.objects.filter(type=EventType.CASE_VIEWED, user_id=team.pk, page="problem").exists()


def queries_for(client: Client, case) -> int:
    return len(statements(client, f"/casussen/{case.pk}/probleemdefinitie/"))


def contribute_and_agree(case, definition, number: int) -> None:
    for _ in range(number):
        partner = a_user(domain=PolicyDomain.SOCIAL)
        an_involvement(case, partner)
        seen = Seen(nature=Nature.FACT, text="Iets", observed_on=date(2026, 11, 1), organisation=partner.organisation)
        a_contribution(case, partner, observations=[seen])
        agree(definition, partner)


def test_thirty_contributions_take_as_many_queries_as_one(client: Client, case, director):
    definition = a_proposed_definition(case)
    contribute_and_agree(case, definition, 1)
    client.force_login(director)
    with_one = queries_for(client, case)

    contribute_and_agree(case, definition, 29)

    assert queries_for(client, case) == with_one
    assert Stance.AGREES in set(definition.agreements.values_list("stance", flat=True))
