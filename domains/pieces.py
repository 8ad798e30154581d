"""What of the joint picture can be shared: contributions, assessments, contacts and fixed definitions."""

from collections.abc import Iterator

from django.utils.timezone import localtime

from cases.models import Case, PieceKind, Regime
from cases.shareable import Piece
from domains.models import Assessment, Contact, Contribution
from familienetwerk.accounts.models import User


def contributions(case: Case, user: User) -> Iterator[Piece]:
    """A released contribution stands; a newer one is another piece."""
    rows = Contribution.objects.filter(case=case).released().read_by(user)
    for row in rows.select_related("organisation", "words").newest_first():
        yield Piece(
            kind=PieceKind.CONTRIBUTION,
            pk=row.pk,
            title=f"Bijdrage van {row.organisation}, {localtime(row.released_at):%d-%m-%Y}",
            version=str(row.released_at),
            organisation_id=row.organisation_id,
            regime=row.regime,
            about=row.words.concern,
            item=row,
        )


def assessments(case: Case, user: User) -> Iterator[Piece]:
    """Whole, with its scores: only for who reads all of it. A released assessment stands."""
    rows = Assessment.objects.filter(case=case).released().read_by(user)
    for row in rows.select_related("organisation", "member", "household").newest_first():
        yield Piece(
            kind=PieceKind.ASSESSMENT,
            pk=row.pk,
            title=f"Beoordeling door {row.organisation}, {row.assessed_on:%d-%m-%Y}",
            version=str(row.released_at),
            organisation_id=row.organisation_id,
            regime=row.regime,
            about=f"Over {row.subject_name}",
            member_id=row.member_id,
            item=row,
        )


def contacts(case: Case, user: User) -> Iterator[Piece]:
    """What was said stands; a next version is another piece, and striking one out makes it another version."""
    rows = Contact.objects.filter(case=case).released().newest_that_is_read_by(user)
    for row in rows.select_related("organisation", "words").newest_first():
        yield Piece(
            kind=PieceKind.CONTACT,
            pk=row.pk,
            title=f"Contactmoment van {row.organisation}, {row.held_on:%d-%m-%Y}",
            version=f"{row.released_at} {row.struck_at}",
            organisation_id=row.organisation_id,
            regime=row.regime,
            about=f"{row.words.get_kind_display()}: {row.words.said}",
            item=row,
        )


def definitions(case: Case, user: User) -> Iterator[Piece]:
    """What all agreed on, so of nobody alone."""
    for row in case.definitions.fixed().newest_first():
        yield Piece(
            kind=PieceKind.DEFINITION,
            pk=row.pk,
            title=f"Probleemdefinitie, versie {row.version}",
            version=str(row.version),
            organisation_id=None,
            regime=Regime.AVG,
        )
