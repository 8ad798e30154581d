"""Whatever stops us, we stop what we started."""

import os
import signal
import sys


def stop_tidily() -> None:
    """A signal unwinds the blocks we are in, so that each ends what it began."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda received, _: sys.exit(128 + received))
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))  # the terminal was closed


def leave_ctrl_c_to_the_child() -> None:
    """The terminal sends it to both; the child says when it is done."""
    signal.signal(signal.SIGINT, lambda *_: None)
