"""The register that a privacy officer keeps: who was told, what was touched, closed when all of it was decided."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from cases.actions.reminders import users_to_remind
from cases.digest import digest_for
from familienetwerk.accounts.models import Municipality, User
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent, EventType, record
from familienetwerk.behalf import Errand, acting_as, acting_for
from familienetwerk.breaches import actions
from familienetwerk.breaches.models import AffectedKind, Breach, Recipient
from familienetwerk.locking import Conflict
from tests.breach_factories import a_breach, a_suspicion, decided, moment
from tests.factories import a_case, a_town_hall, a_user, anna, bram, dina
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


def run_as(user: User, deed: str) -> None:
    """As raw SQL, which is taken back when it fails."""
    with transaction.atomic(), acting_for(user.pk), connection.cursor() as cursor:
        cursor.execute(deed)


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


# --- what was touched -----------------------------------------------------------------------------------------


def test_it_is_chosen_from_the_log_by_number_and_no_name_of_a_family_is_shown(client: Client, breach):
    director = anna()
    case = a_case(coordinator=director, name="Kanarie")
    record(EventType.CASE_VIEWED, by=director, case_id=case.pk, page="family")
    today = f"{timezone.localdate():%d-%m-%Y}"
    address = f"{breach.get_absolute_url()}geraakt/?casus={case.number}&vanaf={today}&tot={today}"

    page = client.get(address)
    look = AuditEvent.objects.get(case_id=case.pk, type=EventType.CASE_VIEWED)
    client.post(address, {"rows": [f"CASE:{case.pk}", f"LOOK:{look.pk}"]})

    assert director.name in page.text
    assert "Kanarie" not in page.text
    assert set(breach.affected.values_list("kind", "number", "case_number")) == {
        ("CASE", case.pk, case.number),
        ("LOOK", look.pk, case.number),
    }
    assert AuditEvent.objects.filter(type=EventType.LOG_VIEWED, case_id=case.pk, page="mark_affected").count() == 2


def test_what_was_not_found_cannot_be_marked(client: Client, breach):
    case, other = a_case(coordinator=anna()), a_case(coordinator=anna())
    today = f"{timezone.localdate():%d-%m-%Y}"
    query = f"?casus={case.number}&vanaf={today}&tot={today}"

    answer = client.post(f"{breach.get_absolute_url()}geraakt/{query}", {"rows": [f"CASE:{other.pk}"]})

    assert answer.status_code == 422
    assert not breach.affected.exists()


def test_a_case_of_another_municipality_is_not_there(client: Client, breach):
    elsewhere = a_case(municipality=Municipality.objects.create(name="Duinveen"), number="2026-9001")

    page = client.get(f"{breach.get_absolute_url()}geraakt/?casus={elsewhere.number}&vanaf=01-11-2026&tot=02-11-2026")

    assert "Er is geen casus met dit nummer in uw gemeente." in page.text


def test_what_was_marked_by_mistake_is_taken_away(client: Client, officer, breach):
    actions.mark_affected(breach, by=officer, case_number="2026-0001", rows=[(AffectedKind.CASE, 1)])
    row = breach.affected.get()

    client.post(f"{breach.get_absolute_url()}geraakt/{row.pk}/weg/")

    assert not breach.affected.exists()


# --- closing --------------------------------------------------------------------------------------------------


def test_it_is_not_closed_before_all_three_were_decided(client: Client, officer, breach):
    refused = client.post(f"{breach.get_absolute_url()}sluiten/", {"conclusion": "Beter opletten."})

    assert refused.status_code == 422
    assert "Leg vast of er bericht ging naar de Autoriteit Persoonsgegevens, of waarom niet." in refused.text
    with pytest.raises(IntegrityError, match="Leg eerst vast wie bericht kreeg"), transaction.atomic():
        Breach.objects.filter(pk=breach.pk).update(
            state="CLOSED", conclusion="x", closed_at=timezone.now(), closed_by=officer
        )


def test_closed_it_stands_whoever_asks_and_opens_again(client: Client, officer, breach):
    actions.close_breach(decided(breach, officer), by=officer, conclusion="Beter opletten.")
    changes = [
        "UPDATE breaches_breach SET people = 0",
        "UPDATE breaches_breach SET state = 'OPEN', conclusion = '', closed_at = NULL, closed_by_id = NULL, people = 0",
        "UPDATE breaches_telling SET words = 'Anders'",
        "DELETE FROM breaches_telling",
        "DELETE FROM breaches_breach",
    ]

    for change in changes:
        with pytest.raises(IntegrityError, match=r"blijft zoals het is|niets gewist"):
            run_as(officer, change)
    with pytest.raises(actions.CannotChangeBreach, match="afgesloten"):
        actions.mark_affected(breach, by=officer, case_number="2026-0001", rows=[(AffectedKind.CASE, 1)])

    client.post(f"{breach.get_absolute_url()}heropenen/")
    breach.refresh_from_db()
    assert not breach.is_closed


# --- the clock is seen ------------------------------------------------------------------------------------------


def test_the_clock_stands_on_the_work_list_of_the_officer_alone(client: Client, officer):
    breach = a_breach(officer, hours_ago=40.5)
    a_suspicion(anna(), hours_ago=80)

    page = client.get("/").text

    assert f"Datalek {breach.pk}: nog 31 uur." in page
    assert "Iemand denkt dat er iets misging: termijn verstreken op" in page
    client.force_login(bram())
    assert "Dit heeft haast" not in client.get("/").text


def test_the_work_list_asks_no_more_questions_for_twenty_breaches(client: Client, officer):
    a_breach(officer)
    one = len(questions(client, "/"))
    for _ in range(19):
        a_breach(officer)

    assert len(questions(client, "/")) == one <= 15


def test_the_morning_mail_says_a_number_and_a_link_and_nothing_else(officer, breach):
    a_suspicion(anna(), what="Kanarie")
    today = timezone.localdate()

    with acting_as(Errand.DIGEST):
        told = set(users_to_remind(today=today))
    with acting_for(officer.pk):
        letter = digest_for(officer, today=today)

    assert told == {officer}
    assert letter.subject == "familienetwerk: 2 taken vragen uw aandacht"
    assert "- Datalekken: 2. " in letter.body
    assert "/datalekken/" in letter.body
    assert "Kanarie" not in letter.body
    assert breach.what not in letter.body


def test_nothing_waits_when_all_is_closed(officer, breach):
    actions.close_breach(decided(breach, officer), by=officer, conclusion="Beter opletten.")

    with acting_as(Errand.DIGEST):
        assert not users_to_remind(today=timezone.localdate())


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
