"""The journal as its page shows it: what one may read, the newest first, and of others only that they exist."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from django.db.models import Prefetch, prefetch_related_objects

from cases.audience import Chip, Readers
from cases.closed import closed_lines, is_closed
from cases.models import Case, Member
from cases.visibility import View
from domains.forms.journal import JournalFilter
from domains.models import Contact
from domains.models.journal import ContactQuerySet
from familienetwerk.accounts.models import User
from familienetwerk.screen.paging import LongPage

PER_PAGE = 25
PEOPLE = Prefetch("members", Member.objects.eldest_first())


@dataclass(frozen=True, kw_only=True)
class Line:
    """One contact, with the versions before it that this reader may see."""

    contact: Contact
    audience: Chip
    is_own: bool
    earlier: list[Contact]

    @property
    def members(self) -> list[str]:
        return [member.full_name for member in self.contact.members.all()]

    @property
    def has_newer_version(self) -> bool:
        """Of which this reader only knows that it exists."""
        return bool(self.contact.has_next)  # type: ignore[attr-defined]

    @property
    def may_be_corrected(self) -> bool:
        return self.is_own and not self.contact.is_struck and not self.has_newer_version


@dataclass(frozen=True, kw_only=True)
class JournalPage:
    lines: list[Line]
    page: LongPage[Contact]
    unseen: list[str]

    @classmethod
    def of(cls, case: Case, chosen: JournalFilter, asked: str | None, *, readers: Readers, user: User) -> Self:
        """What is narrowed says nothing of what one may not read: whether it fits would tell what it says."""
        page = LongPage.of(chosen.qs.newest_first(), asked, per_page=PER_PAGE)
        beside = list(with_all_it_says(Contact.objects.filter(case=case).beside_the_newest(user)))
        before = {contact.pk: contact for contact in beside if is_read(contact)}
        prefetch_related_objects([*page.rows, *before.values()], PEOPLE)
        lines = [
            Line(
                contact=contact,
                audience=readers.chip(contact),
                is_own=contact.organisation_id == user.organisation_id,
                earlier=list(chain_of(contact, before)),
            )
            for contact in page.rows
        ]
        return cls(lines=lines, page=page, unseen=[] if chosen.is_narrowed else unseen_lines(beside))

    @property
    def shown(self) -> list[int]:
        """Which rows were read, for the log."""
        return [row.pk for line in self.lines for row in (line.contact, *line.earlier)]


def readable(case: Case, user: User) -> ContactQuerySet:
    """Of each contact the newest version that this user may read."""
    return with_all_it_says(Contact.objects.filter(case=case).newest_that_is_read_by(user))


def with_all_it_says(contacts: ContactQuerySet) -> ContactQuerySet:
    rows = contacts.select_related("organisation", "author", "words", "struck_by")
    return rows.with_whether_it_has_a_next_version()


def is_read(contact: Contact) -> bool:
    return bool(contact.view == View.CONTENT)  # type: ignore[attr-defined]


def chain_of(contact: Contact, before: dict[int, Contact]) -> Iterator[Contact]:
    """The version before it, and the one before that."""
    while contact.corrects_id and (earlier := before.get(contact.corrects_id)):
        yield earlier
        contact = earlier


def unseen_lines(beside: list[Contact]) -> list[str]:
    """“Politie heeft 2 contactmomenten. U ziet alleen dat ze bestaan.” Versions of one contact count as one."""
    counts = Counter(str(contact.organisation) for contact in beside if not is_read(contact) and not is_closed(contact))
    lines = [
        f"{organisation} heeft 1 contactmoment. U ziet alleen dat het bestaat."
        if number == 1
        else f"{organisation} heeft {number} contactmomenten. U ziet alleen dat ze bestaan."
        for organisation, number in sorted(counts.items())
    ]
    return [*lines, *closed_lines(beside, a="een contactmoment")]
