"""A step or a part of the demo that does as little as it can. A part has a child that listens to nobody."""

import os
import signal
import subprocess
import sys
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

IS_WORKING = Path(os.environ["DEMO_FOLDER"]) / "is_working"
STUBBORN = """
import signal, time
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
time.sleep(600)
"""


def ask(query: str) -> Any:
    import psycopg  # most of what there is to load, and half of us ask nothing

    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        cursor = connection.execute(query)
        return cursor.fetchone() if cursor.description else None


def is_empty() -> bool:
    return ask("SELECT to_regclass('families')") == (None,)


def prepare() -> None:
    IS_WORKING.unlink(missing_ok=True)
    if is_empty():
        sys.exit(int(os.environ["WHEN_EMPTY"]))


def families() -> None:
    ask("CREATE TABLE families ()")
    sys.stdout.write("gevuld\n")


def worker() -> None:
    assert not is_empty(), "The worker begins when the families are there."
    IS_WORKING.touch()
    stay()


def beat() -> None:
    stay()


def web() -> None:
    port = int(os.environ["GUNICORN_CMD_ARGS"].rpartition(":")[2])
    have_a_stubborn_child()
    HTTPServer(("127.0.0.1", port), Health).serve_forever()


class Health(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(HTTPStatus.OK if IS_WORKING.exists() else HTTPStatus.SERVICE_UNAVAILABLE)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def stay() -> None:
    have_a_stubborn_child()
    time.sleep(600)


def have_a_stubborn_child() -> None:
    """In a session of its own and silent: who ends the part does not reach it, and does not wait for it."""
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.Popen([sys.executable, "-c", STUBBORN], start_new_session=True, **silent)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    {step.__name__: step for step in (prepare, families, worker, beat, web)}[sys.argv[1]]()
