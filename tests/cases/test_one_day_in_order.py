"""What happened on one day stands in the order in which it goes, and not in that of the tables it is in."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cases import actions
from cases.models import Case
from familienetwerk.behalf import acting_for
from tests.factories import a_case, a_member, an_involvement, an_observation, anna, bram

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 1)


@pytest.fixture
def case() -> Case:
    return a_case(coordinator=anna(), first_signal_on=DAY, started_on=DAY, opened_on=DAY)


def test_on_the_timeline_newest_first(client: Client, case):
    a_member(case, added_on=DAY)
    an_observation(case, case.started_by, observed_on=DAY)
    an_involvement(case, bram(), on=DAY)
    client.force_login(case.started_by)

    events = client.get(f"/casussen/{case.pk}/tijdlijn/").context["page"]

    on_the_day = [event.what for event in events if event.on == DAY]
    wanted = ["Aan tafel als deelnemer", "Casus geopend", "In de casus", "Feit", "Intake gestart", "Eerste signaal"]
    assert [what for what in on_the_day if what in wanted] == wanted


def test_in_the_history_the_last_change_of_one_moment_comes_first(client: Client, case):
    kevin = a_member(case)
    with acting_for(case.started_by.pk):
        for number, name in enumerate(["Kelvin", "Calvin"], start=1):
            actions.change_member(kevin, by=case.started_by, lock_version=number, given_name=name)
    client.force_login(case.started_by)

    changes = client.get(f"/casussen/{case.pk}/geschiedenis/").context["changes"]

    moments = [(change.at, change.number) for change in changes]
    assert moments == sorted(moments, reverse=True)
    assert "Calvin" in changes[0].what
    assert timezone.now() - changes[0].at < timedelta(hours=1)
