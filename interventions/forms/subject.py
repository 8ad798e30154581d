"""For whom something is: the network, a household or a family member; and who may take it up."""

from datetime import date
from typing import Any

from django import forms

from cases.models import Case, Household, InvolvementRole, Member
from domains.gate import organisations_at_table
from familienetwerk.accounts.models import Organisation, User

NOBODY = "Niemand in het bijzonder"


class SubjectChoice(forms.ChoiceField):
    """For whom: the network, a household or a member. Cleans to the two fields of the model, one of them filled."""

    def __init__(self, *, case: Case | None = None, **kwargs: Any) -> None:
        super().__init__(widget=forms.Select, **kwargs)
        if case:
            self.set_case(case)

    def set_case(self, case: Case) -> None:
        self.case = case
        self.households, self.members = case.households.known_to(case.reader), case.members.known_to(case.reader)
        households = [(f"household-{home.pk}", home.name) for home in self.households.order_by("name")]
        members = [(f"member-{member.pk}", member.full_name) for member in self.members.current().eldest_first()]
        choices: list[Any] = [("network", "Hele netwerk")]
        choices += [("Huishoudens", households)] if households else []
        choices += [("Gezinsleden", members)] if members else []
        self.choices = choices

    @staticmethod
    def value_of(member_id: int | None, household_id: int | None) -> str:
        if member_id:
            return f"member-{member_id}"
        return f"household-{household_id}" if household_id else "network"

    def subject(self, value: str) -> dict[str, Member | Household | None]:
        kind, _, number = value.partition("-")
        return {
            "member": self.members.get(pk=number) if kind == "member" else None,
            "household": self.households.get(pk=number) if kind == "household" else None,
        }


def offer_the_table(form: forms.Form, case: Case, *, today: date) -> None:
    """Only organisations at the table and professionals who work on the case can take something up."""
    seats = case.involvements.running(today).exclude(role__in=InvolvementRole.only_reading())
    at_table = [organisation.pk for organisation in organisations_at_table(case, today=today)]
    organisations = Organisation.objects.filter(pk__in=at_table).by_table_order()
    professionals = User.objects.filter(pk__in=seats.values("user")).select_related("organisation").by_name()
    form.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
    form.fields["owner"].queryset = professionals  # type: ignore[attr-defined]


def check_owner(form: forms.Form, cleaned: dict[str, Any]) -> None:
    owner, organisation = cleaned.get("owner"), cleaned.get("organisation")
    if owner and organisation and owner.organisation_id != organisation.pk:
        form.add_error("owner", f"{owner} werkt niet bij {organisation}. Kies een collega of een andere organisatie.")


class ProfessionalChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """With the organisation behind the name, since the two must go together."""

    def label_from_instance(self, obj: User) -> str:
        return f"{obj.name} ({obj.organisation})"
