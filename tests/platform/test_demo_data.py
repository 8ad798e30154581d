"""The invented municipality: loaded once, it has work for everybody, cases in every stage, and no real name."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from cases.actions.relations import parents_in
from cases.models import Case, CaseStage, Deadline, Member, Observation, RelationKind
from cases.rules import WorkingMode, folded
from domains.models import Assessment, Contribution, Stance
from familienetwerk.accounts.models import Organisation, PolicyDomain, User
from familienetwerk.reports.forms import a_year_until
from familienetwerk.reports.selection import facts_of_cases
from interventions.models import ActionItem, ActionStatus, Decision, InterventionStatus, PlanStatus

pytestmark = pytest.mark.xdist_group("demo data")

TODAY = timezone.localdate()
ACCOUNTS = ["anna", "sanne", "bram", "mila", "paul", "fatima", "olga"]
COMMON = {
    "bakker", "berg", "boer", "bos", "brouwer", "dekker", "dijk", "dijkstra", "graaf", "groot", "hendriks", "jacobs",
    "jansen", "janssen", "jong", "leeuwen", "meer", "meijer", "mulder", "peters", "smit", "smits", "visser", "vos",
    "vries", "wit",
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def rivierstede(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One transaction around all tests here, so that the town is built once. They only read, or undo what they do."""
    with django_db_blocker.unblock(), override_settings(DEMO=True, MFA_REQUIRED=False), transaction.atomic():
        call_command("load_demo", verbosity=0)
        connection.check_constraints()
        yield
        transaction.set_rollback(True)


def the_show_case() -> Case:
    return Case.objects.get(name="Kornoelje")


def somebody(key: str) -> User:
    return User.objects.get(email=f"{key}@demo.example")


def test_is_not_loaded_twice():
    before = Case.objects.count()

    with pytest.raises(CommandError, match="Er zijn al gebruikers"):
        call_command("load_demo", verbosity=0)

    assert Case.objects.count() == before


@override_settings(DEMO=False)
def test_is_not_loaded_outside_a_demo():
    with pytest.raises(CommandError, match="Dit is geen demo"):
        call_command("load_demo", verbosity=0)


def test_has_partners_of_every_domain():
    partners = Organisation.objects.all()

    assert len(partners) >= 12
    assert {partner.policy_domain for partner in partners} == set(PolicyDomain.values)
    assert {partner.policy_domain for partner in partners if partner.is_asked_at_intake} >= {"SAFETY", "SOCIAL"}


@pytest.mark.parametrize("key", ACCOUNTS)
def test_everybody_logs_in_with_demo(key: str):
    answer = Client().post("/inloggen/", {"login": f"{key}@demo.example", "password": "demo"}, follow=True)

    assert answer.context["user"].email == f"{key}@demo.example"


def test_has_cases_in_every_stage():
    stages = Counter(Case.objects.values_list("stage", flat=True))

    assert set(stages) == set(CaseStage.values)
    assert stages.total() >= 12


def test_every_case_has_its_own_neutral_name():
    names = Counter(Case.objects.values_list("name", flat=True))
    family_names = {folded(name) for name in Member.objects.values_list("family_name", flat=True)}

    assert max(names.values()) == 1
    assert not family_names & {folded(name) for name in names}


def test_nobody_has_a_common_name_and_no_text_a_number_of_a_person():
    family_names = {folded(name) for name in Member.objects.values_list("family_name", flat=True)}
    texts = " ".join(Observation.objects.values_list("text", flat=True))

    assert not family_names & COMMON
    assert not re.search(r"\d{8}", texts)


def test_nothing_happens_after_today():
    assert not Observation.objects.filter(observed_on__gt=TODAY).exists()
    assert not Assessment.objects.filter(assessed_on__gt=TODAY).exists()
    assert not Contribution.objects.filter(released_at__gt=timezone.now()).exists()
    assert not Case.objects.filter(started_on__gt=TODAY).exists()


# --- the show case ---


def test_the_show_case_is_a_large_family():
    case = the_show_case()
    parents = parents_in(case.relations.filter(kind__in=RelationKind.parental()))

    def generation(member: int) -> int:
        return 1 + max((generation(parent) for parent in parents.get(member, ())), default=0)

    assert case.members.count() == 25
    assert case.households.count() == 4
    assert max(generation(member.pk) for member in case.members.all()) == 3
    assert case.members.filter(roles__contains=["SUSPECT", "VICTIM_EXPLOITATION"]).exists()


def test_the_show_case_was_looked_at_three_times_by_several():
    assessments = Assessment.objects.filter(case=the_show_case()).released()

    assert len(set(assessments.values_list("assessed_on", flat=True))) == 3
    assert len(set(assessments.values_list("organisation", flat=True))) >= 3


def test_the_show_case_was_defined_twice_with_a_dissent():
    definitions = the_show_case().definitions.all()

    assert sorted(definition.status for definition in definitions) == ["FIXED", "SUPERSEDED"]
    assert any(answer.stance == Stance.DISSENTS for definition in definitions for answer in definition.agreements.all())


def test_contributions_to_the_show_case_have_several_audiences_and_regimes():
    contributions = Contribution.objects.filter(case=the_show_case()).released()

    assert len(set(contributions.values_list("organisation", flat=True))) >= 5
    assert len(set(contributions.values_list("audience", flat=True))) >= 3
    assert len(set(contributions.values_list("regime", flat=True))) >= 3


def test_the_plan_of_the_show_case_goes_on_after_an_evaluation():
    first, second = the_show_case().plans.order_by("version")
    deeds = ActionItem.objects.filter(goal__plan__in=[first, second])

    assert (first.status, second.status) == (PlanStatus.SUPERSEDED, PlanStatus.ADOPTED)
    assert first.evaluated_on
    assert second.adoptions.filter(decision=Decision.RESERVATION).count() == 1
    assert {deed.status for deed in deeds} == set(ActionStatus.values)
    assert any(deed.is_late(TODAY) for deed in deeds.filter(goal__plan=second))


def test_measures_of_the_show_case_are_chosen_running_and_left_for_a_reason():
    measures = the_show_case().interventions.all()

    assert {measure.status for measure in measures} >= {
        InterventionStatus.CHOSEN,
        InterventionStatus.RUNNING,
        InterventionStatus.NOT_USED,
    }


def test_the_show_case_has_all_kinds_of_observations_and_of_involvement():
    case = the_show_case()
    observations = Observation.objects.filter(case=case)

    assert {observation.nature for observation in observations} == {"FACT", "STATEMENT", "CONCERN"}
    assert observations.exclude(disputed_on=None).exists()
    assert case.involvements.asked().exists()
    assert case.involvements.exclude(ended_by=None).exists()


def test_another_family_has_fourteen_people():
    assert any(case.members.count() == 14 for case in Case.objects.all())


# --- work for everybody ---


def test_anna_has_something_late_something_today_and_something_this_week():
    due = list(Deadline.objects.for_work_list_of(somebody("anna")).values_list("due_on", flat=True))

    assert min(due) < TODAY
    assert TODAY in due
    assert any(TODAY < day <= TODAY + timedelta(days=7) for day in due)


@pytest.mark.parametrize("key", ["anna", "sanne", "bram"])
def test_who_works_on_cases_sees_several(key: str):
    cases = Case.objects.visible_to(somebody(key))

    assert cases.count() >= 3
    assert the_show_case() in cases


@pytest.mark.parametrize("key", ["olga", "mila", "paul", "fatima"])
def test_others_see_no_case(key: str):
    assert not Case.objects.visible_to(somebody(key)).exists()


def test_every_working_mode_has_enough_cases_to_show():
    modes = Counter(facts.mode for facts in facts_of_cases(None, a_year_until(TODAY)))

    shown = [WorkingMode.PROACTIVE, WorkingMode.LATE, WorkingMode.REACTIVE]
    assert all(modes[mode] >= settings.SMALLEST_FIGURE for mode in shown)
