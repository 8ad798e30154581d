"""What was laid before the partners, fixed or released stands, whatever route somebody takes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from domains.models import Agreement, Contribution, ContributionWords, ProblemDefinition
from domains.models.problem import DefinitionStatus
from tests.domain_factories import (
    STATEMENT,
    a_contribution,
    a_fixed_definition,
    refused_by_the_database,
)
from tests.factories import an_involvement, bram, sanne

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
NO_SAFETY = "Er is nog geen bijdrage uit het domein veiligheid."
NO_SOCIAL = "Er is nog geen bijdrage uit het domein sociaal."
SOCIAL_IS_SILENT = "Nog geen organisatie uit het domein sociaal is akkoord met de probleemdefinitie."


def test_the_words_stand_once_they_are_proposed(proposed):
    def update():
        ProblemDefinition.objects.filter(pk=proposed.pk).update(statement="Anders")

    assert refused_by_the_database(update) == "definition_stands_once_proposed"


def test_a_fixed_version_only_gives_way_to_the_next(case):
    fixed = a_fixed_definition(case)

    for status in ("DRAFT", "PROPOSED"):

        def update(status=status):
            ProblemDefinition.objects.filter(pk=fixed.pk).update(status=status, fixed_on=None, fixed_by=None)

        assert refused_by_the_database(update) == "definition_follows_its_course"


def test_the_next_version_supersedes_the_one_in_force(case, director):
    partners = [bram(), sanne()]
    for partner in partners:
        an_involvement(case, partner)
    first = a_fixed_definition(case, partners=partners)

    second = a_fixed_definition(case, partners=partners, statement="Naomi woont nu bij Kevin.")

    first.refresh_from_db()
    assert (first.version, first.status, second.version) == (1, DefinitionStatus.SUPERSEDED, 2)
    assert first.statement == STATEMENT


def test_a_fixed_version_is_never_deleted(case):
    fixed = a_fixed_definition(case)

    def delete():
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM domains_problemdefinition WHERE id = %s", [fixed.pk])

    assert refused_by_the_database(delete) == "definition_stands_once_proposed"


def test_who_fixed_it_and_whether_with_an_exception_never_changes(case, police):
    fixed = a_fixed_definition(case)

    for fields in ({"fixed_by": police}, {"with_exception": True}, {"fixed_on": TODAY - timedelta(days=99)}):

        def update(fields=fields):
            ProblemDefinition.objects.filter(pk=fixed.pk).update(**fields)

        assert refused_by_the_database(update) == "definition_stands_once_proposed"


def test_an_answer_to_a_fixed_version_never_changes(case):
    fixed = a_fixed_definition(case)
    answers = Agreement.objects.filter(definition=fixed)

    def change():
        answers.update(stance="DISSENTS", reason="Toch niet.")

    assert refused_by_the_database(change) == "agreement_is_given_while_asked"
    assert refused_by_the_database(answers.delete) == "agreement_is_given_while_asked"


def test_a_released_contribution_never_changes_and_stays(case, police):
    contribution = a_contribution(case, police)
    rows = Contribution.objects.filter(pk=contribution.pk)

    for fields in ({"author": case.started_by}, {"audience": "ALL_INVOLVED", "regime": "WPG"}, {"released_at": None}):

        def update(fields=fields):
            rows.update(**fields)

        assert refused_by_the_database(update) == "contribution_stands_once_released"
    words = ContributionWords.objects.filter(contribution=contribution)
    for act in (lambda: words.update(concern="Anders"), rows.delete):
        assert refused_by_the_database(act) == "contribution_words_stand_once_released"
