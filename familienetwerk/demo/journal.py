"""The journal of a family in the demo: who spoke with them, and what was agreed."""

from collections.abc import Mapping
from typing import Any

from cases.models import Audience, Case, Member, Regime
from domains.actions import correct_contact, log_contact
from domains.models import Contact, ContactKind
from familienetwerk.demo.giving import give_the_call
from familienetwerk.demo.town import Town


def speak(town: Town, case: Case, family: Mapping[str, Member]) -> None:
    """A visit, a call, a talk that few read, a message; and a call whose day was wrong, that was given to others."""
    spoke(
        town,
        case,
        "sanne",
        days_ago=12,
        kind=ContactKind.VISIT,
        members=[family["sule"], family["emir"]],
        said="Şule deed zelf open. De post lag open op tafel. Emir kwam om vier uur thuis en at mee.",
        agreed="Volgende week gaan wij samen naar school.",
        own_words="“Ik maak de brieven weer open. Dat durfde ik niet.” (Şule)",
        audience=Audience.OWN_DOMAIN,
        regime=Regime.WMO,
    )
    spoke(
        town,
        case,
        "bram",
        days_ago=9,
        kind=ContactKind.TALK,
        members=[family["peter"]],
        said="Peter kwam naar het bureau. Hij wil niet praten over de loods.",
        audience=Audience.COORDINATORS,
        regime=Regime.WPG,
    )
    speak_lately(town, case, family)


def speak_lately(town: Town, case: Case, family: Mapping[str, Member]) -> None:
    call: dict[str, Any] = {
        "kind": ContactKind.PHONE,
        "members": [family["sule"], family["lina"]],
        "said": "De mentor van Lina belde met Şule. Lina is deze week elke dag op tijd.",
        "agreed": "Maandag praat de mentor weer met Lina.",
    }
    mistaken = spoke(town, case, "hugo", days_ago=5, **call)
    give_the_call(town, mistaken, days_ago=4)
    correct_contact(mistaken, by=town.people["hugo"], on=town.today, **told(town, days_ago=6, **call))
    spoke(
        town,
        case,
        "anna",
        days_ago=2,
        kind=ContactKind.MESSAGE,
        members=[family["sule"]],
        said="Şule vraagt of zij bij het volgende gesprek over het plan mag zijn.",
        agreed="Anna nodigt haar uit.",
    )


def spoke(town: Town, case: Case, who: str, *, days_ago: int, **words: Any) -> Contact:
    return log_contact(case, by=town.people[who], **told(town, days_ago=days_ago, **words))


def told(town: Town, *, days_ago: int, **words: Any) -> Any:
    """For everybody at the table, unless the words say otherwise."""
    usual = {"audience": Audience.ALL_INVOLVED, "regime": Regime.AVG, "named": []}
    return usual | words | {"held_on": town.day(-days_ago)}
