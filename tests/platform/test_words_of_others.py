"""In plain SQL as the app's role: who works on a case rewrites no word of another organisation, and takes none away."""

import io
from types import SimpleNamespace

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import override_settings

from cases import actions
from cases.models import Answer, Audience, InvolvementRole, Regime
from cases.words_guard import NAME
from documents.actions import add_document
from documents.models import Category
from domains.catalogue import load_life_domains
from familienetwerk.accounts.models import User
from familienetwerk.behalf import acting_for
from familienetwerk.second_line.policies import CONCLUDED, HANGING, ITEMS, SAID
from familienetwerk.second_line.writing import STAYS
from tests.documents.files import a_pdf
from tests.domain_factories import (
    a_contact,
    a_contribution,
    a_fixed_definition,
    a_proposed_definition,
    agree,
    an_assessment,
)
from tests.factories import (
    TODAY,
    a_case,
    a_household,
    a_member,
    an_intake,
    an_involvement,
    an_observation,
    anna,
    bram,
    chris,
    sanne,
)
from tests.plan_factories import a_goal, a_plan, a_proposed_plan, an_action, react
from tests.question_factories import asked

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(one_transaction, tmp_path_factory) -> SimpleNamespace:
    """A case with a draft of a plan, in which the police said one of everything; and two that ask for answers."""
    load_life_domains()
    director, police, team, colleague, reader = anna(), bram(), sanne(), bram(), chris()
    colleague.organisation = police.organisation
    colleague.save()
    written, asked, laid = (a_case(coordinator=director) for _ in range(3))
    for case in (written, asked, laid):
        for user in (police, team, colleague):
            an_involvement(case, user)
        an_involvement(case, reader, role=InvolvementRole.READER)
        a_contribution(case, police)
        a_contribution(case, team)
    write_one_of_everything(written, police, tmp_path_factory.mktemp("documents"))
    a_fixed_definition(written, partners=[police, team])
    an_action(a_goal(a_plan(written)), organisation=police.organisation)
    agree(a_proposed_definition(asked), police)
    a_fixed_definition(laid, partners=[police, team])
    react(a_proposed_plan(laid), police)
    answer_at_an_intake(director, police, beside=[team, colleague, reader])
    return SimpleNamespace(director=director, police=colleague, team=team, reader=reader)


def answer_at_an_intake(director: User, police: User, *, beside: list[User]) -> None:
    intake = an_intake(coordinator=director)
    question = asked(intake, police.organisation)
    actions.answer_question(question, by=police, on=TODAY, answer=Answer.KNOWN, text="Wij kennen dit gezin.")
    for user in beside:
        role = InvolvementRole.READER if user == beside[-1] else InvolvementRole.PARTICIPANT
        an_involvement(intake, user, role=role)


def write_one_of_everything(case, police, folder) -> None:
    person = a_member(case)
    an_observation(case, police).members.add(person)
    an_assessment(case, police, conclusion="Rustig aan.")
    an_assessment(case, police, released=False)
    a_contact(case, police, members=[person])
    about = {"title": "Verslag", "category": Category.REPORT, "dated_on": TODAY, "description": "", "member": None}
    with override_settings(DOCUMENTS_ROOT=str(folder)):
        for_whom = {"audience": Audience.ALL_INVOLVED, "regime": Regime.AVG, "named": []}
        add_document(case, "verslag.pdf", io.BytesIO(a_pdf()), by=police, for_whom=for_whom, **about)
    home = a_household(case)
    actions.move_in(home, person, by=case.started_by, on=TODAY)


def tried(user: User, statement: str) -> int:
    """How many rows it changed; refused, none. What it changed is undone."""
    with acting_for(user.pk):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
                changed = cursor.rowcount
                transaction.set_rollback(True)
                return changed
        except DatabaseError as refused:
            assert isinstance(refused.__cause__, psycopg.errors.CheckViolation | psycopg.errors.InsufficientPrivilege)
            return 0


CHANGED = {
    "cases_firstcontribution": '"on" = "on" - 1',
    "cases_intakequestion": "answer = 'UNKNOWN', answer_text = '', answered_by_id = app_user()",
    "cases_observation": "observed_on = observed_on - 1",
    "cases_observationwords": "text = 'Gekaapt'",
    "documents_document": "audience = 'COORDINATORS'",
    "documents_documentcontent": "title = 'Gekaapt'",
    "domains_agreement": "reason = 'Gekaapt'",
    "domains_assessment": "next_on = assessed_on",
    "domains_contact": "struck_at = now(), struck_by_id = author_id",
    "domains_contactwords": "struck_reason = 'Gekaapt'",
    "domains_contribution": "lock_version = 2",
    "domains_contributionwords": "concern = 'Gekaapt'",
    "domains_domainscore": "situation = 'Gekaapt'",
    "domains_sharedconclusion": "text = 'Gekaapt'",
    "interventions_actionitem": "status = 'STOPPED'",
    "interventions_actionwords": "what = 'Gekaapt'",
    "interventions_adoption": "remark = 'Gekaapt'",
}

# Where what was released, or fixed, stands for its own organisation too.
OPEN = {
    "domains_agreement": "definition_id IN (SELECT id FROM domains_problemdefinition WHERE status = 'PROPOSED')",
    "domains_domainscore": "assessment_id IN (SELECT id FROM domains_assessment WHERE released_at IS NULL)",
    "interventions_adoption": "plan_id IN (SELECT id FROM interventions_plan WHERE status = 'PROPOSED')",
}


@pytest.mark.parametrize("table", sorted(CHANGED))
@pytest.mark.parametrize("who", ["team", "reader"])
def test_words_of_another_organisation_are_neither_changed_nor_taken_away(world, table, who):
    user, theirs = getattr(world, who), not_of(table, world.team.organisation_id)

    assert tried(user, f"UPDATE {table} SET {CHANGED[table]} WHERE {theirs}") == 0
    assert tried(user, f"DELETE FROM {table} WHERE {theirs}") == 0


def not_of(table: str, organisation_id: int) -> str:
    """Rows of a table, without what this organisation said itself."""
    if table not in SAID | CONCLUDED:
        return f"organisation_id <> {organisation_id}"
    column, parent = (SAID | CONCLUDED)[table]
    return f"{column} IN (SELECT id FROM {parent} WHERE organisation_id <> {organisation_id})"


@pytest.mark.parametrize(
    "table",
    [
        "cases_intakequestion",
        "cases_observation",
        "cases_observationwords",
        "documents_documentcontent",
        "domains_agreement",
        "domains_contactwords",
        "domains_domainscore",
        "interventions_actionitem",
        "interventions_actionwords",
        "interventions_adoption",
    ],
)
def test_a_colleague_of_who_said_it_may(world, table):
    own = f"NOT ({not_of(table, world.police.organisation_id)}) AND {OPEN.get(table, 'true')}"

    assert tried(world.police, f"UPDATE {table} SET {CHANGED[table]} WHERE {own}") == 1


def test_who_coordinates_writes_the_plan_and_none_of_the_rest(world):
    mine = world.director.organisation_id
    for table, changed in CHANGED.items():
        may = tried(world.director, f"UPDATE {table} SET {changed} WHERE {not_of(table, mine)}")
        assert bool(may) == table.startswith("interventions_action"), table


def test_who_coordinates_takes_an_answer_away_to_ask_again_and_gives_none(world):
    asked = f"DELETE FROM interventions_adoption WHERE {OPEN['interventions_adoption']}"

    assert tried(world.director, asked) == 1
    assert tried(world.team, asked) == 0


def test_an_own_piece_is_not_given_to_another_organisation(world):
    mine, other = world.police.organisation_id, world.team.organisation_id
    for table in ("cases_observation", "documents_document", "domains_assessment"):
        statement = f"UPDATE {table} SET organisation_id = {other} WHERE organisation_id = {mine}"
        assert tried(world.police, statement) == 0


def test_nothing_is_said_in_the_name_of_another_organisation(world):
    """Shared at once: a draft of another organisation is refused by the policies already."""
    for table in ("domains_assessment", "documents_document", "cases_observation"):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute WHERE attrelid = %s::regclass "
                "AND attnum > 0 AND NOT attisdropped AND attname <> 'id'",
                [table],
            )
            [columns] = cursor.fetchone()
        theirs = f"released_at IS NOT NULL AND {not_of(table, world.team.organisation_id)}"
        mine = columns.replace("author_id", "app_user()")
        copied = f"INSERT INTO {table} ({columns}) SELECT {mine} FROM {table} WHERE {theirs} LIMIT 1"
        assert tried(world.team, copied) == 0
        assert tried(world.police, copied) == 1


def test_who_coordinates_writes_down_what_another_organisation_saw_and_nobody_else_does(world):
    theirs = not_of("cases_observation", world.team.organisation_id)

    def written_down(by: User) -> int:
        columns = "case_id, organisation_id, nature, observed_on, regime, audience, named, frame_id, released_at"
        return tried(
            by,
            f"INSERT INTO cases_observation (created_at, author_id, {columns}) "
            f"SELECT now(), {by.pk}, {columns} FROM cases_observation WHERE {theirs} LIMIT 1",
        )

    assert (written_down(world.director), written_down(world.police), written_down(world.team)) == (1, 1, 0)


def test_no_answer_is_given_or_put_in_the_name_of_another_desk(world):
    mine, other = world.team.organisation_id, world.police.organisation_id
    said = f"answer = 'KNOWN', answer_text = 'Gekaapt', answered_by_id = {world.team.pk}, answered_on = current_date"

    assert tried(world.team, f"UPDATE cases_intakequestion SET {said}") == 0
    assert tried(world.police, f"UPDATE cases_intakequestion SET organisation_id = {mine}") == 0
    assert tried(world.team, "UPDATE cases_intakequestion SET withdrawn_on = current_date, answer_text = 'x'") == 0
    assert tried(world.team, INTO_ANOTHER.format(organisation=other)) == 0
    assert tried(world.team, INTO_ANOTHER.format(organisation=mine)) == 1


ASKED = "question, asked_by_id, asked_on, due_on, answer, answer_text, answered_by_id, answered_on"
SIGNED = ASKED.replace("asked_by_id", "app_user()").replace("answered_by_id", "app_user()")
INTO_ANOTHER = f"""
INSERT INTO cases_intakequestion (case_id, organisation_id, {ASKED})
SELECT involved.id, {{organisation}}, {SIGNED} FROM cases_intakequestion CROSS JOIN LATERAL (
    SELECT min(case_id) AS id FROM cases_involvement seat WHERE seat.case_id <> cases_intakequestion.case_id) involved
WHERE answer <> ''
"""


def test_who_disagrees_puts_own_words_beside_an_observation_once(world):
    dispute = "disputed_on = current_date, disputed_by = 'moeder', disputed_text = 'Niet waar.'"

    assert tried(world.team, f"UPDATE cases_observationwords SET {dispute}") == 1
    assert tried(world.team, f"UPDATE cases_observationwords SET {dispute}, text = 'Gekaapt'") == 0


@pytest.mark.parametrize("table", sorted(table for table in HANGING if not table.startswith("breaches")))
def test_who_reads_along_changes_nothing_that_hangs_on_a_row(world, table):
    assert tried(world.reader, f"DELETE FROM {table}") == 0


HELD = {"cases_deadline", "cases_household", "cases_member", "cases_residence", "interventions_plan"}


def test_what_no_action_takes_away_stays_whoever_asks(world):
    with connection.cursor() as cursor:
        held = {table for table in STAYS if cursor.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()}

    assert held >= HELD
    for user in (world.director, world.team):
        assert {table: tried(user, f"DELETE FROM {table}") for table in held} == dict.fromkeys(held, 0)


def test_every_table_of_words_has_its_guard():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, count(*) FROM pg_trigger WHERE starts_with(tgname, %s) GROUP BY 1", [NAME]
        )
        guards = dict(cursor.fetchall())

    words = (*ITEMS, *SAID, *CONCLUDED)
    assert {table: guards.get(table) for table in words} == dict.fromkeys(words, 2)
