"""The log from day to day: sealed by the clock, parted by month, with a key that is replaced now and then."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from psycopg.pq import TransactionStatus

from familienetwerk.audit import actions, head, tasks
from familienetwerk.audit.chain import unpacked
from familienetwerk.audit.models import AuditEvent, EventType, Seal, record
from familienetwerk.audit.snapshot import Moment
from tests.factories import anna, bram
from tests.platform.test_sealed_log import run, seal_everything, wrong

together = pytest.mark.django_db(transaction=True)
PARTS = ["audit_auditevent", "audit_auditevent_default", "audit_auditevent_2026_12"]


@pytest.fixture
def elsewhere() -> Iterator[psycopg.Connection[Any]]:
    """A connection to another database of the same server, which counts the transactions of both together."""
    login = connection.settings_dict
    owner = urlsplit(os.environ["DATABASE_OWNER_URL"])
    server = {"host": login["HOST"], "port": login["PORT"] or None, "dbname": owner.path.removeprefix("/")}
    with psycopg.connect(**server, user=owner.username, password=owner.password) as connected:
        yield connected
        connected.rollback()


def part_of(event: AuditEvent) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text FROM audit_auditevent WHERE id = %s", [event.pk])
        return cursor.fetchone()[0]


def an_event_at(moment: datetime) -> AuditEvent:
    return AuditEvent.objects.create(type=EventType.CREATED, at=moment)


@together
def test_what_is_committed_later_is_sealed_later_and_never_missed(as_owner: psycopg.Connection):
    as_owner.execute(
        "INSERT INTO audit_auditevent (type, roles, subject, subject_ids, page, purpose) "
        "VALUES ('CREATED', '', '', '', '', '')"
    )
    record(EventType.CHANGED, by=None)
    actions.seal_log()
    during = Seal.objects.count()
    as_owner.commit()
    seal_everything()

    assert during == 0
    assert sum(Seal.objects.values_list("count", flat=True)) == 2
    assert wrong() == []


@together
def test_who_writes_in_another_database_of_the_server_holds_up_no_seal(elsewhere: psycopg.Connection):
    elsewhere.execute("SELECT pg_current_xact_id()")
    record(EventType.CREATED, by=None)

    assert actions.seal_log() == 1
    assert elsewhere.info.transaction_status == TransactionStatus.INTRANS
    assert wrong() == []


@together
def test_a_seal_holds_so_many_lines_but_never_cuts_a_transaction(monkeypatch):
    monkeypatch.setattr(actions, "LINES_PER_SEAL", 4)
    for lines in (3, 3, 9, 1, 1):
        AuditEvent.objects.bulk_create([AuditEvent(type=EventType.CREATED) for _ in range(lines)])
    seal_everything()

    assert sum(Seal.objects.values_list("count", flat=True)) == 17
    assert max(Seal.objects.values_list("count", flat=True)) == 9
    assert wrong() == []


@together
def test_a_new_key_seals_and_the_old_one_still_verifies(settings):
    settings.AUDIT_KEY = "de sleutel van dit jaar"
    record(EventType.CREATED, by=None)
    seal_everything()
    settings.AUDIT_KEY, settings.AUDIT_KEY_FALLBACKS = "de sleutel van volgend jaar", [settings.AUDIT_KEY]
    record(EventType.CREATED, by=None)
    seal_everything()

    assert len(set(Seal.objects.values_list("key_id", flat=True))) == 2
    assert wrong() == []
    settings.AUDIT_KEY_FALLBACKS = []
    assert [flaw.reason for flaw in wrong()] == ["de sleutel waarmee verzegeld is, is hier niet bekend"]


@together
def test_a_log_put_back_on_another_server_is_sealed_on(monkeypatch):
    for _ in range(3):
        record(EventType.CREATED, by=None)
    seal_everything()
    record(EventType.CREATED, by=None)
    here = Moment.now
    monkeypatch.setattr(Moment, "now", lambda: Moment(here().at, here().oldest_running, here().next_transaction, 1))
    record(EventType.CREATED, by=None)
    seal_everything()
    record(EventType.CREATED, by=None)
    seal_everything()

    sealed = [line for seal in Seal.objects.in_order() for line, _ in unpacked(bytes(seal.lines))]
    assert sorted(sealed) == list(AuditEvent.objects.order_by("pk").values_list("pk", flat=True))
    assert wrong() == []


@together
def test_the_newest_seal_is_remembered_outside_the_database(settings, tmp_path, capsys):
    settings.AUDIT_HEAD_FILE = tmp_path / "zegel"
    assert head.told() is None
    record(EventType.CREATED, by=None)
    seal_everything()
    last = Seal.objects.in_order().last()

    assert head.told() == head.Head.of(last)
    call_command("verify_log")
    assert "Het logboek klopt" in capsys.readouterr().out


@together
def test_verify_log_ends_with_an_error_and_names_the_place(capsys):
    record(EventType.CREATED, by=None)
    call_command("seal_log")
    seal_everything()

    call_command("verify_log")
    with pytest.raises(CommandError, match="klopt niet"):
        call_command("verify_log", "--witness", "2", "ab")
    with pytest.raises(CommandError, match="klopt niet"):
        call_command("verify_log", "--witness", "1", "ab")
    assert "zegel 2: het nieuwste zegel dat buiten de database bekend is" in capsys.readouterr().out


@together
def test_a_line_that_waits_too_long_for_its_seal_is_named(monkeypatch):
    record(EventType.CREATED, by=None)
    here = Moment.now()
    later = Moment(here.at + timedelta(hours=2), here.next_transaction, here.next_transaction, here.cluster)
    monkeypatch.setattr(Moment, "now", lambda: later)

    assert [flaw.reason for flaw in wrong()] == ["wacht al meer dan een uur op een zegel"]


@together
@pytest.mark.parametrize(
    ("later", "reason"),
    [
        ("'2020-01-01'", "heeft een moment dat niet kan: later tussengevoegd"),
        ("'2099-01-01'", "heeft een moment dat niet kan: later tussengevoegd"),
        ("now(), 9000000000", "is van een transactie die nog niet bestaat"),
    ],
)
def test_a_line_of_another_time_is_named_before_it_is_sealed(later, reason):
    record(EventType.CREATED, by=None)
    seal_everything()
    columns = "at, transaction_id" if "," in later else "at"
    run(
        f"INSERT INTO audit_auditevent ({columns}, type, roles, subject, subject_ids, page, purpose) "
        f"VALUES ({later}, 'CREATED', '', '', '', '', '')"
    )

    assert [flaw.reason for flaw in wrong()] == [reason]


@together
def test_a_line_of_another_time_is_named_after_it_is_sealed():
    record(EventType.CREATED, by=None)
    seal_everything()
    an_event_at(datetime(2020, 1, 1, tzinfo=UTC))
    seal_everything()

    assert [flaw.reason for flaw in wrong()] == ["heeft een moment dat niet kan (zegel 2)"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("now", "new"),
    [("2026-12-31 22:59", 1), ("2026-12-31 23:01", 2), ("2027-02-28 12:00", 3), ("2026-11-01 12:00", 0)],
)
def test_the_clock_makes_the_parts_of_coming_months(now, new):
    before = number_of_parts()
    with time_machine.travel(datetime.fromisoformat(now).replace(tzinfo=UTC), tick=False):
        tasks.make_months()
        tasks.make_months()

    assert number_of_parts() == before + new


def number_of_parts() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_inherits WHERE inhparent = 'audit_auditevent'::regclass")
        return cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "following"), [(date(2028, 2, 29), date(2028, 3, 1)), (date(2030, 12, 31), date(2031, 1, 1))]
)
def test_the_last_moment_of_a_month_and_the_first_of_the_next_are_in_their_own_part(day, following):
    actions.make_months(today=day)
    midnight = datetime(following.year, following.month, 1, tzinfo=UTC)

    assert part_of(an_event_at(midnight - timedelta(microseconds=1))) == f"audit_auditevent_{day:%Y_%m}"
    assert part_of(an_event_at(midnight)) == f"audit_auditevent_{following:%Y_%m}"


@pytest.mark.django_db
def test_a_line_of_a_month_without_a_part_is_kept_all_the_same():
    event = an_event_at(datetime(2040, 5, 5, tzinfo=UTC))
    actions.make_months(today=date(2040, 5, 1))

    assert part_of(event) == "audit_auditevent_default"
    assert part_of(an_event_at(datetime(2040, 6, 5, tzinfo=UTC))) == "audit_auditevent_2040_06"
    assert AuditEvent.objects.count() == 2


CHANGES = ["UPDATE {} SET page = 'x'", "DELETE FROM {}"]


@pytest.mark.django_db
@pytest.mark.parametrize("table", PARTS)
@pytest.mark.parametrize("change", CHANGES)
def test_the_app_changes_and_removes_nothing(table, change):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        run(change.format(table))


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["SELECT FROM {}", "INSERT INTO {} DEFAULT VALUES", "TRUNCATE {}", *CHANGES])
def test_of_a_part_itself_the_app_may_nothing(change):
    actions.make_months(today=date(2035, 1, 1))

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        run(change.format("audit_auditevent_2035_02"))


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["UPDATE audit_seal SET count = 0", "DELETE FROM audit_seal"])
def test_the_app_changes_and_removes_no_seal(change):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        run(change)


@together
@pytest.mark.parametrize("table", ["audit_auditevent", "audit_seal", None])
@pytest.mark.parametrize("change", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_by_mistake_the_owner_changes_nothing_either(as_owner: psycopg.Connection, table, change):
    record(EventType.CREATED, by=None)
    seal_everything()
    table = table or part_of(AuditEvent.objects.get())
    column = "count" if table == "audit_seal" else "case_id"

    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="Het logboek verandert niet"):
        as_owner.execute(change.format(table, column, column))


@pytest.mark.django_db
def test_a_line_says_on_whose_behalf_and_whether_it_was_an_emergency():
    worker, responsible = anna(), bram()
    record(EventType.CASE_VIEWED, by=worker, on_behalf_of=responsible, is_emergency=True)
    record(EventType.CASE_VIEWED, by=worker)

    plain, special = AuditEvent.objects.newest_first().filter(type=EventType.CASE_VIEWED)
    assert (special.on_behalf_of_id, special.is_emergency) == (responsible.pk, True)
    assert (plain.on_behalf_of_id, plain.is_emergency) == (None, False)


@pytest.mark.django_db
def test_a_line_about_many_names_them_all():
    record(EventType.CASES_LISTED, by=None, subject_ids=list(range(100_000, 101_000)))

    assert AuditEvent.objects.get().subject_ids.endswith("100998,100999")
