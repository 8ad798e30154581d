"""From the first goal to an adopted plan by the pages alone."""

from datetime import timedelta

import pytest
from django.test import Client

from cases.models import Case
from interventions.models import Plan, PlanStatus
from interventions.readiness import obstacles_to_adopting_plan
from tests.factories import TODAY, a_case, anna
from tests.plan_factories import (
    EVALUATION,
    a_life_domain,
    a_plan,
    partners_in,
)

pytestmark = pytest.mark.django_db

SOON = TODAY + timedelta(days=14)


@pytest.fixture
def case() -> Case:
    return a_case(coordinator=anna())


def test_the_whole_course_on_the_pages(client: Client, case):
    """Anna writes, the partners react, Anna adopts: every step by the pages alone."""
    base = f"/casussen/{case.pk}/plan/"
    a_plan(case)
    client.force_login(case.started_by)
    client.post(
        f"{base}1/doelen/nieuw/",
        {
            "statement": "Jayden gaat naar school",
            "term": "LONG",
            "life_domain": a_life_domain().pk,
            "subject": "network",
        },
    )
    goal = Plan.objects.get().goals.get()
    client.post(
        f"{base}1/doelen/{goal.pk}/acties/nieuw/",
        {"what": "Bel de school", "organisation": case.started_by.organisation_id, "due_on": f"{SOON:%d-%m-%Y}"}
        | {"line": "PREVENTIVE", "kind": "PRACTICAL", "audience": "ALL_INVOLVED", "regime": "AVG"},
    )
    client.post(
        f"{base}1/wijzigen/",
        {"lock_version": 1, "summary": "Kort", "family_view": "AGREES", "evaluate_on": f"{EVALUATION:%d-%m-%Y}"},
    )
    client.post(f"{base}1/voorleggen/", {"answer_by": f"{SOON:%d-%m-%Y}"})
    for partner in partners_in(case):
        client.force_login(partner)
        client.post(f"{base}1/reageren/", {"decision": "AGREED"})
    client.force_login(case.started_by)

    page = client.post(f"{base}1/vaststellen/", follow=True)

    assert Plan.objects.get().status == PlanStatus.ADOPTED
    assert "Plan van aanpak versie 1 is vastgesteld." in page.text
    assert "Maak versie 2" in page.text
    assert obstacles_to_adopting_plan(Plan.objects.get(), today=TODAY)
