"""Whether a page is covered while another window is in use: an installation says so, and by itself it is not."""

import pytest
from django.test import Client

from tests.factories import anna

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("wanted", "parts"), [(False, 0), (True, 2)])
def test_only_when_the_installation_wants_it_and_somebody_is_logged_in(client: Client, settings, wanted, parts) -> None:
    settings.VEIL_ON_BLUR = wanted
    assert "sluier" not in client.get("/hulp/").text

    client.force_login(anna())
    page = client.get("/hulp/").text

    assert page.count('id="sluier"') + page.count("veil.js") == parts


def test_by_itself_it_is_not(settings) -> None:
    assert settings.VEIL_ON_BLUR is False
