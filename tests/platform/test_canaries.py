"""Whatever is opened, fetched, searched, mailed or logged: no text of a case comes across who may not read it."""

import io
import logging
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

import openpyxl
import pypdf
import pytest
import redis
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from cases.models import Case, Member
from cases.tasks import write_digest
from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent
from familienetwerk.outbox.models import Job
from tests.databases import a_copy_of
from tests.platform.canaries import Audience, marks_in, release
from tests.routes import an_address_of, every_route

LEADS_TO = re.compile(r'(?:href|action|src|hx-get)="(/[^"#]*)')
NOT_FOLLOWED = re.compile(r"^/(static|uitloggen|bekijk-als)")
PAGES_OF_ONE_USER = 1_000  # enough for everything that anybody in the demo can reach


@dataclass
class Crawl:
    """What one user came across."""

    user: User
    answers: int = 0
    read: int = 0
    leaks: set[str] = field(default_factory=set)


@pytest.fixture(scope="module", autouse=True)
def demo_with_canaries(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    """The invented families in a database of their own, with a mark in every text; how many marks."""
    name = f"{connection.settings_dict['NAME']}_canaries"
    copy = a_copy_of(connection.settings_dict["NAME"], name=name)
    with django_db_blocker.unblock(), override_settings(DEMO=True, MFA_REQUIRED=False), copy:
        call_command("load_demo", verbosity=0)
        yield release(name)


@pytest.fixture(scope="module")
def audience(demo_with_canaries: int) -> Audience:
    return Audience()


def text_of(answer) -> str:
    """Also of what lies inside a file."""
    kind = answer.headers.get("Content-Type", "")
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if kind == "application/pdf":
        reader = pypdf.PdfReader(io.BytesIO(body))
        return "".join(page.extract_text() for page in reader.pages) + str(reader.metadata) + str(reader.outline)
    if "spreadsheet" in kind:
        book = openpyxl.load_workbook(io.BytesIO(body), read_only=True)
        return "\n".join(str(row) for sheet in book for row in sheet.iter_rows(values_only=True))
    return f"{dict(answer.headers)}{body.decode(errors='replace')}"


def crawl(user: User, audience: Audience, *, most: int) -> Crawl:
    """Follow every link from the work list on."""
    found, client = Crawl(user), Client()
    client.force_login(user)
    waiting, known = deque(["/", "/casussen/", "/vragen/", "/logboek/", "/rapportage/", "/beheer/"]), set()
    while waiting and len(known) < most:
        address = waiting.popleft()
        if address in known or NOT_FOLLOWED.match(address):
            continue
        known.add(address)
        text = look(client, address, found, audience)
        waiting.extend(link.replace("&amp;", "&") for link in LEADS_TO.findall(text))
    return found


def look(client: Client, address: str, found: Crawl, audience: Audience, typed: dict[str, str] | None = None) -> str:
    answer = client.post(address, typed) if typed else client.get(address)
    text = text_of(answer)
    found.answers += 1
    for place, row, column in marks_in(text):
        found.read += 1
        if not audience.may(found.user, place, row):
            model = audience.models[place]
            found.leaks.add(
                f"{found.user}: {model._meta.label} {row} column {column} at {address} {answer.status_code}"
            )
    return text


def knock_on_every_door(user: User, audience: Audience, cases: list[int]) -> Crawl:
    """Every route of every case, asked and sent, with numbers of rows that are there."""
    found, client = Crawl(user), Client()
    client.force_login(user)
    for route, _ in every_route():
        if "<int:case_id>" in route:
            for case in cases:
                look(client, an_address_of(route, case_id=case), found, audience)
    return found


def search_for_everybody(user: User, audience: Audience, words: list[str]) -> Crawl:
    found, client = Crawl(user), Client()
    client.force_login(user)
    for word in words:
        look(client, "/zoeken/", found, audience, {"q": word})
    return found


@pytest.fixture(scope="module")
def people(demo_with_canaries: int) -> dict[str, User]:
    return {user.email.partition("@")[0]: user for user in User.objects.filter(is_active=True).order_by("pk")}


def test_there_is_a_mark_in_many_texts_and_a_reader_comes_across_them(demo_with_canaries, audience, people):
    assert demo_with_canaries > 1_000

    found = crawl(people["sanne"], audience, most=40)

    assert found.read > 50
    assert found.leaks == set()


@pytest.mark.parametrize("name", ["olga", "paul"])
def test_who_is_on_no_case_comes_across_nothing(audience, people, name):
    case = Case.objects.get(name__startswith="Kornoelje")

    found = [
        crawl(people[name], audience, most=25),
        knock_on_every_door(people[name], audience, [case.pk]),
        search_for_everybody(people[name], audience, ["korn", "kn1", case.number]),
    ]

    assert set().union(*(part.leaks for part in found)) == set()


def test_the_model_of_the_audience_can_say_no(audience, people):
    """Broken on purpose: when Olga may read nothing of Sanne's, what Sanne reads must count as a leak."""
    found = Crawl(people["olga"])
    client = Client()
    client.force_login(people["sanne"])
    case = Case.objects.get(name__startswith="Kornoelje")

    look(client, f"/casussen/{case.pk}/", found, audience)

    assert found.leaks


@pytest.mark.proof
def test_in_ten_thousand_answers_no_text_comes_outside_its_audience(audience, people, caplog):
    caplog.set_level(logging.DEBUG)
    cases = list(Case.objects.order_by("pk").values_list("pk", flat=True))[::4]
    names = sorted({word.lower()[:4] for word in Member.objects.values_list("family_name", flat=True)})

    found = []
    for user in people.values():
        found += [
            crawl(user, audience, most=PAGES_OF_ONE_USER),
            knock_on_every_door(user, audience, cases),
            search_for_everybody(user, audience, names),
        ]

    assert sorted(set().union(*(part.leaks for part in found))) == []
    assert sum(part.answers for part in found) >= 10_000
    assert {Role(role) for user in people.values() for role in user.roles} == set(Role)
    assert marks_in(caplog.text) == set()


def test_no_text_of_a_case_stands_in_the_log_the_outbox_the_broker_or_a_mail(people):
    mail.outbox.clear()
    for user in people.values():
        message = write_digest(Job(subject_id=user.pk))
        if message:
            mail.outbox.append(message)

    broker = redis.from_url(settings.REDIS_URL)
    kept = {
        "log": "\n".join(map(str, AuditEvent.objects.values_list("subject", "subject_ids", "page", "purpose"))),
        "outbox": "\n".join(map(str, Job.objects.values())),
        "broker": "\n".join(f"{key!r} {said_by(broker, key)}" for key in broker.scan_iter()),
        "mail": "\n".join(str(message.message()) for message in mail.outbox),
    }

    assert {where: marks_in(text) for where, text in kept.items()} == {where: set() for where in kept}
    assert len(mail.outbox) > 3


def said_by(broker: redis.Redis, key: bytes) -> str:
    kind = broker.type(key)
    if kind == b"list":
        return str(broker.lrange(key, 0, -1))
    return str(broker.hgetall(key)) if kind == b"hash" else str(broker.smembers(key) if kind == b"set" else "")
