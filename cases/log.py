"""The log of one case in words: who, of which organisation, did or saw what, when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from cases.models import Case
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent, AuditEventQuerySet, EventType
from familienetwerk.screen.dates import midnight

LOOKING = [EventType.CASE_VIEWED, EventType.PERSONS_VIEWED, EventType.PRINTED, EventType.EXPORTED]


@dataclass(frozen=True, kw_only=True)
class Line:
    at: datetime
    who: str
    organisation: str
    roles: str
    what: str
    about: str


# What an event is about, as the code calls it and as the page says it.
SUBJECTS: dict[str, str] = {
    "access_request": "vraag om toegang",
    "action": "actie",
    "agenda_item": "bespreking",
    "adoption": "akkoord op het plan",
    "agreement": "akkoord op de probleemdefinitie",
    "assessment": "beoordeling",
    "breach": "datalek",
    "bsn": "BSN",
    "case": "casus",
    "child_safety": "zorg om een kind",
    "closing": "sluiting",
    "contact": "contactmoment",
    "contribution": "bijdrage",
    "criterion": "criterium",
    "deadline": "termijn",
    "decision": "besluit van een bespreking",
    "definition": "probleemdefinitie",
    "dissent": "afwijkend standpunt",
    "agreed_action": "afspraak uit een bespreking",
    "emergency": "noodprocedure",
    "document": "document",
    "evaluation": "evaluatie van het plan",
    "exception": "uitzondering op samen kijken",
    "goal": "doel",
    "grant": "toegang",
    "household": "huishouden",
    "job": "taak van de app",
    "lawfulness": "toets op rechtmatigheid",
    "legal_frame": "kader",
    "mandate": "mandaat",
    "frame_participant": "deelname aan een kader",
    "organisation": "organisatie",
    "report": "rapportage",
    "user": "account",
    "intake": "intake",
    "intervention": "interventie",
    "involvement": "betrokkenheid",
    "log": "logboek",
    "log_review": "controle van het logboek",
    "log_sample": "steekproef uit het logboek",
    "log_signal": "signaal uit het logboek",
    "member": "gezinslid",
    "member_restriction": "afscherming van een gezinslid",
    "relation_restriction": "afscherming van een relatie",
    "member_informing": "informeren van een gezinslid",
    "observation": "waarneming",
    "passing": "vrijgave voor een ander kader",
    "permission_check": "vergelijking van rechten",
    "plan": "plan van aanpak",
    "question": "vraag",
    "recall": "wijziging van een verstrekt stuk",
    "relation": "relatie",
    "residence": "woonplek",
    "shield": "afscherming van namen",
    "sharing": "verstrekking",
    "requirement": "eis aan wie casussen opent",
    "statement": "verklaring",
    "stage": "fase",
    "suspicion": "vermoeden van een datalek",
    "triage": "triage",
}
# Which part of a case a page is, by the names of its views.
PARTS: dict[str, tuple[str, ...]] = {
    "overzicht": ("detail", "observations", "dispute", "passings", "take_back_passing", "change_frame"),
    "rechtmatigheid": ("lawfulness", "ask_lawfulness", "lawfulness_file", "record_advice", "follow_up_advice"),
    "intake": ("intake", "add_observation", "child_safety", "ask_question", "criteria", "decide", "resume"),
    "gezin": (
        *("family", "picture", "kinship", "member", "add_member", "change_member", "keep_member", "end_member"),
        *("mark_informed", "postpone_informing", "add_household", "change_household", "move_in", "move_out"),
        *(
            "add_relation",
            "correct_relation",
            "end_relation",
            "remove_relation",
            "note_bsn",
            "reveal_bsn",
            "restrict_member",
            "restrict_relation",
        ),
    ),
    "betrokkenen": (
        *("involvements", "choose_organisation", "ask", "withdraw", "start_colleague", "change_task", "end"),
        *("hand_over", "appoint", "set_end", "invite_guest", "answer_access", "reassign"),
    ),
    "besprekingen": (
        "agenda",
        "plan_discussion",
        "invite_for_item",
        "move_discussion",
        "cancel_discussion",
        "note_attendance",
        *("record_decision", "record_dissent", "agree_action", "finish_agreed"),
    ),
    "uitnodiging om mee te doen": ("invitation",),
    "beoordelingen": (
        *("assessments", "assessment", "course", "assess"),
        *("change_assessment", "release_assessment", "discard_assessment"),
    ),
    "probleemdefinitie": (
        *("problem", "definition", "start_definition", "change_definition", "propose_definition"),
        *("take_back_definition", "answer_definition", "fix_definition", "record_exception"),
        *("contribute", "release_contribution", "discard_contribution"),
    ),
    "plan van aanpak": (
        *("plan", "plan_version", "start_plan", "change_plan", "propose_plan", "take_back_plan", "react_to_plan"),
        *("take_up_interventions", "adopt_plan", "evaluate_plan", "add_goal", "change_goal", "remove_goal"),
        *("add_action", "change_action", "remove_action", "report_progress", "action"),
    ),
    "plan van aanpak op papier": ("ask_pdf", "pdf_progress", "pdf_file"),
    "interventies": (
        *("interventions", "intervention", "consider_intervention", "change_intervention", "choose_intervention"),
        *("reconsider_intervention", "start_intervention", "end_intervention", "not_used"),
    ),
    "contactmomenten": ("journal", "log_contact", "correct_contact", "strike_contact"),
    "documenten": ("documents", "add_document", "fetch_document", "correct_document", "withdraw_document"),
    "tijdlijn": ("timeline",),
    "verstrekkingen": ("sharings", "share", "tell_recipient"),
    "geschiedenis": ("case_history", "member_history"),
    "bekijken als een ander": ("choose_seat",),
    "vraag bij de intake": ("answer",),
    "inzage": ("log", "who_looked", "shield"),
}
PART_OF_PAGE = {page: part for part, pages in PARTS.items() for page in pages}


def lines_of(events: Iterable[AuditEvent]) -> list[Line]:
    """Events with the names of people and organisations: two queries, however many events."""
    events = list(events)
    users = User.objects.in_bulk({event.user_id for event in events if event.user_id})
    organisations = Organisation.objects.in_bulk({event.organisation_id for event in events if event.organisation_id})
    return [
        Line(
            at=event.at,
            who=str(users.get(event.user_id or 0, "" if event.user_id else "De app zelf")),
            organisation=str(organisations.get(event.organisation_id or 0, "")),
            roles=roles_in_words(event.roles),
            what=event.get_type_display(),
            about=about(event),
        )
        for event in events
    ]


def lines_overseen_by(officer: User) -> AuditEventQuerySet:
    """Of cases of the own municipality; and of no case, what people did who work in it, and the app itself.

    The caller is overseeing, or finds no case at all.
    """
    if officer.overseen_id is None:
        return AuditEvent.objects.none()
    return lines_of_municipality(officer.overseen_id)


def lines_of_municipality(municipality: int) -> AuditEventQuerySet:
    """Each line is of one municipality; what partners of all of them did outside a case, and the app, is of each."""
    cases = Case.objects.filter(municipality=municipality).values("pk")
    partners = Organisation.objects.serving(municipality).values("pk")
    of_no_case = Q(case_id=None) & (Q(organisation_id=None) | Q(organisation_id__in=partners))
    return AuditEvent.objects.filter(Q(case_id__in=cases) | of_no_case)


def about(event: AuditEvent) -> str:
    if event.type == EventType.CASE_VIEWED:
        return PART_OF_PAGE.get(event.page, "een ander onderdeel")
    number = len(event.subject_ids.split(",")) if event.subject_ids else 0
    word = SUBJECTS.get(event.subject, event.subject)
    return f"{word}, {number} keer" if number > 1 else word


def roles_in_words(roles: str) -> str:
    return ", ".join(str(Role(role).label) for role in roles.split(",") if role in Role.values)


def views_this_month(case_id: int, *, today: date) -> AuditEventQuerySet:
    """Each time that somebody opened a page of this case since the first of the month."""
    begin = midnight(today.replace(day=1))
    return AuditEvent.objects.of_case(case_id).filter(type=EventType.CASE_VIEWED, at__gte=begin)


def last_change(case_id: int, subject: str, subject_id: int) -> tuple[str, datetime | None]:
    """Who changed this last, with the organisation, and when: for the page of two editors."""
    changes = AuditEvent.objects.of_case(case_id).filter(subject=subject, subject_ids=str(subject_id))
    event = changes.exclude(type__in=LOOKING).newest_first().first()
    if event is None or event.user_id is None:
        return "een collega", None
    user = User.objects.select_related("organisation").filter(pk=event.user_id).first()
    return (f"{user.name} ({user.organisation})", event.at) if user else ("een collega", None)
