"""Pages for what cannot be shown or done."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from familienetwerk.accounts.models import User
from familienetwerk.admission import unsent
from familienetwerk.audit.models import EventType, record


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: somebody who may know that it exists, but may not do this. Refusals are logged."""
    user = request.user
    if isinstance(user, User):
        page = request.resolver_match.view_name if request.resolver_match else ""
        record(EventType.REFUSED, by=user, page=page)
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form of before the last log-in. From our own page: put the text back. From elsewhere: refuse."""
    user = request.user
    if request.headers.get("Sec-Fetch-Site") == "same-origin" and isinstance(user, User):
        unsent.keep(request, user)
        return redirect(request.path)
    return render(request, "403.html", {"reason": "Dit formulier is verlopen. Open de pagina opnieuw."}, status=403)
