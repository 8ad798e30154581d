"""A month of the log is looked through once, its signals and sample are judged, and an officer signs it."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from cases.models import Case
from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.oversight import reviewing
from familienetwerk.oversight.models import LogReview, LogSignal, SignalKind
from tests.factories import a_case, a_member, a_municipality, a_user, anna, bram, dina, sanne
from tests.queries import questions

pytestmark = pytest.mark.django_db

FIRST, LAST, AFTER = date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 1)
MORNING = datetime(2026, 10, 6, 9, 0, tzinfo=UTC)  # a Tuesday
FINE = reviewing.Judgement("FINE", "")


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def case(director) -> Case:
    case = a_case(coordinator=director, started_on=date(2026, 1, 5), first_signal_on=date(2026, 1, 4))
    a_member(case, family_name="Waterman")
    return case


def looked(user: User, case: Case, *, at: datetime = MORNING, times: int = 1, kind=EventType.CASE_VIEWED) -> None:
    AuditEvent.objects.bulk_create(
        AuditEvent(
            type=kind,
            user_id=user.pk,
            organisation_id=user.organisation_id,
            case_id=case.pk,
            page="family",
            at=at + timedelta(seconds=number),
        )
        for number in range(times)
    )


@pytest.fixture
def month(case) -> LogReview:
    looked(sanne(), case, times=3)
    [review] = reviewing.look_through_log(today=AFTER)
    return review


@pytest.fixture
def officer(client: Client) -> User:
    user = dina()
    client.force_login(user)
    return user


def test_it_is_looked_through_once_a_night(month):
    assert month.signals.count() == 1
    assert month.samples.count() == 3
    assert reviewing.look_through_log(today=AFTER) == []


def test_the_sample_is_of_twenty_lines_the_same_whoever_picks_and_of_no_other_key(case, settings):
    looked(sanne(), case, times=60)
    [month] = reviewing.look_through_log(today=AFTER)
    picked = set(month.samples.values_list("line_id", "user_id"))

    again = set(reviewing.lines_by_lot(month))
    settings.AUDIT_KEY = "another key than that of before, long enough"
    of_another_key = set(reviewing.lines_by_lot(month))

    assert len(picked) == reviewing.SAMPLED
    assert again == picked != of_another_key


def test_a_month_that_ended_while_the_clock_was_down_is_looked_through_later(case):
    looked(sanne(), case)
    [month] = reviewing.look_through_log(today=date(2026, 10, 20))
    looked(bram(), case, at=datetime(2026, 10, 30, 9, 0, tzinfo=UTC))
    assert not month.samples.exists()

    reviewing.look_through_log(today=date(2026, 11, 3))

    assert month.samples.count() == 2
    assert month.signals.count() == 2


def test_a_month_is_not_signed_before_its_sample_was_looked_at(case, officer):
    looked(sanne(), case)
    month = LogReview.objects.create(month=FIRST, municipality=a_municipality())
    before = reviewing.obstacles_to_signing(month, by=officer, today=AFTER)
    reviewing.pick_sample(month)
    after = reviewing.obstacles_to_signing(month, by=officer, today=AFTER)

    assert before == ["De steekproef is er nog niet. Die komt in de komende nacht."]
    assert after == ["Regels van de steekproef zonder oordeel: 1."]


def test_a_finding_in_the_sample_stays_with_who_found_it(client, month, officer):
    sample, all_of_them = month.samples.first(), f"/logboek/controle/{month.pk}/steekproef/"
    outcome, remark = f"regel_{sample.pk}_oordeel", f"regel_{sample.pk}_bevinding"

    nothing = client.post(all_of_them, {outcome: ""})
    no_outcome = client.post(all_of_them, {remark: "Geen taak in deze casus."})
    refused = client.post(all_of_them, {outcome: "REPORT", remark: ""})
    client.post(all_of_them, {outcome: "REPORT", remark: "Geen taak in deze casus."})

    assert "Geef bij minstens één regel een oordeel." in nothing.text
    assert len(re.findall(r'value="" [^>]*checked', nothing.text)) == month.samples.count()
    assert "Kies ook een oordeel." in no_outcome.text
    assert "Geen taak in deze casus." in no_outcome.text
    assert month.samples.open().count() == 2
    page = client.get(f"/logboek/controle/{month.pk}/").text
    assert "Schrijf op wat u vond." in refused.text
    assert "Geen taak in deze casus." in page
    assert f"{officer.name}</span>" in page
    assert "/datalekken/nieuw/" in page


def test_the_officer_asks_the_worker_answers_and_the_officer_judges_and_signs(client, month, officer):
    [signal] = month.signals.all()
    client.post(f"/logboek/controle/signalen/{signal.pk}/vraag/")
    client.force_login(signal.user)
    asked = client.get("/").text
    client.post(f"/vraag-over-kijken/{signal.pk}/", {"answer": "Ik verving een collega."})
    client.force_login(officer)
    judging = client.get(f"/logboek/controle/signalen/{signal.pk}/").text
    client.post(f"/logboek/controle/signalen/{signal.pk}/", {"outcome": "FINE", "reason": "Vervanging, nagevraagd."})
    fine = {f"regel_{sample.pk}_oordeel": "FINE" for sample in month.samples.all()}
    client.post(f"/logboek/controle/{month.pk}/steekproef/", fine)
    client.post(f"/logboek/controle/{month.pk}/", {"remark": "Niets bijzonders."})

    assert "Vraag over wat u bekeek" in asked
    assert "Ik verving een collega." in judging
    month.refresh_from_db()
    assert (month.signed_by, month.is_signed) == (officer, True)
    subjects = AuditEvent.objects.filter(type=EventType.DECIDED).values_list("subject", flat=True)
    assert {"log_signal", "log_sample", "log_review"} <= set(subjects)


def test_a_month_with_open_signals_is_not_signed(client, month, officer):
    page = client.post(f"/logboek/controle/{month.pk}/", {"remark": ""})

    assert "Signalen zonder oordeel: 1." in page.text
    month.refresh_from_db()
    assert not month.is_signed


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE oversight_logreview SET remark = 'x'",
        "DELETE FROM oversight_logreview",
        "UPDATE oversight_logsignal SET words = 'x'",
        "DELETE FROM oversight_logsignal",
        "DELETE FROM oversight_logsample",
        "INSERT INTO oversight_logsample (review_id, line_id, outcome, remark) "
        "SELECT id, 999, '', '' FROM oversight_logreview",
    ],
)
def test_a_signed_month_stands_whatever_way_somebody_takes(month, officer, deed):
    for signal in month.signals.all():
        reviewing.judge_signal(signal, by=officer, on=AFTER, outcome="REPORT", reason="Geen reden")
    reviewing.judge_samples({sample.pk: FINE for sample in month.samples.all()}, by=officer)
    reviewing.sign_review(month, by=officer, on=AFTER, remark="")

    with pytest.raises(IntegrityError, match="ondertekende maand"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(deed)


def test_looking_without_a_tie_that_was_in_order_before_is_a_signal_again_the_next_month(month, officer, case):
    [signal] = month.signals.all()
    reviewing.judge_signal(signal, by=officer, on=AFTER, outcome="FINE", reason="Vervanging")
    looked(signal.user, case, at=datetime(2026, 11, 10, 9, 0, tzinfo=UTC), times=40)

    [review] = reviewing.look_through_log(today=date(2026, 11, 12))

    assert review
    assert [one.words for one in review.signals.all()] == ["Keek 40 keer op 1 dag zonder rol, taak of vraag."]


def test_without_new_looks_and_of_a_name_that_was_in_order_nothing_comes_again(month, officer, case):
    [signal] = month.signals.all()
    name = {"kind": SignalKind.SAME_NAME, "user": a_user(name="Wout Waterman"), "case_number": case.number}
    same = LogSignal.objects.create(review=month, words="Dezelfde achternaam.", found_on=AFTER, **name)
    for one in (signal, same):
        reviewing.judge_signal(one, by=officer, on=AFTER, outcome="FINE", reason="Nagevraagd")
    seat = case.involvements.first()
    looked(seat.user, case, at=datetime(2026, 11, 10, 9, 0, tzinfo=UTC))
    looked(same.user, case, at=datetime(2026, 11, 10, 9, 0, tzinfo=UTC))

    [review] = reviewing.look_through_log(today=date(2026, 11, 12))

    assert [(one.kind, one.user) for one in review.signals.all()] == [(SignalKind.NO_TIE, same.user)]


def test_opening_the_months_a_signal_or_a_line_is_a_line_of_the_log_too(client, month, officer):
    signal, sample = month.signals.get(), month.samples.first()
    paths = (f"signalen/{signal.pk}/", f"{month.pk}/steekproef/", "")
    about_signal, about_lines, _ = [client.get(f"/logboek/controle/{path}") for path in paths]
    [log_of_line, *_] = [log for _, log, *_ in about_lines.context["lines"]]

    # what else was done then, and in which case
    for log, whose in ((about_signal.context["log"], signal.user_id), (log_of_line, sample.user_id)):
        assert f"gebruiker={whose}&" in log
        assert client.get(log).status_code == 200
    read = AuditEvent.objects.filter(type=EventType.LOG_VIEWED, user_id=officer.pk).values_list("page", flat=True)
    assert {"reviews", "judge_signal", "judge_samples"} <= set(read)


def test_of_two_officers_who_judge_the_first_one_stands(month, officer):
    [signal], sample = month.signals.all(), month.samples.first()
    reviewing.judge_signal(signal, by=officer, on=AFTER, outcome="REPORT", reason="Nagevraagd")
    reviewing.judge_samples({sample.pk: FINE}, by=officer)
    late = {"by": a_user(Role.PRIVACY_OFFICER)}
    another = month.samples.open().first()

    for deed in (
        lambda: reviewing.judge_signal(signal, on=AFTER, outcome="FINE", reason="Vervanging", **late),
        lambda: reviewing.judge_samples({sample.pk: FINE, another.pk: FINE}, **late),
        lambda: reviewing.ask_worker(signal, by=officer, on=AFTER),
        lambda: reviewing.answer_signal(signal, by=signal.user, on=AFTER, answer="Ik was laat."),
    ):
        with pytest.raises(reviewing.IsDealtWith):
            deed()
    signal.refresh_from_db()
    assert (signal.outcome, signal.reason, signal.answer) == ("REPORT", "Nagevraagd", "")
    assert another in month.samples.open()  # all of them, or none


def test_what_a_worker_was_asked_about_stays_as_it_stood(month, case, officer):
    [signal] = month.signals.all()
    asked, seen_to = signal.words, signal.seen_to
    reviewing.ask_worker(signal, by=officer, on=AFTER)
    looked(signal.user, case, times=5)

    reviewing.find_signals(month, today=AFTER)
    signal.refresh_from_db()
    stood = (signal.words, signal.seen_to)
    reviewing.judge_signal(signal, by=officer, on=AFTER, outcome="FINE", reason="Verving een collega")
    reviewing.find_signals(month, today=AFTER)

    assert stood == (asked, seen_to)
    assert [one.words for one in month.signals.open()] == ["Keek 5 keer op 1 dag zonder rol, taak of vraag."]


def test_nobody_judges_a_signal_about_oneself(month, officer):
    signal = LogSignal.objects.create(
        review=month, kind=SignalKind.NIGHT, user=officer, words="Keek 41 keer.", found_on=AFTER
    )

    with pytest.raises(IntegrityError, match="not_judged_by_whom_it_is_about"), transaction.atomic():
        LogSignal.objects.filter(pk=signal.pk).update(
            outcome="FINE", reason="Ach", judged_on=AFTER, judged_by=officer.pk
        )


def test_a_worker_answers_only_what_was_asked_of_him(client, month):
    [signal] = month.signals.all()
    client.force_login(signal.user)
    before = client.get(f"/vraag-over-kijken/{signal.pk}/").status_code
    reviewing.ask_worker(signal, by=dina(), on=AFTER)
    client.force_login(bram())

    assert (before, client.get(f"/vraag-over-kijken/{signal.pk}/").status_code) == (404, 404)


def test_only_the_privacy_officer_reads_signals(client, month):
    client.force_login(a_user(Role.FUNCTIONAL_ADMIN))

    assert client.get("/logboek/controle/").status_code == 403
    assert client.get(f"/logboek/controle/{month.pk}/").status_code == 403


def test_the_page_of_a_month_asks_little(client, month, officer):
    for page in (f"/logboek/controle/{month.pk}/", f"/logboek/controle/{month.pk}/steekproef/"):
        assert len(questions(client, page)) <= 15
