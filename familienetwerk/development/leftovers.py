"""Processes that a demo left behind because it was killed itself: found by a mark in their environment."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

MARK = "FAMILIENETWERK_DEMO"  # which demo a process belongs to


@contextmanager
def leaving_nothing_behind(folder: Path) -> Iterator[None]:
    """End what an earlier demo left, mark every process that is started now, and leave none of them."""
    end_processes_of(folder)
    os.environ[MARK] = str(folder)
    try:
        yield
    finally:
        end_processes_of(folder)


def processes_of(folder: Path) -> list[psutil.Process]:
    """Every process of the demo in this folder but ourselves, and PostgreSQL: killed it would have to recover."""
    return [process for process in psutil.process_iter(["name"]) if is_of(process, folder)]


def is_of(process: psutil.Process, folder: Path) -> bool:
    return process.pid != os.getpid() and process.info["name"] != "postgres" and mark_of(process) == str(folder)


def mark_of(process: psutil.Process) -> str | None:
    try:
        environment: dict[str, str] = process.environ()
    except (psutil.Error, OSError):  # of somebody else, or gone
        return None
    return environment.get(MARK)


def end_processes_of(folder: Path) -> None:
    leftovers = processes_of(folder)
    for process in leftovers:
        with suppress(psutil.NoSuchProcess):  # it went with another
            process.kill()
    psutil.wait_procs(leftovers, timeout=5)
