"""Forms of logging in and of managing accounts."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordKeyForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms

from familienetwerk.accounts.models import HowKnown, Organisation, User
from familienetwerk.accounts.roles import Role
from familienetwerk.screen.forms import Worded

MEANING = {
    Role.PROCESS_COORDINATOR: "Leidt de samenwerking. Start intakes en stelt plannen vast.",
    Role.CASE_COORDINATOR: "Coördineert één casus en is aanspreekpunt.",
    Role.SOCIAL_PROFESSIONAL: "Wijkteam, jeugd, leerplicht, werk en inkomen.",
    Role.SAFETY_PROFESSIONAL: "Politie, openbare orde, toezicht.",
    Role.PARTNER: "Reclassering, school, corporatie, zorg.",
    Role.MANAGER: "Ziet cijfers zonder namen. Ziet geen casussen.",
    Role.PRIVACY_OFFICER: "Ziet het logboek. Bevestigt mee wie opnieuw binnen mag.",
    Role.FUNCTIONAL_ADMIN: "Beheert accounts en organisaties. Ziet geen casussen.",
}
OFFICER_ELSEWHERE = (
    "Een privacy officer werkt bij de gemeente zelf. Kies een organisatie van de soort “Gemeente”, of een andere rol."
)


class LogIn(LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mailadres"
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].help_text = ""


class ChoosePassword(ResetPasswordKeyForm):
    """The first password, or a new one; the rules stand beside the form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_passwords(self)


class ChangePassword(ChangePasswordForm):
    """Another password for somebody who knows the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_passwords(self)
        self.fields["oldpassword"].label = "Huidig wachtwoord"


def name_passwords(form: forms.Form) -> None:
    form.fields["password1"].label, form.fields["password1"].help_text = "Nieuw wachtwoord", ""
    form.fields["password2"].label, form.fields["password2"].help_text = "Nieuw wachtwoord, nog een keer", ""


class GiveCode(AuthenticateForm):
    """The second step of logging in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_for_a_code(self, "Code uit uw app, of een herstelcode")


class GiveCodeAgain(ReauthenticateForm):
    """The second step, before something sensitive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_for_a_code(self, "Code uit uw app, of een herstelcode")


class SetUpApp(ActivateTOTPForm):
    """The first code of an app proves that it was set up well."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_for_a_code(self, "Vul de code in die de app nu toont")


def ask_for_a_code(form: forms.Form, label: str) -> None:
    form.fields["code"].label = label
    form.fields["code"].widget.attrs |= {"inputmode": "numeric", "class": "date"}


class AddPasskey(AddWebAuthnForm):
    """A passkey, with which one may also log in without a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Naam"
        self.fields["name"].help_text = "Zodat u hem herkent, bijvoorbeeld “laptop”."
        self.fields["passwordless"].label = "Hiermee kan ik ook zonder wachtwoord inloggen"
        self.fields["passwordless"].help_text = ""
        self.fields["passwordless"].initial = True


class NamePasskey(EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Naam"


class AccountFields(forms.Form):
    """What the functional admin says about somebody who works here."""

    name = forms.CharField(label="Naam", max_length=100, help_text="Zoals collega’s deze persoon kennen.")
    job_title = forms.CharField(label="Functie", max_length=100, required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.active().order_by("name", "pk"), label="Organisatie", empty_label="Kies een organisatie"
    )
    roles = forms.MultipleChoiceField(
        label="Rollen",
        choices=[(role.value, Worded(role.label, MEANING[role])) for role in Role],
        widget=forms.CheckboxSelectMultiple,
        help_text="Kies zo weinig mogelijk. Wat iemand in een casus ziet, volgt uit de betrokkenheid.",
    )

    def clean(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().clean() or self.cleaned_data
        organisation = fields.get("organisation")
        if Role.PRIVACY_OFFICER in fields.get("roles", []) and organisation and not organisation.is_the_municipality:
            self.add_error("roles", OFFICER_ELSEWHERE)
        return fields


class InviteUser(AccountFields):
    """An invitation."""

    email = forms.EmailField(label="E-mailadres", max_length=254, help_text="Het werkadres van deze persoon zelf.")
    field_order = ["email", "name", "job_title", "organisation", "roles"]

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError("Dit e-mailadres heeft al een account.")
        return email


class AskRecovery(forms.Form):
    """Somebody lost password and second factor."""

    how_known = forms.ChoiceField(
        label="Hoe weet u dat het deze persoon is?", choices=HowKnown, widget=forms.RadioSelect
    )


class AddOrganisation(forms.ModelForm):  # type: ignore[type-arg]
    """A new partner."""

    class Meta:
        model = Organisation
        fields = ["name", "kind", "policy_domain", "municipality", "is_asked_at_intake"]
