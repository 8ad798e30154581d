"""The processes of an installation, as `./run NAME` starts them: in a container, on a server and in the demo."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, connection

from familienetwerk.second_line.guard import reasons_not_to_start

ROOT = Path(__file__).resolve().parent.parent
CELERY = [sys.executable, "-m", "celery", "--quiet", "--app"]
GUNICORN = [sys.executable, "-m", "gunicorn"]  # reads PORT and WEB_CONCURRENCY from the environment
MANAGE = [sys.executable, "manage.py"]
PREPARED = ["--include=interventions.plan_pdf"]  # loaded once, before the worker divides itself
LINES = ["--logger-class=familienetwerk.printed.WebLines"]
QUIET = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
COMMANDS = {
    "web": [*GUNICORN, "--threads=4", "--log-level=warning", *LINES, "--no-control-socket", "familienetwerk.wsgi"],
    "worker": [*CELERY, "familienetwerk", "worker", *PREPARED, "--loglevel=WARNING", *QUIET],
    "beat": [*CELERY, "familienetwerk.clock", "beat", "--loglevel=WARNING", "--pidfile="],
    "healthy": [*MANAGE, "healthy"],
    "manage": MANAGE,
}
SERVING = {"web", "worker", "beat"}


def become(name: str, *arguments: str) -> None:
    """Be this process from now on, once the settings allow it to start."""
    bool(settings.SECRET_KEY)  # reading one reads all: what is missing or unsafe stops us here, in one line
    if name in SERVING:
        refuse_an_unsafe_role()
    command = [*COMMANDS[name], *arguments]
    os.execv(command[0], command)


def refuse_an_unsafe_role() -> None:
    """The app's role must not be able to step around row-level security."""
    try:
        reasons = reasons_not_to_start()
    except OperationalError:
        sys.exit("familienetwerk start niet: de database van DATABASE_URL antwoordt niet.")
    finally:
        connection.close()
    if reasons:
        sys.exit(f"familienetwerk start niet: {'; '.join(reasons)}.")


def migrate() -> None:
    """Bring tables and catalogues up to date, at every deployment: the tables as their owner."""
    subprocess.run([*MANAGE, "migrate"], env=as_owner(dict(os.environ)), check=True)
    subprocess.run([*MANAGE, "load_catalogue"], check=True)


def as_owner(environment: dict[str, str]) -> dict[str, str]:
    """The environment of whoever changes the tables: the role that owns them, not the app's."""
    of_the_owner = {name: value for name, value in environment.items() if name.startswith("DATABASE_OWNER_URL")}
    return environment | {name.replace("_OWNER", ""): value for name, value in of_the_owner.items()}


def main(name: str, *arguments: str) -> None:
    os.chdir(ROOT)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "familienetwerk.settings")
    if name == "migrate":
        migrate()
    else:
        become(name, *arguments)


if __name__ == "__main__":
    main(*sys.argv[1:])
