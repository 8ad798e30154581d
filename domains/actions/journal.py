"""Keeping the journal: what was written stands. A mistake gets a next version, or is struck out with a reason."""

from collections.abc import Iterable
from datetime import date
from typing import NotRequired, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from cases.actions import locked, recall
from cases.models import Audience, Case, Member, PieceKind, Regime
from domains.models import Contact, ContactKind, ContactWords
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import EventType, record
from familienetwerk.screen.dates import years_after


class NotYourContact(ValidationError):
    """Only the organisation that wrote it corrects it or strikes it out."""

    def __init__(self) -> None:
        super().__init__("Alleen de organisatie die dit schreef, kan het verbeteren of doorhalen.")


class ContactIsCorrected(ValidationError):
    """A later version took its place."""

    def __init__(self) -> None:
        super().__init__("Een collega verbeterde dit contactmoment al. Lees eerst de nieuwe versie.")


class ContactStandsAsItIs(ValidationError):
    """A later version is about somebody of whom this user may not know: no reason is given then."""

    def __init__(self) -> None:
        super().__init__("Dit contactmoment kunt u niet verbeteren. Overleg met de casusregisseur.")


class ContactIsStruck(ValidationError):
    """What was struck out stays as it is."""

    def __init__(self) -> None:
        super().__init__("Dit contactmoment is al doorgehaald. Schrijf een nieuw contactmoment.")


class IsFromLongBefore(ValidationError):
    """It was before there was anything to work on together."""

    def __init__(self, signal: date, earliest: date) -> None:
        sentence = f"Het eerste signaal is van {signal:%d-%m-%Y}. Kies een dag vanaf {earliest:%d-%m-%Y}."
        super().__init__({"held_on": sentence})


class Told(TypedDict):
    """What a contact was, and for whom it is."""

    held_on: date
    kind: ContactKind
    members: Iterable[Member]
    said: str
    agreed: NotRequired[str]
    own_words: NotRequired[str]
    regime: Regime
    audience: Audience
    named: list[int]


YEARS_BEFORE_THE_SIGNAL = 1  # as the database has it
ON_ITSELF = {"held_on", "regime", "audience", "named"}


@transaction.atomic
def log_contact(case: Case, *, by: User, **told: Unpack[Told]) -> Contact:
    """On the table at once, for the audience that it names."""
    contact = _written(locked(case), by, told)
    record(EventType.CREATED, by=by, case_id=case.pk, subject="contact", subject_ids=[contact.pk])
    return contact


@transaction.atomic
def correct_contact(contact: Contact, *, by: User, on: date, **told: Unpack[Told]) -> Contact:
    """The next version takes its place; the earlier one stays to be read below it. Who received it, must hear."""
    case = locked(contact.case)
    earlier = _locked_last_version(contact, by=by)
    try:
        with transaction.atomic():
            contact = _written(case, by, told, corrects=earlier)
    except IntegrityError as taken:
        raise ContactStandsAsItIs from taken
    record(EventType.CHANGED, by=by, case_id=case.pk, subject="contact", subject_ids=[earlier.pk, contact.pk])
    _tell_of_the_change(case, earlier, by=by, on=on, reason="Er is een verbeterde versie.")
    return contact


@transaction.atomic
def strike_contact(contact: Contact, *, by: User, on: date, reason: str) -> None:
    """It should not have been written: it stays in sight, struck out, with the reason."""
    case = locked(contact.case)
    struck = _locked_last_version(contact, by=by)
    ContactWords.objects.filter(contact=struck).update(struck_reason=reason)
    Contact.objects.filter(pk=struck.pk).update(struck_at=Now(), struck_by=by)
    record(EventType.ENDED, by=by, case_id=case.pk, subject="contact", subject_ids=[struck.pk])
    _tell_of_the_change(case, struck, by=by, on=on, reason="Dit is doorgehaald.")


def _written(case: Case, by: User, told: Told, *, corrects: Contact | None = None) -> Contact:
    """The words last: from then on the database lets nothing of it change."""
    if told["held_on"] < (earliest := years_after(case.first_signal_on, -YEARS_BEFORE_THE_SIGNAL)):
        raise IsFromLongBefore(case.first_signal_on, earliest)
    facts = {name: value for name, value in told.items() if name in ON_ITSELF}
    contact = Contact.objects.create(
        case=case, organisation=by.organisation, author=by, corrects=corrects, released_at=Now(), **facts
    )
    contact.members.set(told["members"])
    words = {name: value for name, value in told.items() if name not in ON_ITSELF | {"members"}}
    ContactWords.objects.create(contact=contact, **words)
    return contact


def _locked_last_version(contact: Contact, *, by: User) -> Contact:
    contact = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if contact.organisation_id != by.organisation_id:
        raise NotYourContact
    if contact.is_struck:
        raise ContactIsStruck
    if Contact.objects.filter(corrects=contact).exists():
        raise ContactIsCorrected
    return contact


def _tell_of_the_change(case: Case, contact: Contact, *, by: User, on: date, reason: str) -> None:
    recall(case, PieceKind.CONTACT, subject_id=contact.pk, by=by, on=on, reason=reason)
