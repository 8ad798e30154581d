"""What a seal is made of: of each line its number and a mark, and over those, and over the seal before it, one MAC.

All of it HMAC-SHA256 with a key that the database does not hold. Plain values in, bytes out.
"""

import hmac
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from struct import Struct, error
from typing import Any

from django.conf import settings

from familienetwerk.sealing import derived

# Which columns a seal covers, always beginning with these three. A column more is a scheme more: what was sealed
# earlier stays as it was.
SCHEMES: Mapping[int, Sequence[str]] = {
    1: (
        *("id", "transaction_id", "at", "type", "user_id", "organisation_id", "roles", "case_id", "subject"),
        *("subject_ids", "page", "purpose", "on_behalf_of_id", "is_emergency"),
    )
}
NEWEST_SCHEME = max(SCHEMES)
LINE = Struct(">q16s")


@dataclass(frozen=True)
class Key:
    secret: bytes
    id: str

    def mac(self, kind: str, values: Sequence[Any], more: bytes = b"") -> bytes:
        text = json.dumps([kind, *values], default=in_utc, ensure_ascii=True, separators=(",", ":"))
        return hmac.digest(self.secret, text.encode() + b"\0" + more, "sha256")

    def mark(self, values: Sequence[Any]) -> bytes:
        """Of one line; nobody without the key makes another line with the same mark."""
        return self.mac("line", values)[:16]


def keys() -> dict[str, Key]:
    """By their id; the first seals, all verify: so a key is replaced by putting a new one before it."""
    secrets = [settings.AUDIT_KEY, *settings.AUDIT_KEY_FALLBACKS, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return {key.id: key for key in map(key_of, filter(None, secrets))}


@cache
def key_of(secret: str) -> Key:
    return Key(derived(secret, "log"), derived(secret, "log key id").hex()[:16])


def packed(marks: Iterable[tuple[int, bytes]]) -> bytes:
    return b"".join(LINE.pack(line, mark) for line, mark in marks)


def unpacked(lines: bytes) -> Iterator[tuple[int, bytes]]:
    """Empty when these are no lines at all."""
    try:
        yield from LINE.iter_unpack(lines)
    except error:
        return


def in_utc(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")
