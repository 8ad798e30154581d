"""What of the documents can be shared: each that may be fetched."""

from collections.abc import Iterator

from cases.models import Case, PieceKind
from cases.shareable import Piece
from documents.models import Document, Scan
from familienetwerk.accounts.models import User


def documents(case: Case, user: User) -> Iterator[Piece]:
    """Correcting what is said of a file makes it another version. Withdrawn or infected, it goes nowhere."""
    rows = Document.objects.for_reader(case, user).read_by(user).released().filter(withdrawn_at=None)
    for row in rows.exclude(content__scan=Scan.INFECTED):
        content = row.content
        what = content.get_category_display().lower()
        yield Piece(
            kind=PieceKind.DOCUMENT,
            pk=row.pk,
            title=f"Document van {row.organisation}: {what}, {content.dated_on:%d-%m-%Y}",
            version=f"{content.sha256} {content.lock_version}",
            organisation_id=row.organisation_id,
            regime=row.regime,
            about=f"{content.title}, over {content.member}" if content.member else content.title,
            member_id=content.member_id,
            item=row,
        )
