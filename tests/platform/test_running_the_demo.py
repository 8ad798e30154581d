"""./run demo as somebody uses it. Whatever ends it, no process stays behind, and the families are there next time."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest

from familienetwerk.development.leftovers import processes_of
from familienetwerk.processes import ROOT
from tests.platform.processes import a_free_port

pytestmark = [pytest.mark.slow]

ACCOUNTS = 7
COUNT = "from familienetwerk.accounts.models import User; print(User.objects.count())"


class Demo:
    """The demo in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = a_free_port()

    def call(self, *arguments: str) -> subprocess.Popen[bytes]:
        given = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        command = [sys.executable, "-m", "familienetwerk.development", *arguments]
        with (self.folder / "said").open("wb") as said:
            env = given | {"DEMO_FOLDER": str(self.folder)}
            return subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=True, stdout=said, stderr=said)

    def said(self) -> str:
        return (self.folder / "said").read_text()

    def start(self) -> subprocess.Popen[bytes]:
        started = self.call("demo", "--port", str(self.port))
        until(lambda: "Wachtwoord van iedereen: demo" in self.said() or started.poll() is not None, seconds=60)
        assert started.poll() is None, self.said()
        return started

    def processes(self) -> list[psutil.Process]:
        on_our_data = [process for process in psutil.process_iter() if str(self.folder) in words_of(process)]
        return [*on_our_data, *processes_of(self.folder)]

    def process(self, word: str) -> psutil.Process:
        return next(process for process in processes_of(self.folder) if word in words_of(process))


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


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    with tempfile.TemporaryDirectory(prefix="familienetwerk-") as folder:
        demo = Demo(Path(folder).resolve())
        yield demo
        for process in demo.processes():
            with suppress(psutil.NoSuchProcess):  # it went with another
                process.kill()


def test_ctrl_c_ends_every_process_and_keeps_the_data(demo: Demo) -> None:
    started = demo.start()
    assert urlopen(f"http://127.0.0.1:{demo.port}/healthz").status == HTTPStatus.OK
    started.send_signal(signal.SIGINT)
    started.wait(timeout=30)

    assert demo.processes() == []
    demo.call("manage", "shell", "-v0", "-c", COUNT).wait(timeout=60)
    assert int(demo.said()) >= ACCOUNTS
    assert demo.processes() == []


def test_a_second_one_refuses_in_one_line(demo: Demo) -> None:
    started = demo.start()
    demo.call("demo").wait(timeout=30)
    said = demo.said()
    started.terminate()
    started.wait(timeout=30)

    assert said == f"run: de demo draait al (proces {started.pid}); stop hem daar met Ctrl-C.\n"


@pytest.mark.parametrize("part", ["valkey", "gunicorn"])
def test_a_part_that_crashes_ends_the_rest(demo: Demo, part: str) -> None:
    started = demo.start()

    demo.process(part).kill()
    started.wait(timeout=30)

    assert started.returncode
    assert demo.processes() == []


def test_after_being_killed_it_starts_again(demo: Demo) -> None:
    killed = demo.start()
    killed.kill()
    killed.wait()
    again = demo.start()
    again.terminate()
    again.wait(timeout=30)

    assert demo.processes() == []
