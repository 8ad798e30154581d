"""An empty page sends nobody to a form that refuses."""

import pytest
from django.test import Client

from tests.factories import a_case, an_involvement, anna, sanne

pytestmark = pytest.mark.django_db
ADD = ("Voeg een gezinslid toe", "Voeg een relatie toe")


def page_of(client: Client, user, case) -> str:
    client.force_login(user)
    return client.get(f"/casussen/{case.pk}/gezin/").text


def test_who_takes_part_reads_that_nothing_is_there(client: Client):
    case = a_case(coordinator=anna())
    worker = sanne()
    an_involvement(case, worker)
    page = page_of(client, worker, case)

    assert "Nog geen gezinslid." in page
    assert not any(act in page for act in ADD)


def test_who_directs_the_case_is_led_on(client: Client):
    director = anna()

    assert "Voeg een gezinslid toe" in page_of(client, director, a_case(coordinator=director))
