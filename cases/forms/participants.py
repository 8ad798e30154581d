"""Forms about which organisations take part in a frame."""

from typing import Any

from django import forms

from cases.forms.intake import OrganisationsField
from familienetwerk.accounts.models import Organisation
from familienetwerk.accounts.models.organisation import OrganisationQuerySet
from familienetwerk.screen.dates import DutchDateField


class AddParticipants(forms.Form):
    """Who signed, and from when until when that holds."""

    organisations = OrganisationsField(
        Organisation.objects.none(),
        label="Welke organisaties doen mee?",
        help_text="Wie het convenant of reglement tekende. Alleen zij doen mee in casussen onder dit kader.",
    )
    valid_from = DutchDateField(label="Doet mee vanaf")
    valid_until = DutchDateField(label="Doet mee tot en met", required=False, help_text="Leeg: zolang het kader geldt.")

    def __init__(self, data: Any, *, organisations: OrganisationQuerySet, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["organisations"].queryset = organisations.by_table_order()  # type: ignore[attr-defined]


class EndParticipation(forms.Form):
    on = DutchDateField(
        label="Doet mee tot en met",
        required=False,
        help_text="Leeg: zolang het kader geldt. "
        "Na deze dag opent niemand van deze organisatie nog een casus onder dit kader.",
    )
