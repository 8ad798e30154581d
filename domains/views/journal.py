"""Contactmomenten: the contacts with the family, one form on top, and what is done about a mistake."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cases.audience import Readers
from cases.models import Case, Member
from cases.models.member import MemberQuerySet
from cases.permissions import CONTRIBUTE, VIEW, case_view, refuse
from cases.views.act import act_page, done
from domains import actions
from domains.forms.journal import JournalFilter, LogContact, StrikeContact
from domains.journal_page import JournalPage, readable, with_all_it_says
from domains.models import Contact
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import EventType, record
from familienetwerk.screen.typed import typed

WHY = "Wie later met het gezin spreekt, weet dan wat er is gezegd en afgesproken. Schrijf alleen op wat nodig is."
WHY_STANDS = (
    "Wat er staat, blijft staan: een ander kan er al op vertrouwd hebben. Daarom ziet men ook wat er eerst stond."
)


@require_GET
@case_view(VIEW)
def journal(request: UserRequest, case: Case) -> HttpResponse:
    """The newest first, with the form for a new one on top for who may write."""
    readers, people = Readers.of(case), list(known_members(request, case))
    chosen = JournalFilter(request.GET, contacts=readable(case, request.user), people=people)
    page = JournalPage.of(case, chosen, request.GET.get("pagina"), readers=readers, user=request.user)
    record(
        EventType.PERSONS_VIEWED,
        by=request.user,
        case_id=case.pk,
        subject="contact",
        subject_ids=page.shown,
        page="journal",
    )
    form = a_form(None, request.user, readers, people) if case.access.adds else None  # type: ignore[attr-defined]
    context = {"case": case, "active_tab": "journal", "page": page, "filter": chosen, "form": form}
    return render(request, "domains/journal.html", context)


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def log_contact(request: UserRequest, case: Case) -> HttpResponse:
    """The same form on a page of its own: for who prefers that, and for what was not right yet."""
    form = a_form(typed(request), request.user, Readers.of(case), known_members(request, case))
    if done(request, form, lambda: actions.log_contact(case, by=request.user, **form.cleaned_data)):
        messages.success(request, "Het contactmoment is vastgelegd.")
        return redirect("domains:journal", case.pk)
    return journal_act(request, case, form, title="Leg een contactmoment vast", button="Leg vast", why=WHY)


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def correct_contact(request: UserRequest, case: Case, contact_id: int) -> HttpResponse:
    """A next version; the earlier one stays below it."""
    contact = own_last_version(request, case, contact_id)
    people, on = known_members(request, case), timezone.localdate()
    form = a_form(typed(request), request.user, Readers.of(case), people, earlier=contact)
    if done(request, form, lambda: actions.correct_contact(contact, by=request.user, on=on, **form.cleaned_data)):
        messages.success(request, "De nieuwe versie staat er. De eerdere blijft eronder staan.")
        return redirect("domains:journal", case.pk)
    return journal_act(request, case, form, title="Verbeter dit contactmoment", button="Bewaar", why=WHY_STANDS)


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def strike_contact(request: UserRequest, case: Case, contact_id: int) -> HttpResponse:
    contact = own_last_version(request, case, contact_id)
    form, on = StrikeContact(typed(request)), timezone.localdate()
    if done(request, form, lambda: actions.strike_contact(contact, by=request.user, on=on, **form.cleaned_data)):
        messages.success(request, "Het contactmoment is doorgehaald. De reden staat erbij.")
        return redirect("domains:journal", case.pk)
    return journal_act(request, case, form, title="Haal dit contactmoment door", button="Haal door", why=WHY_STANDS)


def known_members(request: UserRequest, case: Case) -> MemberQuerySet:
    return case.members.visible_to(request.user).eldest_first()


def a_form(
    data: QueryDict | None, user: User, readers: Readers, people: Iterable[Member], *, earlier: Contact | None = None
) -> LogContact:
    offer = readers.offer(user.organisation)
    return LogContact(data, people=people, offer=offer, organisation=user.organisation, earlier=earlier)


def own_last_version(request: UserRequest, case: Case, contact_id: int) -> Contact:
    """Of the own organisation; of what one may not read, not even that it is there.

    Who was writing while a colleague was first, hears it from the action and keeps what was typed.
    """
    found = with_all_it_says(Contact.objects.filter(case=case).read_by(request.user)).prefetch_related("members")
    contact = get_object_or_404(found, pk=contact_id)
    if contact.organisation_id != request.user.organisation_id:
        refuse(request.user, case, page="contact", why="Alleen de organisatie die dit schreef, kan dit.")
    if request.method == "GET" and (contact.is_struck or contact.has_next):  # type: ignore[attr-defined]
        refuse(request.user, case, page="contact", why="Dit is doorgehaald of verbeterd. Het blijft zoals het was.")
    return contact


def journal_act(
    request: UserRequest, case: Case, form: LogContact | StrikeContact, *, title: str, button: str, why: str
) -> HttpResponse:
    back = reverse("domains:journal", args=[case.pk])
    return act_page(request, case, form, tab="journal", title=title, button=button, back=back, why=why)
