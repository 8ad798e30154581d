"""What went wrong with data in Rivierstede: one that was dealt with, one with the clock running, one just said."""

from datetime import datetime, timedelta

from django.utils import timezone

from familienetwerk.accounts.models import User
from familienetwerk.breaches import actions
from familienetwerk.breaches.models import BreachKind, DataKind, Recipient
from familienetwerk.demo.town import Town


def go_wrong(town: Town) -> None:
    now, officer = timezone.now(), town.people["paul"]
    a_bag_in_the_train(officer, discovered_at=now - timedelta(days=20))
    a_wrong_address(officer, discovered_at=now - timedelta(hours=40, minutes=30))
    actions.report_suspicion(
        by=town.people["sanne"],
        what="Ik liet een aantekening over een gesprek op de printer liggen. Na een half uur lag hij er nog.",
        discovered_at=now - timedelta(hours=5),
    )


def a_bag_in_the_train(officer: User, *, discovered_at: datetime) -> None:
    breach = actions.register_breach(
        by=officer,
        kind=BreachKind.LOST,
        what="Een tas met een laptop bleef in de trein.",
        discovered_at=discovered_at,
        people=0,
        data_kinds=[DataKind.CONTACT],
        consequences="Geen: de schijf is versleuteld en de laptop kwam terug.",
        measures="De laptop is op afstand gewist.",
    )
    why = "De schijf is versleuteld. Niemand kon erbij."
    for recipient in Recipient:
        actions.decide_telling(breach, recipient, by=officer, is_told=False, words=why)
    actions.close_breach(breach, by=officer, conclusion="Versleutelen werkt. Wij herinneren iedereen aan de tas.")


def a_wrong_address(officer: User, *, discovered_at: datetime) -> None:
    breach = actions.register_breach(
        by=officer,
        kind=BreachKind.SENT,
        what="Een verslag ging per mail naar een verkeerde organisatie.",
        discovered_at=discovered_at,
        people=4,
        data_kinds=[DataKind.CONTACT, DataKind.FAMILY, DataKind.CHILDREN],
        consequences="Iemand weet dat dit gezin hulp krijgt.",
    )
    actions.decide_telling(
        breach,
        Recipient.PARTNERS,
        by=officer,
        is_told=True,
        told_at=discovered_at + timedelta(hours=2),
        words="Gebeld met de organisatie waar het verslag van was.",
    )
