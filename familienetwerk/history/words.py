"""Versions in Dutch: what a field is called, and what stands in it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.text import capfirst

from cases.models import AgendaParticipant, Household, LegalFrame, Member
from domains.models import LifeDomain
from familienetwerk.accounts.models import Municipality, Organisation, User
from familienetwerk.breaches.models import Affected, Breach, Suspicion, Telling
from familienetwerk.history.version import Model, RowEvent
from interventions.models import InterventionType, NotUsedReason

EMPTY = "leeg"
# Fields that their model gives no Dutch name, since no form and no other page shows them.
NAMES = {
    "added_by": "toegevoegd door",
    "adopted_by": "vastgesteld door",
    "answered_by": "beantwoord door",
    "closed_by": "afgesloten door",
    "compartments": "domeinen",
    "consulted_by": "overlegd door",
    "ended_by": "beëindigd door",
    "evaluated_by": "geëvalueerd door",
    "fixed_by": "vastgesteld door",
    "given_by": "gegeven door",
    "granted_at": "gegeven op",
    "granted_by": "gegeven door",
    "is_emergency": "noodprocedure",
    "legal_basis": "grondslag",
    "level": "niveau",
    "member": "gezinslid",
    "noted_by": "genoteerd door",
    "organisation": "organisatie",
    "passed_by": "vrijgegeven door",
    "period": "periode",
    "proposed_by": "voorgelegd door",
    "purpose": "doel",
    "reason": "reden",
    "recorded_by": "vastgelegd door",
    "resumed_by": "hervat door",
    "scan": "scan",
    "score": "score",
    "settled_by": "afgehandeld door",
    "started_by": "gestart door",
    "status": "status",
    "taken_back_by": "teruggenomen door",
}
# What only the machine needs, or what the page says otherwise.
UNSAID = {
    *("id", "case", "name_key", "given_key", "lock_version", "submission", "created_at", "frame", "subject_id"),
    *("extension", "sha256", "stored_as"),
}
# Whom and what a version may name: what these are called stands in their own row, so that no name asks another query.
SPOKEN: set[Model] = {
    *(User, Organisation, Municipality, LegalFrame),
    *(Member, Household, LifeDomain, InterventionType, NotUsedReason),
}
# What a breach is called is not what was said of it. Of these: the field that tells one row from another.
TOLD_APART_BY: dict[Model, str] = {
    AgendaParticipant: "user",
    Breach: "",
    Suspicion: "",
    Telling: "recipient",
    Affected: "case_number",
}
TITLES = ("given_name", "name", "number", "what", "statement", "title")
LABELS = {"begin": "stond er al", "insert": "toegevoegd", "update": "gewijzigd", "delete": "weggehaald"}

type Names = Mapping[Model, Mapping[Any, models.Model]]


def fields_to_show(event_model: type[RowEvent]) -> list[models.Field]:  # type: ignore[type-arg]
    """Fields of the row itself, whose words are those of its forms."""
    kept = {field.name for field in event_model._meta.fields}
    fields = event_model.pgh_tracked_model._meta.fields
    return [field for field in fields if field.name in kept - UNSAID and is_said(field)]


def is_said(field: models.Field) -> bool:  # type: ignore[type-arg]
    """Not what only the machine fills in, nor what the row hangs on."""
    return field.editable and (not isinstance(field, models.ForeignKey) or field.remote_field.model in SPOKEN)


def name_of(field: models.Field) -> str:  # type: ignore[type-arg]
    words = str(field.verbose_name)
    return NAMES.get(field.name, words) if words == field.name.replace("_", " ") else words


def value_of(event: RowEvent, field: models.Field, names: Names) -> str:  # type: ignore[type-arg]
    value = getattr(event, field.attname)
    if isinstance(field, models.ForeignKey) and value is not None:
        return str(names.get(field.remote_field.model, {}).get(value, "niet te zien voor u"))
    if isinstance(field, ArrayField):
        return ", ".join(in_words(one, field.base_field) for one in value or []) or EMPTY
    return in_words(value, field)


def in_words(value: object, field: models.Field) -> str:  # type: ignore[type-arg]
    if value in (None, ""):
        return EMPTY
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if choices := dict(field.flatchoices):
        return str(choices.get(value, value))
    if isinstance(value, date | DateRange):
        return day_in_words(value)
    return str(value)


def day_in_words(value: date | DateRange) -> str:
    if isinstance(value, DateRange):
        begin, end = (f"{day:%d-%m-%Y}" if day else "" for day in (value.lower, value.upper))
        return f"vanaf {begin} tot {end}" if end else f"vanaf {begin}"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d-%m-%Y %H:%M}"
    return f"{value:%d-%m-%Y}"


def title_of(event: RowEvent, names: Names) -> str:
    """“Gezinslid Kevin”, “Relatie Carla, Kevin”: what kind of row, and which."""
    kind = capfirst(str(event.pgh_tracked_model._meta.verbose_name))
    if event.pgh_tracked_model in TOLD_APART_BY:
        return f"{kind} {what_tells_apart(event, names)}".strip()
    own = next((getattr(event, name) for name in TITLES if hasattr(event, name)), "")
    about = [field for field in fields_to_show(type(event)) if is_about(field)]
    named = [own] if own else [value_of(event, field, names) for field in about if getattr(event, field.attname)]
    return f"{kind} {', '.join(named)}".strip()


def what_tells_apart(event: RowEvent, names: Names) -> str:
    model = event.pgh_tracked_model
    name = TOLD_APART_BY[model]
    return value_of(event, model._meta.get_field(name), names) if name else ""  # type: ignore[arg-type]


def is_about(field: models.Field) -> bool:  # type: ignore[type-arg]
    """What tells one row from another, when it has no name of its own."""
    return isinstance(field, models.ForeignKey) and field.remote_field.model in SPOKEN - {User, LegalFrame}


def names_for(events: Iterable[RowEvent]) -> Names:
    """Of whom and what these versions speak: one query for each kind. What the viewer may not see, has no name."""
    wanted: dict[Model, set[Any]] = {}
    for event in events:
        wanted.setdefault(User, set()).add(event.by_id)
        for field in fields_to_show(type(event)):
            if isinstance(field, models.ForeignKey):
                wanted.setdefault(field.remote_field.model, set()).add(getattr(event, field.attname))
    return {model: model._default_manager.in_bulk(ids - {None}) for model, ids in wanted.items()}
