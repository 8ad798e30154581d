"""Who reads a case for an hour, in an emergency or at a discussion, reads all there is and takes nothing along."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.utils import timezone

from cases.actions import invite_for_item, open_in_emergency, plan_discussion
from cases.models import Case, InvolvementRole
from documents.models import DocumentContent, Scan
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.behalf import acting_for
from familienetwerk.outbox.delivery import deliver
from familienetwerk.outbox.models import Job
from interventions.models import PlanDocument
from tests.cases.test_discussing_a_case import takes_place
from tests.documents.conftest import a_document
from tests.factories import an_involvement, bram, chris
from tests.plan_factories import an_adopted_plan

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("printed_once"),
    pytest.mark.filterwarnings("ignore:No fonts configured"),
]
HOUR = timedelta(hours=1)


@pytest.fixture
def printed(case: Case, client: Client, settings, tmp_path) -> Case:
    settings.DOCUMENTS_ROOT = tmp_path / "documents"
    an_adopted_plan(case)
    client.force_login(case.started_by)
    client.post(f"/casussen/{case.pk}/plan/1/pdf/maken/")
    deliver(Job.objects.get(kind="plan_pdf").pk)
    document = a_document(case, case.started_by)
    DocumentContent.objects.filter(pk=document.pk).update(scan=Scan.CLEAN, scanned_at=timezone.now())
    return case


def reads_in_an_emergency(case: Case) -> User:
    open_in_emergency(
        case.number, by=(user := chris()), on=timezone.localdate(), reason="Nu een mes in huis, kinderen alleen."
    )
    return user


def is_guest_at_a_discussion(case: Case) -> User:
    by, begin = case.started_by, timezone.now() + HOUR
    item = plan_discussion(case, by=by, begins_at=begin, ends_at=begin + HOUR, place="Kamer 2", chair=by)
    invite_for_item(item, user := chris(), by=by, reason="Kennis van schulden")
    takes_place(item, begin - HOUR, begin)
    return user


def taken_along(case: Case) -> list[str]:
    document = DocumentContent.objects.get()
    pdf = f"/casussen/{case.pk}/plan/1/pdf/"
    return [f"{pdf}bestand/", f"{pdf}maken/", pdf, f"/casussen/{case.pk}/documenten/{document.pk}/ophalen/"]


def papers_for(user: User) -> int:
    """By raw SQL, on behalf of this user."""
    with acting_for(user.pk), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM interventions_plandocument")
        return cursor.fetchone()[0]


FOR_AN_HOUR = pytest.mark.parametrize("reads", [reads_in_an_emergency, is_guest_at_a_discussion])


@FOR_AN_HOUR
def test_makes_and_fetches_no_paper_and_no_document(client: Client, printed, reads):
    client.force_login(reads(printed))

    answers = {path: client.post(path) if "maken" in path else client.get(path) for path in taken_along(printed)}

    assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(answers, 403)
    assert all("U leest deze casus voor korte tijd" in answer.text for answer in answers.values())
    assert AuditEvent.objects.filter(type=EventType.REFUSED, case_id=printed.pk).count() == len(answers)
    assert not AuditEvent.objects.filter(type=EventType.PRINTED, user_id=chris().pk).exists()


@FOR_AN_HOUR
def test_the_pages_say_so_and_offer_nothing_to_take_along(client: Client, printed, reads):
    client.force_login(reads(printed))

    plan = client.get(f"/casussen/{printed.pk}/plan/").text
    documents = client.get(f"/casussen/{printed.pk}/documenten/").text

    assert "U kunt geen pdf maken of ophalen." in plan
    assert "U ziet welke documenten er zijn, maar u kunt ze niet ophalen." in documents
    assert not [path for path in taken_along(printed) if path in plan + documents]


@FOR_AN_HOUR
def test_the_database_gives_and_takes_no_paper_either(printed, reads):
    user, coordinator = reads(printed), printed.started_by

    assert (papers_for(user), papers_for(coordinator)) == (0, 1)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic(), acting_for(user.pk):
        paper = PlanDocument(plan=printed.plans.get(), pdf=b"%PDF", size=4, sha256="0" * 64, asked_by=user)
        paper.made_at = timezone.now()
        paper.save(force_insert=True)


@pytest.mark.parametrize("role", [InvolvementRole.READER, InvolvementRole.PARTICIPANT])
def test_who_sits_at_the_table_takes_along_also_when_invited_to_a_discussion(client: Client, printed, role):
    an_involvement(printed, user := bram(), role=role)
    client.force_login(user)

    answers = [client.get(path) for path in taken_along(printed) if "maken" not in path]

    assert [answer.status_code for answer in answers] == [200, 302, 200]
    assert papers_for(user) == 1


def test_the_page_of_the_procedure_says_it_before_one_begins(client: Client):
    client.force_login(chris())

    page = client.get("/noodprocedure/", follow=True)

    assert "geen pdf maken en geen documenten ophalen" in page.text
