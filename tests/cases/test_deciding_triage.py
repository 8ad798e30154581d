"""Four criteria, and a decision that people take together: accept, refer, reject or park."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import actions, rules
from cases.models import (
    Answer,
    Case,
    CaseStage,
    ChildSafetyConcern,
    Criterion,
    CriterionOutcome,
    DeadlineKind,
    Grant,
    GrantLevel,
    Involvement,
    InvolvementRole,
    Triage,
    TriageOutcome,
    Urgency,
)
from cases.readiness import obstacles_to_deciding_about
from cases.rules import AcceptanceFacts, IntakePart
from familienetwerk.accounts.models import PolicyDomain, User
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.locking import Conflict
from tests.factories import (
    TODAY,
    a_member,
    a_user,
    an_intake,
    an_involvement,
    an_organisation,
    anna,
    bram,
    chris,
)

pytestmark = pytest.mark.django_db

BOTH = frozenset({"SAFETY", "SOCIAL"})
ALL_YES = dict.fromkeys(Criterion, (CriterionOutcome.YES, "Dat zien wij."))


@pytest.fixture
def case() -> Case:
    """An intake about which people can decide."""
    return ready_to_decide(an_intake(coordinator=anna()))


def ready_to_decide(case: Case) -> Case:
    user = case.started_by
    member = a_member(case, given_name="Kevin")
    actions.set_member_deadlines(member, user=user)
    for domain in (PolicyDomain.SAFETY, PolicyDomain.SOCIAL):
        actions.ask_question(
            case, an_organisation(domain), by=user, on=TODAY, question="Kent u hen?", due_on=TODAY + timedelta(7)
        )
    actions.answer_criteria(case, by=user, on=TODAY, answers=ALL_YES, lock_version=0)
    actions.set_deadline(
        case, DeadlineKind.TRIAGE, subject_id=case.pk, due_on=TODAY, organisation=user.organisation, user=user
    )
    return case


def coordinator_elsewhere() -> User:
    return a_user(Role.CASE_COORDINATOR, name="Karim Haddou", domain=PolicyDomain.SOCIAL)


def acceptance(case: Case, **fields: Any) -> actions.Acceptance:
    filled = {
        "name": "Els",
        "urgency": Urgency.HIGH,
        "process_coordinator": case.started_by,
        "case_coordinator": case.started_by,
        "invited": [],
        "invitation_reason": "Nodig vanaf het begin.",
        "invitation_due_on": TODAY + timedelta(7),
    } | fields
    return actions.Acceptance(**filled)


def decide(case: Case, outcome: TriageOutcome = TriageOutcome.ACCEPTED, **fields: Any) -> Triage:
    filled = {"by": case.started_by, "on": TODAY, "reason": "Samen gewogen.", "deciders": [an_organisation()]} | fields
    if outcome == TriageOutcome.ACCEPTED:
        filled.setdefault("acceptance", acceptance(case))
    if outcome == TriageOutcome.PARKED:
        filled.setdefault("look_again_on", TODAY + timedelta(30))
    return actions.decide_triage(case, outcome=outcome, **filled)


def typed_in(case: Case, **changed: Any) -> dict[str, Any]:
    """What a browser sends to accept a case; None leaves a field out."""
    both = [question.organisation_id for question in case.questions.all()]
    due_on = f"{timezone.localdate() + timedelta(days=7):%d-%m-%Y}"
    sent = {
        "outcome": TriageOutcome.ACCEPTED,
        "reason": "Wij nemen de casus samen aan.",
        "deciders": both,
        "look_again_on": "",
        "name": "Els",
        "urgency": Urgency.HIGH,
        "process_coordinator": case.started_by_id,
        "case_coordinator": case.started_by_id,
        "invited": both,
        "invitation_reason": "Nodig vanaf het begin.",
        "invitation_due_on": due_on,
    } | changed
    return {name: value for name, value in sent.items() if value is not None}


# --- what stands in the way -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "parts"),
    [
        ({}, []),
        ({"unanswered_criteria": 2}, [IntakePart.CRITERIA]),
        ({"asked_domains": frozenset({"SAFETY"})}, [IntakePart.QUESTIONS]),
        ({"asked_domains": frozenset({"SOCIAL", "CARE"})}, [IntakePart.QUESTIONS]),
        ({"asked_domains": frozenset()}, [IntakePart.QUESTIONS, IntakePart.QUESTIONS]),
        ({"members": 0}, [IntakePart.PEOPLE]),
        ({"child_safety_is_open": True}, [IntakePart.CHILD_SAFETY]),
    ],
)
def test_obstacles_say_where_they_are_solved(facts, parts):
    whole = {"unanswered_criteria": 0, "asked_domains": BOTH, "members": 1} | facts

    obstacles = rules.obstacles_to_deciding(AcceptanceFacts(**whole))

    assert [obstacle.solved_in for obstacle in obstacles] == parts


def test_the_rule_never_says_what_the_outcome_is():
    everything_is_no = AcceptanceFacts(unanswered_criteria=0, asked_domains=BOTH, members=1)

    assert rules.obstacles_to_deciding(everything_is_no) == []


def test_silence_is_no_obstacle(case):
    assert not case.questions.filter(answered_on__isnull=False).exists()
    assert obstacles_to_deciding_about(case) == []


@pytest.mark.parametrize("outcome", TriageOutcome)
def test_nobody_decides_past_an_obstacle_whatever_the_outcome(case, outcome):
    actions.note_child_safety(case, by=case.started_by, on=TODAY)

    with pytest.raises(actions.CannotDecide, match="Veilig Thuis"):
        decide(case, outcome)

    assert not Triage.objects.exists()


def test_consulting_veilig_thuis_clears_the_way(case):
    actions.note_child_safety(case, by=case.started_by, on=TODAY)
    actions.note_child_safety(case, by=case.started_by, on=TODAY, consulted_on=TODAY)

    assert obstacles_to_deciding_about(case) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        ChildSafetyConcern.objects.update(consulted_by=None)


@pytest.mark.parametrize(
    ("decided_by", "number"), [(BOTH, 0), (frozenset({"SAFETY"}), 1), (frozenset({"SOCIAL"}), 1), (frozenset(), 2)]
)
def test_a_group_without_one_side_is_a_warning(decided_by, number):
    assert len(rules.gaps_in_deciding_group(decided_by)) == number


# --- criteria ---------------------------------------------------------------------------------------


def test_a_criterion_is_answered_with_a_reason_by_somebody():
    case = an_intake(coordinator=anna())
    answers = {Criterion.FAMILY_SYSTEM: (CriterionOutcome.UNKNOWN, "Opa en oma spraken wij nog niet.")}

    actions.answer_criteria(case, by=case.started_by, on=TODAY, answers=answers, lock_version=0)

    row = case.criteria.get()
    assert (row.outcome, row.answered_by, row.answered_on) == (CriterionOutcome.UNKNOWN, case.started_by, TODAY)
    with pytest.raises(ValidationError):
        actions.answer_criteria(
            case, by=case.started_by, on=TODAY, answers={Criterion.FAMILY_SYSTEM: ("YES", "")}, lock_version=1
        )


def test_an_answer_that_did_not_change_keeps_its_name_and_day(case):
    other = a_user(Role.PROCESS_COORDINATOR)
    changed = ALL_YES | {Criterion.LOCAL_SAFETY: (CriterionOutcome.NO, "Toch niet.")}

    actions.answer_criteria(case, by=other, on=TODAY + timedelta(1), answers=changed, lock_version=4)

    assert case.criteria.get(answered_by=other).criterion == Criterion.LOCAL_SAFETY


def test_two_who_answer_at_once_do_not_overwrite_each_other(case):
    with pytest.raises(Conflict):
        actions.answer_criteria(case, by=case.started_by, on=TODAY, answers=ALL_YES, lock_version=3)


def test_the_page_of_criteria_saves_some_and_leaves_the_rest_for_later(client: Client):
    case = an_intake(coordinator=anna())
    client.force_login(case.started_by)
    sent = {"lock_version": 0, "local_safety_outcome": "NO", "local_safety_reason": "Geen overlast in de buurt."}

    answer = client.post(f"/casussen/{case.pk}/intake/criteria/", sent)

    assert answer.status_code == 302
    assert case.criteria.get().reason == "Geen overlast in de buurt."


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"local_safety_outcome": "NO"}, "Schrijf waarom."),
        ({"local_safety_reason": "Geen overlast."}, "Kies ja, nee of nog onbekend."),
        ({}, "Beantwoord minstens één criterium."),
    ],
)
def test_half_an_answer_is_refused_and_kept(client: Client, sent, sentence):
    case = an_intake(coordinator=anna())
    client.force_login(case.started_by)

    answer = client.post(f"/casussen/{case.pk}/intake/criteria/", sent | {"lock_version": 0})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert sent.get("local_safety_reason", "") in answer.text


def test_the_second_editor_chooses_per_criterion(client: Client, case):
    client.force_login(case.started_by)
    sent = {"lock_version": 0, "local_safety_outcome": "NO", "local_safety_reason": "Mijn tekst."}

    answer = client.post(f"/casussen/{case.pk}/intake/criteria/", sent)

    assert answer.status_code == 409
    assert "Mijn tekst." in answer.text
    assert "Dat zien wij." in answer.text
    assert "Anna de Wit" in answer.text


# --- accepting --------------------------------------------------------------------------------------


def test_acceptance_opens_the_case_with_its_coordinators(case):
    coordinator = coordinator_elsewhere()

    triage = decide(case, acceptance=acceptance(case, case_coordinator=coordinator))

    case.refresh_from_db()
    assert (case.stage, case.opened_on, case.name) == (CaseStage.JOINT_ANALYSIS, TODAY, "Els")
    assert case.urgency == Urgency.HIGH
    roles = {row.role: row.user for row in case.involvements.running(TODAY)}
    assert roles == {"PROCESS_COORDINATOR": case.started_by, "CASE_COORDINATOR": coordinator}
    assert Case.objects.visible_to(coordinator).get() == case
    assert AuditEvent.objects.filter(type=EventType.DECIDED, subject="triage", subject_ids=triage.pk).exists()


def test_one_person_may_hold_both_roles(case):
    decide(case)

    assert case.involvements.running(TODAY).filter(user=case.started_by).count() == 2


def test_the_process_can_go_to_somebody_else_from_the_next_day(case):
    successor = a_user(Role.PROCESS_COORDINATOR, name="Petra Smit")
    given = acceptance(case, process_coordinator=successor, case_coordinator=successor)

    decide(case, acceptance=given, on=TODAY)

    assert not Case.objects.visible_to(case.started_by).exists()
    assert Grant.objects.running().filter(case=case, level=GrantLevel.DIRECT).get().principal.user == successor


def test_the_process_cannot_change_hands_on_its_first_day():
    case = ready_to_decide(an_intake())
    actions.start_involvement(
        case, case.started_by, by=case.started_by, on=TODAY, reason="x", role=InvolvementRole.PROCESS_COORDINATOR
    )

    with pytest.raises(actions.CannotInvolve, match="Overdragen kan vanaf morgen"):
        decide(case, acceptance=acceptance(case, process_coordinator=a_user(Role.PROCESS_COORDINATOR)))


def test_what_is_due_moves_on_with_the_acceptance(case):
    coordinator = coordinator_elsewhere()

    decide(case, acceptance=acceptance(case, case_coordinator=coordinator))

    left = case.deadlines.open().get()
    assert (left.kind, left.user) == (DeadlineKind.MEMBER_REVIEW, coordinator)


def test_who_knows_something_is_asked_to_the_table_and_sees_nothing_yet(case):
    partner = bram()

    decide(case, acceptance=acceptance(case, invited=[partner.organisation]))

    invitation = Involvement.objects.get(case=case, organisation=partner.organisation)
    assert invitation.is_asked
    assert case.deadlines.open().get(kind=DeadlineKind.INVITATION).organisation == partner.organisation
    assert not Case.objects.visible_to(partner).exists()


def test_the_organisation_of_a_coordinator_sits_there_already(case):
    coordinator = coordinator_elsewhere()
    given = acceptance(case, case_coordinator=coordinator, invited=[coordinator.organisation])

    decide(case, acceptance=given)

    assert not case.involvements.asked().exists()


def test_a_family_name_is_no_neutral_name_and_nothing_is_decided(case):
    with pytest.raises(actions.NameIsNotNeutral):
        decide(case, acceptance=acceptance(case, name="Huize Waterman"))

    assert not Triage.objects.exists()


# --- the other outcomes -----------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", [TriageOutcome.REFERRED, TriageOutcome.REJECTED])
def test_referring_and_rejecting_let_the_case_rest_with_nothing_due(case, outcome):
    decide(case, outcome)

    case.refresh_from_db()
    assert (case.stage, case.opened_on) == (CaseStage[outcome], None)
    assert case.is_read_only
    assert not case.deadlines.open().exists()


def test_a_parked_intake_comes_back_on_its_day(case):
    decide(case, TriageOutcome.PARKED, look_again_on=date(2027, 1, 4))

    deadline = case.deadlines.open().get()
    assert (deadline.kind, deadline.due_on, deadline.user) == (DeadlineKind.TRIAGE, date(2027, 1, 4), case.started_by)


def test_parking_has_a_day_also_in_the_table(case):
    with pytest.raises(ValidationError, match="Parkeren heeft een dag"):
        decide(case, TriageOutcome.PARKED, look_again_on=None)

    decide(case, TriageOutcome.REJECTED, look_again_on=TODAY)
    assert Triage.objects.get().look_again_on is None


def test_a_parked_intake_goes_on_and_is_decided_anew(case):
    decide(case, TriageOutcome.PARKED)
    later = TODAY + timedelta(30)

    actions.resume_parked(case, by=case.started_by, on=later)

    case.refresh_from_db()
    due = dict(case.deadlines.open().values_list("kind", "due_on"))
    assert case.is_in_intake
    assert due[DeadlineKind.TRIAGE] > later
    assert due[DeadlineKind.QUESTION] > later
    assert DeadlineKind.MEMBER_REVIEW in due
    decide(case, on=later)
    assert [triage.outcome for triage in case.triages.order_by("pk")] == ["PARKED", "ACCEPTED"]


def test_only_a_parked_intake_can_go_on(case):
    decide(case, TriageOutcome.REJECTED)

    with pytest.raises(actions.IsNotParked):
        actions.resume_parked(case, by=case.started_by, on=TODAY)


# --- twice ------------------------------------------------------------------------------------------


def test_whoever_decides_second_hears_who_was_first(case):
    decide(case, TriageOutcome.REJECTED)

    with pytest.raises(actions.IntakeIsDecided, match=r"Anna de Wit legde op 23-11-2026 vast: Afwijzen, met advies\."):
        decide(case)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_the_same_moment_one_is_told():
    case = ready_to_decide(an_intake(coordinator=anna()))
    deciders = [an_organisation()]

    def try_to_decide(outcome: TriageOutcome) -> str:
        try:
            decide(case, outcome, deciders=deciders)
        except actions.IntakeIsDecided:
            return "told"
        finally:
            connection.close()
        return "decided"

    with ThreadPoolExecutor(max_workers=2) as together:
        results = sorted(together.map(try_to_decide, [TriageOutcome.ACCEPTED, TriageOutcome.REJECTED]))

    assert results == ["decided", "told"]
    assert Triage.objects.count() == 1


def test_the_table_holds_one_standing_decision(case):
    decide(case, TriageOutcome.REJECTED)

    with pytest.raises(IntegrityError), transaction.atomic():
        Triage.objects.create(case=case, outcome="REFERRED", reason="x", decided_on=TODAY, decided_by=case.started_by)


# --- the pages --------------------------------------------------------------------------------------


def test_anna_decides_on_one_page(client: Client, case):
    client.force_login(case.started_by)

    answer = client.post(f"/casussen/{case.pk}/intake/besluit/", typed_in(case))

    case.refresh_from_db()
    assert answer.headers["Location"] == f"/casussen/{case.pk}/intake/"
    assert case.stage == CaseStage.JOINT_ANALYSIS
    assert case.involvements.asked().count() == 2
    assert case.triages.get().deciders.count() == 2


def test_who_knows_something_is_ticked_already(client: Client, case):
    question = case.questions.first()
    partner = a_user(organisation=question.organisation)
    actions.answer_question(question, by=partner, on=TODAY, answer=Answer.ACTING)
    client.force_login(case.started_by)

    form = client.get(f"/casussen/{case.pk}/intake/besluit/").context["form"]

    assert form["invited"].value() == [question.organisation_id]


def test_without_one_side_the_page_warns_first_and_the_warning_stays(client: Client, case):
    client.force_login(case.started_by)
    page = f"/casussen/{case.pk}/intake/besluit/"
    alone = typed_in(case, deciders=[case.started_by.organisation_id])

    first = client.post(page, alone)
    second = client.post(page, alone | {"without_both_sides": "on"})

    assert "Niemand uit het domein sociaal besliste mee." in first.text
    assert "Wij nemen de casus samen aan." in first.text
    assert second.status_code == 302
    assert "Niemand uit het domein sociaal besliste mee." in client.get(f"/casussen/{case.pk}/intake/").text


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"outcome": None}, "outcome"),
        ({"reason": ""}, "reason"),
        ({"deciders": None}, "deciders"),
        ({"name": ""}, "name"),
        ({"name": "Huize Waterman"}, "name"),
        ({"case_coordinator": ""}, "case_coordinator"),
        ({"process_coordinator": ""}, "process_coordinator"),
        ({"invitation_due_on": "1-1-2020"}, "invitation_due_on"),
        ({"outcome": "PARKED"}, "look_again_on"),
        ({"outcome": "PARKED", "look_again_on": "30-02-2027"}, "look_again_on"),
    ],
)
def test_what_is_missing_is_said_at_the_field_and_the_reason_is_kept(client: Client, case, changed, field):
    client.force_login(case.started_by)

    answer = client.post(f"/casussen/{case.pk}/intake/besluit/", typed_in(case, **changed))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert changed.get("reason", "Wij nemen de casus samen aan.") in answer.text
    assert not Triage.objects.exists()


def test_rejecting_asks_nothing_about_coordinators(client: Client, case):
    client.force_login(case.started_by)
    sent = typed_in(case, outcome="REJECTED", name="", case_coordinator="", invited=None, invitation_due_on="")

    assert client.post(f"/casussen/{case.pk}/intake/besluit/", sent).status_code == 302


def test_somebody_without_the_role_cannot_be_appointed_by_hand(client: Client, case):
    client.force_login(case.started_by)

    answer = client.post(f"/casussen/{case.pk}/intake/besluit/", typed_in(case, case_coordinator=chris().pk))

    assert list(answer.context["form"].errors) == ["case_coordinator"]


def test_the_second_visitor_reads_who_decided_and_what(client: Client, case):
    client.force_login(case.started_by)
    sent = typed_in(case)
    decide(case, TriageOutcome.PARKED)

    late = client.post(f"/casussen/{case.pk}/intake/besluit/", sent)
    visit = client.get(f"/casussen/{case.pk}/intake/besluit/", follow=True)

    assert "Over deze intake is al besloten. Anna de Wit legde op 23-11-2026 vast: Parkeren." in late.text
    assert "Wij nemen de casus samen aan." in late.text
    assert "Over deze intake is al besloten." in visit.text


def test_the_page_lists_the_obstacles_with_a_link_and_no_button(client: Client):
    case = an_intake(coordinator=anna())
    client.force_login(case.started_by)

    text = client.get(f"/casussen/{case.pk}/intake/").text

    assert "Beslissen kan nog niet" in text
    assert f"/casussen/{case.pk}/intake/criteria/" in text
    assert f'href="/casussen/{case.pk}/intake/besluit/"' not in text


def test_a_child_is_feared_for_and_veilig_thuis_is_consulted(client: Client, case):
    client.force_login(case.started_by)
    page = f"/casussen/{case.pk}/intake/"

    client.post(f"{page}veilig-thuis/", {"consulted_on": ""})
    before = client.get(page).text
    client.post(f"{page}veilig-thuis/", {"consulted_on": f"{timezone.localdate():%d-%m-%Y}"})
    after = client.get(page).text

    assert "Overleg vandaag met Veilig Thuis" in before
    assert "Beslissen kan nog niet" in before
    assert "met Veilig Thuis." in after
    assert "U kunt nu samen beslissen" in after


def test_a_parked_intake_is_resumed_by_who_directs_it(client: Client, case):
    decide(case, TriageOutcome.PARKED)
    client.force_login(case.started_by)

    page = client.get(f"/casussen/{case.pk}/intake/").text
    client.post(f"/casussen/{case.pk}/intake/hervatten/")

    case.refresh_from_db()
    assert "Hervat de intake" in page
    assert case.is_in_intake


def test_nothing_is_added_to_an_intake_at_rest(client: Client, case):
    decide(case, TriageOutcome.REJECTED)
    client.force_login(case.started_by)

    for page in ("waarneming/", "vraag/", "criteria/", "veilig-thuis/"):
        assert client.post(f"/casussen/{case.pk}/intake/{page}").status_code == 403
    assert client.get(f"/casussen/{case.pk}/intake/").status_code == 200


def test_a_case_coordinator_may_answer_criteria_but_not_decide(client: Client, case):
    coordinator = coordinator_elsewhere()
    an_involvement(case, coordinator, role=InvolvementRole.CASE_COORDINATOR)
    client.force_login(coordinator)

    assert client.get(f"/casussen/{case.pk}/intake/criteria/").status_code == 200
    assert client.get(f"/casussen/{case.pk}/intake/besluit/").status_code == 403
    assert client.post(f"/casussen/{case.pk}/intake/hervatten/").status_code == 403


def test_a_partner_adds_what_was_seen_as_of_the_own_organisation(client: Client, case):
    partner = bram()
    an_involvement(case, partner)
    client.force_login(partner)
    sent = {
        "nature": "STATEMENT",
        "text": "De buurvrouw hoorde ruzie.",
        "observed_on": f"{timezone.localdate():%d-%m-%Y}",
        "regime": "WPG",
        "audience": "OWN_DOMAIN",
    }

    refused = client.post(f"/casussen/{case.pk}/intake/waarneming/", sent | {"observed_on": "31-04-2026"})
    answer = client.post(f"/casussen/{case.pk}/intake/waarneming/", sent)

    assert "De dag 31 bestaat niet: april heeft 30 dagen." in refused.text
    assert "De buurvrouw hoorde ruzie." in refused.text
    assert answer.status_code == 302
    assert "De buurvrouw hoorde ruzie." in client.get(f"/casussen/{case.pk}/intake/").text


def test_the_intake_page_asks_a_fixed_number_of_queries(client: Client, case):
    client.force_login(case.started_by)
    page = f"/casussen/{case.pk}/intake/"
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    for number in range(8):
        a_member(case, given_name=f"Kind {number}")
        user = a_user()
        question = actions.ask_question(
            case, user.organisation, by=case.started_by, on=TODAY, question="?", due_on=TODAY + timedelta(7)
        )
        actions.answer_question(question, by=user, on=TODAY, answer=Answer.KNOWN, text="Ja.")

    with CaptureQueriesContext(connection) as many:
        client.get(page)

    assert len(many) == len(few)
