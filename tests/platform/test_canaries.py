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
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from cases import actions
from cases.models import Case, Involvement, Member
from cases.shareable import pieces_for
from cases.tasks import write_digest
from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent
from familienetwerk.demo.people import COLLEAGUES, DEMO_ACCOUNTS
from familienetwerk.outbox.models import Job
from tests.databases import a_demo_of_ones_own
from tests.platform.canaries import Audience, marks_in, release
from tests.platform.people import ALL_DAY
from tests.routes import an_address_of, every_route

pytestmark = pytest.mark.slow
LEADS_TO = re.compile(r'(?:href|action|src|hx-get)="(/[^"#]*)')
EVERYWHERE = re.compile(r"^/(?!static|uitloggen|bekijk-als)")
STARTS = ["/", "/casussen/", "/vragen/", "/logboek/", "/rapportage/", "/beheer/", "/datalekken/", "/iets-ging-mis/"]
OF_FEW = ["verstrekkingen/", "documenten/", "logboek/", "plan/"]  # on which not everybody reads the same
OF_OFFICERS = [
    *("/datalekken/", "/datalekken/1/", "/datalekken/vermoedens/1/", "/datalekken/register.xlsx", "/iets-ging-mis/"),
]
SHIELDED = {
    "sharing",
    "sharedpiece",
    "recall",
    "documentcontent",
    "contactwords",
    "actionwords",
}  # what stands on those
PAGES_OF_ONE_USER = 1_000  # enough for everything that anybody in the demo can reach
PAGES_THROUGH_EYES = 60  # of one case and one seat


@dataclass
class Crawl:
    """What one user came across, or who looked through this user's eyes."""

    user: User
    is_looked_through: bool = False
    answers: int = 0
    read: int = 0
    kinds: set[str] = field(default_factory=set)
    leaks: set[str] = field(default_factory=set)


@pytest.fixture(scope="module", autouse=True)
def demo_with_canaries(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    """The invented families in a database of their own, with a mark in every text; how many marks."""
    with (
        django_db_blocker.unblock(),
        override_settings(**ALL_DAY),
        a_demo_of_ones_own("canaries") as name,
    ):
        fill_the_ledger()
        restrict_somebody()
        yield release(name)


def fill_the_ledger() -> None:
    """In the demo nothing was given yet. Now the coordinator gives what is of all, Sanne what is hers; both change."""
    case, today = Case.objects.get(name__startswith="Kornoelje"), timezone.localdate()
    anna, sanne = (User.objects.get(email=f"{name}@demo.example") for name in ("anna", "sanne"))
    for user, source in ((anna, None), (sanne, sanne.organisation_id)):
        [piece, *_] = [piece for piece in pieces_for(case, user) if piece.organisation_id == source]
        given = {"recipient_name": "Team elders", "ground": "Wmo 5.1.1", "reason": "Voor een verhuizing", "on": today}
        actions.share(case, by=user, keys=[piece.key], **given)
        actions.recall(case, piece.kind, subject_id=piece.pk, by=user, on=today, reason="Een datum klopte niet")


def restrict_somebody() -> Member:
    """Of whom much was said: only Sanne knows, beside who coordinates."""
    case = Case.objects.get(name__startswith="Kornoelje")
    anna, sanne = (User.objects.get(email=f"{name}@demo.example") for name in ("anna", "sanne"))
    person = case.members.filter(assessments__isnull=False, observations__isnull=False).order_by("-pk")[0]
    return actions.restrict(person, by=anna, named=[sanne.principal.pk], reason="Geheim adres")


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
    follow(client, STARTS, found, audience, within=EVERYWHERE, most=most)
    return found


def crawl_through_eyes(looker: User, audience: Audience, case: Case, *, of: list[User], most: int) -> list[Crawl]:
    """„Bekijk als…” each of these, as far as they have a seat to choose."""
    client, every = Client(), []
    client.force_login(looker)
    chosen = re.findall(
        r'href="(/bekijk-als/(\d+)/casussen/\d+/)"', text_of(client.get(f"/bekijk-als/casus/{case.pk}/"))
    )
    for start, seat in chosen:
        found = Crawl(Involvement.objects.select_related("user").get(pk=seat).user, is_looked_through=True)
        if found.user in of:
            starts = [start, *(f"{start}{page}" for page in OF_FEW)]
            follow(client, starts, found, audience, within=re.compile(re.escape(start)), most=most)
            every.append(found)
    return every


def follow(
    client: Client, starts: list[str], found: Crawl, audience: Audience, *, within: re.Pattern[str], most: int
) -> None:
    waiting, known = deque(starts), set()
    while waiting and len(known) < most:
        address = waiting.popleft()
        if address in known or not within.match(address):
            continue
        known.add(address)
        text = look(client, address, found, audience)
        waiting.extend(link.replace("&amp;", "&") for link in LEADS_TO.findall(text))


def look(client: Client, address: str, found: Crawl, audience: Audience, typed: dict[str, str] | None = None) -> str:
    answer = client.post(address, typed) if typed else client.get(address)
    text = text_of(answer)
    found.answers += 1
    for place, row, column in marks_in(text):
        model = audience.models[place]
        found.read += 1
        found.kinds.add(model._meta.model_name)
        if not audience.may(found.user, place, row, is_looked_through=found.is_looked_through):
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


def test_at_one_table_each_comes_across_what_is_for_that_seat(audience, people):
    case = Case.objects.get(name__startswith="Kornoelje")

    found = [look_at_one_table(user, audience, case) for user in people.values() if (case.pk, user.pk) in audience.held]

    assert len(found) > 5
    assert set().union(*(part.leaks for part in found)) == set()
    assert set().union(*(part.kinds for part in found)) >= SHIELDED


def look_at_one_table(user: User, audience: Audience, case: Case) -> Crawl:
    found, client = Crawl(user), Client()
    client.force_login(user)
    for page in OF_FEW:
        look(client, f"/casussen/{case.pk}/{page}", found, audience)
    return found


def test_of_whom_not_everybody_may_know_sanne_reads_what_bram_does_not(audience, people):
    """And broken on purpose: had Bram read what Sanne reads, it would have been a leak."""
    case = Case.objects.get(name__startswith="Kornoelje")
    bram, sanne, as_bram = Crawl(people["bram"]), Crawl(people["sanne"]), Crawl(people["bram"])
    for found, name in ((bram, "bram"), (sanne, "sanne"), (as_bram, "sanne")):
        client = Client()
        client.force_login(people[name])
        for page in ("gezin/", "gezin/beeld/", "beoordelingen/", "tijdlijn/", "plan/"):
            look(client, f"/casussen/{case.pk}/{page}", found, audience)

    assert bram.leaks == sanne.leaks == set()
    assert any("cases.Member" in leak for leak in as_bram.leaks)


@pytest.mark.parametrize("looker", ["anna", "paul"])
def test_through_other_eyes_one_comes_across_less_than_they_do(audience, people, looker):
    case = Case.objects.get(name__startswith="Kornoelje")
    of = [people["sanne"], people["bram"]]

    found = crawl_through_eyes(people[looker], audience, case, of=of, most=10)

    assert {part.user for part in found} == set(of)
    assert all(part.read > 20 for part in found)
    assert set().union(*(part.leaks for part in found)) == set()


def test_the_register_of_breaches_is_for_the_officer_alone(audience, people):
    found = {name: Crawl(people[name]) for name in ("paul", "sanne", "anna")}
    for part in found.values():
        client = Client()
        client.force_login(part.user)
        follow(client, OF_OFFICERS, part, audience, within=re.compile("^/(datalekken|iets-ging-mis)"), most=15)

    assert found["paul"].kinds >= {"breach", "telling", "suspicion"}
    assert set().union(*(part.leaks for part in found.values())) == set()
    assert not found["anna"].kinds


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


def test_what_sanne_reads_of_her_own_would_be_a_leak_through_her_eyes(audience, people):
    """Broken on purpose: her own side of the ledger is hers, and not of who looks through her eyes."""
    case = Case.objects.get(name__startswith="Kornoelje")
    own = look_at_one_table(people["sanne"], audience, case)
    found, client = Crawl(people["sanne"], is_looked_through=True), Client()
    client.force_login(people["sanne"])

    look(client, f"/casussen/{case.pk}/verstrekkingen/", found, audience)

    assert own.leaks == set()
    assert any("cases.Sharing" in leak for leak in found.leaks)


@pytest.fixture(scope="module")
def found() -> list[Crawl]:
    """What the walks below came across; the last test counts them."""
    return []


@pytest.mark.proof
@pytest.mark.parametrize("name", [somebody.key for somebody in [*DEMO_ACCOUNTS, *COLLEAGUES]])
def test_on_a_walk_through_everything_nobody_comes_across_a_text_of_others(audience, people, found, caplog, name):
    caplog.set_level(logging.INFO)
    cases = list(Case.objects.order_by("pk").values_list("pk", flat=True))[::8]
    words = sorted({word.lower()[:4] for word in Member.objects.values_list("family_name", flat=True)})

    walks = [
        crawl(people[name], audience, most=PAGES_OF_ONE_USER),
        knock_on_every_door(people[name], audience, cases),
        search_for_everybody(people[name], audience, words),
    ]

    found += walks
    assert sorted(set().union(*(walk.leaks for walk in walks))) == []
    assert marks_in(caplog.text) == set()


@pytest.mark.proof
@pytest.mark.parametrize("looker", ["anna", "paul"])
def test_on_a_walk_through_other_eyes_neither(audience, people, found, looker):
    case, everybody = Case.objects.get(name__startswith="Kornoelje"), list(people.values())

    walks = crawl_through_eyes(people[looker], audience, case, of=everybody, most=PAGES_THROUGH_EYES)

    found += walks
    assert sorted(set().union(*(walk.leaks for walk in walks))) == []


@pytest.mark.proof
def test_those_were_ten_thousand_answers_to_every_role(people, found, record_property):
    answers = sum(walk.answers for walk in found)
    record_property("answers", answers)

    assert answers >= 10_000
    assert {walk.user for walk in found} == set(people.values())
    assert {Role(role) for user in people.values() for role in user.roles} == set(Role)


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
