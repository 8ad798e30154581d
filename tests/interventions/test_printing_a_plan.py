"""The plan as a PDF: asked, made once, kept with its version, and only for who may see the case."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from cases.actions import end_shield, lift_restriction, restrict, shield_workers
from cases.models import Case, InvolvementRole
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.behalf import acting_for
from familienetwerk.outbox.delivery import deliver
from familienetwerk.outbox.models import Job, JobState
from interventions import actions
from interventions.models import Plan, PlanDocument
from tests.factories import a_case, a_member, an_involvement, chris, sanne
from tests.plan_factories import (
    a_proposed_plan,
    a_ready_plan,
    an_adopted_plan,
    partners_in,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("printed_once"),
    pytest.mark.filterwarnings("ignore:No fonts configured"),
]


def address(case: Case, page: str) -> str:
    return f"/casussen/{case.pk}/plan/{page}"


def ask(client: Client, case: Case, *, htmx: bool = False):
    return client.post(address(case, "1/pdf/maken/"), headers={"HX-Request": "true"} if htmx else {})


def asked(client: Client, case: Case) -> Job:
    an_adopted_plan(case)
    client.force_login(case.started_by)
    ask(client, case)
    return Job.objects.get(kind="plan_pdf")


def papers_for(user: User) -> int:
    """By raw SQL, on behalf of this user."""
    with acting_for(user.pk), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM interventions_plandocument")
        return cursor.fetchone()[0]


def test_asking_twice_promises_once(client: Client, case):
    job = asked(client, case)

    ask(client, case)

    assert Job.objects.filter(kind="plan_pdf").get() == job


def test_the_page_says_that_it_waits_with_a_link_to_look_again(client: Client, case):
    asked(client, case)

    page = client.get(address(case, "")).text

    assert "staat in de wachtrij. U kunt verder werken." in page
    assert f'<a href="{address(case, "1/pdf/")}">Kijk opnieuw</a>' in page


def test_the_plain_link_comes_back_to_the_plan(client: Client, case):
    asked(client, case)

    assert client.get(address(case, "1/pdf/")).headers["Location"] == address(case, "1/#download")


def test_htmx_gets_the_piece_that_asks_again_until_it_is_there(client: Client, case):
    job = asked(client, case)
    waiting = client.get(address(case, "1/pdf/"), headers={"HX-Request": "true"}).text

    deliver(job.pk)

    ready = client.get(address(case, "1/pdf/"), headers={"HX-Request": "true"}).text
    assert f'hx-get="{address(case, "1/pdf/")}" hx-trigger="every 2s"' in waiting
    assert 'hx-nonce="' in waiting
    assert "hx-get" not in ready
    assert f'href="{address(case, "1/pdf/bestand/")}"' in ready


def test_asking_by_htmx_answers_with_the_piece_alone(client: Client, case):
    an_adopted_plan(case)
    client.force_login(case.started_by)

    piece = ask(client, case, htmx=True).text

    assert "staat in de wachtrij" in piece
    assert "<html" not in piece


def test_it_is_made_once_and_a_second_delivery_does_nothing(client: Client, case):
    job = asked(client, case)
    deliver(job.pk)
    made = PlanDocument.objects.get()

    deliver(job.pk)
    Job.objects.filter(pk=job.pk).update(state=JobState.OPEN, finished_at=None)
    deliver(job.pk)

    assert PlanDocument.objects.get().sha256 == made.sha256
    assert PlanDocument.objects.get().made_at == made.made_at
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_who_asks_again_may_have_it_though_the_first_left_the_case(client: Client, case):
    job = asked(client, case)
    partner = partners_in(case)[0]
    Job.objects.update(asked_by=chris(), state=JobState.FAILED, tries=5, finished_at=timezone.now())

    client.force_login(partner)
    ask(client, case)
    deliver(job.pk)

    job.refresh_from_db()
    assert (job.asked_by, job.state) == (partner, JobState.DONE)
    assert PlanDocument.objects.exists()


def test_after_failing_asking_again_is_a_new_try(client: Client, case):
    job = asked(client, case)
    Job.objects.filter(pk=job.pk).update(state=JobState.FAILED, tries=5, finished_at=timezone.now(), last_error="E")

    page = client.get(address(case, "")).text
    ask(client, case)

    job.refresh_from_db()
    assert "maken lukte niet. Er is niets verloren." in page
    assert "Probeer opnieuw" in page
    assert job.state == JobState.OPEN


@pytest.mark.parametrize("make", [a_ready_plan, a_proposed_plan])
def test_what_may_still_change_does_not_go_on_paper(client: Client, case, make):
    make(case)
    client.force_login(case.started_by)

    page = client.post(address(case, "1/pdf/maken/"), follow=True)

    assert "Alleen een vastgestelde versie gaat op papier." in page.text
    assert "Maak PDF" not in page.text
    assert not Job.objects.exists()


def test_the_file_is_named_by_number_and_version_alone(client: Client, case):
    a_member(case)
    deliver(asked(client, case).pk)

    file = client.get(address(case, "1/pdf/bestand/"))

    assert file.headers["Content-Type"] == "application/pdf"
    assert file.headers["Content-Disposition"] == (f'attachment; filename="plan-van-aanpak-{case.number}-versie-1.pdf"')
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in file.headers["Cache-Control"]
    assert file.content.startswith(b"%PDF")


def test_fetching_it_is_logged_as_printed(client: Client, case):
    deliver(asked(client, case).pk)

    client.get(address(case, "1/pdf/bestand/"))

    printed = AuditEvent.objects.filter(type=EventType.PRINTED, case_id=case.pk).order_by("pk")
    assert [event.page for event in printed] == ["ask_for_pdf", "pdf_file"]


def test_the_promise_holds_numbers_alone(client: Client, case):
    job = asked(client, case)

    assert job.key == f"plan_pdf:{Plan.objects.get().pk}"


@pytest.mark.parametrize("page", ["1/pdf/", "1/pdf/bestand/", "1/pdf/maken/"])
def test_a_stranger_gets_404_and_nothing_is_promised(client: Client, case, page: str):
    deliver(asked(client, case).pk)
    client.force_login(chris())

    for headers in ({}, {"HX-Request": "true"}):
        method = client.post if page.endswith("maken/") else client.get
        assert method(address(case, page), headers=headers).status_code == 404
    assert Job.objects.count() == 1


def test_a_reader_of_the_case_may_have_it(client: Client, case):
    deliver(asked(client, case).pk)
    reader = sanne()
    an_involvement(case, reader, role=InvolvementRole.READER)
    client.force_login(reader)

    assert client.get(address(case, "1/pdf/bestand/")).status_code == 200


def test_before_anybody_asked_there_is_no_file_and_no_progress(client: Client, case):
    an_adopted_plan(case)
    client.force_login(case.started_by)

    assert client.get(address(case, "1/pdf/bestand/")).status_code == 404
    assert client.get(address(case, "1/pdf/"), headers={"HX-Request": "true"}).status_code == 404
    assert "Maak PDF" in client.get(address(case, "")).text


def test_the_file_of_one_case_is_not_reached_through_another(client: Client, case):
    deliver(asked(client, case).pk)
    other = a_case(coordinator=case.started_by)

    assert client.get(address(other, "1/pdf/bestand/")).status_code == 404


def test_a_promise_that_is_rolled_back_was_not_made(case):
    plan = an_adopted_plan(case)

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.ask_for_pdf(plan, by=case.started_by)
        raise ZeroDivisionError

    assert not Job.objects.exists()


def test_paper_of_before_somebody_was_restricted_is_there_for_nobody_and_is_made_anew(client: Client, case):
    hidden = a_member(case, given_name="Zoraya")
    deliver(asked(client, case).pk)
    before = PlanDocument.objects.get()
    restrict(hidden, by=case.started_by, named=[], reason="Bedreigd")

    assert client.get(address(case, "1/pdf/bestand/")).status_code == 404
    assert "Maak PDF" in client.get(address(case, "")).text

    ask(client, case)
    ask(client, case)
    anew = Job.objects.get(state=JobState.OPEN)
    deliver(anew.pk)

    assert anew.key == f"plan_pdf:{before.plan_id}:2"
    assert PlanDocument.objects.get().pk != before.pk
    assert client.get(address(case, "1/pdf/bestand/")).status_code == 200


def test_when_nobody_was_restricted_since_the_paper_is_never_taken_away(client: Client, case):
    hidden = a_member(case, given_name="Zoraya")
    restrict(hidden, by=case.started_by, named=[], reason="Bedreigd")
    deliver(asked(client, case).pk)

    with pytest.raises(DatabaseError, match="verandert niet"), transaction.atomic():
        PlanDocument.objects.all().delete()
    assert PlanDocument.objects.standing().count() == 1


def test_lifting_the_restriction_gives_the_paper_back(client: Client, case):
    hidden = a_member(case, given_name="Zoraya")
    deliver(asked(client, case).pk)
    restrict(hidden, by=case.started_by, named=[], reason="Bedreigd")
    lift_restriction(hidden, by=case.started_by, reason="Voorbij")

    assert client.get(address(case, "1/pdf/bestand/")).status_code == 200


def test_raw_sql_finds_no_paper_of_before(client: Client, case):
    hidden = a_member(case, given_name="Zoraya")
    deliver(asked(client, case).pk)
    assert papers_for(case.started_by) == 1

    restrict(hidden, by=case.started_by, named=[], reason="Bedreigd")

    assert papers_for(case.started_by) == 0


def test_paper_of_before_names_of_workers_were_shielded_is_made_anew_without_them(client: Client, case):
    deliver(asked(client, case).pk)
    shield = shield_workers(case, by=case.started_by, on=timezone.localdate(), reason="Een medewerker is bedreigd")

    assert client.get(address(case, "1/pdf/bestand/")).status_code == 404
    assert papers_for(case.started_by) == 0
    ask(client, case)
    deliver(Job.objects.get(state=JobState.OPEN).pk)
    anew = PlanDocument.objects.get()
    assert client.get(address(case, "1/pdf/bestand/")).status_code == 200
    with pytest.raises(DatabaseError, match="verandert niet"), transaction.atomic():
        PlanDocument.objects.all().delete()

    end_shield(shield, by=case.started_by, on=timezone.localdate(), reason="Voorbij")
    assert PlanDocument.objects.standing().get() == anew
