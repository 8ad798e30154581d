"""`python -m tests.platform.stand_ins demo`: ./run demo with light parts, so that many ways to end it are soon tried.

The lock, PostgreSQL, Valkey, the supervisor and the watch are the real ones.
"""

import os
import sys
from pathlib import Path

from familienetwerk.development import __main__, demo

STAND_IN = [sys.executable, str(Path(__file__).with_name("stand_in.py"))]

if __name__ == "__main__":
    os.environ["WHEN_EMPTY"] = str(demo.IS_EMPTY)
    demo.CONTENTS = STAND_IN
    demo.PARTS = {name: [*STAND_IN, name] for name in demo.PARTS}
    __main__.main(*sys.argv[1:])
