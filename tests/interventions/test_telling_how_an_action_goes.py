"""How an action of the plan in force goes: told by its own organisation or by who coordinates the case."""

import pytest
from django.test import Client

from cases.models import Case, Deadline, DeadlineKind, InvolvementRole
from familienetwerk.screen.templatetags.screen import unbroken
from interventions import actions
from interventions.models import ActionItem, ActionStatus
from tests.factories import TODAY, a_user, an_involvement
from tests.plan_factories import (
    a_ready_plan,
    adopt,
    an_action,
    an_adopted_plan,
    partners_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, case) -> Client:
    client.force_login(case.started_by)
    return client


def address(case: Case, page: str = "") -> str:
    return f"/casussen/{case.pk}/plan/{page}"


@pytest.fixture
def action(case) -> ActionItem:
    return an_adopted_plan(case).goals.get().actions.get()


def test_a_coordinator_tells_it_of_any_organisation(client: Client, case):
    plan = a_ready_plan(case)
    action = an_action(plan.goals.get(), organisation=partners_in(case)[1].organisation)
    adopt(actions.propose_plan(plan, by=case.started_by, on=TODAY, answer_by=TODAY))
    client.force_login(case.started_by)

    client.post(address(case, f"1/acties/{action.pk}/stand/"), {"status": "RUNNING"})

    action.refresh_from_db()
    assert action.status == ActionStatus.RUNNING


def test_the_form_says_for_whom_the_action_is(desk, case, action):
    page = desk.get(address(case, f"1/acties/{action.pk}/stand/")).text

    assert f'{action.get_audience_display()}</span><span class="visually-hidden"> (wie ziet dit?)' in page


def test_a_colleague_of_the_owner_tells_it(client: Client, case, action):
    colleague = a_user(name="Karim Haddou", organisation=action.organisation)
    an_involvement(case, colleague)
    client.force_login(colleague)

    client.post(address(case, f"1/acties/{action.pk}/stand/"), {"status": "DONE"})

    action.refresh_from_db()
    assert action.status == ActionStatus.DONE
    assert not Deadline.objects.open().filter(kind=DeadlineKind.ACTION, subject_id=action.pk).exists()


def test_another_organisation_does_not(client: Client, case, action):
    partner = partners_in(case)[0]
    client.force_login(partner)

    assert client.post(address(case, f"1/acties/{action.pk}/stand/"), {"status": "DONE"}).status_code == 403
    with pytest.raises(actions.NotYourAction):
        actions.report_progress(action, by=partner, on=TODAY, status=ActionStatus.DONE)


def test_a_reader_of_the_same_organisation_does_not(client: Client, case, action):
    reader = a_user(name="Karim Haddou", organisation=action.organisation)
    an_involvement(case, reader, role=InvolvementRole.READER)
    client.force_login(reader)

    assert client.get(address(case, f"1/acties/{action.pk}/stand/")).status_code == 403


def test_what_stopped_says_why(client: Client, case, action):
    client.force_login(case.started_by)

    page = client.post(address(case, f"1/acties/{action.pk}/stand/"), {"status": "IMPOSSIBLE"})

    assert "Schrijf op waarom deze actie stopt of niet kan." in page.text


def test_what_goes_on_after_all_is_due_again(case, action):
    for status in (ActionStatus.DONE, ActionStatus.RUNNING):
        actions.report_progress(action, by=case.started_by, on=TODAY, status=status)

    assert Deadline.objects.open().filter(kind=DeadlineKind.ACTION, subject_id=action.pk).count() == 1


def test_of_a_replaced_version_nothing_moves(client: Client, case, action):
    an_adopted_plan(case)
    client.force_login(case.started_by)

    assert client.post(address(case, f"1/acties/{action.pk}/stand/"), {"status": "DONE"}).status_code == 403
    with pytest.raises(actions.PlanIsNotInForce):
        actions.report_progress(action, by=case.started_by, on=TODAY, status=ActionStatus.DONE)


def test_the_evaluation_is_typed_and_kept(desk, case, action):
    desk.post(address(case, "1/evalueren/"), {"on": f"{TODAY:%d-%m-%Y}", "evaluation": "Twee doelen gehaald."})

    page = desk.get(address(case, "1/"))
    assert "Twee doelen gehaald." in page.text
    assert f"Evaluatie van {unbroken('23-11-2026')}" in page.text
