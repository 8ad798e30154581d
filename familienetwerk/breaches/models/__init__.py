"""Breaches as the database keeps them."""

from familienetwerk.breaches.models.affected import Affected, AffectedKind
from familienetwerk.breaches.models.breach import Breach, BreachKind, BreachState, DataKind
from familienetwerk.breaches.models.suspicion import Suspicion, SuspicionState
from familienetwerk.breaches.models.telling import Recipient, Telling

__all__ = [
    "Affected",
    "AffectedKind",
    "Breach",
    "BreachKind",
    "BreachState",
    "DataKind",
    "Recipient",
    "Suspicion",
    "SuspicionState",
    "Telling",
]
