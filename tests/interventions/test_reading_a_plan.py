"""The page of the plan: who gets it, what it asks of whom."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cases.actions import end_involvement
from cases.models import Case, InvolvementRole, Residence
from familienetwerk.audit.models import AuditEvent, EventType
from interventions.plan_document import paper_of
from interventions.plan_document.work import life_domains_of
from tests.factories import TODAY, a_case, a_household, a_member, an_intake, an_involvement, anna, chris, sanne
from tests.plan_factories import (
    a_goal,
    a_life_domain,
    a_plan,
    a_proposed_plan,
    a_ready_plan,
    an_action,
    an_adopted_plan,
    an_intervention,
    an_intervention_type,
    partners_in,
)

pytestmark = pytest.mark.django_db

READS = ["", "1/"]
WRITES = ["1/wijzigen/", "1/voorleggen/", "1/vaststellen/", "1/doelen/nieuw/", "1/doelen/{goal}/", "1/acties/{action}/"]
DECIDES = [
    "nieuw/",
    "1/interventies/",
    "1/terughalen/",
    "1/doelen/{goal}/verwijderen/",
    "1/acties/{action}/verwijderen/",
]


def address(case: Case, page: str = "", **ids: int) -> str:
    return f"/casussen/{case.pk}/plan/{page.format(**ids)}"


def ids_of(case: Case) -> dict[str, int]:
    goal = a_ready_plan(case).goals.get()
    return {"goal": goal.pk, "action": goal.actions.get().pk}


@pytest.mark.parametrize("page", [*READS, *WRITES, "1/reageren/", "1/evalueren/", "1/pdf/", "1/pdf/bestand/"])
def test_a_stranger_cannot_see_that_there_is_a_plan(client: Client, case, page: str):
    there = address(case, page, **ids_of(case))
    client.force_login(chris())

    assert client.get(there).status_code == 404


@pytest.mark.parametrize("page", [*DECIDES, "1/pdf/maken/"])
def test_a_stranger_cannot_do_anything(client: Client, case, page: str):
    there = address(case, page, **ids_of(case))
    client.force_login(chris())

    assert client.post(there).status_code == 404


@pytest.mark.parametrize("page", READS)
def test_everybody_in_the_case_reads_it(client: Client, case, page: str):
    a_ready_plan(case)
    reader = sanne()
    an_involvement(case, reader, role=InvolvementRole.READER)

    for user in (case.started_by, partners_in(case)[0], reader):
        client.force_login(user)
        assert client.get(address(case, page)).status_code == 200


@pytest.mark.parametrize("page", WRITES)
def test_a_partner_reads_and_does_not_write(client: Client, case, page: str):
    there = address(case, page, **ids_of(case))
    client.force_login(partners_in(case)[0])

    assert client.get(there).status_code == 403
    assert client.post(there).status_code == 403


@pytest.mark.parametrize("page", DECIDES)
def test_a_partner_does_not_decide(client: Client, case, page: str):
    there = address(case, page, **ids_of(case))
    client.force_login(partners_in(case)[0])

    assert client.post(there).status_code == 403


def test_a_reader_does_not_react(client: Client, case):
    a_proposed_plan(case)
    reader = sanne()
    an_involvement(case, reader, role=InvolvementRole.READER)
    client.force_login(reader)

    assert client.get(address(case, "1/reageren/")).status_code == 403
    assert "Reageer op het plan" not in client.get(address(case)).text


def test_who_left_the_case_no_longer_knows_the_plan(client: Client, case):
    an_adopted_plan(case)
    partner = partners_in(case)[0]
    seat = case.involvements.get(user=partner)
    client.force_login(partner)
    assert client.get(address(case)).status_code == 200

    end_involvement(seat, by=case.started_by, on=timezone.localdate(), reason="Andere baan")

    assert client.get(address(case)).status_code == 404
    assert client.get(address(case, "1/pdf/")).status_code == 404


@pytest.mark.parametrize(("method", "page"), [("get", page) for page in DECIDES] + [("post", page) for page in READS])
def test_reading_changes_nothing_and_changing_is_posted(client: Client, case, method: str, page: str):
    there = address(case, page, **ids_of(case))
    client.force_login(case.started_by)

    assert getattr(client, method)(there).status_code == 405


def test_a_version_that_is_not_there_is_not_found(client: Client, case):
    a_plan(case)
    client.force_login(case.started_by)

    assert client.get(address(case, "2/")).status_code == 404


def test_during_the_intake_the_page_says_what_comes_first(client: Client):
    intake = an_intake(coordinator=anna())
    client.force_login(intake.started_by)

    page = client.get(address(intake)).text

    assert "De intake loopt nog." in page
    assert "Begin het plan" not in page


def test_without_a_definition_the_page_points_to_it(client: Client):
    case = a_case(coordinator=anna())
    client.force_login(case.started_by)

    page = client.get(address(case)).text

    assert "Een plan rust op een probleemdefinitie" in page
    assert f"/casussen/{case.pk}/probleemdefinitie/" in page


def test_every_obstacle_has_the_link_that_solves_it(client: Client, case):
    a_member(case, given_name="Ties", birth_date=TODAY - timedelta(days=12 * 365))
    goal = a_goal(a_plan(case))
    client.force_login(case.started_by)

    page = client.get(address(case)).text

    assert "Voorleggen kan nog niet" in page
    assert f'href="{address(case, "1/doelen/{goal}/acties/nieuw/", goal=goal.pk)}">Voeg een actie toe' in page
    assert f'href="{address(case, "1/wijzigen/")}">Vul aan' in page
    assert f'href="/casussen/{case.pk}/beoordelingen/nieuw/">Maak een beoordeling' in page
    assert "Leg het plan voor" not in page


def test_a_partner_sees_the_same_obstacles_without_the_links_of_a_coordinator(client: Client, case):
    a_goal(a_plan(case))
    client.force_login(partners_in(case)[0])

    page = client.get(address(case)).text

    assert "Er is nog geen datum voor de evaluatie." in page
    assert "Vul aan" not in page


def test_the_button_stands_there_when_the_list_is_empty(client: Client, case):
    a_ready_plan(case)
    client.force_login(case.started_by)

    page = client.get(address(case)).text

    assert "U kunt dit plan nu voorleggen" in page
    assert "Leg het plan voor" in page


def test_everybody_is_on_the_list_of_reactions_until_it_is_adopted(client: Client, case):
    a_proposed_plan(case)
    client.force_login(case.started_by)
    client.post(address(case, "1/reageren/"), {"decision": "RESERVATION", "remark": "Eerst opvang voor Ties."})

    page = client.get(address(case)).text

    assert page.count("Nog geen reactie") == 2
    assert "Voorbehoud" in page
    assert "“Eerst opvang voor Ties.”" in page


def test_who_said_nothing_stays_to_be_seen_after_adoption(client: Client, case):
    plan = an_adopted_plan(case)
    client.force_login(case.started_by)

    assert client.get(address(case)).text.count("Geen reactie") == 1
    assert "Geen reactie: " in paper_of(plan, today=TODAY).adoption_in_words


def test_versions_stand_beside_each_other(client: Client, case):
    an_adopted_plan(case)
    an_adopted_plan(case)
    a_plan(case)
    client.force_login(case.started_by)

    draft, in_force, old = (client.get(address(case, f"{version}/")).text for version in (3, 2, 1))

    assert f'Nu geldt <a href="{address(case, "2/")}">versie 2</a>' in draft
    assert f'<a href="{address(case, "3/")}">Versie 3</a> is in concept' in in_force
    assert "Deze versie is vervangen." in old
    assert "Maak versie" not in in_force


def test_who_is_named_on_the_page_is_in_the_log(client: Client, case):
    kevin, jayden = a_member(case), a_member(case, given_name="Jayden")
    plan = a_ready_plan(case, interventions=[an_intervention(case, member=kevin)])
    a_goal(plan, member=jayden)
    client.force_login(case.started_by)

    client.get(address(case))

    logged = AuditEvent.objects.filter(type=EventType.PERSONS_VIEWED, page="plan", case_id=case.pk).get()
    assert logged.subject_ids == f"{kevin.pk},{jayden.pk}"


def test_at_rest_the_plan_is_only_read(client: Client, case):
    an_adopted_plan(case)
    Case.objects.filter(pk=case.pk).update(
        stage="CLOSED", closed_on=TODAY, closed_by=case.started_by, closing_reason="GOALS_MET"
    )
    client.force_login(case.started_by)

    page = client.get(address(case))

    assert page.status_code == 200
    assert "Maak versie" not in page.text
    assert client.post(address(case, "nieuw/")).status_code == 403


def test_goals_stand_in_one_order_on_screen_and_on_paper(client: Client, case):
    plan = a_plan(case)
    work, money = a_life_domain(), a_life_domain("money", name="Geld")
    for domain, words in ((money, "Eerst geschreven"), (work, "Daarna"), (money, "Als laatste")):
        an_action(a_goal(plan, life_domain=domain, statement=words))
    client.force_login(case.started_by)

    on_screen = [row.goal.statement for row in client.get(plan.get_absolute_url()).context["page"].goals]
    on_paper = [goal.statement for area in life_domains_of(plan) for goal in area.goals]

    assert on_screen == on_paper == ["Daarna", "Eerst geschreven", "Als laatste"]


@pytest.mark.parametrize(
    ("about", "fields", "warns"),
    [
        ("child", {}, True),
        ("home of the child", {}, True),
        ("network", {}, True),
        ("parent", {}, True),  # closing a home hits the children in it
        ("child", {"flanking_care": "Ties gaat zolang naar tante."}, False),
        ("child", {"kind": "CARE"}, False),
        ("parent", {"minors": "ADULTS_ONLY"}, False),
    ],
)
def test_help_that_nobody_agreed_yet_is_said_before_the_plan_is_laid_before_the_partners(
    client: Client, case, about: str, fields: dict[str, str], warns: bool
):
    child = a_member(case, given_name="Ties", birth_date=TODAY.replace(year=TODAY.year - 9))
    parent, home = a_member(case, birth_date=date(1980, 1, 1)), a_household(case, name="Dijkweg 4")
    Residence.objects.create(household=home, member=child, period=(date(2026, 1, 1), None))
    subject = {"child": {"member": child}, "home of the child": {"household": home}, "parent": {"member": parent}}
    of_type = {name: fields.pop(name) for name in ("kind", "minors") if name in fields}
    plan = a_ready_plan(case)
    plan.interventions.add(
        an_intervention(case, type=an_intervention_type(**of_type), **subject.get(about, {}), **fields)
    )
    client.force_login(case.started_by)

    said = "raakt een kind. Welke hulp meeloopt, is nog niet afgesproken." in client.get(address(case)).text

    assert said == warns
    assert any(chosen.lacks_help for chosen in paper_of(plan, today=TODAY).interventions) == warns
