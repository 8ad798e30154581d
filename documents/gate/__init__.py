"""The gate: what a file must be before it is kept. Its name says what it claims to be, its content whether that is so.

In this order: size, extension, content, and then what can hide in this kind of file. What comes out may differ from
what went in: a picture is written anew. The scanner (scanner.py) comes after, since it may be away.
"""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePath
from typing import BinaryIO

import puremagic

from documents.gate.kinds import IN_WORDS, KINDS, Kind
from documents.gate.refusals import NotAllowed

CERTAIN = 0.5

__all__ = ["IN_WORDS", "KINDS", "Checked", "Kind", "NotAllowed", "checked", "kind_of"]


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What is kept: the bytes, what they are, and the name they came with."""

    file: BinaryIO
    name: str
    kind: Kind
    size: int
    sha256: str


def checked(name: str, file: BinaryIO, *, most_bytes: int) -> Checked:
    """Raises NotAllowed with a sentence for who sends it."""
    if not 0 < size_of(file) <= most_bytes:
        raise NotAllowed(f"Het bestand is leeg of groter dan {most_bytes // 1024 // 1024} MB.")
    kind = kind_of(name)
    if not is_like(kind, file):
        raise NotAllowed(f"De inhoud past niet bij de naam: dit is geen {kind.word}.")
    file.seek(0)
    kept = kind.check(file)
    size = size_of(kept)
    return Checked(file=kept, name=name, kind=kind, size=size, sha256=digest_of(kept))


def kind_of(name: str) -> Kind:
    """What it says it is; raises NotAllowed when that is nothing we take."""
    kind = KINDS.get(PurePath(name).suffix.lower().lstrip("."))
    if kind is None:
        raise NotAllowed(f"Dit soort bestand nemen wij niet aan. Wel: {IN_WORDS}.")
    return kind


def digest_of(file: BinaryIO) -> str:
    digest = sha256()
    while piece := file.read(64 * 1024):
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


def size_of(file: BinaryIO) -> int:
    """Leaves the file at its beginning."""
    size = file.seek(0, 2)
    file.seek(0)
    return size


def is_like(kind: Kind, file: BinaryIO) -> bool:
    """What the content is most like; the name is not asked. Text is like nothing in particular."""
    try:
        found = {match.extension.lstrip("."): match.confidence for match in reversed(puremagic.magic_stream(file))}
    except (puremagic.PureError, ValueError):
        found = {}
    most = max(found.values(), default=0)
    if not kind.magic:
        return most < CERTAIN
    return any(found.get(extension, -1) == most for extension in kind.magic)
