"""A file with a virus is never usable, whatever it is wrapped in and whoever is away."""

import socket
import threading
import time

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from documents import actions, scanner, store
from documents.models import Document, DocumentContent, Scan
from documents.tasks import promise_scans
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.outbox.delivery import deliver
from familienetwerk.outbox.models import Job, JobState
from familienetwerk.oversight.words import KINDS, REASONS
from tests.documents.clamd import a_scanner, an_absent_scanner, pieces
from tests.documents.conftest import a_document
from tests.documents.files import EICAR, a_docx, a_jpeg, a_pdf, a_plain_pdf, a_zip
from tests.factories import a_user

pytestmark = pytest.mark.django_db
WRAPPED = {
    "bare.txt": EICAR,
    "in een zip.zip": a_zip({"eicar.com": EICAR}),
    "in een docx.docx": a_docx({"word/media/image1.png": EICAR}),
    "als bijlage.pdf": a_pdf(attached=EICAR),
    "achter een foto.jpg": a_jpeg(behind=EICAR),
    "in een foto.jpg": a_jpeg(comment=EICAR),
    "in een pdf.pdf": a_plain_pdf(b"/A (" + EICAR + b")"),
}


def usable() -> list[DocumentContent]:
    return [content for content in DocumentContent.objects.all() if not content.obstacle_to_fetching]


@pytest.mark.parametrize("name", WRAPPED)
def test_the_test_virus_is_never_kept_usable(case, director, settings, folder, name: str):
    with a_scanner(settings):
        try:
            a_document(case, director, name=name, content=WRAPPED[name])
        except actions.NotAllowed:
            assert not list(store.every_name())

    for content in usable():
        assert EICAR not in actions.plain_file(content).read()
        assert name.endswith(".jpg")


@pytest.mark.parametrize("name", ["bare.txt", "in een docx.docx", "in een pdf.pdf"])
def test_what_waited_for_the_scanner_is_thrown_away_when_it_is_back(
    case, director, settings, name: str, django_capture_on_commit_callbacks
):
    an_absent_scanner(settings)
    document = a_document(case, director, name=name, content=WRAPPED[name])
    assert usable() == []

    with a_scanner(settings), django_capture_on_commit_callbacks(execute=True):
        actions.scan_waiting(document.pk)

    assert DocumentContent.objects.get().scan == Scan.INFECTED
    assert usable() == []
    assert not list(store.every_name())


def test_a_virus_is_logged_and_each_privacy_officer_is_told(client: Client, case, director, settings):
    officer = a_user(Role.PRIVACY_OFFICER)
    client.force_login(director)
    with a_scanner(settings), open_file(EICAR) as file:
        answer = client.post(f"/casussen/{case.pk}/documenten/nieuw/", the_form(file))

    assert answer.status_code == 422
    assert "In dit bestand zit een virus" in answer.text
    assert not Document.objects.exists()
    event = AuditEvent.objects.get(type=EventType.REFUSED)
    assert (event.case_id, event.user_id, event.page) == (case.pk, director.pk, "virus")
    job = Job.objects.get(kind=actions.INFECTED_FILE)
    assert (job.subject_id, job.kind in KINDS) == (officer.pk, True)


@pytest.mark.django_db(transaction=True)
def test_the_mail_says_no_more_than_that_it_happened(case, settings):
    officer = a_user(Role.PRIVACY_OFFICER)
    actions.report_virus(case_id=case.pk, by=None)
    deliver(Job.objects.get().pk)

    [letter] = mail.outbox
    assert letter.to == [officer.email]
    assert reverse("oversight:log") in letter.body
    for secret in (case.number, case.name, "eicar"):
        assert secret not in letter.body + letter.subject


def open_file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("notitie.txt", content)


def the_form(file) -> dict[str, object]:
    return {
        "file": file,
        "title": "Notitie",
        "category": "OTHER",
        "dated_on": "12-11-2026",
        "regime": "AVG",
        "audience": "ALL_INVOLVED",
    }


def test_a_clean_file_is_scanned_before_it_is_kept(case, director, settings):
    with a_scanner(settings) as listening:
        document = a_document(case, director)

    assert document.content.scan == Scan.CLEAN
    assert listening.received == [actions.plain_file(document.content).read()]
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_outbox_asks_again_until_the_scanner_is_back(case, director, settings):
    an_absent_scanner(settings)
    document = a_document(case, director)
    job = Job.objects.get(kind=actions.SCAN)

    deliver(job.pk)
    job.refresh_from_db()
    assert (job.state, job.last_error) == (JobState.OPEN, "ScannerIsAway")
    assert job.last_error in REASONS
    assert DocumentContent.objects.get().scan == Scan.WAITING

    Job.objects.update(next_try_at=job.created_at)
    with a_scanner(settings):
        deliver(job.pk)
    assert DocumentContent.objects.get(pk=document.pk).scan == Scan.CLEAN


def test_what_came_before_there_was_a_scanner_is_scanned_later_and_promised_once_an_hour(case, director, settings):
    a_document(case, director)
    promise_scans()
    assert not Job.objects.exists()

    with a_scanner(settings):
        promise_scans()
        promise_scans()
        assert Job.objects.filter(kind=actions.SCAN).count() == 1


@pytest.mark.parametrize(
    "answer", [b"INSTREAM size limit exceeded. ERROR\0", b"UNKNOWN COMMAND\0", b"", b"stream: OKAY\0"]
)
def test_an_answer_that_is_no_answer_means_waiting(case, director, settings, answer: bytes):
    with a_scanner(settings, answers=answer or b"\0"):
        assert a_document(case, director).content.scan == Scan.WAITING


def test_a_scanner_that_says_nothing_is_not_waited_for_long(settings, monkeypatch):
    monkeypatch.setattr(scanner, "PATIENCE", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as line, open_file(b"hallo") as file:
        settings.CLAMD = f"tcp://127.0.0.1:{line.getsockname()[1]}"
        began = time.monotonic()
        with pytest.raises(scanner.ScannerIsAway):
            scanner.finds_a_virus(file)

    assert time.monotonic() - began < 2


def test_a_scanner_is_reached_over_a_socket_of_this_machine(settings, tmp_path):
    with socket.socket(socket.AF_UNIX) as line, open_file(b"hallo") as file:
        line.bind(str(tmp_path / "clamd.ctl"))
        line.listen()
        settings.CLAMD = f"unix://{tmp_path}/clamd.ctl"
        threading.Thread(target=answer_once, args=[line]).start()

        assert scanner.finds_a_virus(file) is False


def answer_once(line: socket.socket) -> None:
    caller, _ = line.accept()
    with caller, caller.makefile("rwb") as talk:
        assert talk.read(10) == b"zINSTREAM\0"
        assert b"".join(pieces(talk)) == b"hallo"
        talk.write(b"stream: OK\0")


def test_the_database_lets_no_verdict_be_changed(case, director, settings):
    with a_scanner(settings):
        content = a_document(case, director).content

    with pytest.raises(IntegrityError, match="wat is gescand blijft gescand"), transaction.atomic():
        DocumentContent.objects.filter(pk=content.pk).update(scan=Scan.WAITING, scanned_at=None)


def test_nobody_scans_in_the_tests_unless_they_ask():
    assert not django_settings.CLAMD
