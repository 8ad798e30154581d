"""Forms that came too late: kept, taken back, shown."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from familienetwerk.accounts.models import UnsentForm, User
from familienetwerk.accounts.sent_once import OF_THE_PAGE, TYPED_BY
from familienetwerk.sealing import CannotUnseal, seal, unseal

WAITING = "unsent_form"  # session key: which form waits for this session
LEFT = "who_left"  # session key: the number of who was logged in before, in this browser
SECRET_WORDS = ("password", "wachtwoord", "code", "credential", "bsn", *OF_THE_PAGE)


def keep(request: HttpRequest, user: User | None, *, also_empty: bool = False) -> None:
    """Put the typed fields away for this user; without a user there is nobody to give them back to."""
    fields = typed_fields(request.POST)
    if user is None or not (also_empty or any(fields.values())):
        return
    form = UnsentForm.of(user, request.get_full_path(), fields)
    form.save()
    request.session[WAITING] = form.pk


def seal_of(user: User) -> str:
    """For the forms of a page that was made for this user, or that somebody else looks at through these eyes."""
    return seal(str((user.looker or user).pk), purpose=TYPED_BY)


def typist_of(request: HttpRequest) -> User | None:
    """The form says it, also when of the session nothing is left; a form without it is of who was here last."""
    if TYPED_BY not in request.POST:
        return user_who_was_here(request)
    try:
        user_id = unseal(request.POST[TYPED_BY], purpose=TYPED_BY)
    except CannotUnseal:
        return None
    return User.objects.active().filter(pk=user_id).first()


def user_who_was_here(request: HttpRequest) -> User | None:
    """The session of the cookie has ended, but its row still says whose it was, or who logged out in another tab."""
    if ended := getattr(request, "ended_session_user", None):
        return ended if isinstance(ended, User) else None
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    session = Session.objects.filter(pk=key).first() if key else None
    said = session.get_decoded() if session else {}
    user_id = said.get(SESSION_KEY) or said.get(LEFT)
    return User.objects.active().filter(pk=user_id).first() if user_id else None


def note_who_left(request: HttpRequest, user: User | None) -> None:
    """What is still typed in another tab is of this user, whoever logs in next."""
    if user is not None:
        request.session[LEFT] = user.pk


def is_of_another(request: HttpRequest, user: User) -> bool:
    """A page of before the last log-in may be of who was here before."""
    if TYPED_BY in request.POST:
        return typist_of(request) != user
    return bool(request.session.get(LEFT, user.pk) != user.pk)


def carry_over(request: HttpRequest, user: User) -> None:
    """Logging in through an organisation begins a new session; what waits for this user goes with it."""
    if request.user == user:
        request.carried_form = request.session.get(WAITING)  # type: ignore[attr-defined]


def bring_along(request: HttpRequest, user: User) -> None:
    """Who logs in only after an hour, or in another browser, finds what waits just as well."""
    wait_for_next(request, user, first=getattr(request, "carried_form", None) or request.session.get(WAITING))


def wait_for_next(request: HttpRequest, user: User, *, first: int | None = None) -> None:
    """Of this user the newest, or `first`: what the session waits for may be of who was here before."""
    request.session.pop(WAITING, None)
    forms = list(UnsentForm.objects.fresh().filter(user=user).order_by("-pk").values_list("pk", flat=True))
    if forms:
        request.session[WAITING] = first if first in forms else forms[0]


def typed_fields(data: QueryDict) -> QueryDict:
    fields = data.copy()
    for name in data:
        if any(word in name.lower() for word in SECRET_WORDS):
            del fields[name]
    return fields


def waiting_for(request: HttpRequest) -> UnsentForm | None:
    """The form that waits for this page, and only for the user who typed it; of another it goes on waiting."""
    waiting = request.session.get(WAITING)
    if waiting is None:
        return None
    form = UnsentForm.objects.fresh().filter(pk=waiting, user=request.user.pk).first()
    if form is None:
        del request.session[WAITING]
        return None
    return form if form.page == request.path else None  # somewhere else first; it keeps waiting


def is_asked_in_short(request: HttpRequest, form: UnsentForm) -> bool:
    """Without the query that says what this page is about, there is no place in it for what was typed."""
    return form.path != form.page and not request.META.get("QUERY_STRING")


def take_back(request: HttpRequest, form: UnsentForm) -> None:
    """Once, also when it was sent twice. What was typed otherwise, in another tab, comes back the next time."""
    alike = UnsentForm.objects.filter(user=form.user_id, path=form.path)
    UnsentForm.objects.filter(pk__in=[other.pk for other in alike if other.fields == form.fields]).delete()
    wait_for_next(request, form.user)
    if form.fields:
        request.restored_form = form.fields  # type: ignore[attr-defined]
        at = timezone.localtime(form.kept_at)
        messages.warning(request, f"Uw tekst van {at:%H:%M} staat er weer. Er is nog niets bewaard. Bewaar opnieuw.")


def page_with_the_text(request: HttpRequest, form: UnsentForm) -> HttpResponse:
    """For an address that has no page of its own: what was typed, and a button to send it again."""
    return render(request, "admission/unsent_text.html", {"path": form.path, "fields": list(form.fields.lists())})
