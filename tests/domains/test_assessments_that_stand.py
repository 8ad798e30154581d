"""What was released stands, and what cannot be is not stored, whatever route somebody takes."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from cases.models import Case
from domains import actions
from domains.catalogue import load_life_domains
from domains.models import Assessment, DomainScore, LifeDomain, SharedConclusion
from familienetwerk.accounts.models import User
from familienetwerk.behalf import acting_for
from tests.domain_factories import an_assessment, refused_by_the_database
from tests.factories import TODAY, a_case, a_household, a_member, an_involvement, anna, sanne

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def seat(one_transaction: None) -> int:
    load_life_domains()
    return an_involvement(a_case(coordinator=anna()), sanne()).pk


@pytest.fixture
def case(seat: int, db: None) -> Case:
    return Case.objects.get(involvements=seat)


@pytest.fixture
def team(seat: int, db: None) -> User:
    return User.objects.select_related("organisation").get(involvements=seat)


def test_what_stands_cannot_be_changed_on_the_page(client: Client, case, team):
    stands = an_assessment(case, team)
    client.force_login(team)

    assert client.get(f"/casussen/{case.pk}/beoordelingen/{stands.pk}/wijzigen/").status_code == 403
    with pytest.raises(actions.AssessmentIsReleased):
        actions.discard_assessment(stands, by=team)


def test_no_route_leads_round_the_necessity(case, team):
    mental = LifeDomain.objects.get(code="mental_health")
    unexplained = actions.ScoreGiven(life_domain=mental, score=2, source="gesprek", information_on=TODAY)
    draft = an_assessment(case, team, released=False, scores={"mental_health": 2})

    with pytest.raises(actions.NecessityIsMissing):
        actions.write_assessment(case, by=team, assessed_on=TODAY, scores=[unexplained])
    rows = DomainScore.objects.filter(assessment=draft)
    assert refused_by_the_database(lambda: rows.update(necessity=" ")) == "sensitive_score_says_why"


def test_the_next_look_is_not_before_this_one(case, team):
    draft = Assessment.objects.filter(pk=an_assessment(case, team, released=False).pk)

    assert refused_by_the_database(lambda: draft.update(next_on=date(2020, 1, 1))) == "assessment_looks_again_later"


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"score": 6}, "domain_score_is_on_the_scale"),
        ({"target": 0}, "domain_score_target_is_on_the_scale"),
        ({"source": ""}, "domain_score_has_a_dated_source"),
    ],
)
def test_the_database_refuses_a_score_that_cannot_be(case, team, change, constraint):
    draft = an_assessment(case, team, released=False)

    assert refused_by_the_database(lambda: DomainScore.objects.filter(assessment=draft).update(**change)) == constraint


def test_the_database_keeps_what_was_released(case, team):
    stands = an_assessment(case, team, conclusion="Rustig aan.")
    rows, scores = Assessment.objects.filter(pk=stands.pk), DomainScore.objects.filter(assessment=stands)
    justice = LifeDomain.objects.get(code="justice")

    said = SharedConclusion.objects.filter(assessment=stands)

    assert refused_by_the_database(lambda: rows.update(next_on=TODAY)) == "assessment_stands_once_released"
    for act in (lambda: said.update(text="Anders"), said.delete):
        assert refused_by_the_database(act) == "conclusion_stands_with_its_assessment"
    for act in (
        lambda: scores.update(situation="Anders"),
        scores.delete,
        lambda: DomainScore.objects.create(assessment=stands, life_domain=justice),
    ):
        assert refused_by_the_database(act) == "score_stands_with_its_assessment"


@pytest.mark.parametrize("words", ["DELETE FROM domains_domainscore", "DELETE FROM domains_assessment"])
def test_plain_sql_of_the_app_does_not_remove_it(case, team, words):
    an_assessment(case, team)

    with pytest.raises(IntegrityError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(words)

    assert refusal.value.__cause__.diag.sqlstate == "23514"
    assert refusal.value.__cause__.diag.constraint_name.endswith(("_stands_with_its_assessment", "_once_released"))


@pytest.mark.parametrize("subject", ["member", "household"])
def test_the_database_keeps_an_assessment_within_its_case(case, team, subject):
    stranger = {"member": a_member, "household": a_household}[subject](a_case())
    draft = Assessment.objects.filter(pk=an_assessment(case, team, released=False).pk)

    assert refused_by_the_database(lambda: draft.update(**{subject: stranger})) == "assessment_is_about_its_own_case"


def test_also_for_who_may_not_see_that_other_case(case, team):
    stranger = a_member(a_case())
    draft = Assessment.objects.filter(pk=an_assessment(case, team, released=False).pk)

    with acting_for(team.pk):
        refusal = refused_by_the_database(lambda: draft.update(member=stranger))

    assert refusal == "assessment_is_about_its_own_case"


def test_the_database_knows_one_subject_at_a_time(case, team):
    draft = Assessment.objects.filter(pk=an_assessment(case, team, released=False).pk)
    both = {"member": a_member(case), "household": a_household(case)}

    assert refused_by_the_database(lambda: draft.update(**both)) == "assessment_is_about_one_subject"
