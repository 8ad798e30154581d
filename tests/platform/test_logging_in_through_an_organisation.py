"""Logging in with OpenID Connect, through a real provider in a process of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
import time_machine
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client, RequestFactory
from django.utils import timezone

from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Role
from familienetwerk.admission.organisation_login import Conversation
from familienetwerk.audit.models import AuditEvent, EventType
from tests.platform.people import chosen_later, log_in, somebody
from tests.platform.provider import BACK, Provider

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]


@pytest.fixture
def provider(running: Provider, settings) -> Provider:
    running.is_used_by(settings)
    return running


@pytest.fixture
def noor(provider: Provider) -> User:
    noor = somebody(name="Noor Nieuw")
    provider.knows("4711", email=noor.email)
    return noor


def test_lets_somebody_in_who_was_invited(provider: Provider, client: Client, noor: User) -> None:
    response = provider.log_in(client)

    assert response.url == "/"
    assert noor.name in client.get("/account/").text
    assert AuditEvent.objects.filter(type=EventType.LOGGED_IN, user_id=noor.pk).exists()


def test_asks_with_pkce_state_and_nonce(provider: Provider, client: Client) -> None:
    asked = parse_qs(urlsplit(provider.asked(client)).query)

    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["nonce"][0]) >= 32
    assert len(asked["state"][0]) >= 16
    assert "prompt" not in asked


def test_follows_no_redirect_of_a_provider(provider: Provider) -> None:
    with a_page_that_leads_to(provider.address) as address, get_adapter().get_requests_session() as session:
        with pytest.raises(requests.TooManyRedirects):
            session.get(address)
        assert session.get(f"{provider.address}/jwks").status_code == 200


@contextmanager
def a_page_that_leads_to(address: str) -> Iterator[str]:
    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(302)
            self.send_header("Location", f"{address}/jwks")
            self.end_headers()

    with HTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        Thread(target=server.handle_request, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"


def test_makes_no_account_for_a_stranger(provider: Provider, client: Client) -> None:
    provider.knows("4712", email="vreemde@example.org", email_verified=True)

    response = provider.log_in(client, "4712")

    assert "U hebt hier nog geen account" in response.text
    assert not User.objects.exists()


def test_does_not_believe_an_address_that_is_not_theirs_to_give(provider: Provider, client: Client, noor: User) -> None:
    User.objects.filter(pk=noor.pk).update(email="burgemeester@elders.example")
    provider.knows("4711", email="burgemeester@elders.example")

    response = provider.log_in(client)

    assert "U hebt hier nog geen account" in response.text


def test_is_closed_for_an_ended_account(provider: Provider, client: Client, noor: User) -> None:
    User.objects.filter(pk=noor.pk).update(is_active=False)

    provider.log_in(client)

    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize(
    ("claims", "page"),
    [({"amr": ["pwd", "mfa"]}, 200), ({"acr": "mfa"}, 200), ({"amr": ["pwd"]}, 302), ({}, 302), ({"amr": None}, 302)],
)
def test_counts_as_a_second_factor_only_when_the_provider_says_so(provider, noor, settings, claims, page) -> None:
    settings.MFA_REQUIRED = True
    provider.knows("4711", email=noor.email, **claims)
    client = Client()

    provider.log_in(client)

    assert client.get("/account/").status_code == page


def test_second_factor_of_one_account_is_not_that_of_another(provider, client: Client, noor: User, settings) -> None:
    settings.MFA_REQUIRED = True
    provider.knows("4711", email=noor.email, amr=["mfa"])
    provider.log_in(client)
    provider.knows("4712", email=somebody().email)

    provider.log_in(client, "4712")

    assert client.get("/account/").status_code == 302


def refused(client: Client, answer: dict[str, str]) -> bool:
    page = client.get(BACK, answer)
    return (
        page.status_code == 401
        and "Uw organisatie gaf geen bruikbaar antwoord" in page.text
        and client.get("/account/").status_code == 302
        and AuditEvent.objects.filter(type=EventType.LOGIN_FAILED, page="openid_connect").exists()
    )


def test_is_refused_with_a_state_of_another_browser(provider: Provider, client: Client, noor: User) -> None:
    answer = provider.sent_back(provider.asked(Client()))

    assert refused(client, answer)


def test_is_refused_with_a_state_that_was_used(provider: Provider, client: Client, noor: User) -> None:
    answer = provider.sent_back(provider.asked(client))
    client.get(BACK, answer)
    client.post("/uitloggen/")

    assert refused(client, answer)


def test_is_refused_when_the_nonce_is_of_another_question(provider: Provider, client: Client, noor: User) -> None:
    address = provider.asked(client)
    nonce = parse_qs(urlsplit(address).query)["nonce"][0]

    assert refused(client, provider.sent_back(address.replace(nonce, "n" * 32)))


def test_is_refused_when_the_answer_has_no_nonce(provider: Provider, client: Client, noor: User) -> None:
    address = provider.asked(client)
    nonce = parse_qs(urlsplit(address).query)["nonce"][0]

    assert refused(client, provider.sent_back(address.replace(f"&nonce={nonce}", "")))


def test_is_refused_from_another_issuer(provider: Provider, client: Client, noor: User, settings) -> None:
    provider.is_used_by(settings, openid_configuration_overrides={"issuer": "https://elders.example"})

    assert refused(client, provider.sent_back(provider.asked(client)))


def a_token_for(provider: Provider, client_id: str) -> str:
    """As the provider gives it, whole and signed, to this client."""
    back = "http://testserver/terug/"
    query = {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": back,
        "scope": "openid email",
        "state": "s",
    }
    address = requests.Request("GET", f"{provider.address}/oauth2/authorize", params=query).prepare().url
    asked = {"grant_type": "authorization_code", "code": provider.sent_back(address)["code"], "redirect_uri": back}
    secret = {"client_id": client_id, "client_secret": "geheim"}
    return requests.post(f"{provider.address}/oauth2/token", data=asked | secret, timeout=10).json()["id_token"]


def read(token: str) -> dict[str, Any]:
    request = RequestFactory().get(BACK)
    conversation = Conversation(request, "organisatie")
    conversation.did_fetch_access_token = True
    return conversation._decode_id_token(get_adapter(request).list_apps(request)[0], token)


def test_token_for_us_is_read_and_for_another_client_is_refused(provider: Provider, noor: User) -> None:
    assert read(a_token_for(provider, "familienetwerk"))["email"] == noor.email

    with pytest.raises(OAuth2Error):
        read(a_token_for(provider, "ander-systeem"))


@pytest.mark.parametrize("how", ["unsigned", "shared secret", "other key", "old"])
def test_token_that_the_provider_did_not_sign_for_now_is_refused(provider: Provider, noor: User, how: str) -> None:
    token = a_token_for(provider, "familienetwerk")
    claims = jwt.decode(token, options={"verify_signature": False})
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    kid = {"kid": jwt.get_unverified_header(token)["kid"]}
    forged = {
        "unsigned": jwt.encode(claims, "", algorithm="none", headers=kid),
        "shared secret": jwt.encode(claims, "geheim" * 8, algorithm="HS256", headers=kid),
        "other key": jwt.encode(claims, stranger, algorithm="RS256", headers=kid),
        "old": token,
    }[how]

    with time_machine.travel(timezone.now() + timedelta(days=2 if how == "old" else 0)), pytest.raises(OAuth2Error):
        read(forged)


def test_shown_there_again_is_fresh_here_and_keeps_the_text(provider: Provider, client: Client, noor: User) -> None:
    User.objects.filter(pk=noor.pk).update(roles=[Role.FUNCTIONAL_ADMIN], password="!")
    page = "/beheer/gebruikers/uitnodigen/"
    provider.log_in(client)

    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        asked = client.post(page, {"name": "Bram Nieuw"})
        there = client.get(asked.url)
        address = provider.asked(client, page)

    query = parse_qs(urlsplit(address).query)
    assert there.url.startswith("/inloggen/via/organisatie/?next=")
    assert (query["prompt"], query["max_age"]) == (["login"], ["0"])
    assert client.get(BACK, provider.sent_back(address)).url == page
    assert client.get(page).context["form"]["name"].value() == "Bram Nieuw"


def test_is_offered_as_the_page_there(provider: Provider, client: Client) -> None:
    assert 'action="/inloggen/via/organisatie/' in client.get("/inloggen/").text
    assert client.get("/inloggen/via/onbekend/").status_code == 404


def test_allows_a_password_too_where_beheer_gives_the_roles(provider: Provider, client: Client, noor: User) -> None:
    provider.log_in(client)
    chosen_later(noor)

    assert log_in(Client(), noor).url == "/"
