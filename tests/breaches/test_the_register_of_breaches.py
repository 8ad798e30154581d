"""The register that a privacy officer keeps: who was told, what was touched, closed when all of it was decided."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from familienetwerk.accounts.models import Municipality, User
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.behalf import acting_for
from familienetwerk.breaches import actions
from familienetwerk.breaches.models import AffectedKind, Breach, Recipient
from familienetwerk.locking import Conflict
from tests.breach_factories import a_breach, a_suspicion, decided, moment
from tests.factories import a_town_hall, a_user, anna, dina
from tests.queries import questions

pytestmark = pytest.mark.django_db
TABLES = ["breaches_breach", "breaches_telling", "breaches_affected", "history_breaches_breach"]


@pytest.fixture
def officer(client: Client) -> User:
    officer = dina()
    client.force_login(officer)
    return officer


@pytest.fixture
def breach(officer) -> Breach:
    return a_breach(officer)


def another_officer() -> User:
    return a_user(Role.PRIVACY_OFFICER, organisation=a_town_hall(Municipality.objects.create(name="Duinveen")))


def rows_for(user: User, table: str) -> int:
    with acting_for(user.pk), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


def kept_as_typed(**fields) -> dict:
    return {
        "kind": "LOST",
        "what": "Een tas met papier bleef in de trein.",
        "discovered_on": "23-11-2026",
        "discovered_time": "09:15",
        "data_kinds": ["CHILDREN", "HEALTH"],
        "lock_version": "0",
    } | fields


# --- who --------------------------------------------------------------------------------------------------


def test_raw_sql_finds_it_for_officers_of_the_municipality_alone(officer, breach):
    decided(breach, officer)
    actions.mark_affected(breach, by=officer, case_number="2026-0001", rows=[(AffectedKind.CASE, 1)])

    found = {user: [rows_for(user, table) > 0 for table in TABLES] for user in (officer, anna(), another_officer())}

    assert list(found.values()) == [[True] * 4, [False] * 4, [False] * 4]


def test_an_officer_elsewhere_gets_404_and_others_are_refused(client: Client, breach):
    client.force_login(another_officer())
    assert client.get(breach.get_absolute_url()).status_code == 404
    assert client.post(f"{breach.get_absolute_url()}sluiten/", {"conclusion": "x"}).status_code == 404

    client.force_login(anna())
    assert client.get(breach.get_absolute_url()).status_code == 403
    assert client.get("/datalekken/register.xlsx").status_code == 403


def test_the_list_asks_the_same_number_of_questions_about_2_and_20(client: Client, officer):
    counts = []
    for number in (2, 18):
        for _ in range(number):
            a_breach(officer)
            a_suspicion(officer)
        counts.append(len(questions(client, "/datalekken/")))

    assert counts[0] == counts[1] <= 15


# --- keeping it ---------------------------------------------------------------------------------------------


def test_it_is_registered_changed_and_logged(client: Client, officer):
    client.post("/datalekken/nieuw/", kept_as_typed())
    breach = Breach.objects.get()
    client.post(f"{breach.get_absolute_url()}wijzigen/", kept_as_typed(people="12", lock_version="1"))

    breach.refresh_from_db()
    assert (breach.people, breach.data_kinds, breach.lock_version) == (12, ["CHILDREN", "HEALTH"], 2)
    pages = AuditEvent.objects.filter(subject="breach", subject_ids=str(breach.pk)).order_by("pk")
    assert list(pages.values_list("page", flat=True)) == ["register_breach", "change_breach"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT people, by_id FROM history_breaches_breach ORDER BY pgh_id")
        assert cursor.fetchall() == [(None, officer.pk), (12, officer.pk)]


def test_the_second_of_two_editors_sees_the_conflict_and_keeps_the_text(client: Client, breach):
    with pytest.raises(Conflict):
        actions.change_breach(breach, by=dina(), lock_version=9, people=4)

    answer = client.post(f"{breach.get_absolute_url()}wijzigen/", kept_as_typed(lock_version="9"))

    assert answer.status_code == 409
    assert "Een tas met papier" in answer.text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"people": "-1"}, "Vul 0 in of meer."),
        ({"began_on": "24-11-2026"}, "Het begon niet na de ontdekking."),
        ({"kind": "GESTOLEN"}, "GESTOLEN"),
        ({"discovered_time": "laat"}, "Vul een tijd in als 15:30."),
    ],
)
def test_what_is_wrong_is_said_and_kept(client: Client, officer, fields, sentence):
    answer = client.post("/datalekken/nieuw/", kept_as_typed(**fields))

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Een tas met papier" in answer.text
    assert not Breach.objects.exists()


# --- telling --------------------------------------------------------------------------------------------------


def tell(client: Client, breach: Breach, whom: str, **fields: str):
    return client.post(f"{breach.get_absolute_url()}bericht/{whom}/", fields)


def test_the_authority_is_told_with_its_number_and_the_clock_stops(client: Client, officer):
    breach = a_breach(officer, hours_ago=30)
    now = timezone.localtime()

    refused = tell(client, breach, "ap", is_told="ja", told_on=f"{now:%d-%m-%Y}", told_time=f"{now:%H:%M}")
    told = tell(
        client, breach, "ap", is_told="ja", told_on=f"{now:%d-%m-%Y}", told_time=f"{now:%H:%M}", reference="AP-1"
    )

    assert refused.status_code == 422
    assert "Vul het nummer in dat de AP aan de melding gaf." in refused.text
    assert told.status_code == 302
    assert Breach.objects.with_word_to_the_authority().get().clock.words in {"gemeld na 29 uur", "gemeld na 30 uur"}


def test_late_word_says_why(officer):
    breach = a_breach(officer, hours_ago=100)
    late = {"is_told": True, "told_at": moment(1), "reference": "AP-1"}

    with pytest.raises(ValidationError, match="later dan 72 uur"):
        actions.decide_telling(breach, Recipient.AUTHORITY, by=officer, **late)
    actions.decide_telling(breach, Recipient.AUTHORITY, by=officer, **late, late_reason="Het duurde lang.")

    assert Breach.objects.with_word_to_the_authority().get().clock.words == "gemeld na 99 uur, te laat"


def test_what_was_in_time_may_not_become_late_without_a_reason(client: Client, officer):
    breach = a_breach(officer, hours_ago=20)
    actions.decide_telling(breach, Recipient.AUTHORITY, by=officer, is_told=True, told_at=moment(10), reference="AP-1")

    with pytest.raises(ValidationError, match="later dan 72 uur"):
        actions.change_breach(breach, by=officer, lock_version=1, discovered_at=moment(200))
    with pytest.raises(IntegrityError, match="later dan 72 uur"), transaction.atomic():
        Breach.objects.filter(pk=breach.pk).update(discovered_at=moment(200))
    with pytest.raises(IntegrityError, match="pas na de ontdekking"), transaction.atomic():
        Breach.objects.filter(pk=breach.pk).update(discovered_at=moment(5))


def test_not_telling_says_why(client: Client, breach):
    refused = tell(client, breach, "mensen", is_told="nee")
    accepted = tell(client, breach, "mensen", is_told="nee", words="De gegevens waren versleuteld.")

    assert "Leg uit waarom geen bericht nodig is." in refused.text
    assert accepted.status_code == 302
    assert breach.tellings.get().words == "De gegevens waren versleuteld."


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"is_told": True}, "telling_says_when_or_why_not"),
        ({"is_told": False}, "telling_says_when_or_why_not"),
        ({"is_told": True, "told_at": moment(0), "recipient": "AUTHORITY"}, "telling_to_the_authority_has_its_number"),
        ({"is_told": False, "words": "Niet nodig", "recipient": "PERS"}, "recipient_is_known"),
    ],
)
def test_the_database_refuses_half_a_decision(breach, officer, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        breach.tellings.create(**{"recipient": "PEOPLE", "decided_by": officer} | fields)


# --- taken along ------------------------------------------------------------------------------------------------


def test_the_register_as_a_workbook_holds_no_formula(client: Client, officer):
    breach = a_breach(officer, what="=1+1")
    decided(breach, officer)
    actions.mark_affected(breach, by=officer, case_number="2026-0001", rows=[(AffectedKind.LOOK, 7)])

    answer = client.get("/datalekken/register.xlsx")
    book = load_workbook(BytesIO(answer.content))

    cell = book["Datalekken"]["C2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)
    assert [row[1] for row in book["Berichten"].iter_rows(min_row=2, values_only=True)] == [
        "Autoriteit Persoonsgegevens",
        "Mensen om wie het gaat",
        "Andere verantwoordelijke organisaties",
    ]
    assert list(book["Geraakt"].iter_rows(min_row=2, values_only=True)) == [(breach.pk, "Inzage", "2026-0001", 7)]
    assert AuditEvent.objects.filter(type=EventType.EXPORTED, subject="breach").count() == 1


def test_taking_it_along_asks_again_who_it_is(client: Client, officer):
    session = client.session
    session["began_at"] = (timezone.now() - timedelta(hours=1)).timestamp()
    session.save()

    answer = client.get("/datalekken/register.xlsx")

    assert answer.status_code == 302
    assert "Content-Disposition" not in answer.headers
