"""Headers of every page: what internet.nl asks, and nothing left behind in a browser."""

import re

import pytest
from django.test import Client

from familienetwerk.accounts.roles import Role
from tests.platform.people import somebody

pytestmark = pytest.mark.django_db

PAGES = ["/inloggen/", "/account/", "/beheer/gebruikers/", "/bestaat-niet/", "/beheer/organisaties/toevoegen/"]


@pytest.fixture(params=PAGES)
def response(request: pytest.FixtureRequest, client: Client):
    if request.param != "/inloggen/":
        client.force_login(somebody(Role.FUNCTIONAL_ADMIN))
    return client.get(request.param)


def test_nothing_is_allowed_but_what_is_named(response) -> None:
    policy = dict(part.strip().split(" ", 1) for part in response.headers["Content-Security-Policy"].split(";"))

    assert policy["default-src"] == "'none'"
    assert policy["form-action"] == policy["connect-src"] == policy["style-src"] == "'self'"
    assert policy["base-uri"] == policy["frame-ancestors"] == policy["object-src"] == "'none'"
    assert re.fullmatch(r"'nonce-[\w-]+'", policy["script-src"])
    assert policy["require-trusted-types-for"] == "'script'"
    assert "unsafe" not in response.headers["Content-Security-Policy"]


def test_every_script_carries_the_nonce_of_its_page(response) -> None:
    nonce = re.search(r"nonce-([\w-]+)", response.headers["Content-Security-Policy"])[1]

    scripts = re.findall(r"<script (?![^>]*application/json)[^>]*>", response.text)

    assert scripts
    assert all(f'nonce="{nonce}"' in script for script in scripts)


def test_no_style_or_handler_stands_in_the_page(response) -> None:
    assert not re.search(r"\s(style|on\w+)=", response.text)
    assert "<style" not in response.text


def test_the_page_stays_nowhere(response) -> None:
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Referrer-Policy", "same-origin"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ],
)
def test_the_page_is_ours_alone(response, header: str, value: str) -> None:
    assert response.headers[header] == value


def test_the_page_uses_no_camera_or_place(response) -> None:
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert "geolocation=()" in response.headers["Permissions-Policy"]


def test_a_page_that_does_not_exist_says_so_in_dutch(client: Client) -> None:
    client.force_login(somebody())

    response = client.get("/bestaat-niet/")

    assert response.status_code == 404
    assert "Deze pagina bestaat niet, of u hebt geen toegang." in response.text
