"""Geschiedenis: what changed from what to what, by whom and when, as far as one may read it."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from cases.models import (
    AgendaItem,
    AgendaParticipant,
    AgreedAction,
    Bsn,
    Case,
    ChildSafetyConcern,
    CriterionAnswer,
    Decision,
    Dissent,
    Grant,
    Household,
    IntakeQuestion,
    Involvement,
    LawfulnessReview,
    Member,
    MissedOrganisation,
    Observation,
    ObservationWords,
    Relation,
    Residence,
    Shield,
    Triage,
)
from cases.permissions import CHANGE, VIEW, case_view
from documents.models import Document, DocumentContent
from domains.models import (
    Agreement,
    Assessment,
    Contact,
    ContactWords,
    Contribution,
    ContributionWords,
    DomainScore,
    ProblemDefinition,
    SharedConclusion,
)
from familienetwerk.accounts.access import has_power
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.roles import Power
from familienetwerk.audit.models import EventType, record
from familienetwerk.breaches.models import Affected, Breach, Suspicion, Telling
from familienetwerk.history.audiences import with_audiences
from familienetwerk.history.changes import changes_about, changes_in
from familienetwerk.history.version import Model
from interventions.models import ActionItem, ActionWords, Adoption, Goal, Intervention, Plan

PARTS: dict[str, tuple[str, list[Model]]] = {
    "gezin": ("Gezin", [Member, Relation, Household, Residence]),
    "casus": ("Casus", [Case, LawfulnessReview]),
    "intake": ("Intake", [Triage, CriterionAnswer, IntakeQuestion, ChildSafetyConcern]),
    "waarnemingen": ("Waarnemingen", [Observation, ObservationWords]),
    "betrokkenen": ("Betrokkenen", [Involvement, Grant, Shield]),
    "besprekingen": (
        "Besprekingen",
        [AgendaItem, AgendaParticipant, MissedOrganisation, Decision, Dissent, AgreedAction],
    ),
    "beoordelingen": ("Beoordelingen", [Assessment, SharedConclusion, DomainScore]),
    "probleemdefinitie": ("Probleemdefinitie", [Contribution, ContributionWords, ProblemDefinition, Agreement]),
    "plan": ("Plan van aanpak", [Plan, Goal, ActionItem, ActionWords, Adoption]),
    "contactmomenten": ("Contactmomenten", [Contact, ContactWords]),
    "documenten": ("Documenten", [Document, DocumentContent]),
    "interventies": ("Interventies", [Intervention]),
}
FIRST = "gezin"


@require_GET
@case_view(CHANGE, also_at_rest=True)
def case_history(request: UserRequest, case: Case) -> HttpResponse:
    """One part at a time, for who coordinates."""
    chosen = request.GET.get("deel", FIRST)
    word, kinds = PARTS.get(chosen, PARTS[FIRST])
    context = {
        "case": case,
        "active_tab": "log",
        "part": word,
        "parts": [(key, name, name == word) for key, (name, _) in PARTS.items()],
        "changes": with_audiences(changes_in(case, kinds, user=request.user), case),
    }
    return render(request, "history/case.html", context)


@require_GET
@case_view(VIEW)
def member_history(request: UserRequest, case: Case, member_id: int) -> HttpResponse:
    """Of one person: what is known, homes and relations."""
    member = get_object_or_404(case.members.visible_to(request.user), pk=member_id)
    record(
        EventType.PERSONS_VIEWED,
        by=request.user,
        case_id=case.pk,
        subject="member",
        subject_ids=[member.pk],
        page="member_history",
    )
    kinds: dict[Model, Q] = {
        Member: Q(pgh_obj=member.pk),
        Residence: Q(member=member.pk),
        Relation: Q(from_member=member.pk) | Q(to_member=member.pk),
        Bsn: Q(pgh_obj=member.pk),
    }
    context = {"case": case, "active_tab": "family", "member": member, "changes": changes_about(kinds)}
    return render(request, "history/member.html", context)


@require_GET
@has_power(Power.KEEP_BREACHES)
def breach_history(request: UserRequest, breach_id: int) -> HttpResponse:
    """Of one breach: what was written of it, who was told, what was touched, and how it was reported."""
    breach = get_object_or_404(Breach.objects.kept_by(request.user), pk=breach_id)
    kinds: dict[Model, Q] = {
        Breach: Q(pgh_obj=breach.pk),
        Telling: Q(breach=breach.pk),
        Affected: Q(breach=breach.pk),
        Suspicion: Q(pgh_obj__in=breach.suspicions.values("pk")),
    }
    return render(request, "history/breach.html", {"breach": breach, "changes": changes_about(kinds)})
