"""What the cases app itself can share: observations."""

from collections.abc import Iterator

from cases.models import Case, Observation
from cases.models.sharing import PieceKind
from cases.shareable import Piece
from familienetwerk.accounts.models import User


def observations(case: Case, user: User) -> Iterator[Piece]:
    """What was released stands; a dispute makes it another version, since its words go along wherever it goes."""
    rows = Observation.objects.filter(case=case).released().read_by(user)
    for row in rows.select_related("organisation", "words").newest_first():
        yield Piece(
            kind=PieceKind.OBSERVATION,
            pk=row.pk,
            title=f"{row.get_nature_display()} van {row.organisation}, {row.observed_on:%d-%m-%Y}",
            version=f"{row.released_at} {row.words.disputed_on}",
            organisation_id=row.organisation_id,
            regime=row.regime,
            about=row.text,
            item=row,
        )
