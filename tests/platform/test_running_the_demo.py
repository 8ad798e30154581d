"""./run demo as somebody uses it. Whatever ends it, no process stays behind, and the families are there next time."""

import signal
from collections.abc import Iterator
from http import HTTPStatus
from urllib.request import urlopen

import pytest

from tests.demo import Demo, a_demo

pytestmark = [pytest.mark.slow]

ACCOUNTS = 7
COUNT = "from familienetwerk.accounts.models import User; print(User.objects.count())"


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    with a_demo() as demo:
        yield demo


def test_ctrl_c_ends_every_process_and_keeps_the_data(demo: Demo) -> None:
    started = demo.start()
    assert urlopen(f"http://127.0.0.1:{demo.port}/healthz").status == HTTPStatus.OK
    demo.call("demo").wait(timeout=30)
    assert demo.said() == f"run: de demo draait al (proces {started.pid}); stop hem daar met Ctrl-C.\n"

    started.send_signal(signal.SIGINT)
    started.wait(timeout=30)

    assert demo.processes() == []
    demo.call("manage", "shell", "-v0", "-c", COUNT).wait(timeout=60)
    assert int(demo.said()) >= ACCOUNTS
    assert demo.processes() == []


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
