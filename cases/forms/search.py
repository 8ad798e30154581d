"""Filters above the list of cases, and the search page."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.db.models import Exists, F, Q
from django_filters import CharFilter, ChoiceFilter, FilterSet

from cases.case_list import keys_of, with_mode, with_next_deadline
from cases.models import Case, CaseStage, Grant, GrantLevel
from cases.models.case import CaseQuerySet
from cases.rules import WorkingMode
from familienetwerk.accounts.models import User
from familienetwerk.accounts.written_once import ask, ask_seldom
from familienetwerk.accounts.written_rows import ask_prepared
from familienetwerk.screen.paging import InOneOrder, is_near

ALL, AT_REST = "alle", "rust"


class Order(models.TextChoices):
    """In which order; each ends in the number, so that pages never overlap."""

    NUMBER = "nummer", "Nieuwste eerst"
    DUE = "termijn", "Eerste termijn"
    SIGNAL = "signaal", "Langst bekend"


class SavedList(models.TextChoices):
    """The lists above the filters."""

    ALL = "", "Alle casussen"
    MINE = "regie", "Mijn regie"
    ONE_SIDED = "eenzijdig", "Eén domein ontbreekt"


CHOICES = ("fase", "klok", "volgorde", "lijst")


class CaseFilter(FilterSet):  # type: ignore[misc]
    """Narrows the cases that somebody may see; what is at rest stays out unless asked for."""

    q = CharFilter(
        label="Zoek",
        method="with_words",
        max_length=100,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )
    fase = ChoiceFilter(
        label="Fase",
        method="in_stage",
        empty_label="Alle open fasen",
        choices=[
            *((stage.value, stage.label) for stage in CaseStage if stage not in CaseStage.at_rest()),
            (AT_REST, "Gesloten of afgewezen"),
            (ALL, "Alle fasen"),
        ],
    )
    klok = ChoiceFilter(
        label="Klok", method="in_mode", empty_label="Alle", choices=[(mode.value, mode.value) for mode in WorkingMode]
    )
    volgorde = ChoiceFilter(
        label="Volgorde", method="in_order", empty_label=Order.NUMBER.label, choices=Order.choices[1:]
    )
    lijst = ChoiceFilter(method="in_list", choices=SavedList.choices[1:], widget=forms.HiddenInput)

    made: ClassVar[type[forms.Form] | None] = None

    class Meta:
        model = Case
        fields: list[str] = []

    def __init__(self, data: Mapping[str, Any], *, user: User) -> None:
        super().__init__(data, queryset=Case.objects.all())
        self.user = user
        self.is_valid()  # what is no choice chooses nothing

    def get_form_class(self) -> type[forms.Form]:
        """Made once: its fields are the same whoever asks."""
        if CaseFilter.made is None:
            CaseFilter.made = super().get_form_class()
        return CaseFilter.made

    def __getitem__(self, wanted: slice) -> Sequence[tuple[Any, ...]]:
        """The cases, as a page is cut from them. What somebody typed stays in no question that is written once."""
        if self.form.cleaned_data.get("q"):
            return list(keys_of(self.qs)[wanted])
        if self.is_plain and is_near(wanted):
            return ask_prepared(newest_cases, self.user, wanted.start, wanted.stop)
        chosen = tuple((name, self.form.cleaned_data.get(name) or "") for name in CHOICES)
        asking = ask if is_near(wanted) else ask_seldom
        return asking(cases_chosen, self.user, chosen, wanted.start, wanted.stop)

    @property
    def posted(self) -> list[tuple[str, str]]:
        """What the next page is asked with, when it was words that stand in no address."""
        given = self.form.cleaned_data
        return [(name, given[name]) for name in ("q", *CHOICES) if given.get(name)] if given.get("q") else []

    @property
    def is_plain(self) -> bool:
        return not any(self.form.cleaned_data.values())

    @property
    def is_narrowed(self) -> bool:
        return any(self.form.cleaned_data.get(name) for name in ("q", "fase", "klok"))

    @property
    def list_name(self) -> str:
        return self.form.cleaned_data.get("lijst") or ""

    @property
    def is_by_key(self) -> bool:
        return not self.form.cleaned_data.get("volgorde")

    @property
    def reads_by_key(self) -> bool:
        """Of whom one leads there are few, and an index of its own has those."""
        return self.is_by_key and self.list_name != SavedList.MINE

    def filter_queryset(self, queryset: CaseQuerySet) -> CaseQuerySet:
        found = self.narrowed(queryset.visible_to(self.user))
        return found.newest_first() if self.is_by_key else found

    def narrowed(self, cases: CaseQuerySet) -> CaseQuerySet:
        """What was chosen of these, whoever may see them."""
        if not self.form.cleaned_data.get("fase"):
            cases = cases.exclude(stage__in=CaseStage.at_rest())
        found: CaseQuerySet = super().filter_queryset(cases)
        return found

    def with_words(self, cases: CaseQuerySet, _name: str, text: str) -> CaseQuerySet:
        return cases.filter(Q(number__icontains=text) | Q(name__icontains=text))

    def in_stage(self, cases: CaseQuerySet, _name: str, stage: str) -> CaseQuerySet:
        if stage == ALL:
            return cases
        return cases.filter(stage__in=CaseStage.at_rest() if stage == AT_REST else [stage])

    def in_mode(self, cases: CaseQuerySet, _name: str, mode: str) -> CaseQuerySet:
        return with_mode(cases).filter(Q(mode=mode))

    def in_order(self, cases: CaseQuerySet, _name: str, order: str) -> CaseQuerySet:
        if order == Order.DUE:
            return with_next_deadline(cases).order_by(F("next_due_on").asc(nulls_last=True), "-number", "pk")
        return cases.order_by("first_signal_on", "-number", "pk")

    def in_list(self, cases: CaseQuerySet, _name: str, name: str) -> CaseQuerySet:
        if name == SavedList.MINE:
            mine = Grant.objects.on_case(models.OuterRef("pk")).held_by(self.user).at_least(GrantLevel.COORDINATE)
            return cases.filter(Exists(mine))
        return cases.one_sided()


def newest_cases(user: User, start: int, stop: int) -> models.QuerySet[Case, Any]:
    """Of who chooses nothing: with one plan whoever asks."""
    return cases_chosen(user, (), start, stop)


def cases_chosen(user: User, chosen: tuple[tuple[str, str], ...], start: int, stop: int) -> models.QuerySet[Case, Any]:
    """What this user may see of it; the newest first are read no further than the page goes."""
    asked = CaseFilter(dict(chosen), user=user)
    if not asked.reads_by_key:
        return keys_of(asked.qs)[start:stop]
    parts = [keys_of(asked.narrowed(part)) for part in Case.objects.visible_by_each(user)]
    return InOneOrder(parts, ("-pk",), may_repeat=True)[start:stop]
