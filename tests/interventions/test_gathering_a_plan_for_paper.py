"""From the rows of a plan to the paper: everything that all involved may read, and nothing else."""

from datetime import date
from io import BytesIO

import outloud
import pytest
from django.test import Client
from pypdf import PdfReader

from cases import actions as case_actions
from cases.actions import record_exception
from cases.models import Audience, Case, Regime
from domains.actions import ScoreGiven, release_assessment, write_assessment
from familienetwerk.outbox.delivery import deliver
from familienetwerk.outbox.models import Job
from interventions import actions
from interventions.models import InterventionStatus, Plan, PlanDocument
from interventions.plan_document import paper_of
from interventions.plan_pdf import render_plan_html, render_plan_pdf
from tests.domain_factories import a_contribution
from tests.factories import TODAY, a_case, a_household, a_member, an_observation, anna
from tests.plan_factories import (
    a_goal,
    a_life_domain,
    a_plan,
    a_proposed_plan,
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


def address(case: Case, page: str) -> str:
    return f"/casussen/{case.pk}/plan/{page}"


def ask(client: Client, case: Case, *, htmx: bool = False):
    return client.post(address(case, "1/pdf/maken/"), headers={"HX-Request": "true"} if htmx else {})


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


def test_after_shielding_no_worker_has_a_name_and_the_family_keeps_its_own(case):
    plan = a_full_plan(case)
    case_actions.shield_workers(case, by=case.started_by, on=TODAY, reason="Een medewerker is bedreigd")

    text = render_plan_html(paper_of(plan, today=TODAY))

    workers = [case.started_by, *(seat.user for seat in case.involvements.select_related("user"))]
    assert [worker.name for worker in workers if worker.name in text] == []
    for words in ("naam afgeschermd", "Oom Johan", str(case.started_by.organisation)):
        assert words in text


def test_an_intervention_that_waits_for_the_mayor_is_asked_of_the_board(case):
    paper = paper_of(a_full_plan(case), today=TODAY)

    assert [chosen.name for chosen in paper.asked_of_board] == ["Sluiting van een woning"]


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
    type_ = an_intervention_type("een-interventie", deciding_bodies=bodies)
    chosen = an_intervention(case, type=type_, status=status)
    plan = adopt(a_proposed_plan(case, interventions=[chosen]))

    assert [chosen.is_asked_of_board for chosen in paper_of(plan, today=TODAY).interventions] == [asked]


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
