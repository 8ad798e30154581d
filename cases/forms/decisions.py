"""Forms about what came of a discussion."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from cases.forms.involvement import UserField
from cases.models import Case, Decision, InvolvementRole
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.screen.dates import ComingDateField

FOR_ALL = "Alle betrokkenen lezen dit. Noem niemand die niet iedereen mag kennen."


class RecordDecision(forms.Form):
    text = forms.CharField(
        label="Wat is besloten?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), help_text=FOR_ALL
    )


class RecordDissent(forms.Form):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Welke organisatie ziet het anders?", empty_label="Kies een organisatie"
    )
    reason = forms.CharField(
        label="Waarom?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), help_text=FOR_ALL
    )

    def __init__(self, data: Any, *, decision: Decision, user: User, may_say_for_all: bool) -> None:
        super().__init__(data, initial={"organisation": None if may_say_for_all else user.organisation_id})
        seats = working_seats(decision.case).values("organisation")
        organisations = Organisation.objects.filter(pk__in=seats).exclude(
            pk__in=decision.dissents.values("organisation")
        )
        if not may_say_for_all:
            organisations = organisations.filter(pk=user.organisation_id)
        self.fields["organisation"].queryset = organisations.order_by("name", "pk")  # type: ignore[attr-defined]


class AgreeAction(forms.Form):
    """Somebody does something by a day."""

    text = forms.CharField(label="Wat gaat er gebeuren?", max_length=300, help_text=FOR_ALL)
    user = UserField(label="Wie doet het?", queryset=User.objects.none(), empty_label="Kies iemand aan tafel")
    due_on = ComingDateField(label="Uiterlijk")

    def __init__(self, data: Any, *, case: Case) -> None:
        super().__init__(data)
        people: QuerySet[User] = User.objects.active().filter(pk__in=working_seats(case).values("user")).by_name()
        self.fields["user"].queryset = people.select_related("organisation")  # type: ignore[attr-defined]


class FinishAgreed(forms.Form):
    result = forms.CharField(label="Wat kwam eruit?", max_length=300, help_text=f"Of waarom het niet kan. {FOR_ALL}")


def working_seats(case: Case) -> Any:
    """At the table, and not only to read along."""
    seats = case.involvements.seated().running(timezone.localdate())
    return seats.exclude(role__in=InvolvementRole.only_reading())
