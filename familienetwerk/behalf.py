"""On whose behalf the app asks the database. Without an answer, row-level security shows no case at all.

A request works for its user. Work of the app itself says which errand it is on: a digest, a figure, a number to give.
Both hold for one transaction (`SET LOCAL`), so nothing of it is left on a connection.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db import connection, transaction

from familienetwerk.prepared import Int8, prepared

# Nothing for who may open no case: an account that ended, a statement that is missing (accounts.models.Cleared).
# Found here once, since the policies ask it for every row.
SET = """\
SELECT set_config('app.errand', %s, true),
    set_config('app.by_id', coalesce(%s::text, ''), true),
    set_config('app.for_all', %s, true),
    set_config('app.user_id', coalesce(max(worker.id)::text, ''), true),
    set_config('app.looked_through', %s, true),
    set_config('app.organisation_id', coalesce(max(worker.organisation_id)::text, ''), true),
    set_config('app.principals', coalesce(array_agg(holder.id)::text, '{}'), true),
    coalesce(array_agg(holder.id), '{}')
FROM accounts_cleared worker
JOIN accounts_principal holder ON holder.user_id = worker.id OR holder.organisation_id = worker.organisation_id
WHERE worker.id = %s
"""


class Errand(StrEnum):
    """Work of the app that must look further than one user may. Each is one place in the code."""

    ACCOUNTS = "accounts"  # ending what somebody who leaves holds
    ASKED = "asked"  # a desk answers or joins, and does not read the case
    CHECKING = "checking"  # whether rights and involvements say the same
    COPYING = "copying"  # what the next version of a plan takes along, also what its starter may only know of
    DIGEST = "digest"  # who has something due this morning
    DUE = "due"  # setting and settling what must be done, also what who does so may not read
    EMERGENCY = "emergency"  # opening a case by its number when waiting would do harm
    FIGURES = "figures"  # counting over all cases, without names
    FRAMES = "frames"  # how many cases rest on a frame
    KEYS = "keys"  # giving what is locked a new key
    LOADING = "loading"  # invented families, and a town to measure
    NUMBERING = "numbering"  # a number and a tree that no other case has
    REFUSING = "refusing"  # of which case a seat is, for the log of who may not look through it
    SCANNING = "scanning"  # looking for viruses, and whether rows and files agree
    OVERSIGHT = "oversight"  # no errand of all: what a privacy officer sees of the own municipality, see overseeing()
    PAPER = "paper"  # whether something was kept off paper while a plan was put on it
    RECALLING = "recalling"  # who must hear that a piece was corrected, whoever corrects it
    SEALING = "sealing"  # the whole log is sealed, and looked through for what was changed
    WATCHING = "watching"  # looking through the log: at night, for a line that is judged, for who looked at somebody
    UNDIRECTED = "undirected"  # taking up a case that nobody directs


@dataclass(frozen=True)
class Asker:
    """For whom the app asks: a user, perhaps with another behind the eyes, or an errand; at first for nobody."""

    user_id: int | None = None
    errand: str = ""
    is_looked_through: bool = False
    is_for_all: bool = False
    by_id: int | None = None  # who set it going: whoever is looked through, or whatever errand is on the way


@contextmanager
def acting_for(user_id: int, *, is_looked_through: bool = False, is_for_all: bool = False) -> Iterator[list[int]]:
    """What this user may see now, and nothing else. Gives the principals, that User.principals would ask again.

    When another looks through this user's eyes, each row is there, and what is for the own organisation alone, or for
    this user by name, stays closed: not its words. When what comes of it is for all on the case, who is restricted to
    some is not there.
    """
    with _acting(Asker(user_id, is_looked_through=is_looked_through, is_for_all=is_for_all)) as principals:
        yield principals


@contextmanager
def acting_as(errand: Errand) -> Iterator[None]:
    """Every case, for this errand."""
    with _acting(Asker(errand=errand.value)):
        yield


@contextmanager
def overseeing(officer_id: int) -> Iterator[None]:
    """What this privacy officer sees: of the own municipality, whoever takes part there; of another, nothing."""
    with _acting(Asker(errand=Errand.OVERSIGHT.value, by_id=officer_id)):
        yield


@contextmanager
def _acting(asker: Asker) -> Iterator[list[int]]:
    before = getattr(connection, "acting", Asker())
    asker = replace(asker, by_id=asker.by_id or before.by_id or asker.user_id)
    is_outermost = not connection.in_atomic_block
    with transaction.atomic(savepoint=False):
        principals = _set(asker)
        try:
            yield principals
        except BaseException:
            connection.acting = before  # type: ignore[attr-defined]  # the transaction is rolled back, and this with it
            raise
        if is_outermost:
            connection.acting = before  # type: ignore[attr-defined]  # the end of the transaction forgets it
        else:
            _set(before)


def _set(asker: Asker) -> list[int]:
    by_id, user_id = (None if number is None else Int8(number) for number in (asker.by_id, asker.user_id))
    for_all, looked_through = ("yes" if holds else "" for holds in (asker.is_for_all, asker.is_looked_through))
    with prepared() as cursor:
        cursor.execute(SET, [asker.errand, by_id, for_all, looked_through, user_id])
        *_, principals = cursor.fetchone()
    connection.acting = asker  # type: ignore[attr-defined]
    return list(principals)
