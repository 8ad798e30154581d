"""Which files we take: by their extension, with what their content must look like and what is looked at inside."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from documents.gate import office, pdf, pictures, text

OPEN_XML = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"


@dataclass(frozen=True)
class Kind:
    """`check` gives the file to keep, or raises NotAllowed."""

    extension: str
    word: str
    media_type: str
    magic: frozenset[str]
    check: Callable[[BinaryIO], BinaryIO]


JPEG = Kind(
    "jpg", "foto (JPEG)", "image/jpeg", frozenset({"jpg", "jpeg", "jfif"}), partial(pictures.rewritten, format_="JPEG")
)
EVERY_KIND = [
    Kind("pdf", "PDF", "application/pdf", frozenset({"pdf"}), pdf.checked),
    Kind(
        "docx",
        "Word-document",
        f"{OPEN_XML}.wordprocessingml.document",
        frozenset({"docx"}),
        partial(office.checked, main_part="word/document.xml"),
    ),
    Kind(
        "xlsx",
        "Excel-werkmap",
        f"{OPEN_XML}.spreadsheetml.sheet",
        frozenset({"xlsx"}),
        partial(office.checked, main_part="xl/workbook.xml"),
    ),
    Kind(
        "odt",
        "OpenDocument-tekst",
        f"{OPEN_DOCUMENT}.text",
        frozenset({"odt"}),
        partial(office.open_document, media_type=f"{OPEN_DOCUMENT}.text"),
    ),
    Kind(
        "ods",
        "OpenDocument-rekenblad",
        f"{OPEN_DOCUMENT}.spreadsheet",
        frozenset({"ods"}),
        partial(office.open_document, media_type=f"{OPEN_DOCUMENT}.spreadsheet"),
    ),
    JPEG,
    Kind("png", "afbeelding (PNG)", "image/png", frozenset({"png"}), partial(pictures.rewritten, format_="PNG")),
    Kind("txt", "tekst", "text/plain", frozenset(), text.checked),
]
KINDS: Mapping[str, Kind] = {kind.extension: kind for kind in EVERY_KIND} | {"jpeg": JPEG}
IN_WORDS = ", ".join(kind.extension for kind in EVERY_KIND)  # jpeg is jpg
