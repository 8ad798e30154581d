"""Choosing a password: long and not leaked, in any script; nothing else is asked (NIST 800-63B)."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from familienetwerk.accounts.models import User
from familienetwerk.admission.mail import Kind, letter
from tests.factories import an_organisation
from tests.platform.people import PASSWORD, log_in, somebody

pytestmark = pytest.mark.django_db

TOO_SHORT, LEAKED, KNOWN = "te kort", "gelekte wachtwoorden", "bestaat vooral uit"
SPELT_WITH_TWO_SIGNS, SPELT_WITH_ONE = "cafe\u0301 op de kade", "caf\u00e9 op de kade"


@pytest.fixture
def user() -> User:
    user = somebody(name="Noor van der Berg")
    user.organisation = an_organisation(name="Wijkteam Klaverhof")
    user.save()
    return user


def change(client: Client, user: User, password: str):
    client.force_login(user)
    return client.post("/account/wachtwoord/", {"oldpassword": PASSWORD, "password1": password, "password2": password})


@pytest.mark.parametrize(
    "password",
    [
        "kort maar ja",  # twelve, and no capital, digit or sign
        "de noordenwind waait over de klaverhof",  # holds known words, and enough more
        "密碼是四個普通的單詞加上",
        "🦉🦔🐸🦊 lopen door het bos",
        "   twee spaties  en meer   ",
        "een lange zin " * 20,
    ],
)
def test_takes_any_long_sentence(client: Client, user: User, password: str) -> None:
    change(client, user, password)

    assert log_in(Client(), user, password).status_code == 302


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("elf tekens!", TOO_SHORT),
        ("password1234", LEAKED),
        ("Password1234", LEAKED),
        ("WACHTWOORD123", LEAKED),
        ("qwertyuiop123", LEAKED),
        ("ilovejustinbieber", LEAKED),
        ("Familienetwerk2026", KNOWN),
        ("waterhoek-2026!", KNOWN),
        ("Klaverhof12345", KNOWN),
        ("NoorBerg!!1987", KNOWN),
    ],
)
def test_refuses_what_is_guessed_first_and_says_why(client: Client, user: User, password: str, reason: str) -> None:
    refused = change(client, user, password)

    assert reason in refused.text
    assert password not in refused.text
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)


def test_asks_the_same_of_who_follows_a_link_in_a_mail(user: User) -> None:
    guest = Client()
    for kind in (Kind.INVITATION, Kind.PASSWORD_FORGOTTEN):
        link = re.search(r"https?://[^/]+(\S+)", letter(kind, user).body)[1]
        form = guest.get(link, follow=True)

        refused = guest.post(form.request["PATH_INFO"], {"password1": "ilovejustinbieber", "password2": ""})

        assert LEAKED in refused.text


def test_is_the_same_password_on_another_keyboard(client: Client, user: User) -> None:
    change(client, user, SPELT_WITH_TWO_SIGNS)

    assert log_in(Client(), user, SPELT_WITH_ONE).status_code == 302


def test_counts_signs_after_they_are_written_in_one_way() -> None:
    with pytest.raises(ValidationError, match=TOO_SHORT):
        validate_password("e\u0301" * 11)


def test_never_grows_old(user: User) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=5 * 365)):
        assert log_in(Client(), user).url == "/"


def test_may_be_pasted() -> None:
    sources = [*Path(settings.BASE_DIR, "templates").rglob("*.html"), Path(settings.BASE_DIR, "static", "app.js")]

    assert not [source.name for source in sources if "paste" in source.read_text().lower()]


def test_rules_stand_beside_the_form(client: Client, user: User) -> None:
    client.force_login(user)

    page = client.get("/account/wachtwoord/").text

    assert "Heeft 12 tekens of meer." in page
    assert 'autocomplete="new-password"' in page


def test_is_not_asked_of_who_has_none_here(client: Client, user: User) -> None:
    user.set_unusable_password()
    user.save()
    client.force_login(user)

    page = client.get("/account/wachtwoord/", follow=True)

    assert "U hebt hier geen wachtwoord." in page.text
    assert "Wijzig uw wachtwoord" not in page.text
