"""A witness outside the database: the newest seal, as a line of the app's output and in a small file.

Who owns the database can take away the newest lines together with their seal, and what is left is whole.
Only something that he cannot reach remembers that there was more.
"""

import logging
import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from familienetwerk.audit.models import Seal

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Head:
    number: int
    mac: str

    @classmethod
    def of(cls, seal: Seal) -> "Head":
        return cls(seal.number, bytes(seal.mac).hex())


def tell(seal: Seal) -> None:
    """After the seal was committed; a crash before that leaves an older witness, which is still true."""
    head = Head.of(seal)
    logger.info("Logboek verzegeld: zegel %s %s, %s regels.", head.number, head.mac, seal.count)
    if settings.AUDIT_HEAD_FILE:
        path = Path(settings.AUDIT_HEAD_FILE)
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        beside.write_text(f"{head.number} {head.mac}\n")
        beside.replace(path)


def told() -> Head | None:
    """What the file remembers."""
    if not settings.AUDIT_HEAD_FILE or not Path(settings.AUDIT_HEAD_FILE).exists():
        return None
    number, mac = Path(settings.AUDIT_HEAD_FILE).read_text().split()
    return Head(int(number), mac)
