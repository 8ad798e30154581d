"""What all workers of a test run share is made once, while the checks run: tables, the demo, and the demo running."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from familienetwerk.development.valkey import free_port
from familienetwerk.processes import MANAGE, as_owner

MIGRATED, DEMO, VISITED = "familienetwerk", "familienetwerk_demo", "familienetwerk_demo_visited"
FAMILIES = [sys.executable, "-m", "familienetwerk.development.contents", "families"]


def make_tables(environment: dict[str, str]) -> dict[str, str]:
    """As an installation gets them. What fails is not named: then the tests make it themselves, and tell why."""
    migrate = [*MANAGE, "migrate", "--verbosity=0"]
    has_failed = subprocess.run(migrate, env=as_owner(environment), check=False).returncode
    return {} if has_failed else {"MIGRATED_DATABASE": MIGRATED}


def make_tables_and_families(environment: dict[str, str]) -> dict[str, str]:
    """And a second database with the demo in it."""
    if not (made := make_tables(environment)):
        return {}
    copy(MIGRATED, DEMO, environment)
    has_failed = subprocess.run(FAMILIES, env=as_owner(in_database(DEMO, environment)), check=False).returncode
    return made if has_failed else made | {"DEMO_DATABASE": DEMO}


def copy(source: str, target: str, environment: dict[str, str]) -> None:
    with psycopg.connect(environment["DATABASE_OWNER_URL"], dbname="postgres", autocommit=True) as owner:
        owner.execute(f"CREATE DATABASE {target} TEMPLATE {source}")


def in_database(name: str, environment: dict[str, str]) -> dict[str, str]:
    urls = {key: environment[key] for key in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    return environment | {key: url.replace(f"/{MIGRATED}?", f"/{name}?") for key, url in urls.items()}


@contextmanager
def a_demo_to_visit(folder: Path, environment: dict[str, str]) -> Iterator[dict[str, str]]:
    """One demo for all journeys, on a copy of the families if they were made; it starts while tests are gathered."""
    if "DEMO_DATABASE" not in environment:
        yield environment
        return
    copy(DEMO, VISITED, environment)
    port = free_port()
    kept = {"PATH", "HOME", "SECRET_KEY", "DATABASE_URL", "DATABASE_OWNER_URL"}  # the rest is up to the demo
    given = {name: value for name, value in in_database(VISITED, environment).items() if name in kept}
    given |= {"REDIS_URL": environment["REDIS_URL"].replace("/0", "/1"), "DEMO_FOLDER": str(folder / "demo")}
    given |= {"WEB_CONCURRENCY": "1", "VEIL_ON_BLUR": "1"}
    command = [sys.executable, "-m", "familienetwerk.development", "demo", "--port", str(port)]
    with (folder / "demo.log").open("wb") as log:
        demo = subprocess.Popen(command, env=given, stdout=log, stderr=log, start_new_session=True)
    try:
        yield environment | {"SITE": f"http://localhost:{port}"}
    finally:
        demo.terminate()
        demo.wait()
