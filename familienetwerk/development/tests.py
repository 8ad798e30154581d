"""`./run test` and `./run prove`: on a PostgreSQL and a Valkey that are thrown away after."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from familienetwerk.development.checks import checks, failing
from familienetwerk.development.install import browser_for_tests
from familienetwerk.development.made_once import a_demo_to_visit, make_tables, make_tables_and_families
from familienetwerk.development.services import services
from familienetwerk.development.stopping import leave_ctrl_c_to_the_child

SETTINGS = {
    "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
    "DJANGO_SETTINGS_MODULE": "familienetwerk.settings",
    "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
    "SECRET_KEY": "only-for-tests-only-for-tests-only-for-tests-only-for-tests",
    "DEMO": "1",
    "TESTING": "1",
}

# Three workers on two cores: the slow tests mostly wait for processes they started. In the order of tests/conftest.py.
IN_PARALLEL = ["--numprocesses=3", "--dist=loadfile", "--no-loadscope-reorder"]
TESTED_TOO = {"makemigrations"}  # by tests/architecture/test_migrations_are_complete.py, in a process that runs already
PROOFS = ["-m", "proof"]  # without it pyproject.toml leaves them out


@dataclass(frozen=True)
class Bench:
    """What a run of tests works on."""

    folder: Path
    environment: dict[str, str]
    is_ours: bool  # in a database that somebody gave us, nothing is made


def test(*arguments: str) -> None:
    """Everything but the proofs; with arguments only what pytest makes of them, without the checks."""
    with bench() as ours:
        sys.exit(run_pytest(arguments, ours.environment) if arguments else run_everything(ours))


def prove(*arguments: str) -> None:
    """The proofs at their full numbers; with arguments those among what pytest makes of them."""
    with bench() as ours:
        made = make_tables(ours.environment) if ours.is_ours and not arguments else {}
        sys.exit(run_pytest([*PROOFS, *(arguments or IN_PARALLEL)], ours.environment | made))


@contextmanager
def bench() -> Iterator[Bench]:
    leave_ctrl_c_to_the_child()
    browser = browser_for_tests()
    with tempfile.TemporaryDirectory(prefix="familienetwerk-") as name, services(Path(name), is_lasting=False) as run:
        ours = SETTINGS | {"DOCUMENTS_ROOT": str(Path(name) / "documents")}
        environment = ours | os.environ | run.environment | {"CHROMIUM": browser}
        yield Bench(Path(name), environment, is_ours=bool(run.processes))


def run_everything(ours: Bench) -> int:
    """What the tests share, then the tests; and beside both the checks, of which the slowest takes a core for long."""
    with ThreadPoolExecutor() as pool:
        checking = pool.submit(failing, *(checks().keys() - TESTED_TOO))
        made = make_tables_and_families(ours.environment) if ours.is_ours else {}
        with a_demo_to_visit(ours.folder, ours.environment | made) as environment:
            code = run_pytest(IN_PARALLEL, environment)
        if failed := checking.result():
            print(f"run: niet in orde: {', '.join(failed)}")
        return code or bool(failed)


def run_pytest(arguments: Sequence[str], environment: dict[str, str]) -> int:
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, env=environment, check=False).returncode
