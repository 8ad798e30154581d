"""The demo shows the whole road: invented people of every domain, cases in every stage, one family in full."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from cases.models import (
    AccessRequest,
    AgreedAction,
    Case,
    CaseStage,
    Deadline,
    DeadlineKind,
    Dissent,
    EmergencyAccess,
    Involvement,
    Judgement,
    LegalFrame,
    Member,
    Nature,
    Observation,
    Recall,
    Relation,
    RelationKind,
)
from cases.rules import WorkingMode, folded
from documents.actions import plain_file
from documents.models import DocumentContent
from domains.models import Assessment, Contribution, Stance
from domains.models.problem import DefinitionStatus
from familienetwerk.accounts.models import Mandate, Municipality, Organisation, PolicyDomain, Recovery, User
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.behalf import Errand, acting_as
from familienetwerk.outbox.models import Job
from familienetwerk.oversight.models import LogReview, LogSignal, SignalKind
from familienetwerk.oversight.signals import signals_in
from familienetwerk.reports.forms import a_year_until
from familienetwerk.reports.selection import facts_of_cases
from interventions.models import ActionItem, ActionStatus, Decision, InterventionStatus, PlanStatus
from tests.databases import a_demo

ACCOUNTS = ["anna", "sanne", "bram", "mila", "paul", "fatima", "olga"]
# Of people who exist, in every street.
COMMON_NAMES = {
    "bakker", "berg", "boer", "bos", "brouwer", "dekker", "dijk", "dijkstra", "graaf", "groot", "hendriks", "jacobs",
    "jansen", "janssen", "jong", "leeuwen", "meer", "meijer", "mulder", "peters", "smit", "smits", "visser", "vos",
    "vries", "wit",
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Loaded once, for all tests of this file."""
    with django_db_blocker.unblock(), override_settings(DEMO=True, MFA_REQUIRED=False), a_demo(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def show_case() -> Case:
    return Case.objects.get(name="Kornoelje")


@pytest.mark.parametrize("name", ACCOUNTS)
def test_lets_everybody_of_the_log_in_page_in(client: Client, name: str) -> None:
    client.post("/inloggen/", {"login": f"{name}@demo.example", "password": "demo"})

    assert client.session["_auth_user_id"] == str(User.objects.get(email=f"{name}@demo.example").pk)


def test_offers_only_those_accounts_on_the_log_in_page(client: Client) -> None:
    shown = User.objects.filter(email__endswith="@demo.example").order_by("pk").values_list("email", flat=True)

    assert list(shown) == [f"{name}@demo.example" for name in ACCOUNTS]
    assert "anna@demo.example" in client.get("/inloggen/").text


def test_has_partners_of_every_domain_and_frames_that_hold(today: date) -> None:
    assert Organisation.objects.count() >= 12
    assert set(Organisation.objects.values_list("policy_domain", flat=True)) == set(PolicyDomain.values)
    assert Organisation.objects.filter(is_asked_at_intake=True).count() >= 2
    assert LegalFrame.objects.in_force(today).count() == LegalFrame.objects.count() >= 1


def test_has_a_case_in_every_stage() -> None:
    stages = Counter(Case.objects.values_list("stage", flat=True))

    assert sum(stages.values()) >= 12
    assert set(stages) == set(CaseStage.values)


def test_has_what_lies_before_the_partners() -> None:
    assert Case.objects.filter(definitions__status=DefinitionStatus.PROPOSED).exists()
    assert Case.objects.filter(plans__status=PlanStatus.DRAFT).exists()
    assert Case.objects.filter(plans__status=PlanStatus.PROPOSED).exists()


def test_has_an_exception_and_a_case_without_the_social_domain() -> None:
    contributed = {
        domain: set(Case.objects.filter(first_contributions__organisation__policy_domain=domain).values_list("pk"))
        for domain in (PolicyDomain.SAFETY, PolicyDomain.SOCIAL)
    }

    assert Case.objects.filter(exception_on__isnull=False, closed_on=None).exists()
    assert contributed[PolicyDomain.SAFETY] - contributed[PolicyDomain.SOCIAL]


def test_has_enough_of_both_ways_of_working_to_show(today: date) -> None:
    modes = Counter(case.mode for case in facts_of_cases(None, a_year_until(today)))

    assert modes[WorkingMode.PROACTIVE] >= 5
    assert modes[WorkingMode.REACTIVE] >= 5


def test_is_of_today(today: date) -> None:
    due = Deadline.objects.open()

    assert due.filter(due_on=today).exists()
    assert due.filter(due_on__range=(today + timedelta(days=1), today + timedelta(days=6))).exists()
    assert due.overdue(today).filter(kind=DeadlineKind.QUESTION).exists()
    assert due.overdue(today).filter(kind=DeadlineKind.EVALUATION).exists()


def test_gives_work_to_who_has_a_case_and_shows_none_to_who_has_not() -> None:
    cases = {name: Case.objects.visible_to(User.objects.get(email=f"{name}@demo.example")).count() for name in ACCOUNTS}

    assert all(cases[name] >= 5 for name in ("anna", "sanne", "bram"))
    assert not any(cases[name] for name in ("mila", "paul", "fatima", "olga"))


def test_has_somebody_at_every_door() -> None:
    anna, sanne, bram = (User.objects.get(email=f"{name}@demo.example") for name in ("anna", "sanne", "bram"))

    assert AccessRequest.objects.open().for_coordinator(anna).exists()
    assert AccessRequest.objects.exclude(answer="").exists()
    assert set(EmergencyAccess.objects.values_list("judgement", flat=True)) == {"", Judgement.JUSTIFIED}
    assert Involvement.objects.asked().filter(organisation=sanne.organisation, case__closed_on=None).exists()
    assert LogSignal.objects.filter(user=bram, asked_on__isnull=False, answer="").exists()
    assert Recovery.objects.filter(confirmed_at=None, refused_at=None).exists()
    assert Job.objects.needing_a_person().exists()
    assert {mandate.is_ground_for_access for mandate in Mandate.objects.all()} == {True, False}


def test_has_somebody_of_whom_one_at_the_table_knows_and_another_does_not() -> None:
    sanne, bram = (User.objects.get(email=f"{name}@demo.example") for name in ("sanne", "bram"))
    hidden = Member.objects.filter(restricted_to__isnull=False)

    assert hidden.known_to(sanne).count() == 1
    assert not hidden.known_to(bram).exists()


def test_keeps_moments_in_the_past(today: date) -> None:
    assert not Contribution.objects.filter(released_at__gt=timezone.now()).exists()
    assert Contribution.objects.filter(released_at__date__lt=today - timedelta(days=100)).exists()


class TestShowCase:
    def test_has_25_people_in_three_generations_and_four_households(self, show_case: Case) -> None:
        parents = Relation.objects.filter(case=show_case, kind=RelationKind.PARENT)
        children = parents.filter(from_member__in=parents.values("to_member"))

        assert show_case.members.count() == 25
        assert children.exists()
        assert show_case.households.count() == 4

    def test_has_somebody_who_is_offender_and_victim(self, show_case: Case) -> None:
        both = show_case.members.filter(roles__contains=["SUSPECT", "VICTIM_EXPLOITATION"])

        assert both.exists()

    def test_has_been_looked_at_three_times(self, show_case: Case) -> None:
        moments = Assessment.objects.filter(case=show_case).values_list("assessed_on", flat=True)

        assert len(set(moments)) == 3

    def test_heard_five_organisations_for_different_readers(self, show_case: Case) -> None:
        contributions = Contribution.objects.filter(case=show_case).released()

        assert len({contribution.organisation_id for contribution in contributions}) >= 5
        assert len({contribution.audience for contribution in contributions}) >= 3
        assert len({contribution.regime for contribution in contributions}) >= 3

    def test_has_two_definitions_and_one_dissent(self, show_case: Case) -> None:
        definitions = show_case.definitions.order_by("version")

        assert [row.status for row in definitions] == [DefinitionStatus.SUPERSEDED, DefinitionStatus.FIXED]
        assert definitions[1].agreements.filter(stance=Stance.DISSENTS).count() == 1

    def test_has_a_second_plan_in_force_with_one_reservation(self, show_case: Case) -> None:
        plans = show_case.plans.order_by("version")

        assert [plan.status for plan in plans] == [PlanStatus.SUPERSEDED, PlanStatus.ADOPTED]
        assert plans[1].adoptions.filter(decision=Decision.RESERVATION).count() == 1

    def test_has_actions_in_every_state(self, show_case: Case, today: date) -> None:
        actions = ActionItem.objects.filter(goal__plan__case=show_case)

        assert set(actions.values_list("status", flat=True)) == set(ActionStatus.values)
        in_force = actions.filter(goal__plan__status=PlanStatus.ADOPTED)
        assert any(action.is_late(today) for action in in_force)
        assert any(action.due_on == today for action in in_force)

    def test_weighed_interventions_and_says_why_some_were_not_used(self, show_case: Case) -> None:
        statuses = Counter(show_case.interventions.values_list("status", flat=True))

        assert statuses[InterventionStatus.CHOSEN]
        assert statuses[InterventionStatus.RUNNING]
        assert statuses[InterventionStatus.NOT_USED] >= 2

    def test_keeps_facts_words_and_concerns_apart_and_one_is_disputed(self, show_case: Case) -> None:
        observations = Observation.objects.filter(case=show_case)

        assert set(observations.values_list("nature", flat=True)) == set(Nature.values)
        assert sum(observation.words.is_disputed for observation in observations) == 1

    def test_gave_something_away_of_which_somebody_must_still_hear_that_it_changed(self, show_case: Case) -> None:
        recalls = Recall.objects.filter(piece__sharing__case=show_case)

        assert show_case.sharings.count() == 2
        assert [recall.is_told for recall in recalls] == [False]

    def test_was_discussed_with_a_dissent_and_judged_lawful(self, show_case: Case) -> None:
        assert Dissent.objects.filter(case=show_case).exists()
        assert {action.is_done for action in AgreedAction.objects.filter(case=show_case)} == {True, False}
        assert show_case.lawfulness_reviews.exclude(follow_up="").exists()

    def test_saw_somebody_leave_and_waits_for_somebody_who_was_asked(self, show_case: Case) -> None:
        assert show_case.involvements.filter(ended_by__isnull=False).exists()
        assert show_case.involvements.asked().exists()


def test_the_log_holds_what_was_read_and_what_was_refused() -> None:
    events = Counter(AuditEvent.objects.values_list("type", flat=True))

    assert events[EventType.CASE_VIEWED] >= 10
    assert events[EventType.PERSONS_VIEWED] >= 10
    assert events[EventType.REFUSED] >= 1


def test_the_log_of_normal_work_gives_signals_of_who_is_close_to_home_and_of_the_hour_of_loading_only() -> None:
    today = timezone.localdate()
    with acting_as(Errand.WATCHING):
        towns = [signals_in(today.replace(day=1), today, municipality=town.pk) for town in Municipality.objects.all()]

    names = dict(User.objects.values_list("pk", "name"))
    found = {(one.kind, names[one.user_id]) for town in towns for one in town}
    assert {one for one in found if one[0] not in {SignalKind.NIGHT, SignalKind.WEEKEND}} == {
        (SignalKind.SAME_ROAD, "Hugo Dageraad"),
        (SignalKind.SAME_WORK, "Wim Terlouwen"),
    }


def test_last_month_waits_for_the_privacy_officer_with_signals_and_a_sample() -> None:
    signed, to_judge = LogReview.objects.order_by("month")[:2]

    kinds = set(to_judge.signals.values_list("kind", flat=True))
    assert (signed.is_signed, signed.samples.count()) == (True, 20)
    assert not to_judge.is_signed
    assert kinds == set(SignalKind) - {SignalKind.SAME_NAME, SignalKind.BULK}
    assert to_judge.samples.count() == 20
    assert to_judge.signals.exclude(answer="").count() == 1


def test_has_no_family_of_a_common_name_and_no_number_of_a_person() -> None:
    names = {folded(name) for name in Member.objects.values_list("family_name", flat=True)}
    texts = " ".join(Observation.objects.values_list("words__text", flat=True))

    assert not names & COMMON_NAMES
    assert not re.search(r"\d{8}", texts)


def test_documents_wait_for_who_may_read_them(show_case: Case) -> None:
    contents = DocumentContent.objects.filter(document__case=show_case)

    assert {content.kind.extension for content in contents} == {"txt", "jpg", "pdf"}
    assert {content.document.audience for content in contents} == {"ALL_INVOLVED", "OWN_DOMAIN", "COORDINATORS"}
    assert contents.filter(document__withdrawn_at__isnull=False).count() == 1
    assert all(plain_file(content).read() for content in contents)
