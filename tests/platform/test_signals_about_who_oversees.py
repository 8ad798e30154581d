"""Who oversees is looked at as all others are: through other eyes is the task, who is asked hears it and answers."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.log import LOOKING
from cases.models import Case
from familienetwerk.accounts.models import Municipality, User
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.oversight import reviewing
from familienetwerk.oversight.models import LogReview, LogSample, LogSignal, SignalKind
from familienetwerk.oversight.signals import signals_in
from tests.factories import a_case, a_member, a_municipality, a_town_hall, a_user, an_involvement, anna, bram

pytestmark = pytest.mark.django_db
AFTER = date(2026, 11, 2)


@pytest.fixture
def case() -> Case:
    case = a_case(coordinator=anna())
    a_member(case, family_name="Waterman")
    return case


@pytest.fixture
def officer(client: Client) -> User:
    user = a_user(Role.PRIVACY_OFFICER, name="Dina Waterman")
    client.force_login(user)
    return user


@pytest.fixture
def looked_through_other_eyes(client: Client, case, officer) -> int:
    """How many lines that gave."""
    seat = an_involvement(case, bram())
    client.get(f"/bekijk-als/casus/{case.pk}/")
    client.get(f"/bekijk-als/{seat.pk}/casussen/{case.pk}/gezin/")
    return AuditEvent.objects.filter(user_id=officer.pk, case_id=case.pk, type__in=LOOKING).count()


def found_today() -> list[tuple[SignalKind, int]]:
    today = timezone.localdate()
    kinds = {SignalKind.NO_TIE, SignalKind.SAME_NAME}  # whatever the hour and the day on which this runs
    return [
        (one.kind, one.user_id)
        for one in signals_in(today, today, municipality=a_municipality().pk)
        if one.kind in kinds
    ]


def test_looking_through_somebodys_eyes_asks_no_tie_but_a_name_is_still_a_name(looked_through_other_eyes, officer):
    assert looked_through_other_eyes >= 2
    assert found_today() == [(SignalKind.SAME_NAME, officer.pk)]


def test_the_same_lines_without_those_eyes_are_without_a_tie(looked_through_other_eyes, case, officer):
    AuditEvent.objects.bulk_create(
        AuditEvent(type=kind, user_id=officer.pk, case_id=case.pk, page="family") for kind in LOOKING
    )

    assert (SignalKind.NO_TIE, officer.pk) in found_today()


def test_an_officer_of_another_municipality_has_no_tie_through_anybodys_eyes(case):
    town_hall = a_town_hall(Municipality.objects.create(name="Duinveen"))
    elsewhere, seat = a_user(Role.PRIVACY_OFFICER, organisation=town_hall), an_involvement(case, bram())
    eyes = {"on_behalf_of_id": seat.user_id, "page": "family", "case_id": case.pk}
    AuditEvent.objects.create(type=EventType.CASE_VIEWED, user_id=elsewhere.pk, **eyes)

    assert found_today() == [(SignalKind.NO_TIE, elsewhere.pk)]


def test_an_officer_who_is_asked_hears_it_and_answers(client: Client, officer):
    other, day = a_user(Role.PRIVACY_OFFICER), date(2026, 11, 1)
    review = LogReview.objects.create(month=date(2026, 10, 1), municipality=a_municipality())
    about = {"kind": SignalKind.NIGHT, "user": officer, "words": "Keek 41 keer.", "found_on": day}
    signal = LogSignal.objects.create(review=review, **about)
    before = client.get("/").text
    reviewing.ask_worker(signal, by=other, on=day)

    page, lines = client.get("/").text, client.get(reverse("cases:notices")).text
    client.post(f"/vraag-over-kijken/{signal.pk}/", {"answer": "Ik had dienst."})
    client.force_login(other)

    assert "Vraag over wat u bekeek" not in before
    assert "Vraag over wat u bekeek" in page
    assert f"/vraag-over-kijken/{signal.pk}/" in lines
    assert "Vraag over wat u bekeek" not in client.get("/").text
    signal.refresh_from_db()
    assert signal.answer == "Ik had dienst."


# --- one officer alone: a manager judges what is about her ----------------------------------------------------


@pytest.fixture
def month(officer) -> LogReview:
    """Over, with a signal and a line about the only officer, and nothing else."""
    month = LogReview.objects.create(month=date(2026, 10, 1), municipality=a_municipality())
    about = {"kind": SignalKind.NIGHT, "user": officer, "words": "Keek 41 keer tussen 0:00 en 6:00 uur."}
    LogSignal.objects.create(review=month, found_on=AFTER, **about)
    line = AuditEvent.objects.create(type=EventType.LOG_VIEWED, user_id=officer.pk, page="whole_log")
    LogSample.objects.create(review=month, line_id=line.pk, user=officer)
    return month


@pytest.fixture
def manager() -> User:
    return a_user(Role.MANAGER, name="Mila Overwater")


def judge_all(client: Client, month: LogReview) -> list[int]:
    signal, sample = month.signals.get(), month.samples.get()
    judged = client.post(
        f"/logboek/controle/signalen/{signal.pk}/", {"outcome": "FINE", "reason": "Dienst nagevraagd."}
    )
    looked_at = client.post(f"/logboek/controle/{month.pk}/steekproef/", {f"regel_{sample.pk}_oordeel": "FINE"})
    return [judged.status_code, looked_at.status_code]


def test_a_month_about_the_only_officer_is_judged_by_a_manager_and_signed_by_the_officer(
    client: Client, month, officer, manager
):
    page, alone = f"/logboek/controle/{month.pk}/", judge_all(client, month)
    before = client.post(page, {"remark": ""}).text
    client.force_login(manager)
    work, list_ = client.get("/werk/toegang/").text, client.get("/toezicht/").text
    by_another = judge_all(client, month)
    client.force_login(officer)
    client.post(page, {"remark": ""})

    assert alone == [404, 404]
    assert "Daarvan gaan er 2 over uzelf. Een ander beoordeelt ze: Mila Overwater." in before
    assert "gaat over u: een ander beoordeelt dit" in before
    assert "gaat iets over de privacy officer" in work
    assert "Keek 41 keer" in list_
    assert by_another == [302, 302]
    month.refresh_from_db()
    assert (month.signed_by, month.signals.get().judged_by, month.samples.get().judged_by) == (
        officer,
        manager,
        manager,
    )


def test_when_there_is_nobody_else_the_page_says_how_somebody_comes(client: Client, month):
    page = client.get(f"/logboek/controle/{month.pk}/").text

    assert "Vraag uw functioneel beheerder om een manager of een tweede privacy officer." in page


def test_a_manager_reads_and_judges_nothing_about_others(client: Client, month, manager):
    signal = LogSignal.objects.create(
        review=month, kind=SignalKind.WEEKEND, user=bram(), words="Keek 9 keer op zaterdag.", found_on=AFTER
    )
    client.force_login(manager)

    assert "op zaterdag" not in client.get("/toezicht/").text
    assert client.get(f"/logboek/controle/signalen/{signal.pk}/").status_code == 404
    assert client.post(f"/logboek/controle/signalen/{signal.pk}/vraag/").status_code == 404
    assert client.get(f"/logboek/controle/{month.pk}/").status_code == 403
    with pytest.raises(ValidationError, match="Dit beoordeelt een ander"):
        reviewing.judge_signal(signal, by=manager, on=AFTER, outcome="FINE", reason="x")


def test_who_may_not_judge_or_sign_cannot_in_raw_sql_either(month, officer, manager):
    other, judged = bram(), {"outcome": "FINE", "reason": "x", "judged_on": AFTER}
    of_bram = LogSignal.objects.create(
        review=month, kind=SignalKind.WEEKEND, user=other, words="Keek 9 keer.", found_on=AFTER
    )
    signals, samples = LogSignal.objects.filter(user=officer), LogSample.objects.all()

    for rows, change in (
        (signals, judged | {"judged_by": other}),
        (LogSignal.objects.filter(pk=of_bram.pk), judged | {"judged_by": manager}),
        (samples, {"outcome": "FINE", "judged_by": other}),
        (samples, {"outcome": "FINE", "judged_by": officer}),
        (LogReview.objects.all(), {"signed_on": AFTER, "signed_by": manager}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
    assert signals.update(**judged, judged_by=manager) == 1
