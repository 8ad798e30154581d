"""An action can be for fewer than everybody on the case: the others see that it exists, on the page and on paper."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.test import Client

from cases.actions import change_frame
from cases.models import Audience, Case, Regime
from familienetwerk.accounts.models import User
from familienetwerk.behalf import acting_for
from interventions import actions
from interventions.models import ActionItem, Plan
from interventions.plan_document.work import life_domains_of
from tests.factories import TODAY, a_case, a_frame, chris
from tests.interventions.drafted import TAP, Drafted, drafted, page, shielded
from tests.plan_factories import a_goal, a_proposed_plan, an_action, react, write

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(one_transaction: None) -> Drafted:
    return drafted()


@pytest.fixture
def director(world: Drafted, db: None) -> User:
    return world.again("director")


@pytest.fixture
def police(world: Drafted, db: None) -> User:
    return world.again("police")


@pytest.fixture
def team(world: Drafted, db: None) -> User:
    return world.again("team")


@pytest.fixture
def case(world: Drafted, db: None) -> Case:
    return world.again("case")


@pytest.fixture
def plan(world: Drafted, db: None) -> Plan:
    return world.again("plan")


def test_the_others_see_that_it_exists_and_not_what_it_is(plan, police, team, director):
    shielded(plan, police)

    for user in (team, director):
        text = page(user, plan.get_absolute_url())
        assert TAP not in text
        assert text.count("Een actie die u niet mag inzien") == 1
    assert TAP in page(police, plan.get_absolute_url())


def test_who_is_named_reads_it(plan, police, team, director):
    shielded(plan, police, audience=Audience.NAMED, named=[team.principal.pk])

    assert TAP in page(team, plan.get_absolute_url())
    assert TAP not in page(director, plan.get_absolute_url())


def test_paper_for_everybody_holds_only_that_it_exists(plan, police):
    shielded(plan, police)

    on_paper = [goal for area in life_domains_of(plan) for goal in area.goals]

    assert [(goal.statement, goal.actions, goal.unread) for goal in on_paper] == [(plan.goals.get().statement, (), 1)]
    assert "Een actie die niet iedereen mag inzien." in render_to_string("pdf/goal.html", {"goal": on_paper[0]})


def test_its_pages_are_not_there_for_who_may_not_read_it(plan, police, director, case):
    action = shielded(plan, police)
    client = Client()
    client.force_login(director)
    address = f"/casussen/{case.pk}/plan/{plan.version}/acties/{action.pk}/"

    assert client.get(address).status_code == 404
    assert client.post(address, {"what": "Gekaapt"}).status_code == 404


def test_only_its_own_organisation_says_who_else_reads_it(plan, police, director):
    action = shielded(plan, police, audience=Audience.COORDINATORS)

    with pytest.raises(ValidationError, match="Alleen de organisatie van deze actie"):
        actions.change_action(action, by=director, lock_version=1, audience=Audience.ALL_INVOLVED)
    changed = actions.change_action(action, by=police, lock_version=1, audience=Audience.ALL_INVOLVED)

    assert changed.audience == Audience.ALL_INVOLVED


def test_it_is_not_taken_away_unseen_with_its_goal(plan, police, director):
    goal = a_goal(plan)
    action = shielded(plan, police)
    client = Client()
    client.force_login(director)

    refused = client.post(f"{plan.get_absolute_url()}doelen/{goal.pk}/verwijderen/", follow=True)
    with pytest.raises(actions.GoalHasUnreadActions) as said:
        actions.remove_goal(goal, by=director)

    assert "een actie die u niet mag inzien" in refused.content.decode()
    assert str(police.organisation) not in str(said.value)
    assert TAP not in refused.content.decode()
    assert ActionItem.objects.filter(pk=action.pk).exists()


def test_it_is_not_taken_away_with_the_goal_above_its_own(plan, police, director):
    above = a_goal(plan)
    an_action(a_goal(plan, parent=above, term="SMALL"), organisation=police.organisation, audience="OWN_ORGANISATION")

    with pytest.raises(actions.GoalHasUnreadActions):
        actions.remove_goal(above, by=director)


def test_a_goal_goes_with_the_shielded_actions_that_one_reads(plan, police, director):
    goal = a_goal(plan)
    shielded(plan, police, audience=Audience.COORDINATORS)

    actions.remove_goal(goal, by=director)

    assert not ActionItem.objects.exists()


def test_under_another_frame_it_stays_with_its_source_also_in_the_next_version(case, plan, police, team, director):
    an_action(a_goal(plan))
    shielded(plan, police, audience=Audience.ALL_INVOLVED, regime=Regime.WPG)
    write(plan)
    plan = actions.propose_plan(plan, by=director, on=TODAY, answer_by=TODAY)
    for user in (police, team):
        react(plan, user)
    plan = actions.adopt_plan(plan, by=director, on=TODAY)
    change_frame(case, by=director, on=TODAY, frame=a_frame(name="Regionaal"), reason="Zwaarder")
    case.refresh_from_db()

    assert TAP not in page(team, plan.get_absolute_url())
    following = actions.start_plan(case, by=director)

    assert TAP not in page(team, following.get_absolute_url())
    assert TAP in page(police, following.get_absolute_url())


@pytest.mark.parametrize("regime", [Regime.AVG, Regime.WPG])
def test_the_database_and_the_app_agree_on_who_reads_it(plan, police, team, director, regime):
    """As a draft, before the partners, and when the case came under another frame."""
    for audience in Audience:
        named = [team.principal.pk] if audience == Audience.NAMED else []
        shielded(plan, police, audience=audience, named=named, regime=regime)
    everybody = (police, team, director, chris())

    counts = [[in_both(user) for user in everybody]]
    actions.propose_plan(write(plan), by=director, on=TODAY, answer_by=TODAY)
    counts.append([in_both(user) for user in everybody])
    change_frame(plan.case, by=director, on=TODAY, frame=a_frame(name="Regionaal"), reason="Zwaarder")
    counts.append([in_both(user) for user in everybody])

    assert counts[0] == [5, 2, 3, 0]
    assert counts[2] == ([5, 0, 0, 0] if regime == Regime.WPG else [5, 2, 3, 0])


def in_both(user) -> int:
    with acting_for(user.pk):
        rows = ActionItem.objects.extra(where=["app_reads_action(interventions_actionitem.id)"])
        in_the_database = set(rows.values_list("pk", flat=True))
        assert in_the_database == set(ActionItem.objects.read_by(user).values_list("pk", flat=True))
    return len(in_the_database)


def test_whom_it_is_for_stands_once_the_plan_lies_before_the_partners(director):
    plan = a_proposed_plan(a_case(coordinator=director))
    rows = ActionItem.objects.filter(goal__plan=plan)

    with pytest.raises(IntegrityError, match="ligt vast"), transaction.atomic():
        rows.update(audience=Audience.COORDINATORS)


def test_the_form_says_who_reads_it_and_keeps_what_was_chosen(case, plan, police, team, director):
    goal = a_goal(plan)
    client = Client()
    client.force_login(director)
    address = f"/casussen/{case.pk}/plan/{plan.version}/doelen/{goal.pk}/acties/nieuw/"
    form = client.get(address).content.decode()
    typed = {"what": TAP, "organisation": police.organisation_id, "due_on": "01-02-2027", "line": "REPRESSIVE"}

    client.post(address, typed | {"kind": "CRIMINAL", "regime": "WPG", "audience": "NAMED", "named": team.principal.pk})

    assert "Dit leest: de organisatie die dit doet, en de regisseurs." in form
    action = ActionItem.objects.get(words__what=TAP)
    assert (action.audience, action.named, action.regime) == (Audience.NAMED, [team.principal.pk], Regime.WPG)
