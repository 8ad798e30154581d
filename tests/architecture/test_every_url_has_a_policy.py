"""Every address says who may open it, and who is not logged in gets no further than the log-in page."""

import pytest
from django.test import Client
from django.urls import URLPattern

from familienetwerk.accounts.models import PolicyDomain
from familienetwerk.accounts.roles import POWERS, Power, Role
from tests.factories import a_user
from tests.routes import an_address_of, every_route, policy_of

ROUTES = dict(every_route())
OPEN_TO_ALL = {
    "healthz",
    # getting in and out
    *("account_login", "account_logout", "account_inactive", "mfa_authenticate", "mfa_login_webauthn"),
    *("openid_connect_login", "openid_connect_callback", "socialaccount_login_cancelled", "socialaccount_login_error"),
    *("account_reset_password", "account_reset_password_done"),
    *("account_reset_password_from_key", "account_reset_password_from_key_done"),
    # about this site
    *("security_txt", "csp_reports"),
    *("help", "privacy", "accessibility"),
}
CASE_POLICIES = {"cases.view_case", "cases.contribute_to_case", "cases.change_case", "cases.direct_case"}


@pytest.mark.parametrize("route", ROUTES)
def test_names_its_access_policy(route: str) -> None:
    assert policy_of(ROUTES[route])


@pytest.mark.parametrize("route", [route for route in ROUTES if "<int:case_id>" in route])
def test_a_page_of_a_case_asks_for_a_right_on_that_case(route: str) -> None:
    assert policy_of(ROUTES[route]) in CASE_POLICIES


def test_open_to_all_is_only_what_is_named_here() -> None:
    assert {pattern.name for pattern in ROUTES.values() if policy_of(pattern) == "public"} == OPEN_TO_ALL


def test_what_is_sent_to_a_page_of_ours_is_done_once() -> None:
    ours = {name: pattern for name, pattern in ROUTES.items() if is_ours(pattern)}

    assert len(ours) > 150
    assert [name for name, pattern in ours.items() if not getattr(pattern.callback, "is_sent_once", False)] == []


def is_ours(pattern: URLPattern) -> bool:
    return not pattern.callback.__module__.startswith("allauth.") and policy_of(pattern) != "public"


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_is_not_logged_in_is_sent_to_the_log_in_page(client: Client, method: str) -> None:
    closed = [an_address_of(route) for route, pattern in ROUTES.items() if pattern.name not in OPEN_TO_ALL]

    answers = {path: getattr(client, method)(path) for path in closed}

    sent_to = {path: (answer.status_code, answer.headers.get("Location", "")) for path, answer in answers.items()}
    assert sent_to == {path: (302, f"/inloggen/?next={path}") for path in closed}


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_each_role_opens_what_the_table_of_powers_says_and_nothing_else(client: Client, role: Role) -> None:
    client.force_login(a_user(role, domain=PolicyDomain.OTHER))
    asked = {
        an_address_of(route): Power(policy.removeprefix("power:")) in POWERS[role]
        for route, policy in ((route, policy_of(pattern)) for route, pattern in ROUTES.items())
        if policy.startswith("power:")
    }

    answers = {path: client.get(path).status_code for path in asked}
    posted = {path: client.post(path).status_code for path, may in asked.items() if not may}

    assert {path for path, status in answers.items() if status == 403} == {
        path for path, may in asked.items() if not may and answers[path] != 405
    }
    assert set(posted.values()) <= {403, 405}
