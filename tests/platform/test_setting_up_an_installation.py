"""The first account comes from the command line; there is no other way in."""

from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from familienetwerk.accounts.models import Municipality, User
from familienetwerk.accounts.roles import Role

pytestmark = pytest.mark.django_db


def set_up(email: str = "beheer@example.org") -> str:
    said = StringIO()
    call_command("set_up", email, "Fenna Beheer", stdout=said)
    return said.getvalue()


def test_makes_a_municipality_an_organisation_and_a_functional_admin(settings):
    settings.MUNICIPALITY_NAME = "Rivierstede"

    set_up()

    admin = User.objects.get()
    assert admin.roles == [Role.FUNCTIONAL_ADMIN]
    assert admin.organisation.municipality == Municipality.objects.get(name="Rivierstede")
    assert not admin.has_usable_password()


def test_prints_a_link_on_which_the_admin_chooses_a_password():
    link = set_up().split()[-1]

    page = Client().get(urlsplit(link).path, follow=True)

    assert page.status_code == 200
    assert "wachtwoord" in page.content.decode().lower()


def test_is_done_once():
    set_up()

    with pytest.raises(CommandError, match="Er is al een functioneel beheerder"):
        set_up("ander@example.org")

    assert User.objects.count() == 1


def test_refuses_what_is_no_address():
    with pytest.raises(CommandError):
        set_up("geen adres")

    assert not User.objects.exists()
