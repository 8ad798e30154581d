"""The BSN of a member: noting it, and showing it once, for a purpose."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from cases import actions
from cases.forms.bsn import NoteBsn, RevealBsn
from cases.models import Bsn, Case, Member
from cases.permissions import CHANGE, case_view
from cases.views.act import act_page, done
from cases.views.members import open_member
from familienetwerk.accounts.fresh_login import fresh_login
from familienetwerk.accounts.http import UserRequest
from familienetwerk.locking import Conflict
from familienetwerk.screen.typed import saving, typed

NO_GROUND = "Het kader van deze casus heeft geen grondslag voor het BSN. Leg het hier niet vast."
OVERTAKEN = "Een collega legde net een BSN vast. Kijk eerst welk nummer er nu staat."


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
def note_bsn(request: UserRequest, case: Case, member_id: int) -> HttpResponse:
    person = open_member(case, member_id)
    refuse_without_ground(case)
    form = NoteBsn(typed(request), known=Bsn.objects.filter(member=person).first())
    try:
        if done(request, form, lambda: note(request, person, form)):
            messages.success(request, f"Het BSN van {person.given_name} is vastgelegd.")
            return redirect(person)
    except Conflict:
        form.add_error(None, OVERTAKEN)
    return bsn_page(request, case, person, form, title=f"Leg het BSN van {person.given_name} vast", button="Leg vast")


def note(request: UserRequest, person: Member, form: NoteBsn) -> None:
    fields = form.cleaned_data
    actions.note_bsn(person, by=request.user, number=fields["bsn"], lock_version=fields["lock_version"])


@require_http_methods(["GET", "POST"])
@case_view(CHANGE)
@fresh_login
def reveal_bsn(request: UserRequest, case: Case, member_id: int) -> HttpResponse:
    """Asked first what for. The figures stand in the answer to the form and in no address."""
    get_object_or_404(Member, case=case, pk=member_id)
    refuse_without_ground(case)
    bsn = get_object_or_404(Bsn.objects.visible_to(request.user).select_related("member"), case=case, pk=member_id)
    form, shown = RevealBsn(typed(request)), ""
    if saving(request) and form.is_valid():
        shown = actions.reveal_bsn(bsn, by=request.user, purpose=form.cleaned_data["purpose"])
    title = f"Toon het BSN van {bsn.member.given_name}"
    return bsn_page(request, case, bsn.member, form, title=title, button="Toon", template="cases/bsn.html", shown=shown)


def refuse_without_ground(case: Case) -> None:
    if not case.legal_frame.allows_bsn:
        raise PermissionDenied(NO_GROUND)


def bsn_page(
    request: UserRequest,
    case: Case,
    person: Member,
    form: NoteBsn | RevealBsn,
    *,
    title: str,
    button: str,
    template: str = "cases/act.html",
    shown: str = "",
) -> HttpResponse:
    return act_page(
        request,
        case,
        form,
        tab="family",
        title=title,
        button=button,
        back=person.get_absolute_url(),
        why=f"Het BSN mag hier alleen omdat de wet het toestaat: {case.legal_frame.bsn_ground}. "
        "Het is versleuteld. Partners, lijsten, afdrukken en exports tonen het nooit.",
        template=template,
        shown=shown,
        person=person,
    )
