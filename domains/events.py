"""What the timeline of a case tells of the journal."""

from collections.abc import Iterator

from cases.audience import Readers
from cases.closed import ALSO_HERE, is_closed
from cases.events import Event, Step, over, tone_of
from cases.models import Case
from domains.journal_page import PEOPLE, is_read, with_all_it_says
from domains.models import Contact
from familienetwerk.accounts.models import User


def contacts(case: Case, user: User, readers: Readers) -> Iterator[Event]:
    """The last version of each; of some only that there was contact."""
    known = Contact.objects.filter(case=case, next_version=None).seen_by(user)
    for contact in with_all_it_says(known).prefetch_related(PEOPLE).newest_first():
        if is_read(contact):
            yield readable(contact, readers)
        else:
            rest = (
                f"door {contact.organisation}: {ALSO_HERE if is_closed(contact) else 'u ziet alleen dat dit bestaat'}"
            )
            yield Event(on=contact.held_on, step=Step.SPOKEN, number=contact.pk, icon="lock", what="Contact", rest=rest)


def readable(contact: Contact, readers: Readers) -> Event:
    words, tone = contact.words, tone_of(contact.organisation)
    return Event(
        on=contact.held_on,
        step=Step.SPOKEN,
        number=contact.pk,
        icon="full" if tone else "ring",
        tone=tone,
        what=f"{words.get_kind_display()}{' (doorgehaald)' if contact.is_struck else ''}",
        rest=f"door {contact.author}, {contact.organisation}{over(contact)}",
        detail="" if contact.is_struck else words.said,
        audience=readers.chip(contact),
    )
