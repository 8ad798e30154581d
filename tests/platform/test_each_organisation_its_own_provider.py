"""People of an organisation that a provider names, come in there and nowhere else (FR-191)."""

from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Role
from familienetwerk.admission.providers import refuse_what_is_named_twice
from familienetwerk.audit.models import AuditEvent, EventType
from tests.platform.people import somebody
from tests.platform.provider import LOGIN, OTHER, Provider

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]


@pytest.fixture
def provider(running: Provider, settings) -> Provider:
    running.is_used_by(settings)
    return running


@pytest.fixture
def noor(provider: Provider, settings) -> User:
    """Of an organisation with the second provider of two; both are asked at one address here."""
    noor = somebody(name="Noor Nieuw")
    provider.knows("4711", email=noor.email)
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    named = {**apps[0]["settings"], "organisations": [noor.organisation.name]}
    apps.append({**apps[0], "provider_id": "politie", "name": "de politie", "settings": named})
    return noor


def comes_in(provider: Provider, login: str = LOGIN, sub: str = "4711") -> Any:
    client = Client()
    answer = client.get(f"{login}terug/", provider.sent_back(client.post(login).url, sub))
    return answer, client.get("/account/").status_code


def test_its_people_come_in_there(provider, noor, client):
    assert comes_in(provider, OTHER)[1] == 200
    assert "Log in via de politie" in client.get("/inloggen/").text


def test_and_not_through_the_provider_of_another(provider, noor):
    answer, page = comes_in(provider)

    assert (answer.status_code, page) == (403, 302)
    assert "Log in via uw eigen organisatie" in answer.text
    assert f'action="{OTHER}"' in answer.text
    assert not SocialAccount.objects.exists()
    line = AuditEvent.objects.newest_first().first()
    assert (line.type, line.page, line.subject_ids) == (EventType.LOGIN_FAILED, "other_provider", str(noor.pk))


def test_nor_with_a_password(noor, client):
    noor.set_password("Zeven groene fietsen")
    noor.save()

    answer = client.post("/inloggen/", {"login": noor.email, "password": "Zeven groene fietsen"})

    assert answer.status_code == 403
    assert f'action="{OTHER}"' in answer.text
    assert client.get("/account/").status_code == 302


def test_people_of_another_organisation_do_not_come_in_there(provider, noor):
    other = somebody(name="Oscar Ander")
    provider.knows("4713", email=other.email)

    assert comes_in(provider, OTHER, "4713")[1] == 302
    assert comes_in(provider, LOGIN, "4713")[1] == 200


def test_nor_does_a_provider_say_that_somebody_is_of_another_organisation(provider, noor, settings):
    other = somebody(name="Oscar Ander").organisation
    settings.OIDC_ORGANISATION_CLAIM = "department"
    settings.OIDC_ORGANISATION_MAP = {"ander": other.name, "eigen": noor.organisation.name}
    outcomes = []

    for claim in ("ander", "eigen"):
        provider.knows("4711", email=noor.email, department=claim)
        outcomes.append((comes_in(provider, OTHER)[1], User.objects.get(pk=noor.pk).organisation_id))

    assert outcomes == [(302, noor.organisation_id), (200, noor.organisation_id)]


def test_beheer_shows_who_comes_in_where_and_which_name_in_the_settings_binds_nobody(noor, settings, client):
    named = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][1]["settings"]["organisations"]
    client.force_login(somebody(Role.FUNCTIONAL_ADMIN, name="Fatima Beheer"))

    page = client.get("/beheer/organisaties/").text
    named.append("Poltie")
    warned = client.get("/beheer/organisaties/").text

    assert page.count("de politie") == 1
    assert ("Poltie" in page, "“Poltie”." in warned) == (False, True)


def test_an_organisation_has_one_provider(noor, settings):
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    apps.append({**apps[1], "provider_id": "derde"})

    with pytest.raises(ImproperlyConfigured, match=noor.organisation.name):
        refuse_what_is_named_twice()
