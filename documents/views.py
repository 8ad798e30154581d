"""Documenten: the list, adding, fetching, correcting what is said of one, and withdrawing."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from cases.audience import Readers
from cases.models import Case
from cases.permissions import CONTRIBUTE, VIEW, case_view, refuse
from cases.views.act import act_page, did, done, two_editors
from documents import actions, forms, scanner
from documents.documents_page import DocumentsPage
from documents.models import Document, DocumentContent
from familienetwerk.accounts.http import UserRequest
from familienetwerk.audit.models import EventType, record
from familienetwerk.locking import Conflict
from familienetwerk.screen.typed import saving, typed
from familienetwerk.screen.uploads import was_too_large

WHY = "Voeg alleen toe wat voor dit doel nodig is. Wie het ophaalt, leggen wij elke keer vast."


@require_GET
@case_view(VIEW)
def documents(request: UserRequest, case: Case) -> HttpResponse:
    page = DocumentsPage.of(case, user=request.user)
    record(
        EventType.PERSONS_VIEWED,
        by=request.user,
        case_id=case.pk,
        subject="document",
        subject_ids=[row.document.pk for row in [*page.rows, *page.withdrawn]],
        page="documents",
    )
    return render(request, "documents/documents.html", {"case": case, "active_tab": "documents", "page": page})


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def add_document(request: UserRequest, case: Case) -> HttpResponse:
    form = forms.AddDocument(
        typed(request),
        request.FILES if saving(request) else None,
        case=case,
        offer=Readers.of(case).offer(request.user.organisation),
        organisation=request.user.organisation,
        is_too_large=was_too_large(request),
    )
    if done(request, form, lambda: add(request, case, form)):
        messages.success(request, f"Het document staat erbij. {what_comes_now()}".strip())
        return redirect("documents:documents", case.pk)
    return document_act(request, case, form, title="Voeg een document toe", button="Voeg toe")


def what_comes_now() -> str:
    return "Nu zoekt de virusscanner erin. Daarna kunt u het ophalen." if scanner.is_configured() else ""


def add(request: UserRequest, case: Case, form: forms.AddDocument) -> None:
    upload = form.cleaned_data["file"]
    actions.add_document(case, upload.name, upload.file, by=request.user, **form.about)


@require_http_methods(["GET", "POST"])
@case_view(VIEW, to_keep=True)
def fetch_document(request: UserRequest, case: Case, document_id: int) -> HttpResponseBase:
    """The file itself, never through another's eyes. What nobody scanned is asked once more."""
    if request.user.looker:
        raise Http404
    content = readable_content(request, case, document_id)
    if content.asks_confirmation and not content.document.is_withdrawn and request.method == "GET":
        context = {"case": case, "active_tab": "documents", "content": content}
        return render(request, "documents/fetch.html", context)
    try:
        fetched = actions.fetch_document(content, by=request.user)
    except actions.CannotFetch as refusal:
        refuse(request.user, case, page="fetch_document", why=" ".join(refusal.messages))
    return sent(fetched, name=f"document-{case.number}-{content.pk}.{fetched.extension}")


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def correct_document(request: UserRequest, case: Case, document_id: int) -> HttpResponse:
    content = own_content(request, case, document_id)
    form = forms.CorrectDocument(typed(request), case=case, content=content)
    if saving(request) and form.is_valid():
        try:
            corrected = did(form, lambda: actions.correct_document(content, by=request.user, **form.cleaned_data))
        except Conflict as conflict:
            back = reverse("documents:documents", args=[case.pk])
            return two_editors(request, case, form, conflict, subject="document", what="dit document", back=back)
        if corrected:
            messages.success(request, "De wijziging is bewaard.")
            return redirect("documents:documents", case.pk)
    return document_act(request, case, form, title="Verbeter wat er bij dit document staat", button="Bewaar")


@require_http_methods(["GET", "POST"])
@case_view(CONTRIBUTE)
def withdraw_document(request: UserRequest, case: Case, document_id: int) -> HttpResponse:
    content = own_content(request, case, document_id)
    form = forms.WithdrawDocument(typed(request))
    if done(
        request,
        form,
        lambda: actions.withdraw_document(content.document, by=request.user, reason=form.cleaned_data["reason"]),
    ):
        messages.success(request, "Het document is ingetrokken. Niemand kan het nog ophalen.")
        return redirect("documents:documents", case.pk)
    return document_act(request, case, form, title=f"Trek “{content.title}” in", button="Trek in")


def readable_content(request: UserRequest, case: Case, document_id: int) -> DocumentContent:
    """Only what this user may read; of anything else not even that it is there."""
    readable = Document.objects.filter(case=case).read_by(request.user)
    found = DocumentContent.objects.filter(document__in=readable.values("pk")).select_related("document")
    return get_object_or_404(found, pk=document_id)


def own_content(request: UserRequest, case: Case, document_id: int) -> DocumentContent:
    """Of the own organisation, and not withdrawn."""
    content = readable_content(request, case, document_id)
    if content.document.organisation_id != request.user.organisation_id:
        refuse(request.user, case, page="document", why="Alleen de organisatie van dit document kan dit.")
    if content.document.is_withdrawn:
        refuse(request.user, case, page="document", why="Dit document is ingetrokken. Het blijft zoals het was.")
    return content


def sent(fetched: actions.Fetched, *, name: str) -> StreamingHttpResponse:
    """To keep, not to open here, with a name that says nothing; what a file may in a browser says headers.py."""
    return StreamingHttpResponse(
        fetched.pieces,
        content_type=fetched.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Length": str(fetched.size),
        },
    )


def document_act(request: UserRequest, case: Case, form: object, *, title: str, button: str) -> HttpResponse:
    back = reverse("documents:documents", args=[case.pk])
    return act_page(request, case, form, tab="documents", title=title, button=button, back=back, why=WHY)  # type: ignore[arg-type]
