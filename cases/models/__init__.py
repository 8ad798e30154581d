from cases.models.access_request import AccessRequest
from cases.models.agenda import AgendaItem, AgendaParticipant, MissedOrganisation
from cases.models.bsn import Bsn, BsnPurpose
from cases.models.case import Case, ClosingReason, Urgency
from cases.models.deadline import Deadline, DeadlineKind
from cases.models.decision import AgreedAction, Decision, Dissent
from cases.models.emergency import EmergencyAccess, Judgement
from cases.models.frame import FrameMove, LegalFrame, LegalFrameKind
from cases.models.from_outside import Announced, AskedAbout, Brought
from cases.models.grant import (
    CaseGroupPermission,
    CaseUserPermission,
    Grant,
    GrantLevel,
    GrantPurpose,
    held_on,
)
from cases.models.household import Household, Residence, is_about_hidden_subject
from cases.models.intake import (
    Answer,
    ChildSafetyConcern,
    Criterion,
    CriterionAnswer,
    CriterionOutcome,
    IntakeQuestion,
    Triage,
    TriageOutcome,
)
from cases.models.involvement import FirstContribution, Involvement, InvolvementRole
from cases.models.item import Audience, Item, ItemQuerySet, item_constraints
from cases.models.lawfulness import LawfulnessReview
from cases.models.listed import Listed
from cases.models.member import Gender, Member, MemberQuerySet, MemberRole, MembershipReason, is_about_hidden_member
from cases.models.observation import Nature, Observation, ObservationWords
from cases.models.participant import FrameParticipant
from cases.models.passing import Passing
from cases.models.permission_check import PermissionCheck
from cases.models.regime import Regime
from cases.models.relation import Certainty, Relation, RelationKind, RelationQuality
from cases.models.restriction import KnownQuerySet, Reader
from cases.models.sharing import PieceKind, Recall, SharedPiece, Sharing
from cases.models.shield import Shield
from cases.models.stage import TRANSITIONS, CaseStage, may_move
from cases.models.undirected import Undirected

__all__ = [
    "TRANSITIONS",
    "AccessRequest",
    "AgendaItem",
    "AgendaParticipant",
    "AgreedAction",
    "Announced",
    "Answer",
    "AskedAbout",
    "Audience",
    "Brought",
    "Bsn",
    "BsnPurpose",
    "Case",
    "CaseGroupPermission",
    "CaseStage",
    "CaseUserPermission",
    "Certainty",
    "ChildSafetyConcern",
    "ClosingReason",
    "Criterion",
    "CriterionAnswer",
    "CriterionOutcome",
    "Deadline",
    "DeadlineKind",
    "Decision",
    "Dissent",
    "EmergencyAccess",
    "FirstContribution",
    "FrameMove",
    "FrameParticipant",
    "Gender",
    "Grant",
    "GrantLevel",
    "GrantPurpose",
    "Household",
    "IntakeQuestion",
    "Involvement",
    "InvolvementRole",
    "Item",
    "ItemQuerySet",
    "Judgement",
    "KnownQuerySet",
    "LawfulnessReview",
    "LegalFrame",
    "LegalFrameKind",
    "Listed",
    "Member",
    "MemberQuerySet",
    "MemberRole",
    "MembershipReason",
    "MissedOrganisation",
    "Nature",
    "Observation",
    "ObservationWords",
    "Passing",
    "PermissionCheck",
    "PieceKind",
    "Reader",
    "Recall",
    "Regime",
    "Relation",
    "RelationKind",
    "RelationQuality",
    "Residence",
    "SharedPiece",
    "Sharing",
    "Shield",
    "Triage",
    "TriageOutcome",
    "Undirected",
    "Urgency",
    "held_on",
    "is_about_hidden_member",
    "is_about_hidden_subject",
    "item_constraints",
    "may_move",
]
