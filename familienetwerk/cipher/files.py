"""Files of any size in little memory: pieces of 64 kB, each locked with its number and whether it is the last.

Each file has a key of its own, which its row keeps locked (values.py). So a nonce is never used twice with one key,
and a piece that is missing, moved or cut off does not open.
"""

import os
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from familienetwerk.cipher.values import CannotOpen

HEAD = b"fn-file-1\n"
PIECE, TAG = 64 * 1024, 16


def new_key() -> bytes:
    return os.urandom(32)


def locked_pieces(plain: BinaryIO, key: bytes) -> Iterator[bytes]:
    yield HEAD
    cipher = AESGCM(key)
    for number, piece, is_last in numbered(plain, PIECE):
        yield cipher.encrypt(nonce(number, is_last=is_last), piece, HEAD)


def plain_pieces(locked: BinaryIO, key: bytes) -> Iterator[bytes]:
    """Raises CannotOpen as soon as something is not as it was written."""
    if locked.read(len(HEAD)) != HEAD:
        raise CannotOpen("file")
    cipher = AESGCM(key)
    for number, piece, is_last in numbered(locked, PIECE + TAG):
        try:
            yield cipher.decrypt(nonce(number, is_last=is_last), piece, HEAD)
        except (InvalidTag, ValueError) as error:
            raise CannotOpen("file") from error


def nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11) + bytes([is_last])


def numbered(source: BinaryIO, size: int) -> Iterator[tuple[int, bytes, bool]]:
    """Pieces of this size; an empty file is one empty piece."""
    number, piece = 0, source.read(size)
    while True:
        following = source.read(size)
        yield number, piece, not following
        if not following:
            return
        number, piece = number + 1, following
