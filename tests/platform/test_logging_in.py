"""Logging in: by invitation only, not by guessing, and written down."""

import re

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.test import Client
from django.urls import NoReverseMatch, reverse

from familienetwerk.audit.models import AuditEvent, EventType
from tests.platform.people import PASSWORD, log_in, somebody

pytestmark = pytest.mark.django_db


def test_leads_to_the_page_that_was_asked_for(client: Client) -> None:
    user = somebody()

    closed = client.get("/account/")
    opened = client.post(closed.url, {"login": user.email, "password": PASSWORD, "next": "/account/"})

    assert closed.url == "/inloggen/?next=/account/"
    assert opened.url == "/account/"
    assert user.name in client.get("/account/").text


def test_does_not_care_about_capitals_in_the_address(client: Client) -> None:
    user = somebody()

    response = client.post("/inloggen/", {"login": user.email.upper(), "password": PASSWORD})

    assert response.status_code == 302


def test_never_leads_to_another_site(client: Client) -> None:
    user = somebody()

    response = client.post("/inloggen/", {"login": user.email, "password": PASSWORD, "next": "https://elders.example/"})

    assert response.url == "/"


def test_says_the_same_for_a_wrong_password_and_an_unknown_address(client: Client) -> None:
    user = somebody()

    wrong = log_in(client, user, "iets heel anders dan dit")
    unknown = client.post("/inloggen/", {"login": "niemand@example.org", "password": PASSWORD})

    for response in (wrong, unknown):
        assert "E-mailadres of wachtwoord klopt niet." in response.text


def test_is_refused_after_five_wrong_passwords_even_with_the_right_one(client: Client) -> None:
    user = somebody()
    for _ in range(5):
        log_in(client, user, "iets heel anders dan dit")

    response = log_in(client, user)

    assert "U probeerde het te vaak." in response.text
    assert client.get("/account/").status_code == 302


def test_is_written_down_also_when_it_fails_and_never_what_was_typed(client: Client) -> None:
    user = somebody()

    log_in(client, user, "geheim dat ik per ongeluk typ")
    log_in(client, user)

    events = list(AuditEvent.objects.order_by("pk").values_list("type", "subject_ids"))
    assert events[-2:] == [(EventType.LOGIN_FAILED, str(user.pk)), (EventType.LOGGED_IN, str(user.pk))]


def test_is_closed_for_an_account_that_was_ended(client: Client) -> None:
    user = somebody()
    user.is_active = False
    user.save()

    response = log_in(client, user)

    assert response.status_code != 200 or "klopt niet" in response.text
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize(
    "name", ["account_signup", "socialaccount_signup", "account_email", "socialaccount_connections"]
)
def test_has_no_page_to_sign_up_or_to_add_an_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["/signup/", "/accounts/signup/", "/inloggen/nieuw/"])
def test_has_no_address_to_sign_up(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_keeps_passwords_with_argon2(settings) -> None:
    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]  # as slow as Django's is
    assert identify_hasher(somebody().password).algorithm == "argon2"


def test_lists_the_demo_people_only_in_the_demo(client: Client, settings) -> None:
    settings.DEMO = True
    before_they_are_there = client.get("/inloggen/").text
    anna = somebody(name="Anna de Wit")
    anna.email = "anna@demo.example"
    anna.save()

    in_demo = client.get("/inloggen/").text
    settings.DEMO = False
    for_real = client.get("/inloggen/").text

    assert "De verzonnen mensen zijn er nog niet." in before_they_are_there
    assert "Anna de Wit" in in_demo
    assert "zijn er nog niet" not in in_demo
    assert "Anna de Wit" not in for_real
    assert "demo" not in re.sub(r"<[^>]+>", "", for_real).lower()


def test_offers_the_log_in_of_the_organisation_when_there_is_one(client: Client, settings) -> None:
    settings.OIDC_SERVER_URL = "https://inloggen.example/realm"
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "organisatie",
                    "name": "Waterhoek",
                    "client_id": "familienetwerk",
                    "secret": "geheim",
                    "settings": {"server_url": "https://inloggen.example/realm"},
                }
            ]
        }
    }

    page = client.get("/inloggen/").text

    assert "Log in via Waterhoek" in page
    assert 'action="/inloggen/via/organisatie/?' in page or 'action="/inloggen/via/organisatie/"' in page


def test_ends_everywhere_with_logging_out(client: Client) -> None:
    user = somebody()
    log_in(client, user)

    response = client.post("/uitloggen/")

    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/account/").status_code == 302


def test_cannot_be_ended_by_a_link(client: Client) -> None:
    log_in(client, somebody())

    client.get("/uitloggen/")

    assert client.get("/account/").status_code == 200
