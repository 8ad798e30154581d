"""Forms about who works on a case."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from cases.forms.family import members_of
from cases.models import Case, Involvement, InvolvementRole, Member
from cases.participants import colleagues_of_participants, who_is_not_listed
from cases.periods import end_of
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.accounts.roles import POWERS, Power, Role
from familienetwerk.screen.dates import ComingDateField, PastDateField
from familienetwerk.screen.forms import Worded

WORKING_ROLES = [role for role in Role if Power.ANSWER_QUESTIONS in POWERS[role]]


def professionals() -> QuerySet[User]:
    """Who can sit at a table at all: not a manager, privacy officer or functional admin."""
    able: QuerySet[User] = User.objects.active().filter(roles__overlap=WORKING_ROLES).by_name()
    return able


def professionals_under(case: Case) -> QuerySet[User]:
    """Of participants of its frame: only they can sit at its table (FR-131)."""
    return colleagues_of_participants(professionals(), case.legal_frame).select_related("organisation")


def not_among(case: Case) -> str:
    """Under a list of professionals: which organisations of the municipality are not in it."""
    return who_is_not_listed(Organisation.objects.active().serving(case.municipality_id), case.legal_frame)


class UserField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, user: User) -> str:
        return f"{user.name}, {user.organisation}"


class ForWhom(forms.Form):
    members = forms.ModelMultipleChoiceField(
        label="Voor wie?",
        queryset=Member.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Geen vinkje: voor het hele netwerk.",
    )

    def __init__(self, data: Any = None, *, case: Case, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["members"].queryset = members_of(case)  # type: ignore[attr-defined]


class AskToJoin(ForWhom):
    """An organisation, or one professional of it, is asked to sit at the table."""

    user = forms.ModelChoiceField(
        label="Aan wie?", queryset=User.objects.none(), required=False, empty_label="Iedereen van deze organisatie"
    )
    reason = forms.CharField(
        label="Waarom is deze organisatie nodig?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="De organisatie leest dit voor zij meedoet. Noem geen namen en geen feiten over het gezin.",
    )
    due_on = ComingDateField(label="Antwoord uiterlijk")
    field_order = ["user", "reason", "members", "due_on"]

    def __init__(self, data: Any = None, *, case: Case, organisation: Organisation, **options: Any) -> None:
        super().__init__(data, case=case, **options)
        self.fields["user"].queryset = professionals().filter(organisation=organisation)  # type: ignore[attr-defined]


class StartColleague(ForWhom):
    """A colleague of the own organisation works on the case too."""

    user = forms.ModelChoiceField(label="Welke collega?", queryset=User.objects.none(), empty_label="Kies een collega")
    role = forms.ChoiceField(
        label="Als",
        widget=forms.RadioSelect,
        choices=[
            (InvolvementRole.PARTICIPANT, Worded("Deelnemer", "Leest mee en draagt bij.")),
            (InvolvementRole.READER, Worded("Meelezer", "Leest alleen mee, bijvoorbeeld bij vervanging.")),
        ],
        initial=InvolvementRole.PARTICIPANT,
    )
    task = forms.CharField(label="Wat doet deze collega?", max_length=200, required=False)
    until = ComingDateField(
        label="Tot en met",
        required=False,
        help_text="Leeg: tot iemand het beëindigt. Na deze dag stopt de toegang vanzelf.",
    )
    reason = forms.CharField(label="Waarom nodig?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ["user", "role", "task", "members", "until", "reason"]

    def __init__(self, data: Any = None, *, case: Case, by: User, **options: Any) -> None:
        super().__init__(data, case=case, **options)
        colleagues = professionals().filter(organisation=by.organisation_id).exclude(pk=by.pk)
        self.fields["user"].queryset = colleagues  # type: ignore[attr-defined]

    def clean_role(self) -> InvolvementRole:
        return InvolvementRole(self.cleaned_data["role"])


class ChangeTask(ForWhom):
    task = forms.CharField(label="Wat doet deze persoon?", max_length=200, required=False)
    field_order = ["task", "members"]


class SetEnd(forms.Form):
    until = ComingDateField(
        label="Betrokken tot en met",
        required=False,
        help_text="Leeg: geen einddatum. Na deze dag stopt de toegang vanzelf.",
    )


class InviteGuest(forms.Form):
    """One professional of any organisation, from now until a moment: for one hour only, a discussion has guests."""

    user = UserField(label="Wie?", queryset=User.objects.none(), empty_label="Kies een professional")
    agenda_item = forms.CharField(label="Waarbij helpt deze gast?", max_length=200, help_text="Noem geen namen.")
    until = ComingDateField(label="Tot en met welke dag?")
    until_time = forms.TimeField(
        label="Tot hoe laat?",
        required=False,
        help_text="Bijvoorbeeld 15:30. Leeg: tot het einde van de dag.",
        widget=forms.TextInput(attrs={"size": "6", "class": "date", "autocomplete": "off"}),
        error_messages={"invalid": "Vul een tijd in als 15:30."},
    )
    reason = forms.CharField(label="Waarom nodig?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data: Any = None, *, case: Case, **options: Any) -> None:
        super().__init__(data, **options)
        seats = case.involvements.seated().running(timezone.localdate())
        others = professionals_under(case).exclude(pk__in=seats.values("user"))
        self.fields["user"].queryset = others  # type: ignore[attr-defined]
        self.fields["user"].help_text = not_among(case)

    @property
    def ends_at(self) -> datetime:
        day, at = self.cleaned_data["until"], self.cleaned_data["until_time"]
        return timezone.make_aware(datetime.combine(day, at)) if at else end_of(day)

    @property
    def until_in_words(self) -> str:
        day, at = self.cleaned_data["until"], self.cleaned_data["until_time"]
        return f"tot {day:%d-%m-%Y} {at:%H:%M}" if at else f"tot en met {day:%d-%m-%Y}"


class EndInvolvement(forms.Form):
    on = PastDateField(label="Niet meer betrokken sinds", help_text="De toegang eindigt meteen.")
    reason = forms.CharField(label="Waarom?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class Decline(forms.Form):
    reason = forms.CharField(
        label="Waarom doet u niet mee?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="De regisseur leest dit. Noem geen gegevens van personen.",
    )


class Withdraw(forms.Form):
    reason = forms.CharField(label="Waarom trekt u de vraag in?", max_length=280)


def coordinators(role: str) -> QuerySet[User]:
    """Who may have this role: the names of the two roles are the same in a case and on an account."""
    able: QuerySet[User] = User.objects.active().with_role(Role(role)).select_related("organisation").by_name()
    return able


class HandOver(forms.Form):
    """Coordination goes to somebody else, today."""

    user = UserField(label="Aan wie?", queryset=User.objects.none(), empty_label="Kies een regisseur")
    reason = forms.CharField(label="Waarom?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data: Any = None, *, involvement: Involvement) -> None:
        super().__init__(data)
        others = coordinators(involvement.role).exclude(involvements=involvement)
        frame = involvement.case.legal_frame
        self.fields["user"].queryset = colleagues_of_participants(others, frame)  # type: ignore[attr-defined]


class Appoint(forms.Form):
    """A coordinator for a role that nobody has now."""

    role = forms.ChoiceField(
        label="Welke rol?",
        widget=forms.RadioSelect,
        choices=[(role.value, role.label) for role in InvolvementRole.coordinating()],
    )
    user = UserField(label="Wie?", queryset=User.objects.none(), empty_label="Kies een regisseur")
    reason = forms.CharField(label="Waarom?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data: Any = None, *, case: Case) -> None:
        super().__init__(data)
        able = User.objects.active().filter(roles__overlap=InvolvementRole.coordinating())
        around = able.select_related("organisation").by_name()
        self.fields["user"].queryset = colleagues_of_participants(around, case.legal_frame)  # type: ignore[attr-defined]

    def clean_role(self) -> InvolvementRole:
        return InvolvementRole(self.cleaned_data["role"])

    def clean(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().clean() or self.cleaned_data
        user, role = fields.get("user"), fields.get("role")
        if user and role and role not in user.roles:
            self.add_error("user", f"{user} is geen {role.label.lower()}. Kies iemand anders.")
        return fields
