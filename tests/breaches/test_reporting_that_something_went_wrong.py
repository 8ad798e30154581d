"""Anybody may say that something went wrong; the officer hears it at once; nobody else reads it."""

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from familienetwerk.accounts.models import Municipality, Requirement, StatementKind
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.behalf import acting_for
from familienetwerk.breaches import actions
from familienetwerk.breaches.models import Breach, Suspicion, SuspicionState
from familienetwerk.breaches.tasks import write_breach_suspected
from familienetwerk.outbox.models import Job
from tests.breach_factories import a_suspicion
from tests.factories import a_case, a_town_hall, a_user, an_organisation, anna, bram, dina, sanne

pytestmark = pytest.mark.django_db
PAGE = "/iets-ging-mis/"


def as_typed(**fields: str) -> dict[str, str]:
    today = timezone.localdate()
    return {
        "what": "Ik mailde een verslag aan de verkeerde.",
        "discovered_on": f"{today:%d-%m-%Y}",
        "discovered_time": "00:00",
        "case_number": "",
    } | fields


@pytest.fixture
def elsewhere():
    """An officer of another municipality."""
    duinveen = Municipality.objects.create(name="Duinveen")
    return a_user(Role.PRIVACY_OFFICER, organisation=a_town_hall(duinveen))


def run_as(user, deed: str) -> None:
    """As raw SQL, which is taken back when it fails."""
    with transaction.atomic(), acting_for(user.pk), connection.cursor() as cursor:
        cursor.execute(deed)


def suspicions_for(user) -> list[int]:
    """By raw SQL, as the role of the app."""
    with acting_for(user.pk), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM breaches_suspicion")
        return [number for (number,) in cursor.fetchall()]


@pytest.mark.parametrize("role", Role)
def test_anybody_may_and_sees_that_it_came_in(client: Client, role):
    client.force_login(a_user(role))

    client.post(PAGE, as_typed())

    page = client.get(PAGE).text
    assert "Wat u meldde" in page
    assert ": ontvangen" in page
    assert "Ik mailde een verslag" not in page
    assert AuditEvent.objects.filter(type=EventType.CREATED, subject="suspicion").count() == 1


def test_whoever_may_open_no_case_may_report_too(client: Client):
    director = anna()
    Requirement.objects.create(kind=StatementKind.SCREENING, required_by=director)
    client.force_login(director)

    client.post(PAGE, as_typed())

    [number] = Suspicion.objects.values_list("pk", flat=True)
    assert not director.is_cleared
    assert suspicions_for(director) == [number]


def test_every_officer_of_the_municipality_hears_it_at_once_without_a_word_of_it(elsewhere):
    officer = dina()

    a_suspicion(anna(), what="Kanarie")

    [job] = Job.objects.filter(kind=actions.BREACH_SUSPECTED)
    letter = write_breach_suspected(job)
    assert job.subject_id == officer.pk
    assert letter.to == [officer.email]
    assert "/datalekken/" in letter.body
    assert "Kanarie" not in letter.subject + letter.body
    assert mail.outbox == []


def test_nobody_reads_it_but_the_officer_of_the_municipality_and_who_said_it(elsewhere):
    director, officer = anna(), dina()
    suspicion = a_suspicion(director)

    seen = {user: suspicions_for(user) for user in (director, officer, bram(), elsewhere)}

    assert [len(numbers) for numbers in seen.values()] == [1, 1, 0, 0]
    assert seen[officer] == [suspicion.pk]


def test_of_which_nobody_knows_whose_it_is_any_officer_looks_after(elsewhere):
    officer = dina()
    nationwide = a_user(organisation=an_organisation())
    type(nationwide.organisation).objects.filter(pk=nationwide.organisation_id).update(municipality=None)
    nationwide.refresh_from_db()

    suspicion = a_suspicion(nationwide)

    assert suspicion.municipality is None
    assert suspicions_for(officer) == suspicions_for(elsewhere) == [suspicion.pk]


def test_a_case_is_named_by_its_number_only_by_who_may_open_it(client: Client):
    director = anna()
    case = a_case(coordinator=director)
    client.force_login(sanne())

    refused = client.post(PAGE, as_typed(case_number=case.number))

    assert refused.status_code == 422
    assert "U kunt geen casus met dit nummer openen" in refused.text
    assert "Ik mailde een verslag aan de verkeerde." in refused.text
    client.force_login(director)
    client.post(PAGE, as_typed(case_number=f" {case.number} "))
    assert Suspicion.objects.get().case_number == case.number


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"discovered_on": "23-11-2099"}, "De datum ligt in de toekomst"),
        ({"discovered_time": "25:00"}, "Vul een tijd in als 15:30."),
        ({"what": ""}, "Vul “Wat ging er mis?” in."),
    ],
)
def test_what_is_wrong_is_said_at_the_field(client: Client, fields, sentence):
    client.force_login(anna())

    answer = client.post(PAGE, as_typed(**fields))

    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Suspicion.objects.exists()


def test_an_officer_puts_it_in_the_register_and_the_clock_goes_on(client: Client):
    officer = dina()
    suspicion = a_suspicion(anna())
    client.force_login(officer)
    address = f"/datalekken/vermoedens/{suspicion.pk}/opnemen/"
    form = client.get(address).context["form"]

    answer = client.post(address, {**form.initial, "kind": "SENT", "discovered_on": "22-11-2026", "lock_version": 0})

    breach = Breach.objects.get()
    suspicion.refresh_from_db()
    assert answer.status_code == 302
    assert (suspicion.state, suspicion.breach, suspicion.judged_by) == (SuspicionState.TAKEN_UP, breach, officer)
    assert breach.what == suspicion.what
    assert client.get(address).status_code == 404


def test_what_was_typed_stays_when_a_colleague_was_first(client: Client):
    suspicion = a_suspicion(anna())
    client.force_login(dina())
    address = f"/datalekken/vermoedens/{suspicion.pk}/opnemen/"
    typed = {**client.get(address).context["form"].initial, "kind": "SENT", "discovered_on": "22-11-2026"}
    actions.dismiss_suspicion(suspicion, by=dina(), reason="Het papier lag nog op de printer.")

    answer = client.post(address, {**typed, "measures": "Teruggevraagd.", "lock_version": 0})

    assert answer.status_code == 422
    for words in ("Een collega was u voor", "Teruggevraagd."):
        assert words in answer.text
    assert not Breach.objects.exists()


def test_what_is_no_breach_stays_with_the_reason(client: Client):
    suspicion = a_suspicion(anna())
    client.force_login(dina())

    client.post(f"/datalekken/vermoedens/{suspicion.pk}/", {"reason": "Het papier lag nog op de printer."})

    assert "lag nog op de printer" in client.get(f"/datalekken/vermoedens/{suspicion.pk}/").text
    with pytest.raises(actions.CannotChangeBreach, match="Een collega was u voor"):
        actions.dismiss_suspicion(suspicion, by=dina(), reason="Nog eens")


@pytest.mark.parametrize(
    "deed",
    ["UPDATE breaches_suspicion SET what = 'Niets'", "DELETE FROM breaches_suspicion"],
)
def test_what_was_said_stands(deed):
    officer = dina()
    a_suspicion(anna())

    with pytest.raises(IntegrityError, match="Wat gemeld is, blijft staan"):
        run_as(officer, deed)


def test_who_reported_it_does_not_judge_it_by_raw_sql_either():
    director = anna()
    suspicion = a_suspicion(director)

    run_as(director, f"UPDATE breaches_suspicion SET state = 'NO_BREACH', reason = 'Nee', judged_by_id = {director.pk}")

    suspicion.refresh_from_db()
    assert suspicion.is_new
