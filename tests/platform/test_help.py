"""Help sends nobody to a page that refuses."""

import pytest
from django.test import Client

from familienetwerk.accounts.roles import Role
from tests.factories import anna
from tests.platform.people import somebody

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.MANAGER, Role.PRIVACY_OFFICER, Role.FUNCTIONAL_ADMIN])
def test_who_may_not_ask_for_access_is_not_sent_there(client: Client, role):
    client.force_login(somebody(role))
    page = client.get("/hulp/").text

    assert "Vraag om toegang" not in page
    assert "U ziet alleen casussen waarbij u betrokken bent." in page


def test_who_may_ask_for_access_or_did_not_log_in_is_shown_the_way(client: Client):
    assert "Vraag om toegang" in client.get("/hulp/").text
    client.force_login(anna())
    assert "Vraag om toegang" in client.get("/hulp/").text
