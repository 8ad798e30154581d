"""`./run measure`: the benchmarks, on a PostgreSQL and a Valkey that are thrown away after."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from familienetwerk.development.services import services
from familienetwerk.development.stopping import leave_ctrl_c_to_the_child
from familienetwerk.development.tests import SETTINGS
from familienetwerk.processes import MANAGE, as_owner


def measure(*arguments: str) -> None:
    leave_ctrl_c_to_the_child()
    with (
        tempfile.TemporaryDirectory(prefix="familienetwerk-") as folder,
        services(Path(folder), is_lasting=False) as running,
    ):
        environment = SETTINGS | os.environ | running.environment
        subprocess.run([*MANAGE, "migrate", "--verbosity=0"], env=as_owner(environment), check=True)
        command = [sys.executable, "-m", "benchmarks", *arguments]
        sys.exit(subprocess.run(command, env=environment, check=False).returncode)
