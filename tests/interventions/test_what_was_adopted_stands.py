"""From the moment a plan is laid before the partners its content stands still, by whatever route somebody comes."""

from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client

from familienetwerk.behalf import acting_for
from interventions import actions
from interventions.models import (
    ActionItem,
    ActionStatus,
    ActionWords,
    Adoption,
    Goal,
    Intervention,
    Plan,
    PlanDocument,
    PlanStatus,
)
from tests.factories import TODAY, a_case, a_household, a_member, anna, sanne
from tests.plan_factories import (
    a_goal,
    a_life_domain,
    a_plan,
    a_proposed_plan,
    a_ready_plan,
    adopt,
    an_action,
    an_adopted_plan,
    an_intervention,
    partners_in,
    react,
    write,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", params=["proposed", "adopted"])
def made(request, one_transaction) -> SimpleNamespace:
    """A plan with one of everything, laid before the partners or adopted."""
    case = a_case(coordinator=anna())
    chosen, other = an_intervention(case), an_intervention(case)
    plan = a_ready_plan(case, interventions=[chosen])
    goal = plan.goals.get()
    react_to = actions.propose_plan(plan, by=case.started_by, on=TODAY, answer_by=TODAY)
    react(react_to, partners_in(case)[0])
    if request.param == "adopted":
        react(react_to, partners_in(case)[1])
        react_to = actions.adopt_plan(react_to, by=case.started_by, on=TODAY)
    return SimpleNamespace(
        plan=react_to, goal=goal, action=goal.actions.get(), chosen=chosen, other=other, case=case, by=case.started_by
    )


@pytest.fixture
def fixed(made, db) -> SimpleNamespace:
    """As it was made, whatever the test before did with it."""
    return deepcopy(made)


type Way = Callable[[SimpleNamespace], object]


def raw(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def saved_goal(it: SimpleNamespace) -> None:
    it.goal.statement = "Iets anders"
    it.goal.save()


def saved_action(it: SimpleNamespace) -> None:
    it.action.due_on = TODAY + timedelta(days=300)
    it.action.save()


WAYS: dict[str, Way] = {
    "words by update": lambda it: Plan.objects.filter(pk=it.plan.pk).update(summary="Iets anders"),
    "words in raw SQL": lambda it: raw("UPDATE interventions_plan SET agreements = 'x' WHERE id = %s", it.plan.pk),
    "evaluation moved": lambda it: Plan.objects.filter(pk=it.plan.pk).update(evaluate_on=TODAY),
    "number changed": lambda it: Plan.objects.filter(pk=it.plan.pk).update(version=9),
    "plan deleted": lambda it: raw("DELETE FROM interventions_plan WHERE id = %s", it.plan.pk),
    "goal added": lambda it: Goal.objects.create(plan=it.plan, statement="Nog een", life_domain=a_life_domain()),
    "goal added in bulk": lambda it: Goal.objects.bulk_create(
        [Goal(plan=it.plan, statement="Nog een", life_domain=a_life_domain())]
    ),
    "goal saved": saved_goal,
    "goal by update": lambda it: Goal.objects.filter(pk=it.goal.pk).update(statement="Iets anders"),
    "goal deleted": lambda it: raw("DELETE FROM interventions_goal WHERE id = %s", it.goal.pk),
    "action added": lambda it: ActionItem.objects.create(
        goal=it.goal, organisation=it.by.organisation, due_on=TODAY, line="PREVENTIVE"
    ),
    "action saved": saved_action,
    "action by update": lambda it: ActionWords.objects.filter(pk=it.action.pk).update(what="Iets anders"),
    "action about another kind": lambda it: ActionWords.objects.filter(pk=it.action.pk).update(kind="CRIMINAL"),
    "words of an action deleted": lambda it: ActionWords.objects.filter(pk=it.action.pk).delete(),
    "action given to another": lambda it: ActionItem.objects.filter(pk=it.action.pk).update(owner=it.by),
    "action deleted": lambda it: ActionItem.objects.filter(pk=it.action.pk).delete(),
    "intervention added": lambda it: it.plan.interventions.add(it.other),
    "intervention removed": lambda it: it.plan.interventions.remove(it.chosen),
    "interventions cleared": lambda it: it.plan.interventions.clear(),
    "intervention through its other side": lambda it: it.other.plans.add(it.plan),
    "chosen intervention about another reason": lambda it: Intervention.objects.filter(pk=it.chosen.pk).update(
        reason="Iets anders"
    ),
    "chosen intervention without its care": lambda it: Intervention.objects.filter(pk=it.chosen.pk).update(
        flanking_care="Iets anders"
    ),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_the_database_refuses(fixed, way: Way):
    with pytest.raises(IntegrityError, match=r"ligt vast|niet weggegooid|vastligt"), transaction.atomic():
        way(fixed)


BY_ACTION: dict[str, Way] = {
    "change_plan": lambda it: write(it.plan),
    "add_goal": lambda it: a_goal(it.plan),
    "change_goal": lambda it: actions.change_goal(it.goal, by=it.by, lock_version=1, statement="Iets anders"),
    "remove_goal": lambda it: actions.remove_goal(it.goal, by=it.by),
    "add_action": lambda it: an_action(it.goal),
    "change_action": lambda it: actions.change_action(it.action, by=it.by, lock_version=1, what="Iets anders"),
    "remove_action": lambda it: actions.remove_action(it.action, by=it.by),
    "propose_plan": lambda it: actions.propose_plan(it.plan, by=it.by, on=TODAY, answer_by=TODAY),
}


@pytest.mark.parametrize("way", BY_ACTION.values(), ids=BY_ACTION.keys())
def test_the_actions_say_what_to_do_instead(fixed, way: Way):
    with pytest.raises(actions.PlanIsFixed, match="Haal haar terug of maak een nieuwe versie"):
        way(fixed)


@pytest.mark.parametrize(
    "page",
    ["wijzigen/", "voorleggen/", "doelen/nieuw/", "doelen/{goal}/", "doelen/{goal}/acties/nieuw/", "acties/{action}/"],
)
def test_the_pages_refuse_too(client: Client, fixed, page: str):
    client.force_login(fixed.by)
    address = f"/casussen/{fixed.case.pk}/plan/1/{page.format(goal=fixed.goal.pk, action=fixed.action.pk)}"

    assert client.get(address).status_code == 403
    assert client.post(address, {"statement": "Iets anders"}).status_code == 403


@pytest.mark.parametrize("page", ["doelen/{goal}/verwijderen/", "acties/{action}/verwijderen/"])
def test_nothing_is_taken_out(client: Client, fixed, page: str):
    client.force_login(fixed.by)
    address = f"/casussen/{fixed.case.pk}/plan/1/{page.format(goal=fixed.goal.pk, action=fixed.action.pk)}"

    assert client.post(address).status_code == 403
    assert (fixed.plan.goals.count(), fixed.goal.actions.count()) == (1, 1)


@pytest.mark.parametrize("status", [PlanStatus.DRAFT, PlanStatus.PROPOSED])
def test_an_adopted_plan_does_not_go_back(case, status):
    plan = an_adopted_plan(case)

    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(status=status, adopted_on=None, adopted_by=None)


@pytest.mark.parametrize("field", ["adopted_on", "proposed_on", "with_exception"])
def test_how_it_was_adopted_is_not_rewritten(case, field: str):
    plan = an_adopted_plan(case)

    with pytest.raises(IntegrityError, match="is vastgesteld"), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(**{field: True if field == "with_exception" else TODAY - timedelta(7)})


def test_what_was_said_of_it_is_not_rewritten(case):
    plan = an_adopted_plan(case)
    given = plan.adoptions.filter(plan=plan)

    for way in (lambda: given.update(remark="Toch niet"), given.delete):
        with pytest.raises(IntegrityError, match="zolang het plan voorligt"), transaction.atomic():
            way()
    with pytest.raises(IntegrityError, match="zolang het plan voorligt"), transaction.atomic():
        newcomer = sanne()
        Adoption.objects.create(
            plan=plan, organisation=newcomer.organisation, decision="AGREED", given_by=newcomer, given_on=TODAY
        )
    with pytest.raises(actions.PlanIsNotProposed):
        react(plan, partners_in(case)[0])


def test_the_pdf_of_a_version_is_never_replaced_and_only_of_what_was_adopted(case):
    plan = an_adopted_plan(case)
    actions.keep_pdf(plan, b"%PDF-1.7", by=case.started_by, reading=actions.Reading.of(plan))

    with pytest.raises(IntegrityError, match="verandert niet"), transaction.atomic():
        PlanDocument.objects.update(pdf=b"iets anders")
    with pytest.raises(IntegrityError, match="verandert niet"), transaction.atomic():
        PlanDocument.objects.all().delete()
    draft = a_plan(case)
    with pytest.raises(IntegrityError, match="Alleen een vastgesteld plan"), transaction.atomic():
        actions.keep_pdf(draft, b"%PDF-1.7", by=case.started_by, reading=actions.Reading.of(draft))


def test_how_an_action_goes_is_the_one_thing_that_moves(case):
    action = an_adopted_plan(case).goals.get().actions.get()

    actions.report_progress(action, by=case.started_by, on=TODAY, status=ActionStatus.DONE)

    action.refresh_from_db()
    assert (action.status, action.status_on) == (ActionStatus.DONE, TODAY)


def test_dates_and_stand_of_an_intervention_move_on(case):
    chosen = an_intervention(case)
    adopt(a_proposed_plan(case, interventions=[chosen]))

    actions.start_intervention(chosen, by=case.started_by, on=TODAY, starts_on=TODAY, ends_on=None)
    chosen.refresh_from_db()
    actions.change_intervention(
        chosen, by=case.started_by, on=TODAY, lock_version=chosen.lock_version, ends_on=TODAY + timedelta(days=90)
    )

    chosen.refresh_from_db()
    assert chosen.ends_on == TODAY + timedelta(days=90)


def test_what_a_plan_says_of_an_intervention_is_refused_beforehand_in_words(case):
    chosen = an_intervention(case)
    adopt(a_proposed_plan(case, interventions=[chosen]))
    chosen.refresh_from_db()

    with pytest.raises(actions.InterventionStandsInPlan, match="Overweeg haar opnieuw"):
        actions.change_intervention(
            chosen, by=case.started_by, on=TODAY, lock_version=chosen.lock_version, reason="Iets anders"
        )


def test_goals_and_interventions_are_about_somebody_of_their_own_case(case):
    stranger, elsewhere = a_member(a_case()), a_household(a_case())
    plan = a_plan(case)

    for subject in ({"member": stranger}, {"household": elsewhere}):
        with pytest.raises(DatabaseError, match="andere casus"), transaction.atomic():
            a_goal(plan, **subject)
        with pytest.raises(DatabaseError, match="andere casus"), transaction.atomic():
            an_intervention(case, **subject)


def test_a_plan_takes_no_intervention_of_another_case(case):
    elsewhere = an_intervention(a_case())
    plan = a_plan(case)

    with pytest.raises(IntegrityError, match="hoort bij een andere casus"), transaction.atomic():
        plan.interventions.add(elsewhere)
    write(plan, interventions=[elsewhere])
    assert not plan.interventions.exists()


def test_another_case_is_refused_also_when_it_may_not_be_seen(case):
    stranger, elsewhere = a_member(a_case()), an_intervention(a_case())
    plan, here = a_plan(case), an_intervention(case)
    ways = [
        lambda: Goal.objects.create(plan=plan, statement="Een doel", life_domain=a_life_domain(), member=stranger),
        lambda: Intervention.objects.filter(pk=here.pk).update(member=stranger),
        lambda: plan.interventions.through.objects.create(plan=plan, intervention=elsewhere),
    ]

    for way in ways:
        with pytest.raises(IntegrityError, match="andere casus"), transaction.atomic(), acting_for(case.started_by.pk):
            way()
