"""Whatever is typed into whatever form: an answer in Dutch and never a fault of ours, and nothing half saved."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import transaction
from django.shortcuts import redirect
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from cases.forms.intake import NewIntake
from familienetwerk import behalf
from familienetwerk.accounts import fresh_login
from familienetwerk.admission import second_factor
from familienetwerk.outbox.models import Job
from tests.databases import a_demo
from tests.fuzz.crawl import Found, forms_for
from tests.fuzz.sending import is_done, send_all, without_keeping_it
from tests.fuzz.twice import done_twice
from tests.fuzz.world import pages_about_breaches, pages_to_begin_with, unfinished_work
from tests.routes import an_address_of, every_route

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore:No fonts configured")]
A_DAY = 24 * 3600
# What a form does is taken back, also that it kept the session awake: so that lasts as long as the forms do.
ALL_DAY = {
    "DEMO": True,
    "MFA_REQUIRED": False,
    "SESSION_COOKIE_AGE": A_DAY,
    "SESSION_HOURS": 24,
    "ACCOUNT_REAUTHENTICATION_TIMEOUT": A_DAY,
}
OF_ALLAUTH = {"account_login", "account_logout", "account_change_password", "account_reset_password"}
EVERYBODY = ["anna", "sanne", "bram", "paul", "fatima", "mila"]
# Forms of another state of logging in, which have tests of their own, and what the families have no example of.
NOT_HERE = {
    *("account_login", "account_reauthenticate", "account_reset_password_from_key", "csp_reports"),
    *("openid_connect_login", "openid_connect_callback", "confirm_recovery", "refuse_recovery"),
    *("mfa_authenticate", "mfa_login_webauthn", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
    *("mfa_deactivate_totp", "mfa_edit_webauthn", "mfa_remove_webauthn", "mfa_generate_recovery_codes"),
    *("release_assessment", "resume", "reveal_bsn"),
}


@pytest.fixture(scope="module", autouse=True)
def families(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), override_settings(**ALL_DAY), a_demo(), transaction.atomic():
        with pytest.MonkeyPatch.context() as patched:
            undo_what_fails(patched)
            patched.setattr(fresh_login, "RECENTLY", A_DAY)
            patched.setattr(second_factor, "RECENTLY", A_DAY)
            yield
        transaction.set_rollback(True)


def undo_what_fails(patched: pytest.MonkeyPatch) -> None:
    """In an installation the transaction of a request is the outermost and is undone alone; here one lies around."""
    depth = 0

    @contextmanager
    def atomic(*, savepoint: bool) -> Iterator[None]:
        nonlocal depth
        depth += 1
        try:
            with transaction.atomic(savepoint=savepoint or depth == 1):
                yield
        finally:
            depth -= 1

    patched.setattr(behalf, "transaction", SimpleNamespace(atomic=atomic))


def logged_in(name: str) -> Client:
    client = Client(raise_request_exception=False)
    client.post("/inloggen/", {"login": f"{name}@demo.example", "password": "demo"})
    assert client.session["_auth_user_id"]
    return client


def views_that_receive(client: Client) -> set[str]:
    """What can be posted to at all, by its address: what answers 405 only shows."""
    answers = {}
    for route, pattern in every_route():
        with without_keeping_it(client):
            answers[pattern] = client.post(an_address_of(route)).status_code
    return {str(pattern.name) for pattern, status in answers.items() if status != 405}


def names_of(forms: list[Found]) -> set[str]:
    return {found.view.split(":")[-1] for found in forms}


@pytest.fixture(scope="module")
def forms_of_anna(families: None) -> list[Found]:
    return forms_for(logged_in("anna"), "anna", pages_of_a_view=1)


def test_some_forms_of_a_coordinator(forms_of_anna: list[Found]) -> None:
    outcome = send_all(forms_of_anna, times=150, seed=20261128)

    assert outcome.faults == {}
    assert outcome.half_saved == {}
    assert outcome.shut_out == set()
    assert set(outcome.statuses) >= {200, 302, 422}
    assert len(outcome.views) > 40


@pytest.mark.parametrize(
    ("deed", "seen"),
    [(lambda _: 1 / 0, "faults"), (lambda _: Job.objects.create(kind="x", key="x", subject_id=1) and 0, "half_saved")],
)
def test_a_fault_and_something_half_saved_would_be_seen(forms_of_anna, monkeypatch, deed, seen: str) -> None:
    monkeypatch.setattr(NewIntake, "is_valid", deed)

    outcome = send_all([form for form in forms_of_anna if form.view == "cases:start_intake"], times=3, seed=1)

    assert getattr(outcome, seen)


def test_a_refusal_on_the_next_page_means_that_nothing_was_saved(forms_of_anna, rf) -> None:
    """Most refusals come at once; a few lead back to where one was and say it there."""
    form, answer = forms_of_anna[0], redirect("/")
    answer.wsgi_request = rf.post("/")
    answer.wsgi_request._messages = storage = CookieStorage(answer.wsgi_request)

    assert is_done(answer, form)
    storage.add(messages.WARNING, "Een collega was u voor.")
    assert not is_done(answer, form)


@pytest.fixture(scope="module")
def forms_of_everybody(families: None) -> list[Found]:
    unfinished_work()
    forms = forms_for(logged_in("anna"), "anna", pages_of_a_view=30, also=pages_to_begin_with())
    forms += forms_for(logged_in("paul"), "paul", pages_of_a_view=4, also=pages_about_breaches())
    return forms + [form for name in EVERYBODY for form in forms_for(logged_in(name), name, pages_of_a_view=4)]


@pytest.mark.proof
def test_every_form_is_among_them(forms_of_everybody: list[Found]) -> None:
    assert views_that_receive(logged_in("anna")) - names_of(forms_of_everybody) <= NOT_HERE


def test_a_form_of_a_coordinator_that_is_sent_twice_is_done_once(forms_of_anna: list[Found]) -> None:
    done, again = done_twice(forms_of_anna, seed=1)

    assert again == set()
    assert len(done) > 5


@pytest.mark.proof
def test_every_form_that_is_sent_twice_is_done_once(forms_of_everybody: list[Found]) -> None:
    done, again = done_twice(forms_of_everybody, seed=2)

    assert again <= OF_ALLAUTH
    assert len(done) > 40


@pytest.mark.proof
@pytest.mark.parametrize("thousand", range(1, 11))
def test_ten_thousand_forms_of_everybody(forms_of_everybody: list[Found], thousand: int) -> None:
    outcome = send_all(forms_of_everybody, times=1_000, seed=thousand)

    assert outcome.faults == {}
    assert outcome.half_saved == {}
    assert outcome.shut_out == set()
