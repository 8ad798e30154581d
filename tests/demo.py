"""The demo as a process: started in a folder of its own, with services of its own, as somebody who types ./run demo."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from familienetwerk.development.leftovers import processes_of
from familienetwerk.processes import ROOT
from tests.platform.processes import a_free_port


class Demo:
    """The demo in a folder of its own, started as this module."""

    def __init__(self, folder: Path, module: str) -> None:
        self.folder = folder
        self.module = module
        self.port = a_free_port()

    def call(self, *arguments: str) -> subprocess.Popen[bytes]:
        given = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        command = [sys.executable, "-m", self.module, *arguments]
        with (self.folder / "said").open("wb") as said:
            env = given | {"DEMO_FOLDER": str(self.folder), "WEB_CONCURRENCY": "1", "VEIL_ON_BLUR": "1"}
            return subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=True, stdout=said, stderr=said)

    def said(self) -> str:
        return (self.folder / "said").read_text()

    def start(self, *options: str) -> subprocess.Popen[bytes]:
        started = self.call("demo", "--port", str(self.port), *options)
        # Beside other tests a start lasts long: that it hangs is seen here, how quick it is in docs/measured.md.
        until(lambda: "Wachtwoord van iedereen: demo" in self.said() or started.poll() is not None, seconds=180)
        assert started.poll() is None, self.said()
        return started

    def processes(self) -> list[psutil.Process]:
        on_our_data = [process for process in psutil.process_iter() if str(self.folder) in words_of(process)]
        return [*on_our_data, *processes_of(self.folder)]

    def process(self, word: str) -> psutil.Process:
        return next(process for process in self.processes() if word in words_of(process))


def words_of(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def until(is_so: Callable[[], bool], *, seconds: int) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"Not within {seconds} seconds."
        time.sleep(0.1)


@contextmanager
def a_demo(module: str = "familienetwerk.development") -> Iterator[Demo]:
    """Not started yet; whatever is left of it at the end is killed."""
    with tempfile.TemporaryDirectory(prefix="familienetwerk-") as folder:
        demo = Demo(Path(folder).resolve(), module)
        yield demo
        for process in demo.processes():
            with suppress(psutil.NoSuchProcess):  # it went with another
                process.kill()


@contextmanager
def a_running_demo() -> Iterator[Demo]:
    with a_demo() as demo:
        started = demo.start()
        yield demo
        started.send_signal(signal.SIGINT)
        started.wait(timeout=30)
