"""Whether every right follows from a seat: what the check finds, what it tells, and who is told at night."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from cases import actions
from cases.models import Case, Grant, GrantLevel, Involvement
from cases.periods import end_of
from cases.tasks import write_permission_differences
from familienetwerk.accounts.models import User
from familienetwerk.outbox.models import Job
from tests.factories import a_case, a_household, an_involvement, anna, bram, dina, sanne
from tests.seat_factories import HOUR, NOW, TODAY, TOMORROW, a_seat, end_the_frame, ran_out

pytestmark = pytest.mark.django_db


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def case(director) -> Case:
    case = a_case(coordinator=director)
    a_household(case)
    return case


def differences_found(capsys) -> list[str]:
    with pytest.raises(CommandError, match="verschillen"):
        call_command("check_case_permissions")
    return capsys.readouterr().out.splitlines()


def test_the_check_finds_nothing_where_all_is_well(case, director, capsys):
    a_seat(case, bram(), ends_at=end_of(TOMORROW))
    end_the_frame(case, TOMORROW, by=director)
    ran_out(a_seat(case, sanne()))

    call_command("check_case_permissions")

    assert capsys.readouterr().out == "Rechten en betrokkenheden zijn gelijk.\n"


CHANGES = {
    "is anders dan": {"level": GrantLevel.READ},
    "heeft geen betrokkenheid": {"involvement": None},
    "eindigt op een ander moment": {"period": (NOW - HOUR, NOW + 30 * HOUR)},
}


@pytest.mark.parametrize("why", CHANGES)
def test_the_check_names_a_right_that_no_involvement_explains(case, capsys, why):
    seat = a_seat(case, bram())
    Grant.objects.filter(involvement=seat).update(**CHANGES[why])

    lines = differences_found(capsys)

    assert any(why in line and f"casus {case.pk}: recht" in line for line in lines)


def test_the_check_names_a_right_that_goes_on_after_its_seat(case, capsys):
    seat = an_involvement(case, bram())
    Involvement.objects.filter(pk=seat.pk).update(ended_by=case.started_by, ended_reason="Buitenom")

    assert "loopt door na de betrokkenheid" in differences_found(capsys)[0]


def test_the_check_names_a_seat_without_a_right_by_numbers_alone(case, capsys):
    seat = an_involvement(case, bram())
    Grant.objects.filter(involvement=seat).update(period=(NOW - 2 * HOUR, NOW - HOUR))

    assert differences_found(capsys) == [f"casus {case.pk}: betrokkenheid {seat.pk} loopt, maar geeft geen recht"]


def test_at_night_differences_are_told_to_the_privacy_officer_once_and_in_numbers(client: Client, case):
    officer = dina()
    Grant.objects.filter(involvement=a_seat(case, bram())).update(involvement=None)

    checks = [actions.keep_watch(today=TODAY) for _ in range(2)]

    jobs = Job.objects.filter(kind="permission_differences")
    assert ([check and check.differences for check in checks], jobs.count()) == ([2, None], 1)
    mail = write_permission_differences(jobs.get())
    assert mail.to == [officer.email]
    assert case.number not in mail.body
    client.force_login(officer)
    assert "2 verschillen tussen rechten en betrokkenheden" in client.get("/werk/toegang/").text


def test_a_quiet_night_tells_nobody(case):
    dina()

    check = actions.keep_watch(today=TODAY)

    assert check.differences == 0
    assert not Job.objects.filter(kind="permission_differences").exists()
