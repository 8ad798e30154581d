"""A real OpenID Connect provider, in a process of its own, and a browser that goes there and comes back."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from django.http import HttpResponse
from django.test import Client

from tests.platform.processes import a_free_port, a_log, environment, kill, start

LOGIN, BACK = "/inloggen/via/organisatie/", "/inloggen/via/organisatie/terug/"
OTHER = "/inloggen/via/politie/"


class Provider:
    """What an Entra ID or a Keycloak is to us. Its answers travel over HTTP and are signed with its own key."""

    def __init__(self, address: str) -> None:
        self.address = address

    def knows(self, sub: str, **claims: Any) -> None:
        requests.put(f"{self.address}/users/{sub}", json=claims, timeout=10).raise_for_status()

    def app(self, **more: Any) -> dict[str, Any]:
        return {
            "provider_id": "organisatie",
            "name": "Waterhoek",
            "client_id": "familienetwerk",
            "secret": "geheim",
            "settings": {"server_url": self.address, "verified_email": ["example.org"], **more},
        }

    def is_used_by(self, settings: Any, **more: Any) -> None:
        settings.OIDC_SERVER_URL = self.address
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [self.app(**more)]}}

    def asked(self, client: Client, page: str = "") -> str:
        """Press the button here: the address that the browser is sent to there."""
        return client.post(f"{LOGIN}?next={page}" if page else LOGIN).url

    def sent_back(self, address: str, sub: str = "4711") -> dict[str, str]:
        """Choose there who one is: what the browser comes back with."""
        answer = requests.post(address, data={"sub": sub}, allow_redirects=False, timeout=10)
        query = parse_qs(urlsplit(answer.headers["Location"]).query)
        return {name: values[0] for name, values in query.items()}

    def log_in(self, client: Client, sub: str = "4711", page: str = "") -> HttpResponse:
        return client.get(BACK, self.sent_back(self.asked(client, page), sub))


@contextmanager
def a_running_provider(folder: Path) -> Iterator[Provider]:
    port = a_free_port()
    provider = Provider(f"http://127.0.0.1:{port}")
    with a_log(folder) as log:
        process = start("oidc_provider_mock", "--port", str(port), env=environment(), log=log)
        try:
            wait_for(provider.address)
            yield provider
        finally:
            kill(process)


def wait_for(address: str) -> None:
    for _ in range(200):
        try:
            requests.get(f"{address}/jwks", timeout=1)
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)
