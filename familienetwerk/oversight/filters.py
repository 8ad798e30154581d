"""Narrowing the log: by period, kind of event, who and which case. Numbers only: no name stands in an address."""

from django import forms
from django.db.models import QuerySet
from django_filters import CharFilter, ChoiceFilter, DateFilter, FilterSet, ModelChoiceFilter, NumberFilter

from cases.models import Case
from familienetwerk.accounts.models import Organisation
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.behalf import Errand, acting_as
from familienetwerk.screen.dates import DutchDateField


class DutchDateFilter(DateFilter):  # type: ignore[misc]
    field_class = DutchDateField


class LogFilter(FilterSet):  # type: ignore[misc]
    vanaf = DutchDateFilter(field_name="at", lookup_expr="date__gte", label="Vanaf")
    tot = DutchDateFilter(field_name="at", lookup_expr="date__lte", label="Tot en met")
    soort = ChoiceFilter(field_name="type", choices=EventType, label="Wat", empty_label="Alles")
    organisatie = ModelChoiceFilter(
        queryset=Organisation.objects.by_table_order(),
        method="of_organisation",
        label="Organisatie",
        empty_label="Alle",
    )
    casus = CharFilter(method="of_case", label="Casusnummer", max_length=20)
    gebruiker = NumberFilter(field_name="user_id", label="Gebruiker", widget=forms.HiddenInput)

    class Meta:
        model = AuditEvent
        fields: list[str] = []

    def of_organisation(self, events: QuerySet[AuditEvent], _: str, chosen: Organisation) -> QuerySet[AuditEvent]:
        return events.filter(organisation_id=chosen.pk)

    def of_case(self, events: QuerySet[AuditEvent], _: str, number: str) -> QuerySet[AuditEvent]:
        with acting_as(Errand.OVERSIGHT):
            ids = list(Case.objects.filter(number=number.strip()).values_list("pk", flat=True))
        return events.filter(case_id__in=ids)
