"""The plan as a PDF of what stands in the database: asked, made once, kept with its version, and only for who may."""

from datetime import date
from io import BytesIO

import outloud
import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from cases.actions import record_exception
from cases.models import Audience, Case, InvolvementRole, Regime
from domains.actions import ScoreGiven, release_assessment, write_assessment
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.outbox.delivery import deliver
from familienetwerk.outbox.models import Job, JobState
from interventions import actions
from interventions.models import InterventionStatus, Plan, PlanDocument
from interventions.plan_document import paper_of
from interventions.plan_pdf import render_plan_pdf
from tests.domain_factories import a_contribution
from tests.factories import TODAY, a_case, a_household, a_member, an_involvement, an_observation, anna, chris, sanne
from tests.plan_factories import (
    a_goal,
    a_life_domain,
    a_plan,
    a_proposed_plan,
    a_ready_plan,
    adopt,
    an_action,
    an_adopted_plan,
    an_intervention,
    an_intervention_type,
    partners_in,
    react,
    write,
)

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:No fonts configured")]

CANARY = "KANARIE"  # in everything that is not for all involved


@pytest.fixture
def case() -> Case:
    return a_case(coordinator=anna())


def address(case: Case, page: str) -> str:
    return f"/casussen/{case.pk}/plan/{page}"


def ask(client: Client, case: Case, *, htmx: bool = False):
    return client.post(address(case, "1/pdf/maken/"), headers={"HX-Request": "true"} if htmx else {})


def asked(client: Client, case: Case) -> Job:
    an_adopted_plan(case)
    client.force_login(case.started_by)
    ask(client, case)
    return Job.objects.get(kind="plan_pdf")


# --- asking, waiting, fetching -------------------------------------------------------------------------


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


# --- what stands in it -----------------------------------------------------------------------------------


def scored(case: Case, author, situation: str, audience: Audience = Audience.ALL_INVOLVED, **subject: object) -> None:
    given = {"score": 2, "target": 4, "situation": situation, "information_on": TODAY, "source": situation}
    looked_at = (a_life_domain(), a_life_domain("child_safety", name="Veiligheid kind"))
    scores = [ScoreGiven(life_domain=domain, **given) for domain in looked_at]
    draft = write_assessment(
        case, by=author, assessed_on=TODAY, scores=scores, audience=audience, conclusion=situation, **subject
    )
    release_assessment(draft, by=author, on=TODAY)


def a_full_plan(case: Case) -> Plan:
    """One of everything; what is not for all involved says so."""
    kevin = a_member(case, roles=["SUSPECT"])
    jayden = a_member(case, given_name="Jayden", birth_date=date(2009, 3, 2))
    home = a_household(case)
    chosen = an_intervention(case, household=home, flanking_care="Opvang voor Jayden")
    an_intervention(
        case,
        status=InterventionStatus.NOT_USED,
        member=jayden,
        type=an_intervention_type("gebiedsverbod", name="Gebiedsverbod"),
    )
    plan = a_plan(case)
    police, team = partners_in(case)
    secret = {"audience": Audience.OWN_DOMAIN, "regime": Regime.WPG}
    scored(case, team, "Jayden gaat twee dagen per week.", member=jayden, household=None)
    scored(case, police, f"{CANARY} in een beoordeling", Audience.OWN_DOMAIN, member=kevin)
    an_observation(case, team, text="De keuken was leeg.")
    an_observation(case, police, text=f"{CANARY} in een waarneming", **secret)
    an_observation(case, police, text=f"{CANARY} in een concept", released_at=None)
    a_contribution(case, police, concern=f"{CANARY} in een bijdrage", **secret)
    a_contribution(case, team, concern=f"{CANARY} voor eigen huis", audience=Audience.OWN_ORGANISATION)
    a_contribution(case, police, concern=f"{CANARY} in een concept", released=False)
    goal = a_goal(plan, member=jayden, own_words="Als ik in een andere klas kom.")
    an_action(goal, family_owner="Oom Johan", what="Haal Jayden op van huis")
    an_action(a_goal(plan, statement="Jayden slaapt bij oma", term="SMALL", parent=goal), owner=case.started_by)
    write(plan, interventions=[chosen])
    actions.propose_plan(plan, by=plan.written_by, on=TODAY, answer_by=TODAY)
    react(plan, police)
    react(plan, team, "RESERVATION", remark="Eerst opvang voor Jayden.")
    return actions.adopt_plan(plan, by=case.started_by, on=TODAY)


def text_of(plan: Plan) -> str:
    reader = PdfReader(BytesIO(render_plan_pdf(paper_of(plan, today=TODAY))))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_it_says_what_everybody_agreed_and_nothing_that_is_for_a_few(case):
    text = text_of(a_full_plan(case))

    assert CANARY not in text
    for words in (
        case.number,
        "Kevin Waterman",
        "Jayden gaat vier dagen per week naar school",
        "Als ik in een andere klas kom.",
        "Jayden slaapt bij oma",
        "Haal Jayden op van huis",
        "Oom Johan",
        "Sluiting van een woning",
        "Opiumwet 13b",
        "Opvang voor Jayden",
        "Gebiedsverbod",
        "Schaadt een kind meer dan het helpt",
        "Jayden gaat twee dagen per week.",
        "De keuken was leeg.",
        "Eerst opvang voor Jayden.",
        "Sanne belt de moeder elke maandag.",
        "Wij willen dat hij thuis kan blijven.",
    ):
        assert words in text, words


def test_a_measure_that_waits_for_the_mayor_is_asked_of_the_board(case):
    paper = paper_of(a_full_plan(case), today=TODAY)

    assert [measure.name for measure in paper.asked_of_board] == ["Sluiting van een woning"]


@pytest.mark.parametrize(
    ("status", "bodies", "asked"),
    [
        (InterventionStatus.CHOSEN, ["MAYOR"], True),
        (InterventionStatus.CHOSEN, ["EXECUTIVE", "POLICE"], True),
        (InterventionStatus.CHOSEN, ["POLICE"], False),
        (InterventionStatus.RUNNING, ["MAYOR"], False),
        (InterventionStatus.ENDED, ["MAYOR"], False),
    ],
)
def test_only_what_is_chosen_and_waits_for_mayor_or_executive_is_asked(case, status, bodies, asked: bool):
    type_ = an_intervention_type("een-maatregel", deciding_bodies=bodies)
    chosen = an_intervention(case, type=type_, status=status)
    plan = adopt(a_proposed_plan(case, interventions=[chosen]))

    assert [measure.is_asked_of_board for measure in paper_of(plan, today=TODAY).measures] == [asked]


def test_the_exception_stands_on_the_cover(case):
    record_exception(case, by=case.started_by, on=TODAY, reason="Gevaar voor de wijkagent.")
    plan = actions.adopt_plan(a_proposed_plan(case), by=case.started_by, on=TODAY)

    cover = PdfReader(BytesIO(render_plan_pdf(paper_of(plan, today=TODAY)))).pages[0].extract_text()

    assert "Gevaar voor de wijkagent." in " ".join(cover.split())
    assert "Anna de Wit" in cover


def test_a_replaced_version_says_by_which(case):
    first = an_adopted_plan(case)
    second = an_adopted_plan(case)
    first.refresh_from_db()

    assert paper_of(first, today=TODAY).remark == "Vervangen door versie 2."
    assert paper_of(second, today=TODAY).replaces == "versie 1 van 23-11-2026"


def test_the_kept_file_is_dutch_tagged_titled_and_has_bookmarks(client: Client, case, tmp_path):
    a_full_plan(case)
    client.force_login(case.started_by)
    ask(client, case)
    deliver(Job.objects.get().pk)

    kept = bytes(PlanDocument.objects.get().pdf)
    reader = PdfReader(BytesIO(kept))
    file = tmp_path / "plan.pdf"
    file.write_bytes(kept)
    assert reader.trailer["/Root"]["/Lang"] == "nl"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == f"Plan van aanpak {case.number}, versie 1"
    assert len(reader.outline) > 5
    assert "Waterman" not in str(reader.metadata)
    assert outloud.check(str(file)).errors == 0


def test_a_large_plan_asks_the_database_no_more_than_a_small_one(case, django_assert_max_num_queries):
    small = Plan.objects.select_related("case").get(pk=a_full_plan(case).pk)
    another = a_case(coordinator=anna())
    for turn in range(8):
        a_member(another, given_name=f"Kind {turn}")
        an_intervention(another, status=InterventionStatus.NOT_USED)
    large = Plan.objects.select_related("case").get(pk=a_full_plan(another).pk)

    with django_assert_max_num_queries(45) as few:
        paper_of(small, today=TODAY)
    with django_assert_max_num_queries(len(few)):
        paper_of(large, today=TODAY)
