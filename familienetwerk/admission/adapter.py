"""What allauth asks of us: nobody signs up, every log-in is recorded, mail is promised and not sent here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from familienetwerk.accounts import fresh_login
from familienetwerk.accounts.models import User
from familienetwerk.admission import devices, mail, organisation_login, second_factor, unsent
from familienetwerk.admission.turning_away import note_too_often
from familienetwerk.audit.models import EventType, record
from familienetwerk.sealing import seal, unseal

KEY_OF_APP = "authenticator app"


class AccountAdapter(DefaultAccountAdapter):
    """Logging in with e-mail address and password."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "E-mailadres of wachtwoord klopt niet. Probeer het opnieuw.",
        "too_many_login_attempts": "U probeerde het te vaak. Wacht 5 minuten en probeer het dan opnieuw.",
        "incorrect_code": "Deze code klopt niet. Wacht op een nieuwe code en vul die in.",
        "incorrect_password": "Dit wachtwoord klopt niet.",
        "enter_current_password": "Dit is niet uw huidige wachtwoord.",
        "rate_limited": "U probeerde het te vaak. Wacht even en probeer het dan opnieuw.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        if code in {"too_many_login_attempts", "rate_limited"}:
            note_too_often(self.request)
        refusal: ValidationError = super().validation_error(code, *args)
        return refusal

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Logged without what was typed: in the wrong field that may be a password."""
        user = User.objects.filter(email=str(credentials.get("email", "")).lower()).first()
        record(EventType.LOGIN_FAILED, by=None, subject="user", subject_ids=[user.pk] if user else [])

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **details: Any) -> HttpResponse | None:
        """By every way in; only through the organisation for whom it is the organisation that says what they may."""
        assert isinstance(user, User)
        comes_from_there = "sociallogin" in (details["signal_kwargs"] or {})
        if not comes_from_there and user.is_active and organisation_login.is_ruled_elsewhere(user):
            clear_login(request)
            return render(request, "account/login_elsewhere.html", status=403)
        if user.has_left_by(timezone.localdate()):
            clear_login(request)
            return redirect("account_inactive")
        answer: HttpResponse | None = super().pre_login(request, user, **details)
        return answer

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        was_here = unsent.user_who_was_here(request)
        super().login(request, user)
        unsent.note_who_left(request, was_here)

    def logout(self, request: HttpRequest) -> None:
        user = request.user
        super().logout(request)
        unsent.note_who_left(request, user if isinstance(user, User) else None)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **details: Any) -> HttpResponse:
        assert isinstance(user, User)
        unsent.bring_along(request, user)
        if sociallogin := (details.get("signal_kwargs") or {}).get("sociallogin"):
            organisation_login.note_how(request, user, sociallogin)
        else:
            fresh_login.prove(request)
        how = second_factor.how(request, user)
        record(EventType.LOGGED_IN, by=user, subject="user", subject_ids=[user.pk], purpose=how)
        response: HttpResponse = super().post_login(request, user, **details)
        devices.welcome(request, response, user)
        return response

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """By the address of the account itself; there is no second table of addresses here."""
        assert isinstance(user, User)
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def get_reauthentication_methods(self, user: AbstractBaseUser) -> list[dict[str, str]]:
        """Whoever logs in through an organisation can show there again who they are."""
        methods: list[dict[str, str]] = super().get_reauthentication_methods(user)
        if isinstance(user, User) and (url := organisation_login.address_of(self.request, user)):
            methods.append({"id": "organisation", "description": "Via uw organisatie", "url": url})
        return methods

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Whoever sets up the first second factor right after logging in, need not give the password again."""
        user = self.request.user
        if app == "allauth.mfa" and isinstance(user, User) and second_factor.is_fresh(self.request, user):
            return False
        return bool(super().is_reauthentication_required(app=app))

    def send_password_reset_mail(self, user: AbstractBaseUser, email: str, context: dict[str, Any]) -> None:
        """The link is made when the mail leaves: no key to an account waits in a table."""
        assert isinstance(user, User)
        mail.promise(mail.Kind.PASSWORD_FORGOTTEN, user)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        assert isinstance(user, User)
        record(EventType.ACCOUNT_CHANGED, by=user, subject="user", subject_ids=[user.pk], page=template_prefix)
        mail.promise(mail.Kind.ACCOUNT_CHANGED, user)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Authenticator apps, passkeys, recovery codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Deze code klopt niet. Wacht op een nieuwe code en vul die in.",
        "cannot_delete_authenticator": "Dit is uw enige tweede stap. Stel eerst een andere in.",
    }

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """A wrong code is a try to come in, as a wrong password is."""
        if code == "incorrect_code":
            record(EventType.LOGIN_FAILED, by=None, page="second_factor")
        refusal: ValidationError = super().validation_error(code, *args)
        return refusal

    def encrypt(self, text: str) -> str:
        return seal(text, purpose=KEY_OF_APP)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, purpose=KEY_OF_APP)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user=authenticator.user, type__in=second_factor.TYPES)
        return not settings.MFA_REQUIRED or others.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return "Mijn passkey" if count == 0 else f"Mijn passkey {count + 1}"
