"""`./run screens`: takes the pictures of the README anew."""

import os
import subprocess
import sys

from familienetwerk.development.install import find_browser, install_system_packages
from familienetwerk.development.stopping import leave_ctrl_c_to_the_child


def screens(*_: str) -> None:
    """Of a demo that is made for it; SITE names one that runs already."""
    leave_ctrl_c_to_the_child()
    if not find_browser():
        install_system_packages(["chromium"])
    environment = os.environ | {"CHROMIUM": find_browser() or ""}
    sys.exit(subprocess.run([sys.executable, "-m", "tests.screens"], env=environment, check=False).returncode)
