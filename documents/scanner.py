"""Asking clamd whether there is a virus in a file: its INSTREAM, over TCP or a socket of this machine."""

import socket
from struct import pack
from typing import BinaryIO
from urllib.parse import urlsplit

from django.conf import settings

PIECE = 64 * 1024
PATIENCE = 20  # seconds


class ScannerIsAway(OSError):
    """Nobody can say now; the file waits."""


def is_configured() -> bool:
    return bool(settings.CLAMD)


def finds_a_virus(file: BinaryIO) -> bool:
    """Reads the file from its beginning."""
    file.seek(0)
    try:
        with connected() as line:
            line.sendall(b"zINSTREAM\0")
            while piece := file.read(PIECE):
                line.sendall(pack("!I", len(piece)) + piece)
            line.sendall(pack("!I", 0))
            answer = b"".join(iter(lambda: line.recv(4096), b"")).rstrip(b"\0\n")
    except OSError as error:
        raise ScannerIsAway(type(error).__name__) from error
    if answer.endswith(b" FOUND"):
        return True
    if answer.endswith(b": OK"):
        return False
    raise ScannerIsAway(answer[-40:].decode(errors="replace"))


def connected() -> socket.socket:
    """tcp://clamav:3310 or unix:///run/clamav/clamd.ctl"""
    there = urlsplit(settings.CLAMD)
    if there.scheme == "tcp":
        return socket.create_connection((there.hostname or "localhost", there.port or 3310), timeout=PATIENCE)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(PATIENCE)
    line.connect(there.path)
    return line
