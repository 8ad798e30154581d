"""What cannot be is refused by the database itself, whatever the route; and what a user may cause is said in Dutch."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from cases import actions
from cases.models import (
    AccessRequest,
    Answer,
    Audience,
    Case,
    CaseStage,
    ChildSafetyConcern,
    Criterion,
    CriterionAnswer,
    CriterionOutcome,
    Deadline,
    DeadlineKind,
    EmergencyAccess,
    FirstContribution,
    FrameMove,
    Grant,
    Household,
    IntakeQuestion,
    Involvement,
    InvolvementRole,
    LegalFrame,
    Member,
    Observation,
    ObservationWords,
    Passing,
    Recall,
    Relation,
    RelationKind,
    Residence,
    SharedPiece,
    Sharing,
    Shield,
    Triage,
    TriageOutcome,
)
from tests.factories import (
    TODAY,
    a_case,
    a_frame,
    a_household,
    a_member,
    an_involvement,
    an_observation,
    an_organisation,
    anna,
    bram,
    chris,
)

pytestmark = pytest.mark.django_db

EARLY, LATE = date(2020, 1, 1), date(2030, 1, 1)
TEXTS = {
    FrameMove: ["reason"],
    Passing: ["ground"],
    AccessRequest: ["number", "reason"],
    LegalFrame: ["name", "purpose", "controller", "legal_basis"],
    Grant: ["reason", "legal_basis"],
    Case: ["number", "name"],
    Member: ["given_name", "reason_text"],
    Household: ["name"],
    Triage: ["reason"],
    CriterionAnswer: ["reason"],
    IntakeQuestion: ["question"],
    Involvement: ["asked_reason"],
    ObservationWords: ["text"],
    Relation: ["source"],
    Shield: ["reason"],
}
ANSWERED = {"answered_on": TODAY, "answered_by": models.F("asked_by")}
CLOSED = {"closed_on": LATE, "closed_by": models.F("started_by")}
SHIELD_ENDS = {"ended_by": models.F("set_by"), "ended_reason": "Voorbij"}
WRONG = [
    ("legal_frame_ends_after_it_begins", LegalFrame, {"valid_until": EARLY}),
    ("legal_frame_allows_ordinary_data", LegalFrame, {"regimes": ["WPG"]}),
    ("frame_move_changes_the_frame", FrameMove, {"before": models.F("after")}),
    ("passing_is_taken_back_completely_or_not", Passing, {"taken_back_reason": "Vergissing"}),
    ("cases_observation_names_who_reads_it", Observation, {"audience": Audience.NAMED}),
    ("case_is_closed_completely_or_not_at_all", Case, {"closed_on": TODAY}),
    ("case_exception_is_complete_or_absent", Case, {"exception_reason": "Haast"}),
    ("case_beyond_intake_was_opened", Case, {"opened_on": None}),
    ("case_closes_after_it_opens", Case, {"closed_on": EARLY}),
    ("case_starts_after_its_first_signal", Case, {"first_signal_on": LATE}),
    ("member_dies_after_birth", Member, {"died_on": date(1999, 1, 1)}),
    ("member_is_reviewed_after_being_added", Member, {"review_on": EARLY}),
    ("member_leaves_after_being_added", Member, {"ended_on": EARLY, "ended_reason": "Verhuisd"}),
    ("member_is_ended_with_a_reason", Member, {"ended_on": TODAY}),
    ("member_informing_is_postponed_with_a_reason", Member, {"informing_postponed_until": LATE}),
    ("triage_that_is_parked_is_looked_at_again", Triage, {"outcome": TriageOutcome.PARKED}),
    ("triage_is_resumed_only_after_parking", Triage, {"resumed_on": TODAY}),
    ("triage_is_looked_at_again_after_parking", Triage, {"outcome": TriageOutcome.PARKED, "look_again_on": EARLY}),
    ("triage_is_resumed_after_it_is_decided", Triage, {"resumed_on": EARLY}),
    ("child_safety_consultation_has_a_day_and_a_name", ChildSafetyConcern, {"consulted_on": TODAY}),
    ("question_is_answered_completely_or_not_at_all", IntakeQuestion, {"answer": Answer.KNOWN}),
    ("question_is_withheld_with_a_reason", IntakeQuestion, ANSWERED | {"answer": Answer.WITHHELD}),
    ("question_is_due_after_it_is_asked", IntakeQuestion, {"due_on": EARLY}),
    ("involvement_that_runs_names_a_professional", Involvement, {"user": None}),
    ("involvement_is_joined_or_declined", Involvement, {"declined_on": TODAY, "declined_reason": "Geen tijd"}),
    ("involvement_is_ended_by_somebody_with_a_reason", Involvement, {"ended_reason": "Klaar"}),
    ("observation_dispute_is_complete_or_absent", ObservationWords, {"disputed_on": TODAY}),
    ("involvement_with_an_end_has_it_in_its_period", Involvement, {"ends_at": timezone.now()}),
    ("involvement_of_a_guest_has_an_end", Involvement, {"role": InvolvementRole.GUEST}),
    ("access_request_is_decided_by_somebody_at_a_moment", AccessRequest, {"decided_by": models.F("asked_by")}),
    ("access_request_is_granted_or_declined_with_a_reason", AccessRequest, {"answer": "Nee"}),
    ("emergency_has_a_real_reason", EmergencyAccess, {"reason": "Spoed"}),
    ("emergency_is_reviewed_by_somebody_at_a_moment", EmergencyAccess, {"reviewed_at": timezone.now()}),
    ("emergency_is_reviewed_with_a_judgement_by_another", EmergencyAccess, {"review": "Prima"}),
    ("relation_is_between_two_people", Relation, {"to_member": models.F("from_member")}),
    ("relation_is_removed_by_somebody_with_a_reason", Relation, {"removed_on": TODAY}),
    ("relation_ends_after_it_begins", Relation, {"from_on": LATE, "until_on": EARLY}),
    ("shield_ends_with_a_name_and_a_reason", Shield, {"ended_on": TODAY}),
    ("shield_ends_after_it_begins", Shield, SHIELD_ENDS | {"ended_on": EARLY}),
]
TWICE = {
    "passing_runs_once_for_a_frame": Passing,
    "grant_is_given_once_at_a_time": Grant,
    "deadline_is_open_once": Deadline,
    "household_name_is_unique_in_a_case": Household,
    "residence_is_once_at_a_time": Residence,
    "triage_is_decided_once": Triage,
    "criterion_is_answered_once": CriterionAnswer,
    "question_is_asked_once": IntakeQuestion,
    "involvement_is_once_at_a_time_in_a_role": Involvement,
    "first_contribution_is_once": FirstContribution,
    "relation_is_recorded_once": Relation,
    "shield_stands_once": Shield,
}
SHARED = {"ground": "Wpg 20", "reason": "Voor het gebiedsverbod", "shared_on": TODAY}
WRONG_SHARINGS = {
    "sharing_has_one_recipient": {},
    "sharing_goes_to_another": {"recipient": "the organisation itself"},
    "cases_sharing_ground_is_filled": {"recipient_name": "Duinveen", "ground": ""},
    "cases_sharing_reason_is_filled": {"recipient_name": "Duinveen", "reason": ""},
}
WRONG_PIECES = {
    "piece_is_shared_once_in_a_sharing": {},
    "piece_bound_to_its_source_is_shared_by_its_source": {"subject_id": 2, "regime": "WPG"},
    "cases_sharedpiece_kind_is_known": {"subject_id": 3, "kind": "NIETS"},
    "cases_sharedpiece_regime_is_known": {"subject_id": 4, "regime": "NIETS"},
    "cases_sharedpiece_title_is_filled": {"subject_id": 5, "title": ""},
}
WRONG_RECALLS = {
    "recall_is_told_by_somebody_on_a_day": {"told_on": TODAY},
    "recall_is_told_after_the_change": {"told_on": date(2026, 1, 1)},
    "cases_recall_reason_is_filled": {"reason": ""},
}
PROVEN_BELOW = {
    *WRONG_SHARINGS,
    *WRONG_PIECES,
    *WRONG_RECALLS,
    "emergency_is_reviewed_before_the_next",  # in test_opening_in_an_emergency
    "case_has_one_case_coordinator_at_a_time",
    "case_has_one_process_coordinator_at_a_time",
    "involvement_is_asked_once",
    "involvement_of_a_guest_has_an_end",  # in test_rights_that_end, with the next
    "involvement_with_an_end_has_it_in_its_period",
    "relation_parent_is_not_its_own_child",
}
KEYS_FOR_OTHERS = {"member_belongs_to_its_case", "household_belongs_to_its_case"}  # what composite keys point to


@pytest.fixture
def case(right_rows: int, db: None) -> Case:
    """With one right row of everything."""
    return Case.objects.select_related("started_by__organisation").get(pk=right_rows)


@pytest.fixture(scope="module")
def right_rows(one_transaction: None) -> int:
    anna_ = anna()
    case = a_case(coordinator=anna_)
    parent, child = a_member(case, birth_date=None), a_member(case, given_name="Bo")
    day = {"organisation": anna_.organisation, "on": TODAY}
    seen = an_observation(case, anna_)
    before = a_frame(name="Vorig kader")
    FrameMove.objects.create(case=case, before=before, after=case.legal_frame, on=TODAY, by=anna_, reason="Zwaarder")
    Passing.objects.create(
        case=case,
        organisation=anna_.organisation,
        subject="observation",
        subject_id=seen.pk,
        frame=before,
        ground="Wpg 20",
        passed_by=anna_,
    )
    an_involvement(case, bram())
    Residence.objects.create(household=a_household(case), member=parent, period=DateRange(TODAY, None))
    for kind in (RelationKind.PARENT, RelationKind.BUSINESS):
        said = {"certainty": "STATED", "source": "moeder", "sourced_on": TODAY}
        Relation.objects.create(case=case, from_member=parent, to_member=child, kind=kind, **said)
    FirstContribution.objects.create(case=case, **day)
    actions.shield_workers(case, by=anna_, on=TODAY, reason="Een medewerker is bedreigd")
    actions.set_deadline(case, DeadlineKind.TRIAGE, subject_id=1, due_on=TODAY, organisation=anna_.organisation)
    Triage.objects.create(
        case=case, outcome=TriageOutcome.ACCEPTED, reason="Samen nodig", decided_on=TODAY, decided_by=anna_
    )
    ChildSafetyConcern.objects.create(case=case, noted_on=TODAY, noted_by=anna_)
    CriterionAnswer.objects.create(
        case=case,
        criterion=Criterion.values[0],
        outcome=CriterionOutcome.values[0],
        reason="School en geld",
        answered_by=anna_,
        answered_on=TODAY,
    )
    actions.open_in_emergency(case.number, by=chris(), on=TODAY, reason="Er is nu iemand in gevaar")
    actions.ask_access(case.number, by=chris(), reason="Ik neem waar")
    IntakeQuestion.objects.create(
        case=case,
        organisation=an_organisation(),
        question="Kent u hen?",
        asked_by=anna_,
        asked_on=TODAY,
        due_on=LATE,
    )
    return case.pk


def change(model: type[models.Model], **fields: Any) -> None:
    model.objects.filter(pk=model.objects.latest("pk").pk).update(**fields)


@pytest.mark.parametrize(("name", "model", "fields"), WRONG, ids=[name for name, _, _ in WRONG])
def test_half_done_and_impossible(case, name, model, fields):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        change(model, **fields)


@pytest.mark.parametrize(("name", "model"), TWICE.items(), ids=list(TWICE))
def test_the_same_twice(case, name, model):
    row = model.objects.latest("pk")
    row.pk = None
    row._state.adding = True

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize(("model", "field"), [(model, field) for model, fields in TEXTS.items() for field in fields])
def test_an_empty_text(case, model, field):
    with pytest.raises(IntegrityError, match=f"{model._meta.model_name}_{field}_is_filled"), transaction.atomic():
        change(model, **{field: ""})


def models_with_choices() -> list[tuple[type[models.Model], str]]:
    return [
        (model, field.name)
        for model in apps.get_app_config("cases").get_models()
        for field in model._meta.fields
        if field.choices and model._meta.managed and model is not SharedPiece  # stands: see the sharings below
    ]


@pytest.mark.parametrize(("model", "field"), models_with_choices())
def test_a_value_that_is_no_choice(case, model, field):
    unknown = "NIETS" if isinstance(model._meta.get_field(field), models.CharField) else 99

    stands = "|Onder welke wet" if (model, field) == (Observation, "regime") else ""
    with pytest.raises(IntegrityError, match=f"{field}_is_known{stands}"), transaction.atomic():
        change(model, **{field: unknown}, **(CLOSED if field == "closing_reason" else {}))


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (InvolvementRole.CASE_COORDINATOR, "one_case_coordinator"),
        (InvolvementRole.PROCESS_COORDINATOR, "one_process_coordinator"),
    ],
)
def test_two_coordinators_at_once(case, role, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        change(Involvement, role=role)


def test_an_organisation_that_is_asked_twice(case):
    asked = {"case": case, "organisation": an_organisation(), "asked_on": TODAY, "asked_by": case.started_by}
    Involvement.objects.create(**asked, asked_reason="Nodig")

    with pytest.raises(IntegrityError, match="involvement_is_asked_once"), transaction.atomic():
        Involvement.objects.create(**asked, asked_reason="Nog eens")


def test_a_child_that_is_the_parent_of_its_parent(case):
    relation = Relation.objects.get(kind=RelationKind.PARENT)
    relation.pk, relation.from_member, relation.to_member = None, relation.to_member, relation.from_member
    relation._state.adding = True

    with pytest.raises(IntegrityError, match="relation_parent_is_not_its_own_child"), transaction.atomic():
        relation.save(force_insert=True)


def a_sharing(case: Case, **fields: Any) -> Sharing:
    by = case.started_by
    given = SHARED | {"recipient_name": ""} | fields
    if given.get("recipient"):
        given["recipient"] = by.organisation
    return Sharing.objects.create(case=case, organisation=by.organisation, shared_by=by, **given)


def a_piece(sharing: Sharing, **fields: Any) -> SharedPiece:
    filled = {"kind": "observation", "subject_id": 1, "title": "Feit", "digest": "1"} | fields
    return SharedPiece.objects.create(sharing=sharing, sharer=sharing.organisation, **filled)


@pytest.mark.parametrize(("name", "fields"), WRONG_SHARINGS.items())
def test_a_sharing_that_says_too_little(case, name, fields):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        a_sharing(case, **fields)


@pytest.mark.parametrize(("name", "fields"), WRONG_PIECES.items())
def test_a_shared_piece_that_cannot_be(case, name, fields):
    sharing = a_sharing(case, recipient_name="Duinveen")
    a_piece(sharing)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        a_piece(sharing, **fields)


@pytest.mark.parametrize(("name", "fields"), WRONG_RECALLS.items())
def test_a_recall_that_cannot_be(case, name, fields):
    filled = {"reason": "Betwist", "changed_on": TODAY} | fields
    told_by = case.started_by if "told_on" in fields and "after" in name else None

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Recall.objects.create(piece=a_piece(a_sharing(case, recipient_name="Duinveen")), told_by=told_by, **filled)


def constraints() -> list[models.BaseConstraint]:
    found = apps.get_app_config("cases").get_models()
    return [constraint for model in found for constraint in model._meta.constraints]


def test_every_constraint_is_proven_here():
    by_rule = {one.name for one in constraints() if one.name.endswith(("_is_known", "_are_known", "_is_filled"))}

    proven = {name for name, _, _ in WRONG} | set(TWICE) | PROVEN_BELOW | KEYS_FOR_OTHERS | by_rule

    assert {constraint.name for constraint in constraints()} == proven


def test_every_constraint_that_a_user_may_meet_speaks_dutch():
    silent = {
        constraint.name
        for constraint in constraints()
        if constraint.violation_error_message == constraint.default_violation_error_message
    }

    assert silent <= {*KEYS_FOR_OTHERS, "deadline_is_open_once", "first_contribution_is_once"}


def test_a_case_at_rest_needs_no_opening_day(case):
    change(Case, opened_on=None, stage=CaseStage.REJECTED)

    assert Case.objects.get(pk=case.pk).opened_on is None
