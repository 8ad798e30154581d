"""The pages of a case: who gets them, and what always stands on them."""

import pytest
from django.test import Client

from tests.factories import a_case, anna, bram, chris

pytestmark = pytest.mark.django_db

PAGES = ["", "gezin/", "betrokkenen/", "tijdlijn/"]


@pytest.mark.parametrize("page", PAGES)
def test_anna_gets_every_page(client: Client, page: str):
    user = anna()
    case = a_case(coordinator=user)
    client.force_login(user)

    response = client.get(f"/casussen/{case.pk}/{page}")

    assert response.status_code == 200
    assert case.number in response.text
    assert "Aan tafel" in response.text


@pytest.mark.parametrize("page", [*PAGES, "inzage/"])
def test_a_stranger_cannot_see_that_the_case_exists(client: Client, page: str):
    case = a_case(coordinator=anna())
    client.force_login(chris())

    assert client.get(f"/casussen/{case.pk}/{page}").status_code == 404
