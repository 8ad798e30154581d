"""What of a case can be shared: each app says it of its own pieces, so that cases need not look up."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cases.models import Case, Item
from cases.models.sharing import PieceKind
from familienetwerk.accounts.models import User


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One piece as it is now. `version` is another text for each version of it that was ever there.

    `title` goes into the ledger, which more people read: it never says what stands there. `about` tells pieces apart
    for who may read them; `item` says for whom it is, of what has an audience of its own.
    """

    kind: PieceKind
    pk: int
    title: str
    version: str
    organisation_id: int | None  # the source; None: of all involved together
    regime: str
    about: str = ""
    member_id: int | None = None  # whom it is about, when that is one person
    item: Item | None = None

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.pk}"

    @property
    def digest(self) -> str:
        """Of this version, for the ledger."""
        return hashlib.sha256(f"{self.kind} {self.pk} {self.version}".encode()).hexdigest()


type Shelf = Callable[[Case, User], Iterable[Piece]]
_shelves: list[Shelf] = []


def register(shelf: Shelf) -> Shelf:
    """A function that gives the pieces of one kind which this user may read in this case, in one or two queries."""
    if shelf not in _shelves:
        _shelves.append(shelf)
    return shelf


def pieces_for(case: Case, user: User) -> list[Piece]:
    return [piece for shelf in _shelves for piece in shelf(case, user)]
