"""What an organisation gave for an earlier frame of a case: what it may pass on, and what it did pass on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import QuerySet, Value
from django.utils.timezone import localtime

from cases.models import Audience, Case, Item, ItemQuerySet, Passing, Regime
from familienetwerk.accounts.models import User


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Something that the own organisation shared under a law of its own."""

    subject: str  # the kind of item, as Passing calls it
    pk: int
    created_at: datetime
    regime: str
    audience: str
    stays_behind: bool
    text: str

    @property
    def word(self) -> str:
        """In a form."""
        return f"{self.subject}-{self.pk}"

    @property
    def in_short(self) -> str:
        """Waarneming van 23-11-2026: Er stonden drie scooters."""
        name = str(kinds_of_item()[self.subject]._meta.verbose_name).capitalize()
        return f"{name} van {localtime(self.created_at):%d-%m-%Y}" + (f": {self.text}" if self.text else "")

    @property
    def bounds(self) -> str:
        """Wpg (politiegegevens). Alle betrokkenen."""
        return f"{Regime(self.regime).label}. {Audience(self.audience).label}."


@dataclass(frozen=True, kw_only=True)
class PassedOn:
    """One piece that others read under the frame of the case, since its source said so."""

    passing: Passing
    piece: Piece


COLUMNS = ("subject", "pk", "created_at", "regime", "audience", "stays_behind", "text")


def kinds_of_item() -> dict[str, type[Item]]:
    """Of every app, also those above this one."""
    return {model._meta.model_name or "": model for model in apps.get_models() if issubclass(model, Item)}


def own_pieces(case: Case, *, user: User) -> list[Piece]:
    """Of every kind, in one query."""
    first, *rest = (of_kind(kind, case, user) for kind in kinds_of_item())
    return [Piece(**row) for row in first.union(*rest, all=True).order_by("created_at", "pk")]


def of_kind(kind: str, case: Case, user: User) -> QuerySet[Item, dict[str, Any]]:
    rows: ItemQuerySet[Item] = kinds_of_item()[kind]._default_manager.all()  # type: ignore[assignment]
    mine = rows.filter(case=case, organisation=user.organisation_id).bound_to_their_source().seen_by(user)
    named = mine.annotate(subject=Value(kind), text=rows.text())
    found: QuerySet[Item, dict[str, Any]] = named.values(*COLUMNS)
    return found


def load(pieces: Iterable[Piece]) -> list[Item]:
    wanted = list(pieces)
    return [
        item
        for kind, model in kinds_of_item().items()
        for item in model._default_manager.filter(pk__in=[one.pk for one in wanted if one.subject == kind])
    ]


def passed_on(case: Case, pieces: list[Piece], *, user: User) -> list[PassedOn]:
    """What runs for the frame of the case now."""
    rows = Passing.objects.running().filter(case=case, organisation=user.organisation_id, frame=case.legal_frame_id)
    found = {(piece.subject, piece.pk): piece for piece in pieces}
    return [
        PassedOn(passing=row, piece=found[row.subject, row.subject_id])
        for row in rows.order_by("-passed_at", "-pk")
        if (row.subject, row.subject_id) in found
    ]
