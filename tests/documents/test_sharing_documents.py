"""Documents in the ledger of sharing: which version somebody got, and who must hear that it changed."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from cases.actions import CannotShare, share
from cases.models import Audience, Case, Recall, Regime, SharedPiece
from cases.shareable import Piece, pieces_for
from documents import actions
from documents.models import Category, Document, DocumentContent, Scan
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import AuditEvent, EventType
from tests.documents.conftest import a_document
from tests.factories import a_member

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def offered(case: Case, user: User) -> list[Piece]:
    return [piece for piece in pieces_for(case, user) if piece.kind == "document"]


def given(document: Document, by: User) -> SharedPiece:
    told = {"recipient_name": "Gemeente Duinveen, team Jeugd", "ground": "Jeugdwet 7.3.11", "reason": "Voor hulp"}
    sharing = share(document.case, by=by, keys=[f"document-{document.pk}"], on=TODAY, **told)
    return sharing.pieces.get()


def corrected(document: Document, by: User, **changed) -> None:
    content = DocumentContent.objects.get(pk=document.pk)
    about = {"title": content.title, "category": content.category, "description": "", "dated_on": content.dated_on}
    actions.correct_document(content, by=by, lock_version=content.lock_version, member=None, **about | changed)


def test_the_ledger_says_which_version_and_never_what_it_is_called(case, police):
    document = a_document(
        case, police, title="Kanarie in de titel", category=Category.LETTER, dated_on=date(2026, 11, 12)
    )

    piece = given(document, police)

    assert piece.title == f"Document van {police.organisation}: brief, 12-11-2026"
    assert piece.digest == offered(case, police)[0].digest


def test_correcting_it_makes_it_another_version_and_its_recipient_must_hear_it(case, police):
    document = a_document(case, police)
    piece = given(document, police)

    corrected(document, police, dated_on=date(2026, 11, 11))

    assert offered(case, police)[0].digest != piece.digest
    assert Recall.objects.get(piece=piece).reason == "Wat er bij dit document staat, is verbeterd."


def test_withdrawing_it_must_be_heard_too_without_the_words_that_were_typed(case, police):
    document = a_document(case, police)
    piece = given(document, police)

    actions.withdraw_document(document, by=police, reason="Kanarie in de reden")

    assert Recall.objects.get(piece=piece).reason == "Dit document is ingetrokken."
    assert not offered(case, police)
    with pytest.raises(CannotShare):
        given(document, police)


def test_what_nobody_received_asks_nothing(case, police):
    corrected(a_document(case, police), police, title="Verslag van het gesprek")

    assert not Recall.objects.exists()


def test_only_its_source_gives_what_is_bound_to_it_and_only_who_reads_it_finds_it(case, police, team, director):
    bound = a_document(case, police, regime=Regime.WPG, audience=Audience.ALL_INVOLVED)
    own = a_document(case, police, audience=Audience.OWN_ORGANISATION)
    infected = a_document(case, police)
    DocumentContent.objects.filter(pk=infected.pk).update(scan=Scan.INFECTED, scanned_at=timezone.now())

    assert [piece.pk for piece in offered(case, police)] == [own.pk, bound.pk]
    assert [piece.pk for piece in offered(case, team)] == [bound.pk]
    for user, document in ((director, bound), (team, bound), (team, own), (police, infected)):
        with pytest.raises(CannotShare):
            given(document, user)


def test_the_database_knows_no_other_kind(case, police):
    piece = given(a_document(case, police), police)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO cases_sharedpiece (sharing_id, kind, subject_id, title, digest, sharer_id, regime) "
            "SELECT sharing_id, 'diary', subject_id, title, digest, sharer_id, regime FROM cases_sharedpiece "
            "WHERE id = %s",
            [piece.pk],
        )


def test_the_form_tells_documents_apart_and_says_who_reads_each(client: Client, case, police):
    a_document(case, police, title="Verslag van het huisbezoek")
    a_document(case, police, title="Brief van de school", audience=Audience.OWN_ORGANISATION)
    client.force_login(police)

    page = client.get(f"/casussen/{case.pk}/verstrekkingen/nieuw/").text

    assert "Verslag van het huisbezoek · Wie ziet dit? Alle betrokkenen" in page
    assert "Brief van de school · Wie ziet dit? Eigen organisatie" in page


def test_whom_the_form_names_was_looked_at(client: Client, case, police):
    person = a_member(case)
    a_document(case, police, member=person)
    client.force_login(police)

    client.get(f"/casussen/{case.pk}/verstrekkingen/nieuw/")

    looked = AuditEvent.objects.get(type=EventType.PERSONS_VIEWED, page="share")
    assert (looked.subject, looked.subject_ids) == ("member", str(person.pk))
