"""What of the plans can be shared: the version that was adopted, as it stands on paper."""

from collections.abc import Iterator

from cases.models import Case, PieceKind, Regime
from cases.shareable import Piece
from familienetwerk.accounts.models import User


def plans(case: Case, user: User) -> Iterator[Piece]:
    """An adopted version never changes."""
    for row in case.plans.adopted().newest_first():
        yield Piece(
            kind=PieceKind.PLAN,
            pk=row.pk,
            title=f"Plan van aanpak, versie {row.version}",
            version=str(row.version),
            organisation_id=None,
            regime=Regime.AVG,
        )
