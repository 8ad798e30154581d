"""A group or claim of the organisation becomes a role and an organisation here, at each log-in."""

from typing import Any

import pytest
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st

from familienetwerk.accounts.models import Organisation, User
from familienetwerk.accounts.roles import Role
from familienetwerk.admission import claims
from familienetwerk.admission.apps import refuse_unknown_roles
from familienetwerk.admission.organisation_login import refuse_what_is_no_answer
from familienetwerk.audit.models import AuditEvent, EventType
from tests.factories import an_organisation
from tests.platform.people import chosen_later, log_in, somebody
from tests.platform.provider import Provider

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]

WORDS = st.sampled_from(["groups", "roles", "acr", "amr", "auth_time", "userinfo", "id_token", "a"])
NO_RIGHTS = "Uw organisatie gaf u hier nog geen rol"


@pytest.fixture
def provider(running: Provider, settings) -> Provider:
    running.is_used_by(settings)
    settings.OIDC_ROLE_CLAIM = "realm_access.roles"
    settings.OIDC_ROLE_MAP = {"fn-regie": ["CASE_COORDINATOR", "PROCESS_COORDINATOR"], "fn-cijfers": "MANAGER"}
    settings.OIDC_ORGANISATION_CLAIM = "department"
    settings.OIDC_ORGANISATION_MAP = {"noord": "Wijkteam Noord", "zuid": "Wijkteam Zuid"}
    return running


@pytest.fixture
def north() -> Organisation:
    return an_organisation(name="Wijkteam Noord")


@pytest.fixture
def noor(north: Organisation) -> User:
    return somebody(Role.PARTNER, name="Noor Nieuw")


def comes_in(provider: Provider, noor: User, *groups: str, department: Any = "noord", client: Client | None = None):
    provider.knows("4711", email=noor.email, realm_access={"roles": list(groups)}, department=department)
    answer = provider.log_in(client or Client())
    noor.refresh_from_db()
    return answer


def test_gives_the_roles_and_the_organisation_that_the_claims_mean(provider, noor: User, north: Organisation) -> None:
    answer = comes_in(provider, noor, "fn-regie", "medewerkers")

    assert answer.url == "/"
    assert noor.roles == [Role.CASE_COORDINATOR, Role.PROCESS_COORDINATOR]
    assert noor.organisation == north


def test_writes_down_what_changed_and_only_that(provider: Provider, noor: User) -> None:
    for _ in range(2):
        comes_in(provider, noor, "fn-cijfers")

    lines = AuditEvent.objects.filter(type=EventType.ACCOUNT_CHANGED, page="follow_claims", subject_ids=str(noor.pk))
    assert lines.count() == 1


def test_takes_away_what_the_organisation_no_longer_says(provider: Provider, noor: User) -> None:
    comes_in(provider, noor, "fn-regie", "fn-cijfers")

    comes_in(provider, noor, "fn-cijfers")

    assert noor.roles == [Role.MANAGER]


@pytest.mark.parametrize("groups", [[], ["medewerkers"], ["FUNCTIONAL_ADMIN"]])
def test_gives_nothing_for_what_it_does_not_know_and_says_so(provider, noor: User, groups: list[str]) -> None:
    client = Client()
    elsewhere = Client()
    comes_in(provider, noor, "fn-cijfers", client=elsewhere)

    refused = comes_in(provider, noor, *groups, client=client)

    assert refused.status_code == 403
    assert NO_RIGHTS in refused.text
    assert noor.roles == []
    assert client.get("/account/").status_code == elsewhere.get("/account/").status_code == 302


@pytest.mark.parametrize("department", ["oost", None, ["noord", "zuid"]])
def test_gives_nothing_when_the_organisation_is_not_clear(provider: Provider, noor: User, department: Any) -> None:
    own = noor.organisation

    refused = comes_in(provider, noor, "fn-regie", department=department)

    assert NO_RIGHTS in refused.text
    assert (noor.roles, noor.organisation) == ([], own)


def test_without_a_claim_for_roles_beheer_keeps_them(provider: Provider, noor: User, settings) -> None:
    settings.OIDC_ROLE_CLAIM = ""

    refused = comes_in(provider, noor, department="oost")
    comes_in(provider, noor, department="noord")

    assert NO_RIGHTS in refused.text
    assert noor.roles == [Role.PARTNER]
    assert noor.organisation.name == "Wijkteam Noord"


def test_is_not_gone_round_with_a_password_from_here(provider: Provider, noor: User) -> None:
    comes_in(provider, noor, "fn-cijfers")
    chosen_later(noor)
    client = Client()

    answer = log_in(client, noor)

    assert answer.status_code == 403
    assert "Log in via uw organisatie" in answer.text
    assert client.get("/account/").status_code == 302


def test_leaves_who_never_came_from_there_a_password(provider: Provider) -> None:
    last_resort = somebody(Role.FUNCTIONAL_ADMIN)

    assert log_in(Client(), last_resort).url == "/"


def test_does_not_start_with_a_role_that_does_not_exist() -> None:
    refuse_unknown_roles({"a": "MANAGER", "b": ["PARTNER"]})

    with pytest.raises(ImproperlyConfigured, match="BEHEERDER"):
        refuse_unknown_roles({"a": ["MANAGER", "BEHEERDER"]})


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ({"groups": ["a", "b"]}, ["a", "b"]),
        ({"groups": "a"}, ["a"]),
        ({"groups": {"a": 1}}, ["{'a': 1}"]),
        ({"groups": None}, []),
        ({}, []),
    ],
)
def test_reads_one_value_or_many(said: dict[str, Any], values: list[str]) -> None:
    assert claims.values_of(said, "groups") == values


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(WORDS, below, max_size=4),
    max_leaves=12,
)


@given(JSON, st.fixed_dictionaries({"userinfo": JSON, "id_token": JSON}))
@example(None, {"userinfo": None, "id_token": {"auth_time": 10**400}})
def test_whatever_a_provider_answers_is_read_or_says_nothing(anything: Any, answer: Any) -> None:
    for given_answer in (anything, answer, {"id_token": answer}, {"userinfo": {**answer, "groups": anything}}):
        said = claims.said_in(given_answer)

        assert set(claims.roles_in(said, "groups.roles", {"a": "MANAGER"})) <= {"MANAGER"}
        assert claims.organisation_in(said, "groups", {"a": "Noord"}) in {"", "Noord"}
        assert isinstance(claims.holds_a_second_factor(said, {"mfa"}), bool)
        assert 0 <= claims.logged_in_at(said) < claims.END_OF_TIME
    assert claims.said_in({"id_token": {"sub": "1"}, **{"userinfo": anything}})["sub"] == "1"


@pytest.mark.parametrize("answer", [None, {}, {"id_token": None}, {"id_token": {"nonce": "x"}, "userinfo": None}])
def test_what_is_no_answer_is_refused_as_one(answer: Any) -> None:
    with pytest.raises(OAuth2Error):
        refuse_what_is_no_answer(answer, {"nonce": "y"})


def test_a_provider_that_fetches_nothing_beside_the_token_is_heard() -> None:
    refuse_what_is_no_answer({"id_token": {"nonce": "x", "sub": "1"}, "userinfo": None}, {"nonce": "x"})

    assert claims.said_in({"id_token": {"groups": "lezer"}, "userinfo": None}) == {"groups": "lezer"}


def test_believes_what_is_signed_before_what_is_fetched() -> None:
    said = claims.said_in({"userinfo": {"groups": ["beheer"], "naam": "x"}, "id_token": {"groups": ["lezer"]}})

    assert said == {"groups": ["lezer"], "naam": "x"}
