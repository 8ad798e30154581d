"""Whatever ends ./run demo, no process stays behind; tried often, so with light parts (stand_ins.py)."""

import signal
import socket
from collections.abc import Iterator

import pytest

from tests.demo import Demo, a_demo

pytestmark = [pytest.mark.slow]


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    with a_demo("tests.platform.stand_ins") as demo:
        yield demo


def fills(demo: Demo, *options: str, until: signal.Signals) -> bool:
    """Whether a start fills the database, once a signal has ended it."""
    started = demo.start(*options)
    assert demo.processes()
    started.send_signal(until)
    started.wait(timeout=30)

    assert demo.processes() == []
    return "gevuld" in demo.said()


def test_a_signal_ends_every_process_and_keeps_the_data_until_somebody_begins_afresh(demo: Demo) -> None:
    assert fills(demo, until=signal.SIGINT)
    assert not fills(demo, until=signal.SIGTERM)
    assert fills(demo, "--fresh", until=signal.SIGHUP)


@pytest.mark.parametrize(
    "part",
    ["bin/postgres", "valkey-server", "stand_in.py web", "stand_in.py worker", "stand_in.py beat", "development.watch"],
)
def test_a_part_that_crashes_ends_the_rest(demo: Demo, part: str) -> None:
    started = demo.start()

    demo.process(part).kill()
    started.wait(timeout=30)

    assert started.returncode
    assert demo.processes() == []


def test_a_port_that_is_taken_is_not_used(demo: Demo) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        refused = demo.call("demo", "--port", str(port))

        assert refused.wait(timeout=30)
        assert demo.said() == f"run: poort {port} is bezet; kies een andere met ./run demo --port N\n"
