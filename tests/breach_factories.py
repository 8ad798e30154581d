"""Breaches for tests: said by somebody, kept by an officer."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from familienetwerk.accounts.models import User
from familienetwerk.breaches import actions
from familienetwerk.breaches.models import Breach, BreachKind, Recipient, Suspicion


def a_suspicion(by: User, *, hours_ago: float = 41, **fields: Any) -> Suspicion:
    said = {"what": "Een mail ging naar het verkeerde adres.", "discovered_at": moment(hours_ago)}
    return actions.report_suspicion(by=by, **said | fields)


def a_breach(officer: User, *, hours_ago: float = 41, **fields: Any) -> Breach:
    known = {
        "kind": BreachKind.SENT,
        "what": "Een mail ging naar het verkeerde adres.",
        "discovered_at": moment(hours_ago),
        "people": 3,
        "data_kinds": ["CONTACT", "CRIME"],
        "consequences": "Iemand weet nu wat niet mag.",
        "measures": "De mail is gewist.",
    }
    return actions.register_breach(by=officer, **known | fields)


def decided(breach: Breach, officer: User) -> Breach:
    """Nobody needed to hear it, for a reason."""
    for recipient in Recipient:
        actions.decide_telling(breach, recipient, by=officer, is_told=False, words="De ontvanger heeft geheimhouding.")
    return breach


def moment(hours_ago: float) -> Any:
    return timezone.now() - timedelta(hours=hours_ago)
