"""`./run demo`: everything an installation has, on this machine, with invented families. And `./run manage`."""

import argparse
import json
import os
import secrets
import shlex
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from honcho.manager import Manager

from familienetwerk.development.contents import IS_EMPTY
from familienetwerk.development.leftovers import leaving_nothing_behind
from familienetwerk.development.one_at_a_time import AlreadyTaken, one_at_a_time
from familienetwerk.development.postgres import Postgres
from familienetwerk.development.services import Services, services
from familienetwerk.development.stopping import leave_ctrl_c_to_the_child
from familienetwerk.processes import MANAGE, ROOT, as_owner

FOLDER = Path(os.environ.get("DEMO_FOLDER", ROOT / "var/demo")).resolve()
PYTHON = [sys.executable, "-m"]
CONTENTS = [*PYTHON, "familienetwerk.development.contents"]
PARTS = {name: [*PYTHON, "familienetwerk.processes", name] for name in ("worker", "web", "beat")}
OF_THE_OWNER = {"migrate", "flush"}  # commands that change tables


def demo(*arguments: str) -> None:
    """Start everything, say where it is, and stop everything at Ctrl-C."""
    options = parse(arguments)
    try:
        with one_at_a_time(FOLDER), leaving_nothing_behind(FOLDER):
            if options.fresh:
                forget()
            refuse_a_taken_port(options.port)
            with running_services(options.port) as (environment, processes):
                is_empty = prepare(environment)
                sys.exit(supervise(environment, processes, options.port, is_empty=is_empty))
    except AlreadyTaken as taken:
        sys.exit(f"run: de demo draait al ({taken}); stop hem daar met Ctrl-C.")


def manage(*arguments: str) -> None:
    """manage.py on the data of the demo; its services are started for the duration when they do not run."""
    leave_ctrl_c_to_the_child()
    try:
        with one_at_a_time(FOLDER), leaving_nothing_behind(FOLDER), running_services(port=8000) as (environment, _):
            command = subprocess.run([*MANAGE, *arguments], env=environment_for(arguments, environment), check=False)
            sys.exit(command.returncode)
    except AlreadyTaken:
        environment = json.loads((FOLDER / "environment.json").read_text())
        os.execve(sys.executable, [*MANAGE, *arguments], environment_for(arguments, environment))


def parse(arguments: tuple[str, ...]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run demo")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--fresh", action="store_true", help="begin opnieuw, zonder de gegevens van de vorige keer")
    return parser.parse_args(arguments)


def refuse_a_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(f"run: poort {port} is bezet; kies een andere met ./run demo --port N")


def forget() -> None:
    Postgres(FOLDER, is_lasting=True).forget()
    for name in ("mail", "documents"):
        shutil.rmtree(FOLDER / name, ignore_errors=True)


@contextmanager
def running_services(port: int) -> Iterator[tuple[dict[str, str], dict[str, int]]]:
    """The services with the environment in which the app uses them; written down for `./run manage` beside it."""
    with services(FOLDER, is_lasting=True) as running:
        environment = settings_of_the_demo(running, port)
        written = FOLDER / "environment.json"
        written.touch(mode=0o600)
        written.write_text(json.dumps(environment))
        try:
            yield environment, running.processes
        finally:
            written.unlink()


def settings_of_the_demo(running: Services, port: int) -> dict[str, str]:
    return {
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "SECRET_KEY": secret_key(),
        "MUNICIPALITY_NAME": "Gemeente Rivierstede",
        "SITE_URL": f"http://localhost:{port}",
        "STATIC_ROOT": str(FOLDER / "static"),
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "DOCUMENTS_ROOT": str(FOLDER / "documents"),
        "EMAIL_FILE_PATH": str(FOLDER / "mail"),
        "GUNICORN_CMD_ARGS": f"--bind=127.0.0.1:{port}",
        "WEB_CONCURRENCY": "2",
        "PYTHONWARNINGS": "ignore::UserWarning:celery.platforms",  # that root should not run it; here it may
        **os.environ,
        **running.environment,
        "DEMO": "1",
        "PYTHONUNBUFFERED": "1",
    }


def secret_key() -> str:
    """The same at each start, so that who is logged in stays so."""
    file = FOLDER / "secret_key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(64))
    return file.read_text()


def prepare(environment: dict[str, str]) -> bool:
    """Tables and static files; whether the families have still to come."""
    ended = subprocess.run([*CONTENTS, "prepare"], env=as_owner(environment), check=False).returncode
    if ended not in {0, IS_EMPTY}:
        sys.exit(ended)  # it said itself what was wrong
    return ended == IS_EMPTY


def supervise(environment: dict[str, str], processes: dict[str, int], port: int, *, is_empty: bool) -> int:
    """Run web, worker and clock until one of them or a service stops, or somebody stops the demo.

    The worker begins when the families are there: so nothing is done without them, and /healthz says 503 until then.
    """
    fill = f'DATABASE_URL="$DATABASE_OWNER_URL" {shlex.join(CONTENTS)} families && ' if is_empty else ""
    watched = [f"{name}={process}" for name, process in processes.items()]
    watch = [*PYTHON, "familienetwerk.development.watch", str(port), *watched]
    manager = Manager()
    for name, part in (PARTS | {"demo": watch}).items():
        begins = fill if name == "worker" else ""
        manager.add_process(name, f"{begins}exec {shlex.join(part)}", env=environment)
    manager.loop()
    return manager.returncode or 0


def environment_for(arguments: tuple[str, ...], environment: dict[str, str]) -> dict[str, str]:
    return as_owner(environment) if OF_THE_OWNER.intersection(arguments[:1]) else environment
