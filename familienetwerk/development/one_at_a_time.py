"""One program at a time works on a folder. The lock goes with its holder, however that ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyTaken(Exception):
    """Another process works on this folder."""


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise AlreadyTaken(lock.read()) from None
        os.register_at_fork(after_in_child=lock.close)  # a child that outlives us must not hold it
        lock.truncate(0)
        lock.write(f"proces {os.getpid()}")
        lock.flush()
        yield
