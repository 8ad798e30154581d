"""Rows that cannot be, for each rule that the database keeps about a case."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import models
from django.db.models.expressions import Combinable
from django.utils import timezone

from cases.models import (
    AccessRequest,
    AgendaItem,
    AgendaParticipant,
    AgreedAction,
    Answer,
    Audience,
    Case,
    ChildSafetyConcern,
    CriterionAnswer,
    Deadline,
    Dissent,
    EmergencyAccess,
    FirstContribution,
    FrameMove,
    FrameParticipant,
    Grant,
    Household,
    IntakeQuestion,
    Involvement,
    InvolvementRole,
    LawfulnessReview,
    LegalFrame,
    Member,
    Observation,
    ObservationWords,
    Passing,
    Relation,
    Residence,
    Shield,
    Triage,
    TriageOutcome,
)
from tests.factories import TODAY

EARLY, LATE = date(2020, 1, 1), date(2030, 1, 1)
NOW = timezone.now()
TEXTS = {
    FrameMove: ["reason"],
    Passing: ["ground"],
    AccessRequest: ["number", "reason"],
    LegalFrame: ["name", "purpose", "controller", "legal_basis"],
    Grant: ["reason", "legal_basis"],
    AgendaItem: ["place"],
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
ADVISED = {"advice": "Ja", "advised_on": LATE, "advice_by": models.F("asked_by")}
FOLLOWED_UP = {"follow_up": "Gedaan", "followed_up_on": LATE, "follow_up_by": models.F("asked_by")}
WRONG = [
    ("legal_frame_ends_after_it_begins", LegalFrame, {"valid_until": EARLY}),
    ("participant_leaves_after_it_joined", FrameParticipant, {"valid_until": EARLY}),
    ("dpia_holds_after_it_is_made", LegalFrame, {"dpia_valid_until": EARLY}),
    ("agreed_action_is_done_by_somebody_on_a_day", AgreedAction, {"done_on": TODAY, "result": "Klaar"}),
    ("agreed_action_is_done_with_a_result", AgreedAction, {"result": "Klaar"}),
    ("lawfulness_advice_is_complete_or_absent", LawfulnessReview, {"advised_on": TODAY}),
    ("lawfulness_follow_up_is_complete_or_absent", LawfulnessReview, {"follow_up": "Gedaan"}),
    ("lawfulness_follow_up_comes_of_an_advice", LawfulnessReview, FOLLOWED_UP),
    ("lawfulness_advice_comes_after_the_question", LawfulnessReview, ADVISED | {"advised_on": EARLY}),
    (
        "lawfulness_follow_up_comes_after_the_advice",
        LawfulnessReview,
        ADVISED | FOLLOWED_UP | {"followed_up_on": EARLY},
    ),
    ("dpia_has_a_reference", LegalFrame, {"dpia_reference": ""}),
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
    ("agenda_item_ends_after_it_begins", AgendaItem, {"ends_at": models.F("begins_at")}),
    ("agenda_item_is_over_the_same_day", AgendaItem, {"ends_at": models.F("begins_at") + timedelta(hours=13)}),
    ("agenda_item_is_cancelled_by_somebody_with_a_reason", AgendaItem, {"cancelled_reason": "Ziek"}),
    ("member_is_restricted_by_somebody_with_a_reason", Member, {"restricted_to": [], "restricted_at": NOW}),
    ("member_is_restricted_since_a_moment", Member, {"restricted_at": NOW}),
    ("relation_is_restricted_by_somebody_with_a_reason", Relation, {"restricted_to": [], "restricted_at": NOW}),
    ("relation_is_restricted_since_a_moment", Relation, {"restricted_at": NOW}),
    ("involvement_that_begins_at_an_hour_ends_after_it", Involvement, {"begins_at": NOW}),
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
    "agenda_participant_is_invited_once": AgendaParticipant,
    "dissent_is_recorded_once": Dissent,
    "participant_is_once_at_a_time": FrameParticipant,
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
    "emergency_is_reviewed_before_the_next",  # in test_judging_an_emergency
    "organisation_is_missed_once",  # in test_who_was_at_a_discussion
    "case_has_one_case_coordinator_at_a_time",
    "case_has_one_process_coordinator_at_a_time",
    "involvement_is_asked_once",
    "involvement_of_a_guest_has_an_end",  # in test_rights_that_end, with the next
    "involvement_with_an_end_has_it_in_its_period",
    "relation_parent_is_not_its_own_child",
}
KEYS_FOR_OTHERS = {"member_belongs_to_its_case", "household_belongs_to_its_case"}  # what composite keys point to


def wrong_in_memory() -> Iterator[tuple[str, models.Model]]:
    """The last row of each kind, made wrong but not stored; what only SQL can say of a column is left out."""
    empty = [(f"empty {field}", model, {field: ""}) for model, fields in TEXTS.items() for field in fields]
    for name, model, fields in [*WRONG, *empty]:
        if not any(isinstance(value, Combinable) for value in fields.values()):
            row = model._default_manager.latest("pk")
            for field, value in fields.items():
                setattr(row, field, value)
            yield name, row
    for name, model in TWICE.items():
        row = model._default_manager.latest("pk")
        row.pk, row._state.adding = None, True
        yield name, row
