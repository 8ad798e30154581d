"""The folder of locked files: names that say nothing, readable by the app alone, outside what a browser can reach."""

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from django.conf import settings


def path_of(name: str) -> Path:
    return Path(settings.DOCUMENTS_ROOT) / name[:2] / name


def write(pieces: Iterable[bytes]) -> str:
    """Under a new random name. On disk before it returns; half a file is taken away."""
    name = secrets.token_hex(20)
    path = path_of(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        remove(name)
        raise
    return name


def opened(name: str) -> BinaryIO:
    return path_of(name).open("rb")


def remove(name: str) -> None:
    with suppress(FileNotFoundError):
        path_of(name).unlink()


def every_name() -> Iterator[tuple[str, float]]:
    """Each file with the moment at which it was written."""
    for path in Path(settings.DOCUMENTS_ROOT).glob("??/*"):
        with suppress(FileNotFoundError):
            yield path.name, path.stat().st_mtime
