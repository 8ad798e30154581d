"""A scanner that speaks the protocol of clamd over a real socket, and knows one virus: the test file of EICAR."""

import io
import socket
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from struct import unpack

from tests.documents.files import EICAR


class Scanner:
    def __init__(self, *, answers: bytes = b"") -> None:
        self.answers = answers
        self.received: list[bytes] = []
        self.was_asked, self.may_answer = threading.Event(), threading.Event()
        self.may_answer.set()
        self.line = socket.create_server(("127.0.0.1", 0))
        self.address = f"tcp://127.0.0.1:{self.line.getsockname()[1]}"
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        while True:
            try:
                caller, _ = self.line.accept()
            except OSError:
                return
            with caller, caller.makefile("rwb") as talk:
                assert talk.read(10) == b"zINSTREAM\0"
                content = b"".join(pieces(talk))
                self.received.append(content)
                self.was_asked.set()
                self.may_answer.wait(10)
                talk.write(self.answers or (b"stream: OK\0", b"stream: Eicar-Signature FOUND\0")[holds_eicar(content)])


def pieces(talk) -> Iterator[bytes]:
    while length := unpack("!I", talk.read(4))[0]:
        yield talk.read(length)


def holds_eicar(content: bytes) -> bool:
    """Also inside a zip, as clamav looks."""
    if EICAR in content:
        return True
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return False
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return any(holds_eicar(package.read(name)) for name in package.namelist())


@contextmanager
def a_scanner(settings, *, answers: bytes = b"") -> Iterator[Scanner]:
    scanner = Scanner(answers=answers)
    settings.CLAMD = scanner.address
    try:
        yield scanner
    finally:
        scanner.line.close()


def an_absent_scanner(settings) -> None:
    """An address at which nobody answers any more."""
    with socket.create_server(("127.0.0.1", 0)) as line:
        settings.CLAMD = f"tcp://127.0.0.1:{line.getsockname()[1]}"
