"""Rules of promised work, as functions of plain values. No database, no clock, no request."""

from datetime import timedelta

MAX_TRIES = 5


def is_worn_out(tries: int) -> bool:
    """After this many tries a person must look."""
    return tries >= MAX_TRIES


def wait_before_next_try(tries: int, *, first: timedelta) -> timedelta:
    """Each wait is three times the one before: with a first wait of 10 seconds 10, 30, 90 and 270 seconds."""
    return first * int(3 ** max(tries - 1, 0))
