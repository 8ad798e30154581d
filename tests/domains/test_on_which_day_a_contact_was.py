"""On which day there was contact with a family: not to come, and not from long before there was a case."""

from datetime import timedelta

import pytest
from django.test import Client

from domains.models import Contact
from familienetwerk.screen.dates import years_after
from tests.domain_factories import a_contact, refused_by_the_database
from tests.factories import TODAY

pytestmark = pytest.mark.django_db


def test_it_has_been(case, team):
    next_year = TODAY.replace(year=2027)

    assert refused_by_the_database(lambda: a_contact(case, team, held_on=next_year)) == "contact_has_been"


def test_it_is_not_from_long_before_the_case(client: Client, case, team):
    client.force_login(team)
    earliest = years_after(case.first_signal_on, -1)
    long_before = earliest - timedelta(days=1)
    typed = {"kind": "PHONE", "held_on": f"{long_before:%d-%m-%Y}", "said": "Lang geleden.", "regime": "AVG"}

    refused = client.post(f"/casussen/{case.pk}/contactmomenten/nieuw/", typed | {"audience": "ALL_INVOLVED"})
    row = {"case": case, "organisation": team.organisation, "author": team}

    assert refused.status_code == 422
    assert f"Kies een dag vanaf {earliest:%d-%m-%Y}." in refused.text
    assert "Lang geleden." in refused.text
    assert (
        refused_by_the_database(lambda: Contact.objects.create(**row, held_on=long_before))
        == "contact_is_not_from_long_before"
    )
    assert Contact.objects.create(**row, held_on=earliest)
