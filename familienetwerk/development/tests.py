"""`./run test`: all checks and all tests, on a PostgreSQL and a Valkey that are thrown away after."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from familienetwerk.development.checks import failing
from familienetwerk.development.install import find_browser, install_system_packages
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


def test(*arguments: str) -> None:
    """With arguments: only what pytest makes of them."""
    leave_ctrl_c_to_the_child()
    if not find_browser():
        install_system_packages(["chromium"])
    failed = [] if arguments else failing()
    with tempfile.TemporaryDirectory(prefix="familienetwerk-") as folder:
        outcome = run_pytest(Path(folder), list(arguments) or IN_PARALLEL)
    sys.exit(outcome or bool(failed))


def run_pytest(folder: Path, arguments: list[str]) -> int:
    with services(folder, is_lasting=False) as running:
        environment = SETTINGS | os.environ | running.environment | {"CHROMIUM": find_browser() or ""}
        command = [sys.executable, "-m", "pytest", *arguments]
        return subprocess.run(command, env=environment, check=False).returncode
