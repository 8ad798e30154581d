"""Logging in with OpenID Connect, against a small provider of our own."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.test import Client

from familienetwerk.accounts.models import User
from familienetwerk.audit.models import AuditEvent, EventType
from tests.platform.people import somebody

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]


class Provider:
    """What an Entra ID or a Keycloak would answer about whoever logs in there."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.claims: dict[str, Any] = {}

    def answer(self, path: str) -> dict[str, Any]:
        if path.endswith("/.well-known/openid-configuration"):
            return {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "userinfo_endpoint": f"{self.address}/userinfo",
                "jwks_uri": f"{self.address}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        if path.endswith("/token"):
            id_token = {"iss": self.address, "aud": "familienetwerk", "iat": 1, "exp": 9999999999, **self.claims}
            return {"access_token": "toegang", "token_type": "Bearer", "id_token": jwt.encode(id_token, "k" * 32)}
        return self.claims


@pytest.fixture
def provider(settings) -> Iterator[Provider]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(provider.answer(self.path)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Provider(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.OIDC_SERVER_URL = provider.address
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "organisatie",
                    "name": "Waterhoek",
                    "client_id": "familienetwerk",
                    "secret": "geheim",
                    "settings": {"server_url": provider.address, "verified_email": ["example.org"]},
                }
            ],
        }
    }
    yield provider
    server.shutdown()
    server.server_close()


def come_back_from(provider: Provider, client: Client, **claims: Any):
    """Press the button, log in there, be sent back."""
    provider.claims = {"sub": "4711", "name": "Naam Daar", **claims}
    away = client.post("/inloggen/via/organisatie/")
    asked = parse_qs(urlsplit(away.url).query)
    assert away.url.startswith(f"{provider.address}/authorize")
    assert asked["code_challenge_method"] == ["S256"]
    return client.get("/inloggen/via/organisatie/terug/", {"state": asked["state"][0], "code": "code"})


def test_lets_somebody_in_who_was_invited(provider: Provider, client: Client) -> None:
    user = somebody()

    response = come_back_from(provider, client, email=user.email)

    assert response.url == "/"
    assert user.name in client.get("/account/").text
    assert AuditEvent.objects.filter(type=EventType.LOGGED_IN, user_id=user.pk).exists()


def test_makes_no_account_for_a_stranger(provider: Provider, client: Client) -> None:
    response = come_back_from(provider, client, email="vreemde@example.org", email_verified=True)

    assert "U hebt hier nog geen account" in response.text
    assert not User.objects.exists()


def test_does_not_believe_an_address_that_is_not_theirs_to_give(provider: Provider, client: Client) -> None:
    user = somebody()
    user.email = "burgemeester@elders.example"
    user.save()

    response = come_back_from(provider, client, email=user.email)

    assert "U hebt hier nog geen account" in response.text


def test_is_closed_for_an_ended_account(provider: Provider, client: Client) -> None:
    user = somebody()
    user.is_active = False
    user.save()

    come_back_from(provider, client, email=user.email)

    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize(
    ("claims", "page"),
    [({"amr": ["pwd", "mfa"]}, 200), ({"acr": "mfa"}, 200), ({"amr": ["pwd"]}, 302), ({}, 302), ({"amr": None}, 302)],
)
def test_counts_as_a_second_factor_only_when_the_provider_says_so(
    provider: Provider, client: Client, settings, claims: dict[str, Any], page: int
) -> None:
    settings.MFA_REQUIRED = True
    user = somebody()

    come_back_from(provider, client, email=user.email, **claims)

    assert client.get("/account/").status_code == page


def test_second_factor_of_one_account_is_not_that_of_another(provider: Provider, client: Client, settings) -> None:
    settings.MFA_REQUIRED = True
    first, second = somebody(), somebody()
    come_back_from(provider, client, email=first.email, amr=["mfa"])

    come_back_from(provider, client, sub="4712", email=second.email)

    assert client.get("/account/").status_code == 302
