"""Forms about one person of the family."""

from copy import copy
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from cases import deadlines
from cases.models import Case, Household, Member, MemberRole, MembershipReason
from familienetwerk.accounts.models import Organisation
from familienetwerk.screen.dates import ComingDateField, DutchDateField, PastDateField


class MemberForm(forms.ModelForm):  # type: ignore[type-arg]
    """What we note of somebody: no more than the work asks."""

    needed_when = {"birth_date": "nodig als u een schatting aanvinkt"}
    reason = forms.ChoiceField(
        label="Waarom hoort deze persoon in deze casus?", choices=[("", "Kies een reden"), *MembershipReason.choices]
    )
    reason_text = forms.CharField(
        label="Leg uit in eigen woorden", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    roles = forms.MultipleChoiceField(
        label="Rollen",
        choices=MemberRole,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Iemand kan meer rollen tegelijk hebben, ook dader en slachtoffer.",
    )
    works_at = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Werkt bij",
        required=False,
        empty_label="Onbekend of elders",
        help_text="Alleen als deze persoon bij een van deze organisaties werkt. Wij gebruiken dit alleen om te zien "
        "of collega's van deze persoon in de casus kijken.",
    )

    class Meta:
        model = Member
        fields = [
            "given_name",
            "name_prefix",
            "family_name",
            "birth_date",
            "is_birth_date_estimated",
            "gender",
            "reason",
            "reason_text",
            "roles",
            "works_at",
            "review_on",
        ]
        field_classes = {"birth_date": PastDateField, "died_on": PastDateField, "review_on": DutchDateField}
        help_texts = {
            "birth_date": "Bijvoorbeeld 23-11-2026. Weet u het niet precies? Schat, en zet hieronder een vinkje.",
            "gender": "Alleen voor het teken in het beeld van het netwerk.",
            "review_on": "Op deze dag kijkt u of deze persoon nog in de casus nodig is.",
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["works_at"].queryset = employers_of(self.instance)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().clean() or self.cleaned_data
        if fields.get("is_birth_date_estimated") and not fields.get("birth_date") and "birth_date" not in self.errors:
            self.add_error("birth_date", "Vul de geschatte geboortedatum in, of haal het vinkje weg.")
        born, died = fields.get("birth_date"), fields.get("died_on")
        if born and died and died < born:
            self.add_error("died_on", "Het overlijden ligt voor de geboorte.")
        review_on = fields.get("review_on")
        if review_on and "review_on" in self.changed_data:
            self._check_review(review_on)
        return fields

    def _check_review(self, review_on: date) -> None:
        """What was noted before today may stay; another day is asked as wherever something must be done."""
        try:
            ComingDateField(years=deadlines.LAST_REVIEW).clean(review_on)
        except forms.ValidationError as refused:
            self.add_error("review_on", refused)


class AddMember(MemberForm):
    """Somebody new; where this person lives now, and whether the name seems to be there already."""

    household = forms.ModelChoiceField(
        label="Woont in", queryset=Household.objects.none(), required=False, empty_label="Onbekend of elders"
    )
    is_someone_else = forms.BooleanField(label="Dit is iemand anders. Voeg toe.", required=False)

    def __init__(self, data: Any = None, *, case: Case, **options: Any) -> None:
        initial = {"review_on": next_review(timezone.localdate())}
        super().__init__(data, instance=Member(case=case), initial=initial, **options)
        self.fields["household"].queryset = case.households.known_to(case.reader).order_by("name")  # type: ignore[attr-defined]

    @property
    def facts(self) -> dict[str, Any]:
        """What the action needs."""
        return {name: value for name, value in self.cleaned_data.items() if name != "is_someone_else"}


class ChangeMember(MemberForm):
    """The same fields, and the day of dying; remembers what the user saw."""

    lock_version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta(MemberForm.Meta):
        fields = [*MemberForm.Meta.fields, "died_on"]

    def __init__(self, data: Any = None, *, member: Member, **options: Any) -> None:
        # A form writes into its instance while it checks; the page still shows the member as it was.
        super().__init__(data, instance=copy(member), initial={"lock_version": member.lock_version}, **options)


class KeepMember(forms.Form):
    """Looked again: still needed."""

    reason_text = forms.CharField(
        label="Waarom is deze persoon nog nodig?", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    review_on = ComingDateField(label="Opnieuw bekijken op", years=deadlines.LAST_REVIEW)


class EndMember(forms.Form):
    on = PastDateField(label="Uit de casus sinds")
    reason = forms.CharField(
        label="Waarom?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bijvoorbeeld: verhuisd en geen contact meer, of: hoorde er bij nader inzien niet bij.",
    )


class MarkInformed(forms.Form):
    on = PastDateField(label="Op welke dag is deze persoon geïnformeerd?")


class PostponeInforming(forms.Form):
    until = ComingDateField(label="Tot wanneer stelt u het uit?", years=deadlines.LAST_REVIEW)
    reason = forms.CharField(
        label="Waarom kan het nu niet?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Op de dag zelf kijkt u opnieuw. Te late uitstellen ziet de privacy officer.",
    )


def next_review(today: date) -> date:
    """What is needed today is not needed for ever."""
    return deadlines.months_after(today, deadlines.MEMBER_REVIEW)


def employers_of(member: Member) -> QuerySet[Organisation]:
    """Whose workers can look in this case; and what stands there may stay."""
    here = Organisation.objects.active().serving(member.case.municipality_id)
    if member.works_at_id:
        here |= Organisation.objects.filter(pk=member.works_at_id)
    return here.by_table_order()


def members_of(case: Case) -> QuerySet[Member]:
    """Whom one can choose in a form: who is in the case now."""
    return case.members.known_to(case.reader).current().eldest_first()
