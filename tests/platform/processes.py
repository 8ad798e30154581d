"""Real processes for the tests that kill them: they see the database of the test."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import quote

from django.conf import settings
from django.db import connection


def environment(**extra: str) -> dict[str, str]:
    """What a process needs to work with the database of this test."""
    database = connection.settings_dict
    login = f"{quote(database['USER'])}:{quote(database['PASSWORD'])}"
    host, port, name = database["HOST"], database["PORT"], database["NAME"]
    server = f"@{host}:{port or 5432}/{name}" if not host.startswith("/") else f"@/{name}?host={host}&port={port}"
    return os.environ | {"DATABASE_URL": f"postgres://{login}{server}", **extra}


def start(*arguments: str, env: dict[str, str], log: IO[bytes], listens: bool = False) -> subprocess.Popen[bytes]:
    """`python -m …` in a process group of its own. `listens`: it is told things, and answers."""
    return subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=settings.BASE_DIR,
        env=env,
        stdin=subprocess.PIPE if listens else None,
        stdout=subprocess.PIPE if listens else log,
        stderr=log,
        start_new_session=True,
    )


def kill(process: subprocess.Popen[bytes]) -> None:
    """The whole group at once, with no chance to tidy up."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def a_log(folder: Path) -> Iterator[IO[bytes]]:
    with (folder / "processes.log").open("ab") as log:
        yield log
