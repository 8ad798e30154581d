"""Every link on a page leads where its reader may go: nobody is sent to a refusal, which would be logged as a try."""

import re
from collections import Counter, deque
from collections.abc import Iterator

import pytest
from django.test import Client, override_settings
from django.urls import resolve
from pytest_django import DjangoDbBlocker

from familienetwerk.accounts.models import User
from familienetwerk.demo.people import DEMO_ACCOUNTS
from tests.databases import a_demo_of_ones_own
from tests.platform.people import ALL_DAY

pytestmark = pytest.mark.slow
LINK = re.compile(r'<a\b[^>]*?href="(/[^"#]*)', re.DOTALL)
STARTS = ["/", "/casussen/", "/hulp/"]


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), override_settings(**ALL_DAY), a_demo_of_ones_own("links"):
        yield


def dead_links(user: User, *, of_a_route: int) -> tuple[int, list[str]]:
    """How many pages were opened, and which links on them came to nothing."""
    client, opened, seen, dead = Client(raise_request_exception=False), 0, Counter(), []
    client.force_login(user)
    waiting, known = deque((start, "") for start in STARTS), set()
    while waiting:
        address, page = waiting.popleft()
        route = resolve(address.partition("?")[0]).route
        if address in known or address.startswith("/static/") or seen[route] >= of_a_route:
            continue
        known.add(address)
        seen[route] += 1
        answer = client.get(address, headers={"accept": "text/html"})
        opened += 1
        if answer.status_code not in {200, 302}:
            dead.append(f"{answer.status_code} {address} on {page}")
        elif not answer.streaming and "html" in answer.headers.get("Content-Type", ""):
            waiting.extend((link.replace("&amp;", "&"), address) for link in LINK.findall(answer.text))
    return opened, dead


@pytest.mark.parametrize(
    ("name", "of_a_route"),
    [("sanne", 1), *(pytest.param(account.key, 6, marks=pytest.mark.proof) for account in DEMO_ACCOUNTS)],
)
def test_every_link_leads_somewhere(name: str, of_a_route: int) -> None:
    opened, dead = dead_links(User.objects.get(email=f"{name}@demo.example"), of_a_route=of_a_route)

    assert opened > len(STARTS)
    assert dead == []
