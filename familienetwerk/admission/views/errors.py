"""Pages for what cannot be shown or done."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import redirect, render
from django.template import loader

from familienetwerk.accounts.models import User
from familienetwerk.accounts.sent_once import TYPED_BY
from familienetwerk.admission import unsent
from familienetwerk.admission.turning_away import note_too_often
from familienetwerk.audit.models import EventType, record
from familienetwerk.audit.refusals import LoggedAbsence, LoggedRefusal


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: somebody who may know that it exists, but may not do this. Refusals are logged."""
    if not isinstance(exception, LoggedRefusal):
        note_refusal(request)
    match = request.resolver_match
    context = {"reason": str(exception), "case_id": match.kwargs.get("case_id") if match else None}
    return render(request, "403.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404. A number in a good address, of what is not there for this user, may be somebody trying: it is logged."""
    is_of_this_app = request.resolver_match and request.resolver_match.kwargs
    if is_of_this_app and not isinstance(exception, LoggedAbsence):
        note_refusal(request)
    return HttpResponseNotFound(loader.render_to_string("404.html", request=request))


def note_refusal(request: HttpRequest) -> None:
    """Which page of which case, and the number that was asked for: all of it from the address."""
    user, match = request.user, request.resolver_match
    if not isinstance(user, User):
        return
    numbers = {name: number for name, number in match.kwargs.items() if isinstance(number, int)} if match else {}
    case_id = numbers.pop("case_id", None)
    subject, number = next(iter(numbers.items()), ("", None))
    record(
        EventType.REFUSED,
        by=user,
        case_id=case_id,
        page=match.view_name if match else "",
        subject=subject.removesuffix("_id"),
        subject_ids=[number] if number is not None else [],
    )


def too_often(request: HttpRequest) -> HttpResponse:
    """429: guessing, or pressing again and again."""
    note_too_often(request)
    return render(request, "429.html", status=429)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form of before the last log-in. From our own page: put the text back. From elsewhere, or of another: refuse."""
    user = request.user
    is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    if is_ours and isinstance(user, User) and not unsent.is_of_another(request, user):
        unsent.keep(request, user)
        return redirect(request.get_full_path())
    if is_ours and not user.is_authenticated and TYPED_BY in request.POST:  # no cookie is left
        unsent.keep(request, unsent.typist_of(request))
        return redirect_to_login(request.get_full_path())
    note_refusal(request)
    return render(request, "403.html", {"reason": "Dit formulier is verlopen. Open de pagina opnieuw."}, status=403)
