"""A document on the disk: unreadable, unnamed, and of one row."""

import os
import stat
import time

import pytest
from django.core.management import call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction

from cases.models import Audience
from documents import actions, store
from documents.agreement import BEING_WRITTEN
from documents.models import Document, DocumentContent
from documents.tasks import compare_rows_and_files
from familienetwerk.behalf import acting_for
from familienetwerk.cipher.files import PIECE
from tests.documents.conftest import a_document
from tests.documents.files import a_pdf
from tests.factories import a_case, a_member, chris

pytestmark = pytest.mark.django_db
TEXT = b"Kevin vertelde over de loods aan de Havenkade. " * 4000  # three pieces


@pytest.fixture
def document(case, director) -> Document:
    return a_document(case, director, name="Verslag Kevin Waterman.txt", content=TEXT, title="Gesprek met Kevin")


def files(folder) -> list:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_on_the_disk_it_says_nothing_and_opens_for_nobody(document, folder):
    [path] = files(folder)

    assert b"Havenkade" not in path.read_bytes()
    assert not {"verslag", "kevin", str(document.pk)} & set(path.name.lower().split("."))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert len(path.name) == 40


def test_it_comes_back_as_it_came(document, director):
    fetched = actions.fetch_document(document.content, by=director)

    assert b"".join(fetched.pieces) == TEXT
    assert fetched.size == len(TEXT)


def test_it_is_opened_piece_by_piece(document, director):
    fetched = actions.fetch_document(document.content, by=director)

    assert [len(piece) for piece in fetched.pieces][:2] == [PIECE, PIECE]


def test_a_file_that_was_touched_gives_no_first_byte(document, folder, director):
    [path] = files(folder)
    content = path.read_bytes()
    path.write_bytes(content[:40] + b"x" + content[41:])

    with pytest.raises(actions.CannotFetch, match="kunnen wij nu niet openen"):
        actions.fetch_document(document.content, by=director)


def test_the_key_of_another_document_does_not_open(document, case, director):
    other = a_document(case, director)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE documents_documentcontent SET file_key = (SELECT file_key FROM documents_documentcontent "
            "WHERE document_id = %s) WHERE document_id = %s",
            [document.pk, other.pk],
        )

    with pytest.raises(actions.CannotFetch, match="kunnen wij nu niet openen"):
        actions.fetch_document(DocumentContent.objects.get(pk=other.pk), by=director)


def test_the_keys_of_files_are_rotated_and_the_files_stay(case, director, settings, folder, capsys):
    settings.DATA_KEYS = [("oud", b"\1" * 32)]
    document = a_document(case, director)
    before = {path.name: path.stat().st_mtime_ns for path in files(folder)}

    settings.DATA_KEYS = [("nieuw", b"\2" * 32), *settings.DATA_KEYS]
    call_command("rotate_keys")

    settings.DATA_KEYS = settings.DATA_KEYS[:1]
    content = DocumentContent.objects.get(pk=document.pk)
    assert b"".join(actions.fetch_document(content, by=director).pieces) == a_pdf()
    assert {path.name: path.stat().st_mtime_ns for path in files(folder)} == before
    assert "bestand: 1 opnieuw versleuteld" in capsys.readouterr().out


def test_a_failure_between_file_and_row_leaves_nothing(case, director, folder, monkeypatch):
    monkeypatch.setattr(actions, "record", lambda *_, **__: 1 / 0)

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        a_document(case, director)

    assert not Document.objects.exists()
    assert files(folder) == []


def test_half_a_file_is_taken_away(folder):
    def breaks():
        yield b"half"
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        store.write(breaks())

    assert files(folder) == []


def test_a_crash_before_the_commit_leaves_a_file_that_is_found_and_cleared(case, director, folder, capsys):
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        a_document(case, director)
        raise KeyboardInterrupt
    [orphan] = files(folder)
    call_command("check_documents")
    assert "0 rijen zonder bestand, 0 bestanden zonder rij" in capsys.readouterr().out

    long_ago = time.time() - BEING_WRITTEN - 10
    os.utime(orphan, (long_ago, long_ago))
    call_command("check_documents", "--remove")

    assert f"bestand {orphan.name}: geen rij, opgeruimd" in capsys.readouterr().out
    assert files(folder) == []


def test_a_row_without_its_file_is_found(document, folder, capsys, caplog):
    store.remove(document.content.stored_as)

    with pytest.raises(SystemExit):
        call_command("check_documents")
    assert f"document {document.pk}: het bestand ontbreekt" in capsys.readouterr().out

    compare_rows_and_files()
    compare_rows_and_files()
    assert [record.getMessage() for record in caplog.records if "zonder bestand" in record.getMessage()] == [
        "Documenten: 1 rijen zonder bestand. Zet de map terug uit de back-up."
    ]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"file_name": "anders.pdf"}, "blijft zoals het kwam"),
        ({"sha256": "0" * 64}, "blijft zoals het kwam"),
        ({"stored_as": "0" * 40}, "blijft zoals het kwam"),
        ({"file_key": b"0123456789"}, "document_key_is_locked"),
        ({"scan": "INFECTED"}, "document_scan_has_a_moment"),
        ({"title": ""}, "title_is_filled"),
        ({"category": "GEHEIM"}, "category_is_known"),
    ],
)
def test_the_database_keeps_what_came(document, changes, sentence: str):
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        DocumentContent.objects.filter(pk=document.pk).update(**changes)


def test_the_database_deletes_none_and_moves_none(document, director):
    for table in ("documents_documentcontent", "documents_document"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(f"DELETE FROM {table}")
    with pytest.raises(IntegrityError, match="blijft van wie het toevoegde"), transaction.atomic():
        Document.objects.update(case=a_case())


def test_what_is_withdrawn_stays_withdrawn(document, director):
    actions.withdraw_document(document, by=director, reason="Hoort hier niet")

    with pytest.raises(IntegrityError, match="ingetrokken blijft ingetrokken"), transaction.atomic():
        Document.objects.update(withdrawn_at=None, withdrawn_by=None)
    with pytest.raises(actions.IsWithdrawn):
        actions.withdraw_document(document, by=director, reason="Nog eens")
    with pytest.raises(actions.CannotFetch, match="ingetrokken"):
        actions.fetch_document(DocumentContent.objects.get(), by=director)


def test_somebody_of_another_case_is_not_what_it_is_about(document):
    stranger = a_member(a_case())

    with pytest.raises(IntegrityError, match="andere casus"), transaction.atomic():
        DocumentContent.objects.filter(pk=document.pk).update(member=stranger)


@pytest.mark.parametrize(
    ("audience", "reads"),
    [
        (Audience.ALL_INVOLVED, True),
        (Audience.OWN_DOMAIN, False),
        (Audience.COORDINATORS, False),
        (Audience.OWN_ORGANISATION, False),
    ],
)
def test_in_raw_sql_who_only_knows_that_it_is_there_gets_no_name(case, police, team, audience, reads):
    a_document(case, police, audience=audience)

    with acting_for(team.pk), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM documents_document")
        assert cursor.fetchone() == (1,)
        cursor.execute("SELECT title, file_name FROM documents_documentcontent")
        assert bool(cursor.fetchall()) is reads


def test_in_raw_sql_a_stranger_gets_nothing(document):
    with acting_for(chris().pk), connection.cursor() as cursor:
        for table in ("documents_document", "documents_documentcontent"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,)
