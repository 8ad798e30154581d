"""./run demo as somebody uses it: whole, twice. What else can end it: test_stopping_the_demo.py, with light parts."""

import signal
from http import HTTPStatus
from urllib.request import urlopen

import pytest

from tests.demo import Demo, a_demo

pytestmark = [pytest.mark.slow]

ACCOUNTS = 7
COUNT = "from familienetwerk.accounts.models import User; print(User.objects.count())"


def test_killed_it_starts_again_and_ctrl_c_ends_every_process_and_keeps_the_data() -> None:
    with a_demo() as demo:
        started = demo.start()
        assert answers(demo)
        demo.call("demo").wait(timeout=30)
        assert demo.said() == f"run: de demo draait al (proces {started.pid}); stop hem daar met Ctrl-C.\n"

        started.kill()
        started.wait()
        assert {"gunicorn", "worker", "beat", "valkey", "postgres"} == {
            part for part in ("gunicorn", "worker", "beat", "valkey", "postgres") if demo.process(part)
        }
        again = demo.start()
        assert answers(demo)

        again.send_signal(signal.SIGINT)
        again.wait(timeout=30)
        assert demo.processes() == []
        demo.call("manage", "shell", "-v0", "-c", COUNT).wait(timeout=60)
        assert int(demo.said()) >= ACCOUNTS
        assert demo.processes() == []


def answers(demo: Demo) -> bool:
    return bool(urlopen(f"http://127.0.0.1:{demo.port}/healthz").status == HTTPStatus.OK)
