"""`./run check`: everything that can be said of the code without running it."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

BIN = Path(sys.executable).parent


def tool(name: str) -> str:
    return str(BIN / name)


DJADE = [tool("djade"), "--target-version", "6.1"]
MIGRATIONS = ["manage.py", "makemigrations", "--check", "--dry-run", "--skip-checks"]
SETTINGS = {  # enough to import the settings; nothing is reached
    "SECRET_KEY": "check",
    "DATABASE_URL": "postgres://localhost:1/check",
    "REDIS_URL": "redis://localhost:1",
    "TESTING": "1",
}


def templates() -> list[str]:
    return sorted(str(path) for path in Path("templates").rglob("*.html"))


def checks() -> dict[str, list[str]]:
    """The slowest first, so that the others run beside it."""
    return {
        "mypy": [tool("mypy")],
        "ruff check": [tool("ruff"), "check"],
        "ruff format": [tool("ruff"), "format", "--check"],
        "lint-imports": [tool("lint-imports")],
        "lengths": [sys.executable, "-m", "familienetwerk.development.lengths"],
        "djlint": [tool("djlint"), "--lint", "--quiet", "templates"],
        "djade": [*DJADE, "--check", *templates()],
        "djangofmt": [tool("djangofmt"), "--check", *templates()],
        "makemigrations": [sys.executable, "-W", "ignore::RuntimeWarning", *MIGRATIONS],  # it misses a database
    }


def tidy(*_: str) -> None:
    """Write code and templates as the checks want them, as far as a tool can."""
    fixes = [[tool("ruff"), "check", "--fix", "--quiet"], [tool("ruff"), "format", "--quiet"]]
    of_templates = [DJADE, [tool("djangofmt"), "--quiet"], DJADE]  # the second time for what the other moved
    for command in fixes + [[*command, *templates()] for command in of_templates]:
        subprocess.run(command, check=False)


def check(*arguments: str) -> None:
    """Run them all, or those named; stop with a failure when one fails."""
    if failed := failing(*arguments):
        sys.exit(f"run: niet in orde: {', '.join(failed)}")


def failing(*names: str) -> list[str]:
    """The names of the checks that fail; what they say is printed."""
    chosen = {name: command for name, command in checks().items() if not names or name in names}
    with ThreadPoolExecutor(max_workers=2) as pool:
        return [
            name for name, passed in zip(chosen, pool.map(passes, chosen, chosen.values()), strict=True) if not passed
        ]


def passes(name: str, command: list[str]) -> bool:
    started = time.monotonic()
    result = subprocess.run(command, env=SETTINGS | os.environ, capture_output=True, text=True, check=False)
    verdict = "niet in orde" if result.returncode else "in orde"
    said = f"{result.stdout}{result.stderr}" if result.returncode else ""
    print(f"{name}: {verdict} ({time.monotonic() - started:.1f} s)\n{said}", end="", flush=True)
    return result.returncode == 0
