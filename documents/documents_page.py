"""The documents of a case as its page shows them: what one may read, and of others only that they exist."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Self

from cases.audience import Chip, Readers
from cases.closed import closed_lines, is_closed
from cases.models import Case
from cases.visibility import View
from documents.models import Document, DocumentContent, Scan
from familienetwerk.accounts.models import User

TONES: dict[str, str] = {Scan.WAITING: "warn", Scan.CLEAN: "good", Scan.INFECTED: "late"}


@dataclass(frozen=True, kw_only=True)
class Row:
    """A document whose content this reader may see."""

    document: Document
    content: DocumentContent
    audience: Chip
    is_own: bool

    @property
    def scan_tone(self) -> str:
        return TONES[self.content.scan]

    @property
    def may_be_fetched(self) -> bool:
        return not self.content.obstacle_to_fetching


@dataclass(frozen=True, kw_only=True)
class DocumentsPage:
    rows: list[Row] = field(default_factory=list)
    withdrawn: list[Row] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, case: Case, *, user: User) -> Self:
        known = list(Document.objects.for_reader(case, user))
        readers = Readers.of(case)
        readable = [document for document in known if document.view == View.CONTENT]  # type: ignore[attr-defined]
        rows = [
            Row(
                document=document,
                content=document.content,
                audience=readers.chip(document),
                is_own=document.organisation_id == user.organisation_id,
            )
            for document in readable
        ]
        return cls(
            rows=[row for row in rows if not row.document.is_withdrawn],
            withdrawn=[row for row in rows if row.document.is_withdrawn],
            unseen=unseen_lines(known),
        )


def unseen_lines(known: list[Document]) -> list[str]:
    """“Politie heeft 2 documenten. U ziet alleen dat ze bestaan.”"""
    hidden = [
        document
        for document in known
        if document.view == View.EXISTENCE and not document.is_withdrawn and not is_closed(document)  # type: ignore[attr-defined]
    ]
    counts = Counter(str(document.organisation) for document in hidden)
    lines = [
        f"{organisation} heeft 1 document. U ziet alleen dat het bestaat."
        if number == 1
        else f"{organisation} heeft {number} documenten. U ziet alleen dat ze bestaan."
        for organisation, number in sorted(counts.items())
    ]
    return [*lines, *closed_lines(known, a="een document")]
