"""Make this machine ready: the system's libraries, a virtual environment, and the pinned packages in it.

Runs before anything is installed, so it uses the standard library alone.
"""

import ctypes
import ctypes.util
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = str(VENV / "bin/python")
LIBRARIES = {  # what WeasyPrint loads, and the Debian package that has it
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
WITHOUT_WINDOWS = "chromium-headless-shell"  # draws no windows around a page: half the work, and no reader of PDF
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def find_browser(*rather: str) -> str | None:
    """A Chromium, rather one of these; CHROMIUM names another."""
    found = (shutil.which(name) for name in (os.environ.get("CHROMIUM", ""), *rather, *BROWSERS))
    return next((path for path in found if path), None)


def browser_for_tests() -> str:
    """Drives the journeys; of two that do the same the one that takes less, where the system has it."""
    if not find_browser(WITHOUT_WINDOWS):
        install_system_packages([WITHOUT_WINDOWS if is_in_apt(WITHOUT_WINDOWS) else "chromium"])
    return find_browser(WITHOUT_WINDOWS) or ""


def is_in_apt(package: str) -> bool:
    ask = ["apt-cache", "show", package]
    return bool(shutil.which(ask[0])) and not subprocess.run(ask, check=False, capture_output=True).returncode


def install_system_packages(missing: list[str]) -> None:
    """Install these packages of the system, or stop with one line that names them."""
    if not missing:
        return
    if platform.system() == "Darwin":
        sys.exit(f"run: deze machine mist: brew install {' '.join(missing)}")
    if shutil.which("apt-get") is None:
        sys.exit(f"run: installeer eerst (namen van Debian): {' '.join(missing)}")
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if as_root and (
        not shutil.which("sudo") or subprocess.run([*as_root, "true"], check=False, capture_output=True).returncode
    ):
        sys.exit(f"run: deze machine mist: sudo apt-get install {' '.join(missing)}")
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    say(f"installeert met apt-get: {' '.join(missing)}")
    subprocess.run([*apt, "update"], check=True, stdout=subprocess.DEVNULL)
    install = [*apt, "install", "--yes", "--no-install-recommends", *missing]
    subprocess.run(install, check=True, stdout=subprocess.DEVNULL)


def missing_for_the_app() -> list[str]:
    """Packages of the system without which the app cannot make a plan on paper or a picture of the network."""
    if platform.system() == "Darwin":
        missing = [] if ctypes.util.find_library("pango-1.0") else ["pango"]
    else:
        missing = [package for library, package in LIBRARIES.items() if not can_load(library)]
        if not shutil.which("uv") and not importlib.util.find_spec("ensurepip"):
            missing.append("python3-venv")
    return missing if shutil.which("dot") else [*missing, "graphviz"]


def can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_python_packages(pins: str) -> None:
    """Put the pinned packages into .venv, each checked against its hash; with uv where there is one, for speed."""
    say(f"installeert {pins} in .venv")
    if shutil.which("uv"):
        needs, make_venv = "sys", ["uv", "venv", "--clear", "--quiet", "--python", sys.executable]
        install = ["uv", "pip", "install", "--quiet", "--python", PYTHON]
    else:
        needs, make_venv = "pip", [sys.executable, "-m", "venv", "--clear"]
        install = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if not can_import(needs):
        subprocess.run([*make_venv, str(VENV)], check=True, stdout=sys.stderr)
    subprocess.run([*install, "--require-hashes", "--requirement", str(ROOT / pins)], check=True, stdout=sys.stderr)
    shutil.copyfile(ROOT / pins, VENV / pins)  # says to ./run what is installed


def can_import(module: str) -> bool:
    """Is there a Python in .venv that is new enough and has this module?"""
    question = f"import sys, {module}; sys.exit(sys.version_info < (3, 12))"
    try:
        return subprocess.run([PYTHON, "-c", question], check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def say(what: str) -> None:
    print(f"run: {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        install_system_packages(missing_for_the_app())
        install_python_packages(sys.argv[1])
    except subprocess.CalledProcessError as error:
        sys.exit(f"run: dit lukte niet: {' '.join(map(str, error.cmd))}")
