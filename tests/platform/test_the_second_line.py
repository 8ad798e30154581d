"""Row-level security: when a query forgets to ask who may see, the database still knows."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from cases import actions
from cases.models import AskedAbout, Audience, Case, CaseStage, Member, Observation
from domains.models import Assessment, DomainScore, Instrument, LifeDomain
from familienetwerk.behalf import Asker, Errand, acting_as, acting_for
from familienetwerk.second_line.policies import RULES
from tests.domain_factories import a_contribution
from tests.factories import TODAY, a_case, a_member, an_intake, an_involvement, an_observation, anna, bram, chris, sanne

pytestmark = pytest.mark.django_db
ITEMS = ("cases_observation", "domains_contribution")
WORDS = ("cases_observationwords", "domains_contributionwords")


@pytest.fixture
def director():
    return anna()


@pytest.fixture
def case(director) -> Case:
    case = a_case(coordinator=director)
    a_member(case)
    return case


@pytest.fixture
def nobody():
    """As the app's role is without saying for whom it works."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.user_id', '', true), set_config('app.errand', '', true)")
        yield cursor


def number_of_rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("table", sorted(RULES.keys() - {"audit_auditevent"}))  # see test_what_names_a_case_by_number
def test_without_saying_for_whom_there_are_no_rows(case, director, table, nobody):
    nobody.execute(f"SELECT count(*) FROM {table}")

    assert nobody.fetchone() == (0,)


def test_what_is_there_is_seen_by_who_is_involved_and_nobody_else(case, director):
    a_case(coordinator=bram())
    with acting_for(director.pk):
        assert [row.pk for row in Case.objects.all()] == [case.pk]
        assert Member.objects.count() == 1
    with acting_for(chris().pk):
        assert not Case.objects.exists()
        assert not Member.objects.exists()


def test_it_ends_with_the_involvement(case, director):
    partner = bram()
    seat = an_involvement(case, partner)
    actions.end_involvement(seat, by=director, on=TODAY, reason="Klaar")

    with acting_for(partner.pk):
        assert not Case.objects.exists()


def test_who_was_asked_reads_the_names_until_the_intake_is_decided(director):
    partner, case = bram(), an_intake(started_by=director)
    a_member(case)
    actions.ask_question(case, partner.organisation, by=director, on=TODAY, question="Kent u hen?", due_on=TODAY)
    with acting_for(partner.pk):
        assert AskedAbout.objects.filter(case=case).exists()
        assert not Member.objects.exists()

    Case.objects.filter(pk=case.pk).update(stage=CaseStage.REFERRED)
    with acting_for(partner.pk):
        assert not AskedAbout.objects.exists()


def test_an_account_that_ended_sees_nothing(case, director):
    type(director).objects.filter(pk=director.pk).update(is_active=False)

    with acting_for(director.pk):
        assert not Case.objects.exists()


def test_a_draft_of_another_organisation_is_not_there(case, director):
    partner = bram()
    an_involvement(case, partner)
    an_observation(case, partner, released_at=None)

    with acting_for(director.pk):
        assert not Observation.objects.exists()
    with acting_for(partner.pk):
        assert Observation.objects.count() == 1


@pytest.mark.parametrize(("audience", "seen"), [(Audience.ALL_INVOLVED, 1), (Audience.OWN_ORGANISATION, 0)])
def test_scores_are_only_there_for_who_reads_the_assessment(case, audience, seen):
    police, team = bram(), sanne()
    an_involvement(case, police)
    an_involvement(case, team)
    instrument = LifeDomain.objects.first() or a_life_domain()
    assessment = Assessment.objects.create(
        case=case, organisation=team.organisation, author=team, assessed_on=TODAY, audience=audience
    )
    DomainScore.objects.create(assessment=assessment, life_domain=instrument)
    Assessment.objects.filter(pk=assessment.pk).update(released_at="2026-11-01T10:00Z")

    with acting_for(police.pk):
        assert Assessment.objects.count() == 1
        assert DomainScore.objects.count() == seen


@pytest.mark.parametrize(
    ("fields", "is_read"),
    [
        ({"audience": Audience.ALL_INVOLVED}, True),
        ({"audience": Audience.OWN_DOMAIN}, False),
        ({"audience": Audience.COORDINATORS}, False),
        ({"audience": Audience.OWN_ORGANISATION}, False),
    ],
)
def test_raw_sql_finds_that_something_was_said_and_the_words_only_for_who_may_read_them(case, fields, is_read):
    police, team = bram(), sanne()
    an_involvement(case, police)
    an_involvement(case, team)
    an_observation(case, team, text="Moeder drinkt.", **fields)
    a_contribution(case, team, concern="Moeder drinkt.", **fields)

    with acting_for(police.pk):
        found = {table: number_of_rows(table) for table in (*ITEMS, *WORDS)}
    with acting_for(team.pk):
        assert all(number_of_rows(table) == 1 for table in WORDS)

    assert found == dict.fromkeys(ITEMS, 1) | dict.fromkeys(WORDS, int(is_read))


def test_raw_sql_gives_the_words_to_who_is_named_until_the_seat_ends(case, director):
    police, team, seats = bram(), sanne(), {}
    for user in (police, team):
        seats[user] = an_involvement(case, user)
    an_observation(case, team, text="Voor Bram.", audience=Audience.NAMED, named=[police.principal.pk])

    with acting_for(director.pk):
        assert number_of_rows("cases_observationwords") == 0
    with acting_for(police.pk):
        assert number_of_rows("cases_observationwords") == 1
    actions.end_involvement(seats[police], by=director, on=TODAY, reason="Klaar")
    with acting_for(police.pk):
        assert number_of_rows("cases_observationwords") == 0


def test_who_writes_down_what_the_police_saw_need_not_read_it_afterwards(case, director):
    police = bram()
    an_involvement(case, police)

    with acting_for(director.pk):
        actions.note_down(
            case,
            by=director,
            organisation=police.organisation,
            nature="FACT",
            text="Er loopt een tap.",
            observed_on=TODAY,
            audience=Audience.OWN_ORGANISATION,
            released_at=timezone.now(),
        )
        assert number_of_rows("cases_observationwords") == 0
    with acting_for(police.pk):
        assert number_of_rows("cases_observationwords") == 1


def a_life_domain() -> LifeDomain:
    instrument = Instrument.objects.create(code="proef", name="Proef", source="proef", valid_from=TODAY)
    return LifeDomain.objects.create(instrument=instrument, code="proef", name="Proef", plain_name="Proef", position=1)


def test_nobody_writes_in_a_case_that_is_not_theirs(case):
    stranger = chris()

    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic(), acting_for(stranger.pk):
        Member.objects.create(
            case_id=case.pk,
            given_name="X",
            name_key="x",
            given_key="x",
            reason="INDEX",
            reason_text="x",
            review_on=TODAY,
            added_on=TODAY,
            added_by=stranger,
        )


def test_a_change_of_what_one_does_not_see_changes_nothing(case):
    with acting_for(chris().pk):
        assert Case.objects.update(name="Gekaapt") == 0


def test_an_errand_sees_every_case_and_ends(case):
    a_case()

    with acting_as(Errand.FIGURES):
        assert Case.objects.count() == 2
    with acting_for(chris().pk):
        with acting_as(Errand.FIGURES):
            pass
        assert not Case.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_nothing_of_it_is_left_on_the_connection(case, director):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.errand', '', false)")
        connection.acting = Asker()
        with acting_for(director.pk):
            assert number_of_rows("cases_case") == 1
        left = number_of_rows("cases_case")
        cursor.execute("SELECT set_config('app.errand', 'tests', false)")
        connection.acting = Asker(errand="tests")

    assert left == 0


def test_the_rules_of_the_database_judge_every_row_whoever_asks():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rule.proname FROM pg_trigger JOIN pg_proc rule ON rule.oid = tgfoid "
            "WHERE NOT tgisinternal AND tgrelid::regclass::text = ANY(%s) AND NOT rule.prosecdef "
            "AND rule.proname <> 'audit_is_append_only'",  # which refuses, whatever the row is
            [list(RULES)],
        )

        assert cursor.fetchall() == []


def test_somebody_of_a_case_that_one_may_not_see_cannot_be_assessed(case):
    team, stranger = sanne(), a_member(a_case())
    an_involvement(case, team)
    with acting_for(team.pk), pytest.raises(IntegrityError, match="andere casus"), transaction.atomic():
        Assessment.objects.create(
            case=case, organisation=team.organisation, author=team, assessed_on=TODAY, member_id=stranger.pk
        )


@pytest.mark.parametrize("table", sorted(RULES.keys() - {"audit_auditevent"}))  # reads the cases of who oversees
def test_a_page_of_rows_does_not_read_all_that_somebody_holds(director, table):
    with acting_for(director.pk), connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN SELECT * FROM {table} LIMIT 100")
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "hashed SubPlan" not in plan
