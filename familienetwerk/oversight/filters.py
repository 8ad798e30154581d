"""Narrowing the log: by period, kind of event, who and which case. Numbers only: no name stands in an address."""

from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django_filters import CharFilter, ChoiceFilter, FilterSet, ModelChoiceFilter

from cases.models import Case
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.screen.dates import midnight
from familienetwerk.screen.filters import DutchDateFilter


class LogFilter(FilterSet):  # type: ignore[misc]
    vanaf = DutchDateFilter(method="from_day", label="Vanaf")
    tot = DutchDateFilter(method="until_day", label="Tot en met")
    soort = ChoiceFilter(field_name="type", choices=EventType, label="Wat", empty_label="Alles")
    organisatie = ModelChoiceFilter(
        queryset=Organisation.objects.by_table_order(),
        method="of_organisation",
        label="Organisatie",
        empty_label="Alle",
    )
    casus = CharFilter(method="of_case", label="Casusnummer", max_length=20)
    gebruiker = ModelChoiceFilter(
        queryset=User.objects.by_name(), method="of_user", label="Wie", empty_label="Iedereen"
    )

    class Meta:
        model = AuditEvent
        fields: list[str] = []

    def __init__(self, *args: Any, officer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        home = Organisation.objects.serving(officer.overseen_id)
        self.filters["organisatie"].queryset = home.by_table_order()
        self.filters["gebruiker"].queryset = User.objects.filter(organisation__in=home).by_name()

    def from_day(self, events: QuerySet[AuditEvent], _: str, day: date) -> QuerySet[AuditEvent]:
        return events.filter(at__gte=midnight(day))  # a moment, so that the database skips the months before

    def until_day(self, events: QuerySet[AuditEvent], _: str, day: date) -> QuerySet[AuditEvent]:
        return events.filter(at__lt=midnight(day + timedelta(days=1)))

    def of_user(self, events: QuerySet[AuditEvent], _: str, chosen: User) -> QuerySet[AuditEvent]:
        return events.filter(user_id=chosen.pk)

    def of_organisation(self, events: QuerySet[AuditEvent], _: str, chosen: Organisation) -> QuerySet[AuditEvent]:
        return events.filter(organisation_id=chosen.pk)

    def of_case(self, events: QuerySet[AuditEvent], _: str, number: str) -> QuerySet[AuditEvent]:
        ids = list(Case.objects.filter(number=number.strip()).values_list("pk", flat=True))
        return events.filter(case_id__in=ids)

    @property
    def used(self) -> list[str]:
        """Which of them were filled in, for the log of who reads the log: their names, not what was typed."""
        return [name for name, value in self.form.cleaned_data.items() if value] if self.is_valid() else []
