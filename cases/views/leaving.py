"""What somebody who left leaves behind: a case that nobody directs, and work that waits for another."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases import actions
from cases.forms.leaving import Reassign, TakeDirection
from cases.models import Case, Deadline, Undirected
from cases.permissions import CHANGE, case_view
from cases.views.act import act_page, done
from familienetwerk.accounts.access import has_role
from familienetwerk.accounts.http import UserRequest
from familienetwerk.accounts.roles import Role
from familienetwerk.screen.typed import typed


@require_http_methods(["GET", "POST"])
@has_role(Role.PROCESS_COORDINATOR)
def take_direction(request: UserRequest, orphan_id: int) -> HttpResponse:
    """Its number and nothing more, until somebody takes it up."""
    orphan = get_object_or_404(Undirected, pk=orphan_id)
    form = TakeDirection(typed(request))
    taken: list[Case | None] = []

    def act() -> None:
        taken.append(actions.take_direction(orphan_id, by=request.user, on=timezone.localdate(), **form.cleaned_data))

    if done(request, form, act):
        if taken[0]:
            messages.success(request, "U bent nu procesregisseur van deze casus.")
            return redirect("cases:detail", orphan_id)
        form.add_error(None, "Een collega was u voor.")
    context = {"form": form, "number": orphan.number}
    return render(request, "cases/take_direction.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def reassign(request: UserRequest, case: Case, deadline_id: int) -> HttpResponse:
    waiting = Deadline.objects.of_who_left().filter(case=case).known_to(request.user).select_related("case", "user")
    deadline = get_object_or_404(waiting, pk=deadline_id)
    form = Reassign(typed(request), case=case)
    if done(request, form, lambda: actions.reassign(deadline, form.cleaned_data["seat"], by=request.user)):
        messages.success(request, f"{form.cleaned_data['seat'].user} doet dit voortaan.")
        return redirect("cases:notices")
    title = f"{deadline.get_kind_display()}: wie neemt dit over van {deadline.user}?"
    back = reverse("cases:notices")
    return act_page(request, case, form, tab="overview", title=title, button="Geef door", back=back)
