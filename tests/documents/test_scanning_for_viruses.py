"""A file with a virus is never usable, whatever it is wrapped in and whoever is away."""

import io
import socket
import threading
import time

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from documents import actions, scanner, store
from documents.gate import NotAllowed
from documents.models import DocumentContent, Scan
from documents.tasks import compare_rows_and_files, promise_scans
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.outbox.delivery import deliver
from familienetwerk.outbox.models import Job, JobState, PeriodicRun
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


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    """Does what comes after the commit."""
    return django_capture_on_commit_callbacks


def scan(content_id: int, commits) -> None:
    """As the outbox does, with what comes after the commit."""
    with commits(execute=True):
        is_infected = actions.ask_scanner(content_id)
        assert is_infected is not None
        actions.keep_verdict(content_id, is_infected=is_infected)


@pytest.mark.parametrize("name", WRAPPED)
def test_the_test_virus_is_never_usable(case, director, settings, commits, name: str):
    with a_scanner(settings):
        try:
            document = a_document(case, director, name=name, content=WRAPPED[name])
        except NotAllowed:
            assert not list(store.every_name())
            return
        assert usable() == []
        scan(document.pk, commits)

    for content in usable():
        assert EICAR not in actions.plain_file(content).read()
        assert name.endswith(".jpg")
    assert len(list(store.every_name())) == len(usable())


def test_whoever_adds_one_waits_for_no_scanner_and_reads_that_it_comes(client: Client, case, director, settings):
    client.force_login(director)
    with a_scanner(settings) as listening, open_file(EICAR) as file:
        answer = client.post(f"/casussen/{case.pk}/documenten/nieuw/", the_form(file), follow=True)

    assert listening.received == []
    assert "Nu zoekt de virusscanner erin. Daarna kunt u het ophalen." in answer.text
    assert "Nog niet gescand" in answer.text
    assert usable() == []


def test_a_virus_is_logged_and_each_privacy_officer_is_told(client: Client, case, director, settings, commits):
    officer = a_user(Role.PRIVACY_OFFICER)
    with a_scanner(settings):
        document = a_document(case, director, name="bare.txt", content=EICAR)
        scan(document.pk, commits)

    assert not list(store.every_name())
    event = AuditEvent.objects.get(type=EventType.REFUSED)
    assert (event.case_id, event.user_id, event.page, event.subject_ids) == (
        *(case.pk, director.pk, "virus"),
        str(document.pk),
    )
    job = Job.objects.get(kind=actions.INFECTED_FILE)
    assert (job.subject_id, job.kind in KINDS) == (officer.pk, True)
    client.force_login(director)
    assert "Virus gevonden, weggegooid" in client.get(f"/casussen/{case.pk}/documenten/").text


def test_a_file_that_could_not_be_thrown_away_is_thrown_away_at_night(case, director, folder, caplog, commits):
    document = a_document(case, director, name="bare.txt", content=EICAR)
    [path] = folder.glob("??/*")
    path.rename(path.with_suffix(".kept"))
    path.mkdir()  # what is no file is not unlinked: not even by root
    with commits(execute=True):
        actions.keep_verdict(document.pk, is_infected=True)

    compare_rows_and_files()
    said = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("check_documents", stdout=said)
    assert "1 bestanden met een virus zijn niet weg te gooien" in caplog.text
    assert "bevat een virus en ligt er nog" in said.getvalue()

    path.rmdir()
    path.with_suffix(".kept").rename(path)
    PeriodicRun.objects.all().delete()  # the next night
    compare_rows_and_files()
    call_command("check_documents")
    assert not list(folder.glob("??/*"))


@pytest.mark.django_db(transaction=True)
def test_a_slow_scanner_holds_no_transaction_and_no_row(case, director, settings):
    with a_scanner(settings) as listening:
        listening.may_answer.clear()
        document = a_document(case, director)
        work = threading.Thread(target=deliver_in_a_thread, args=[Job.objects.get(kind=actions.SCAN).pk])
        work.start()
        assert listening.was_asked.wait(10)

        with transaction.atomic():
            assert DocumentContent.objects.select_for_update(nowait=True).get().scan == Scan.WAITING
        assert others_in_a_transaction() == 0

        listening.may_answer.set()
        work.join(10)
    assert DocumentContent.objects.get(pk=document.pk).scan == Scan.CLEAN


def deliver_in_a_thread(job_id) -> None:
    try:
        deliver(job_id)
    finally:
        connection.close()


def others_in_a_transaction() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND xact_start IS NOT NULL AND backend_type = 'client backend'"
        )
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_the_mail_says_no_more_than_that_it_happened(case, director, settings):
    officer = a_user(Role.PRIVACY_OFFICER)
    actions.report_virus(a_document(case, director).content)
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


def test_a_clean_file_can_be_fetched_when_it_was_scanned(case, director, settings, commits):
    with a_scanner(settings) as listening:
        document = a_document(case, director)
        scan(document.pk, commits)

    assert [content.scan for content in usable()] == [Scan.CLEAN]
    assert listening.received == [actions.plain_file(document.content).read()]


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
    assert actions.ask_scanner(DocumentContent.objects.get().pk) is None

    with a_scanner(settings):
        promise_scans()
        promise_scans()
        assert Job.objects.filter(kind=actions.SCAN).count() == 1


@pytest.mark.parametrize(
    "answer", [b"INSTREAM size limit exceeded. ERROR\0", b"UNKNOWN COMMAND\0", b"", b"stream: OKAY\0"]
)
def test_an_answer_that_is_no_answer_means_waiting(case, director, settings, answer: bytes):
    document = a_document(case, director)

    with a_scanner(settings, answers=answer or b"\0"), pytest.raises(scanner.ScannerIsAway):
        actions.ask_scanner(document.pk)


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
    content = a_document(case, director).content
    actions.keep_verdict(content.pk, is_infected=False)

    with pytest.raises(IntegrityError, match="wat is gescand blijft gescand"), transaction.atomic():
        DocumentContent.objects.filter(pk=content.pk).update(scan=Scan.WAITING, scanned_at=None)


def test_nobody_scans_in_the_tests_unless_they_ask():
    assert not django_settings.CLAMD
