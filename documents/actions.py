"""Adding, scanning, fetching, correcting and withdrawing documents. What is added stays; what is wrong is withdrawn."""

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import BinaryIO, TypedDict, Unpack
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from cases.actions import locked, recall
from cases.models import Audience, Case, Member, PieceKind, Regime
from documents import scanner, store
from documents.gate import Checked, checked
from documents.models import Category, Document, DocumentContent, Scan
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import EventType, record
from familienetwerk.behalf import Errand, acting_as
from familienetwerk.cipher.files import locked_pieces, new_key, plain_pieces
from familienetwerk.cipher.values import CannotOpen
from familienetwerk.constraints import full_clean
from familienetwerk.locking import lock_unchanged
from familienetwerk.outbox.actions import promise
from familienetwerk.outbox.models import Job

logger = logging.getLogger(__name__)

SCAN, INFECTED_FILE = "scan_document", "infected_file"


class CannotFetch(ValidationError):
    """Withdrawn, infected, not scanned yet, or not as it was written."""


class IsWithdrawn(ValidationError):
    """What was withdrawn stays as it was."""

    def __init__(self) -> None:
        super().__init__("Dit document is al ingetrokken.")


class ForWhom(TypedDict):
    """Under which law it came about, and who reads it."""

    regime: Regime
    audience: Audience
    named: list[int]


class About(TypedDict):
    """What somebody says of a document, and may correct."""

    title: str
    category: Category
    description: str
    dated_on: date
    member: Member | None


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """The bytes in the clear, piece by piece; the first was opened already, so what is spoilt gives no half file."""

    pieces: Iterator[bytes]
    size: int
    extension: str
    media_type: str


def add_document(
    case: Case, name: str, file: BinaryIO, *, by: User, for_whom: ForWhom, **about: Unpack[About]
) -> Document:
    """Through the gate; the scanner is asked after this, by a worker, so that a slow one holds up nobody."""
    found = checked(name, file, most_bytes=settings.DOCUMENT_MAX_BYTES)
    with found.file:
        return keep_document(case, found, by=by, for_whom=for_whom, **about)


@transaction.atomic
def keep_document(case: Case, found: Checked, *, by: User, for_whom: ForWhom, **about: Unpack[About]) -> Document:
    """The row, and the bytes locked with a key of their own. When the row is not kept, the file says nothing."""
    case = locked(case)
    document = Document.objects.create(
        case=case, organisation=by.organisation, author=by, released_at=Now(), **for_whom
    )
    key = new_key()
    found.file.seek(0)
    stored_as = store.write(locked_pieces(found.file, key))
    try:
        keep_content(document, found, key=key, stored_as=stored_as, **about)
        if scanner.is_configured():
            promise(SCAN, document.pk, f"{SCAN}:{document.pk}", by=None)
        record(EventType.CREATED, by=by, case_id=case.pk, subject="document", subject_ids=[document.pk])
    except BaseException:
        store.remove(stored_as)
        raise
    return document


def keep_content(document: Document, found: Checked, *, key: bytes, stored_as: str, **about: Unpack[About]) -> None:
    content = DocumentContent(
        document=document,
        file_name=found.name[-255:],
        extension=found.kind.extension,
        size=found.size,
        sha256=found.sha256,
        stored_as=stored_as,
        **about,
    )
    content.hold_key(key)
    full_clean(content)
    content.save(force_insert=True)


@transaction.atomic
def promise_scans(*, hour: str) -> int:
    """How many were promised anew. Within the hour asking again promises nothing."""
    if not scanner.is_configured():
        return 0
    with acting_as(Errand.SCANNING):
        waiting = list(DocumentContent.objects.waiting().order_by("pk").values_list("pk", flat=True))
    busy = set(Job.objects.unfinished().filter(kind=SCAN, subject_id__in=waiting).values_list("subject_id", flat=True))
    for pk in set(waiting) - busy:
        promise(SCAN, pk, f"{SCAN}:{pk}:{hour}", by=None)
    return len(set(waiting) - busy)


def ask_scanner(content_id: int) -> bool | None:
    """Whether a virus is in this file; None when nothing is to be asked. Raises ScannerIsAway: the outbox asks again.

    The scanner may take its time, so no transaction is open while it looks.
    """
    if not scanner.is_configured():
        return None
    with acting_as(Errand.SCANNING):
        content = DocumentContent.objects.waiting().filter(pk=content_id).first()
        file = plain_file(content) if content else None
    return None if file is None else scanner.finds_a_virus(file)


@transaction.atomic
def keep_verdict(content_id: int, *, is_infected: bool) -> None:
    """Said once. What holds a virus is thrown away; when that fails now, the comparison of the night does it."""
    content = DocumentContent.objects.select_for_update().filter(pk=content_id).waiting().first()
    if content is None:
        return
    content.scan, content.scanned_at = (Scan.INFECTED if is_infected else Scan.CLEAN), Now()
    content.save(update_fields=["scan", "scanned_at"])
    if is_infected:
        report_virus(content)
        transaction.on_commit(lambda: store.remove(content.stored_as), robust=True)


@transaction.atomic
def report_virus(content: DocumentContent) -> None:
    """The log, and a mail to each privacy officer that says no more than that it happened."""
    document = content.document
    record(
        EventType.REFUSED,
        by=document.author,
        case_id=document.case_id,
        subject="document",
        subject_ids=[content.pk],
        page="virus",
    )
    for officer in User.objects.overseeing(document.case.municipality_id):
        promise(INFECTED_FILE, officer.pk, f"{INFECTED_FILE}:{uuid4().hex}", by=None)


def throw_away(names: list[str]) -> int:
    """Files with a virus that are still there; how many would not go."""
    left = 0
    for name in names:
        try:
            store.remove(name)
        except OSError as error:
            logger.error("Document file with a virus stays: %s.", type(error).__name__)  # noqa: TRY400
            left += 1
    return left


def plain_file(content: DocumentContent) -> BinaryIO:
    """In memory: no file in the clear is ever on the disk because of us."""
    with store.opened(content.stored_as) as file:
        return io.BytesIO(b"".join(plain_pieces(file, content.key)))


@transaction.atomic
def fetch_document(content: DocumentContent, *, by: User) -> Fetched:
    """Whoever calls this found the row among what `by` may read. The log is written before the first byte leaves."""
    if obstacle := content.obstacle_to_fetching:
        raise CannotFetch(obstacle)
    pieces = opened_pieces(content)
    try:
        first = next(pieces)
    except (OSError, CannotOpen) as error:
        logger.error("Document %s: the file does not open (%s).", content.pk, type(error).__name__)  # noqa: TRY400
        raise CannotFetch("Dit bestand kunnen wij nu niet openen. Meld het aan uw functioneel beheerder.") from error
    record(
        EventType.EXPORTED,
        by=by,
        case_id=content.document.case_id,
        subject="document",
        subject_ids=[content.pk],
        page="fetch_document",
    )
    return Fetched(
        pieces=chain([first], pieces),
        size=content.size,
        extension=content.extension,
        media_type=content.kind.media_type,
    )


def opened_pieces(content: DocumentContent) -> Iterator[bytes]:
    """Needs no database any more: what is streamed comes after the transaction."""
    key = content.key
    with store.opened(content.stored_as) as file:
        yield from plain_pieces(file, key)


@transaction.atomic
def correct_document(content: DocumentContent, *, by: User, lock_version: int, **about: Unpack[About]) -> None:
    """What is said of it; the file itself stays. Raises Conflict when somebody else was first."""
    case = locked(content.document.case)
    current = lock_unchanged(content, lock_version)
    if current.document.is_withdrawn:
        raise IsWithdrawn
    for name, value in about.items():
        setattr(current, name, value)
    current.lock_version += 1
    full_clean(current)
    current.save(update_fields=[*about, "lock_version"])
    _tell_of_the_change(case, current.document, by=by, reason="Wat er bij dit document staat, is verbeterd.")
    record(EventType.CHANGED, by=by, case_id=case.pk, subject="document", subject_ids=[current.pk])


@transaction.atomic
def withdraw_document(document: Document, *, by: User, reason: str) -> None:
    """It should not have been here: nobody fetches it any more, and the reason stays in sight."""
    case = locked(document.case)
    current = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if current.is_withdrawn:
        raise IsWithdrawn
    current.withdrawn_at, current.withdrawn_by = Now(), by
    current.save(update_fields=["withdrawn_at", "withdrawn_by"])
    DocumentContent.objects.filter(pk=current.pk).update(withdrawn_reason=reason)
    _tell_of_the_change(case, current, by=by, reason="Dit document is ingetrokken.")
    record(EventType.ENDED, by=by, case_id=case.pk, subject="document", subject_ids=[current.pk])


def _tell_of_the_change(case: Case, document: Document, *, by: User, reason: str) -> None:
    """Whoever received it; the words that were typed stay here."""
    recall(case, PieceKind.DOCUMENT, subject_id=document.pk, by=by, on=timezone.localdate(), reason=reason)
