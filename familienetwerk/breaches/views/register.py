"""The register of breaches: the list, a new line in it, and the whole as a workbook (AVG 33 lid 5)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cases.views.act import done
from familienetwerk.accounts.access import has_power
from familienetwerk.accounts.fresh_login import file_asked_for, fresh_login_for_file
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.roles import Power
from familienetwerk.audit.models import EventType, record
from familienetwerk.breaches import actions, forms
from familienetwerk.breaches.export import sheets_of
from familienetwerk.breaches.models import Breach, Suspicion
from familienetwerk.screen.spreadsheet import XLSX_TYPE, workbook
from familienetwerk.screen.typed import typed

PER_PAGE = 50


@require_GET
@has_power(Power.KEEP_BREACHES)
def register(request: UserRequest) -> HttpResponse:
    """What was reported and waits, and every breach, the newest first."""
    kind, _ = file_asked_for(request.GET)
    context = {
        "file": reverse("breaches:export", args=[kind]) if kind == "xlsx" else "",
        "page": Paginator(Breach.objects.kept_by(request.user).newest_first(), PER_PAGE).get_page(
            request.GET.get("pagina")
        ),
        "suspicions": Suspicion.objects.looked_after_by(request.user).new().by_clock().select_related("reported_by"),
    }
    return render(request, "breaches/register.html", context)


@require_GET
@has_power(Power.KEEP_BREACHES)
@fresh_login_for_file("breaches:register")
def export(request: UserRequest, kind: str) -> HttpResponse:
    """As the authority may ask for it."""
    breaches = Breach.objects.kept_by(request.user).newest_first()
    today = timezone.localdate()
    body = workbook(sheets_of(breaches, today=today, asked_by=request.user.name))
    record(
        EventType.EXPORTED,
        by=request.user,
        subject="breach",
        page=f"register.{kind}",
        purpose="register van datalekken",
    )
    name = f"register-datalekken-{today:%Y-%m-%d}.{kind}"
    return HttpResponse(body, XLSX_TYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_http_methods(["GET", "POST"])
@has_power(Power.KEEP_BREACHES)
def register_breach(request: UserRequest) -> HttpResponse:
    form = forms.KeepBreach(typed(request))
    if done(request, form, lambda: actions.register_breach(by=request.user, **form.answers)):
        messages.success(request, "Het datalek staat in het register.")
        return redirect("breaches:register")
    return render(request, "breaches/register_breach.html", {"form": form}, status=422 if form.errors else 200)
