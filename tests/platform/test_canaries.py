"""Whatever is opened, fetched, searched, mailed or logged: no text of a case comes across who may not read it."""

import logging
import re
from collections.abc import Iterator

import pytest
import redis
from django.apps import apps
from django.conf import settings
from django.core.mail import EmailMessage
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from cases.models import Case, Member
from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Role
from familienetwerk.demo.people import COLLEAGUES, DEMO_ACCOUNTS
from familienetwerk.outbox.models import Job
from familienetwerk.outbox.registry import Queue, handler_of
from tests.databases import a_demo_of_ones_own
from tests.platform.canaries import marks
from tests.platform.canaries.audience import Audience
from tests.platform.canaries.marks import (
    OF_CASES,
    OF_OFFICERS,
    TYPED,
    elsewhere,
    holds_words,
    marks_in,
    models_of,
    release,
    tables,
    texts_without_a_mark,
)
from tests.platform.canaries.rare import rare_work
from tests.platform.canaries.walking import (
    Crawl,
    crawl,
    crawl_through_eyes,
    follow,
    knock_on_every_door,
    look,
    look_at_one_table,
    search_for_everybody,
)
from tests.platform.people import ALL_DAY

pytestmark = pytest.mark.slow
PAGES_OF_OFFICERS = [
    *("/datalekken/", "/datalekken/1/", "/datalekken/vermoedens/1/", "/datalekken/register.xlsx", "/iets-ging-mis/"),
    *("/logboek/controle/", "/toezicht/", "/noodprocedure/gebruik/", *(f"/vraag-over-kijken/{pk}/" for pk in range(9))),
]
SHIELDED = {"sharing", "sharedpiece", "recall", "documentcontent", "contactwords", "actionwords"}  # on pages of few
# Apps and tables with texts that are of no family: who works here, the log, promises, and what one can choose from.
OF_NO_FAMILY = {
    *("account", "accounts", "audit", "auth", "contenttypes", "guardian", "history", "mfa", "outbox", "pghistory"),
    *("sessions", "socialaccount", "usersessions"),
    *("LegalFrame", "Instrument", "LifeDomain", "CardLine", "CardStep", "CardWords", "CombinationRule", "Source"),
    *("HesitanceReason", "NotUsedReason", "InterventionType"),
}
FOR_OFFICERS = re.compile(
    "^/(datalekken|iets-ging-mis|logboek/controle|toezicht|noodprocedure/gebruik|vraag-over-kijken)"
)
PAGES_OF_ONE_USER = 1_000  # enough for everything that anybody in the demo can reach
PAGES_THROUGH_EYES = 60  # of one case and one seat


@pytest.fixture(scope="module", autouse=True)
def demo_with_canaries(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    """The invented families in a database of their own, with a mark in every text; how many rows."""
    with (
        django_db_blocker.unblock(),
        override_settings(**ALL_DAY),
        a_demo_of_ones_own("canaries") as name,
    ):
        rare_work()
        yield release(name)


@pytest.fixture(scope="module")
def audience(demo_with_canaries: int) -> Audience:
    return Audience()


@pytest.fixture(scope="module")
def people(demo_with_canaries: int) -> dict[str, User]:
    return {user.email.partition("@")[0]: user for user in User.objects.filter(is_active=True).order_by("pk")}


def test_every_text_of_every_table_has_a_mark(demo_with_canaries):
    """A text that is new fails here until the demo, or canaries/rare.py, says something in it."""
    assert demo_with_canaries > 1_000
    assert texts_without_a_mark() == []


def test_a_text_without_a_mark_is_named(monkeypatch):
    """Broken on purpose: a column that counts as typed from now on."""
    monkeypatch.setattr(marks, "NO_WORDS", marks.NO_WORDS - {"DocumentContent.sha256"})

    assert "DocumentContent.sha256" in marks.texts_without_a_mark()


def test_every_table_that_holds_text_is_known_as_of_a_family_or_not():
    marked = {model.__name__ for model in tables()}
    apps_of_ours = {*OF_CASES, *OF_OFFICERS}

    unknown = [
        model._meta.label
        for config in apps.get_app_configs()
        for model in models_of(config.label)
        if any(holds_words(model, field) for field in model._meta.concrete_fields)
        and not (model.__name__ in marked | OF_NO_FAMILY or config.label in OF_NO_FAMILY - apps_of_ours)
    ]

    assert unknown == []


def test_a_reader_comes_across_many_marks(audience, people):
    found = crawl(people["sanne"], audience, most=20)

    assert found.read > 50
    assert found.leaks == set()


def test_at_one_table_each_comes_across_what_is_for_that_seat(audience, people):
    case = Case.objects.get(name__startswith="Kornoelje")

    found = [look_at_one_table(user, audience, case) for user in people.values() if (case.pk, user.pk) in audience.held]

    assert len(found) > 5
    assert set().union(*(part.leaks for part in found)) == set()
    assert set().union(*(part.kinds for part in found)) >= SHIELDED


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


def test_the_registers_are_for_the_officer_and_who_is_asked(audience, people):
    found = {name: Crawl(people[name]) for name in ("paul", "mila", "olga", "anna")}
    for part in found.values():
        client = Client()
        client.force_login(part.user)
        follow(client, PAGES_OF_OFFICERS, part, audience, within=FOR_OFFICERS, most=40)

    assert set().union(*(part.leaks for part in found.values())) == set()
    assert found["paul"].kinds >= {"breach", "telling", "suspicion", "emergencyaccess", "logreview", "logsignal"}
    assert found["mila"].kinds == {"logsignal"}
    assert not found["anna"].kinds


def test_what_was_is_for_who_coordinates(audience, people):
    case = Case.objects.get(name__startswith="Kornoelje")
    found, client = Crawl(people["anna"]), Client()
    client.force_login(people["anna"])
    pages = re.compile(rf"^/casussen/{case.pk}/geschiedenis/")
    follow(client, [f"/casussen/{case.pk}/geschiedenis/"], found, audience, within=pages, most=15)

    assert found.leaks == set()
    assert found.kinds >= {"memberevent", "observationwordsevent", "planevent", "contactwordsevent"}


@pytest.mark.parametrize("name", ["olga", "paul"])
def test_who_is_on_no_case_comes_across_nothing(audience, people, name):
    case = Case.objects.get(name__startswith="Kornoelje")

    found = [
        crawl(people[name], audience, most=10),
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
    """Broken on purpose: whom her own team may know of is not told to who looks through her eyes and may not."""
    case = Case.objects.get(name__startswith="Kornoelje")
    own = look_at_one_table(people["sanne"], audience, case)
    found, client = Crawl(people["sanne"], is_looked_through=True), Client()
    client.force_login(people["sanne"])

    look(client, f"/casussen/{case.pk}/gezin/", found, audience)

    assert own.leaks == set()
    assert any("cases.Member" in leak for leak in found.leaks)


@pytest.fixture(scope="module")
def found() -> list[Crawl]:
    """What the walks below came across; the last test counts them."""
    return []


@pytest.mark.proof
@pytest.mark.parametrize("name", [somebody.key for somebody in [*DEMO_ACCOUNTS, *COLLEAGUES]])
def test_on_a_walk_through_everything_nobody_comes_across_a_text_of_others(audience, people, found, caplog, name):
    caplog.set_level(logging.DEBUG)
    cases = list(Case.objects.order_by("pk").values_list("pk", flat=True))[::4]
    words = sorted({word.lower()[:4] for word in Member.objects.values_list("family_name", flat=True)})

    walks = [
        crawl(people[name], audience, most=PAGES_OF_ONE_USER),
        knock_on_every_door(people[name], audience, cases),
        search_for_everybody(people[name], audience, words),
    ]

    found += walks
    assert sorted(set().union(*(walk.leaks for walk in walks))) == []
    assert marks_in(caplog.text) == set()
    assert TYPED not in caplog.text


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


def test_no_text_of_a_case_stands_in_the_log_the_outbox_the_broker_a_mail_or_any_other_table(people):
    broker = redis.from_url(settings.REDIS_URL)
    mails = list(every_mail(people))
    kept = {
        **dict(elsewhere()),
        "broker": "\n".join(f"{key!r} {said_by(broker, key)}" for key in broker.scan_iter()),
        "mail": "\n".join(str(message.message()) for message in mails),
    }

    assert {where: marks_in(text) for where, text in kept.items()} == {where: set() for where in kept}
    assert [where for where, text in kept.items() if TYPED in text] == []
    assert {"audit_auditevent", "outbox_job", "django_session"} <= set(kept)
    assert len(mails) > 5


def every_mail(people: dict[str, User]) -> Iterator[EmailMessage]:
    """The mail of each morning, and whatever else was promised."""
    promised = [job for job in Job.objects.order_by("pk") if handler_of(job.kind).queue == Queue.MAIL]
    digests = [Job(kind="digest", subject_id=user.pk) for user in people.values()]
    for job in [*promised, *digests]:
        if message := handler_of(job.kind).deliver.args[0](job):
            yield message


def said_by(broker: redis.Redis, key: bytes) -> str:
    kind = broker.type(key)
    if kind == b"list":
        return str(broker.lrange(key, 0, -1))
    return str(broker.hgetall(key)) if kind == b"hash" else str(broker.smembers(key) if kind == b"set" else "")
