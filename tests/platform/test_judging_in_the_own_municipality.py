"""A month of the log is of one municipality: its own officer judges and signs it, and a judgement is of what it saw."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from cases.models import Case
from familienetwerk.accounts.models import Municipality, User
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.behalf import acting_for
from familienetwerk.oversight import reviewing
from familienetwerk.oversight.models import LogReview, LogSample, LogSignal
from tests.factories import a_case, a_frame, a_municipality, a_town_hall, a_user, anna, sanne

pytestmark = pytest.mark.django_db
FIRST, AFTER = date(2026, 10, 1), date(2026, 11, 1)
MORNING = datetime(2026, 10, 6, 9, 0, tzinfo=UTC)
OF_MONTHS = {"oversight_logreview": "id", "oversight_logsignal": "review_id", "oversight_logsample": "review_id"}


def a_case_in(town: Municipality) -> Case:
    began = {"started_on": date(2026, 1, 5), "first_signal_on": date(2026, 1, 4)}
    return a_case(started_by=anna(), municipality=town, legal_frame=a_frame(municipality=town), **began)


def looked(user: User, case: Case | None, *, at: datetime = MORNING, times: int = 3) -> None:
    told = {"type": EventType.CASE_VIEWED, "user_id": user.pk, "organisation_id": user.organisation_id}
    AuditEvent.objects.bulk_create(
        AuditEvent(case_id=case and case.pk, page="family", at=at + timedelta(seconds=second), **told)
        for second in range(times)
    )


@pytest.fixture
def towns() -> list[SimpleNamespace]:
    """Two that share an installation, each with an officer and a case; a worker of the first looked in both."""
    worker, found = sanne(), []
    for town in (a_municipality(), Municipality.objects.create(name="Duinveen")):
        hall = a_town_hall(town)
        officer = a_user(Role.PRIVACY_OFFICER, name="Dina Smit", organisation=hall)
        manager = a_user(Role.MANAGER, name="Mila Jans", organisation=hall)
        case = a_case_in(town)
        looked(worker, case)
        found.append(SimpleNamespace(officer=officer, manager=manager, case=case, worker=worker))
    looked(worker, None, times=2)
    for town, month in zip(found, reviewing.look_through_log(today=AFTER), strict=True):
        town.month = month
    return found


def test_each_line_is_in_the_month_of_one_municipality(towns):
    seen = [set(reviewing.lines_of_people(town.month).values_list("pk", flat=True)) for town in towns]
    lines = AuditEvent.objects.in_period(FIRST, date(2026, 10, 31)).filter(user_id__isnull=False)

    assert seen[0] | seen[1] == set(lines.values_list("pk", flat=True))
    assert seen[0] & seen[1] == set()
    assert [len(lines) for lines in seen] == [5, 3]  # without a case: of where the worker works


def test_what_a_partner_of_all_municipalities_did_outside_a_case_is_for_each_officer(towns):
    everywhere = a_user()
    everywhere.organisation.municipality = None
    everywhere.organisation.save()
    looked(everywhere, None, times=1)

    assert [reviewing.lines_of_people(town.month).filter(user_id=everywhere.pk).count() for town in towns] == [1, 1]


def test_signals_and_sample_are_of_the_own_cases(towns):
    for town in towns:
        assert [one.case_number for one in town.month.signals.all()] == [town.case.number]
    assert [town.month.samples.count() for town in towns] == [5, 3]


def test_an_officer_finds_no_month_signal_or_line_of_another_municipality(client: Client, towns):
    here, there = towns
    client.force_login(there.officer)
    signal = here.month.signals.get()
    for path in (f"{here.month.pk}/", f"signalen/{signal.pk}/", f"{here.month.pk}/steekproef/"):
        assert client.get(f"/logboek/controle/{path}").status_code == 404
        assert client.post(f"/logboek/controle/{path}", {"outcome": "FINE", "reason": "x"}).status_code == 404
    months = client.get("/logboek/controle/").text

    assert f"/logboek/controle/{there.month.pk}/" in months
    assert f"/logboek/controle/{here.month.pk}/" not in months


@pytest.mark.parametrize("who", ["officer", "manager"])
def test_in_plain_sql_they_are_not_there_either(towns, who):
    here, there = towns
    LogSignal.objects.filter(review=here.month).update(user=here.officer)  # a manager judges that
    with acting_for(getattr(there, who).pk), connection.cursor() as cursor:
        for table, column in OF_MONTHS.items():
            cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} = %s", [here.month.pk])
            assert cursor.fetchone() == (0,), table
            cursor.execute(f"UPDATE {table} SET id = id WHERE {column} = %s", [here.month.pk])
            assert cursor.rowcount == 0
    with acting_for(getattr(here, who).pk):
        assert LogReview.objects.get() == here.month
        assert LogSignal.objects.get().review == here.month


@pytest.mark.parametrize("judge", ["officer", "manager"])
def test_the_database_refuses_a_judgement_or_a_signature_from_elsewhere(towns, judge):
    here, other = towns[0], getattr(towns[1], judge)
    LogSignal.objects.filter(review=here.month).update(user=here.officer)
    LogSample.objects.filter(review=here.month).update(user=here.officer)
    judged = {"outcome": "FINE", "judged_by": other}

    for rows, deed in (
        (here.month.signals, judged | {"reason": "Ach", "judged_on": AFTER}),
        (here.month.samples, judged),
        (LogReview.objects.filter(pk=here.month.pk), {"signed_on": AFTER, "signed_by": other}),
        (LogReview.objects.filter(pk=here.month.pk), {"municipality": other.organisation.municipality}),
    ):
        with pytest.raises(IntegrityError, match=r"van deze gemeente|maand en gemeente"), transaction.atomic():
            rows.update(**deed)


def test_later_looks_in_a_month_that_was_judged_give_a_signal_of_those_alone(towns):
    here = towns[0]
    [judged] = here.month.signals.all()
    reviewing.judge_signal(judged, by=here.officer, on=AFTER, outcome="FINE", reason="Viel in voor een collega")
    reviewing.find_signals(here.month, today=AFTER)
    assert here.month.signals.open().count() == 0

    looked(here.worker, here.case, at=MORNING + timedelta(hours=2), times=2)
    reviewing.find_signals(here.month, today=AFTER)
    [again] = here.month.signals.open()

    assert again.words == "Keek 2 keer op 1 dag zonder rol, taak of vraag."
    judged.refresh_from_db()
    assert judged.words == "Keek 3 keer op 1 dag zonder rol, taak of vraag."
    looked(here.worker, here.case, at=MORNING + timedelta(hours=3), times=1)
    reviewing.find_signals(here.month, today=AFTER)
    assert [one.words for one in here.month.signals.open()] == ["Keek 3 keer op 1 dag zonder rol, taak of vraag."]


def test_nights_that_were_judged_are_not_counted_again(towns):
    here, night = towns[0], datetime(2026, 10, 7, 1, 0, tzinfo=UTC)
    looked(here.worker, here.case, at=night, times=12)
    reviewing.find_signals(here.month, today=AFTER)
    signal = here.month.signals.get(kind="NIGHT")
    reviewing.judge_signal(signal, by=here.officer, on=AFTER, outcome="FINE", reason="Avonddienst")
    looked(here.worker, here.case, at=night + timedelta(days=1), times=9)
    reviewing.find_signals(here.month, today=AFTER)
    assert not here.month.signals.open().filter(kind="NIGHT").exists()
    looked(here.worker, here.case, at=night + timedelta(days=2), times=2)
    reviewing.find_signals(here.month, today=AFTER)

    assert here.month.signals.open().get(kind="NIGHT").words == "Keek 11 keer tussen 0:00 en 5:00 uur."
