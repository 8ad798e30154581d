"""Locking a value for one place: this table, this row, this column. Moved to another place, it does not open.

AES-256-GCM; before the lock stands with which key: 1, length of the key's name, name, nonce, locked bytes with tag.
"""

import hmac
import os
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db.models import Model

from familienetwerk.cipher.keys import data_keys, look_up_keys, newest

VERSION, NONCE = 1, 12


class CannotOpen(ValueError):
    """Locked with a key that is not here, for another place, or changed."""


@dataclass(frozen=True)
class Place:
    """Where a locked value belongs."""

    table: str
    pk: int
    column: str

    @classmethod
    def of(cls, row: Model, column: str) -> Self:
        return cls(row._meta.db_table, row.pk, column)

    @property
    def name(self) -> bytes:
        return f"{self.table}|{self.pk}|{self.column}".encode()


def lock(plain: bytes, place: Place) -> bytes:
    """With the newest key."""
    key, nonce = newest(data_keys()), os.urandom(NONCE)
    name = key.id.encode()
    return bytes([VERSION, len(name)]) + name + nonce + AESGCM(key.secret).encrypt(nonce, plain, place.name)


def unlock(locked: bytes, place: Place) -> bytes:
    """With whichever key it was locked."""
    key = data_keys().get(key_id_of(locked))
    if key is None:
        raise CannotOpen(f"key of {place.table}.{place.column}")
    begin = 2 + locked[1]
    nonce, rest = locked[begin : begin + NONCE], locked[begin + NONCE :]
    try:
        return AESGCM(key.secret).decrypt(nonce, rest, place.name)
    except (InvalidTag, ValueError) as error:
        raise CannotOpen(f"{place.table}.{place.column}") from error


def key_id_of(locked: bytes) -> str:
    if len(locked) < 2 or locked[0] != VERSION:
        raise CannotOpen("version")
    return locked[2 : 2 + locked[1]].decode(errors="replace")


def is_locked_with_newest(locked: bytes) -> bool:
    return key_id_of(locked) == newest(data_keys()).id


def marks_of(text: str) -> list[bytes]:
    """By which the same text is found again, newest key first; nobody without the key can try all numbers."""
    return [hmac.digest(key.secret, text.encode(), "sha256") for key in look_up_keys().values()]
