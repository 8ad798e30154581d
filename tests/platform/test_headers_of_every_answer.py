"""Every answer of every address, also a refusal, a fault or a file, carries the headers of a real installation."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings

from cases.models import Case
from familienetwerk.accounts.roles import Role
from tests.factories import a_case, a_user
from tests.installation import settings_for_browsers
from tests.platform.internet_nl import faults, faults_of_csp, faults_of_security_txt
from tests.platform.people import PASSWORD, somebody
from tests.routes import an_address_of, every_route

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:No fonts configured")]
HOST = "familienetwerk.gemeente.example"
ROUTES = dict(every_route())
SAYS_WHAT_IT_IS = re.compile(r"(text/\w+|image/svg\+xml); charset=utf-8|application/(json|pdf|vnd\.[\w.-]+)")
ALWAYS = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Reporting-Endpoints": 'csp="/csp-meldingen/"',
}


@pytest.fixture(scope="module", autouse=True)
def real_installation() -> Iterator[None]:
    with override_settings(**settings_for_browsers()):
        yield


@pytest.fixture
def browser() -> Client:
    return Client(SERVER_NAME=HOST, raise_request_exception=False)


@pytest.fixture
def case() -> Case:
    return a_case(coordinator=somebody(*Role))


def log_in(browser: Client, case: Case) -> None:
    """By the form: who just showed who they are, is not asked again."""
    browser.post("/inloggen/", {"login": case.started_by.email, "password": PASSWORD}, secure=True)


def what_is_wrong(answer: HttpResponse) -> set[str]:
    """With one answer: headers that miss or differ, points that internet.nl would take, cookies for others."""
    wrong = {name for name, value in ALWAYS.items() if answer.headers.get(name) != value} | faults(answer.headers, HOST)
    if "report-to csp" not in answer.headers.get("Content-Security-Policy", ""):
        wrong.add("no report")
    if not answer.streaming and answer.content and not SAYS_WHAT_IT_IS.match(answer.headers.get("Content-Type", "")):
        wrong.add("content type")
    is_file = "Content-Disposition" in answer.headers
    if answer.headers.get("Referrer-Policy") != ("no-referrer" if is_file else "same-origin"):
        wrong.add("referrer policy")
    if set(re.findall(r"([\w-]+)=\(\)", answer.headers.get("Permissions-Policy", ""))) < {
        "camera",
        "geolocation",
        "usb",
    }:
        wrong.add("permissions")
    return wrong | {f"cookie {cookie.key}" for cookie in answer.cookies.values() if not is_ours_alone(cookie)}


def is_ours_alone(cookie) -> bool:
    is_host_only = cookie.key.startswith("__Host-") and cookie["path"] == "/" and not cookie["domain"]
    return bool(is_host_only and cookie["secure"] and cookie["httponly"] and cookie["samesite"] in {"Lax", "Strict"})


def answers(browser: Client, case: Case | None, method: str) -> dict[str, HttpResponse]:
    """Of every address, that of logging out last; a page of a case is asked of a case that is there."""
    numbers = {"case_id": case.pk} if case else {}
    addresses = sorted((an_address_of(route, **numbers) for route in ROUTES), key="/uitloggen/".__eq__)
    return {address: getattr(browser, method)(address, secure=True) for address in addresses}


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address_carries_them_for_who_may_open_it(browser: Client, case: Case, method: str) -> None:
    log_in(browser, case)

    given = answers(browser, case, method)

    assert len(given) == len(ROUTES)
    assert {address: wrong for address, answer in given.items() if (wrong := what_is_wrong(answer))} == {}
    statuses = {answer.status_code for address, answer in given.items() if address != "/healthz"}
    assert statuses >= {200, 302, 404, 405}
    assert max(statuses) < 500


def test_every_address_carries_them_for_who_is_nobody(browser: Client) -> None:
    given = answers(browser, None, "get")

    assert {address: wrong for address, answer in given.items() if (wrong := what_is_wrong(answer))} == {}


def test_no_answer_opens_itself_to_another_site(browser: Client) -> None:
    asked = {"Origin": "https://kwaad.example", "Sec-Fetch-Site": "cross-site"}

    given = [browser.get(an_address_of(route), secure=True, headers=asked) for route in ROUTES]

    assert not [name for answer in given for name in answer.headers if name.startswith("Access-Control-")]


def test_nobody_is_shown_what_they_sent(browser: Client, case: Case) -> None:
    log_in(browser, case)

    statuses = {browser.trace(an_address_of(route), secure=True).status_code for route in ROUTES}

    assert statuses <= {302, 403, 404, 405}


def test_a_refusal_carries_them(browser: Client) -> None:
    browser.force_login(a_user())

    answer = browser.get("/beheer/gebruikers/", secure=True)

    assert (answer.status_code, what_is_wrong(answer)) == (403, set())


def test_a_form_of_another_site_is_refused_with_them(case: Case) -> None:
    browser = Client(SERVER_NAME=HOST, enforce_csrf_checks=True)
    browser.force_login(case.started_by)

    answer = browser.post("/uitloggen/", secure=True)

    assert (answer.status_code, what_is_wrong(answer)) == (403, set())


@pytest.mark.parametrize("address", ["/inloggen/", "/static/app.css", "/bestaat-niet/"])
def test_another_name_for_us_is_refused_with_them(browser: Client, address: str) -> None:
    answer = browser.get(address, secure=True, SERVER_NAME="kwaad.example")

    assert (answer.status_code, what_is_wrong(answer)) in [(400, set()), (404, set())]


@pytest.mark.urls("tests.platform.urls_that_fail")
def test_a_fault_of_ours_carries_them_and_tells_nothing(browser: Client) -> None:
    browser.force_login(a_user())

    answer = browser.post("/mislukt/", {"text": "Kevin Waterman"}, secure=True)

    assert (answer.status_code, what_is_wrong(answer)) == (500, set())
    assert not re.search("ZeroDivision|Traceback|mislukt|Kevin|django|python", answer.text, re.IGNORECASE)


def test_who_comes_without_tls_is_sent_to_the_name_of_this_site(browser: Client) -> None:
    answer = browser.get("/casussen/?x=1", SERVER_NAME="kwaad.example")

    assert (answer.status_code, answer.headers["Location"]) == (301, f"https://{HOST}/casussen/?x=1")
    assert what_is_wrong(answer) == {"Strict-Transport-Security", "hsts"}  # only TLS may say so


def test_a_file_that_is_taken_along_may_do_nothing(browser: Client, case: Case) -> None:
    browser.force_login(case.started_by)

    answer = browser.get("/rapportage/voortgang.xlsx", secure=True)

    policy = answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert "; sandbox" in policy
    assert "'self'" not in policy
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_what_we_ship_may_be_kept_and_nothing_else_of_it_differs(browser: Client, tmp_path: Path) -> None:
    (tmp_path / "app.css").write_text("body{}")

    with override_settings(STATIC_ROOT=tmp_path):
        answer = browser.get("/static/app.css", secure=True)
    answer.close()

    assert (answer.status_code, what_is_wrong(answer)) == (200, {"Cache-Control"})
    assert "max-age" in answer.headers["Cache-Control"]


def test_logging_out_clears_what_the_browser_kept(browser: Client, case: Case) -> None:
    browser.force_login(case.started_by)

    answer = browser.post("/uitloggen/", secure=True)

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_a_session_that_lasted_too_long_clears_it_too(browser: Client, case: Case) -> None:
    browser.force_login(case.started_by)
    session = browser.session
    session["began_at"] = 0
    session.save()

    answer = browser.get("/casussen/", secure=True)

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_a_message_with_a_name_is_kept_by_the_server(browser: Client, case: Case) -> None:
    browser.force_login(case.started_by)

    browser.post("/beheer/organisaties/toevoegen/", {}, secure=True)
    browser.post(f"/beheer/gebruikers/{a_user(name='Kevin Waterman').pk}/uitnodiging/", secure=True)

    assert set(browser.cookies) <= {"__Host-sessionid", "__Host-csrftoken"}


def test_security_txt_is_as_internet_nl_wants_it(browser: Client) -> None:
    answer = browser.get("/.well-known/security.txt", secure=True)

    address = f"https://{HOST}/.well-known/security.txt"
    assert faults_of_security_txt(answer.text, address, datetime.now(UTC)) == set()


@pytest.mark.parametrize(
    ("policy", "fault"),
    [
        ("default-src 'self' 'unsafe-inline'", "unsafe-inline"),
        ("default-src https:", "bare https"),
        ("default-src 'self'; img-src http://x.nl", "http"),
        ("default-src 'self'; img-src x.nl", "host without scheme"),
        ("default-src 'self'; script-src data:", "data"),
        ("default-src 'self' https://kwaad.example", "default-src"),
        ("default-src 'self'; img-src *", "invalid host"),
        ("default-src 'none'", "base-uri"),
        ("default-src 'none'", "form-action"),
        ("default-src 'none'; frame-ancestors https://x.nl", "frame-ancestors"),
        ("", "frame-src"),
    ],
)
def test_these_rules_find_what_is_wrong(policy: str, fault: str) -> None:
    assert fault in faults_of_csp(policy, HOST)
