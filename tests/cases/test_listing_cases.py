"""What a list says of a case: counted by a view of the database, for who may read the case, and drawn by hand."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from cases import actions
from cases.case_list import Row as CaseRow
from cases.models import Case, CaseStage, Deadline, DeadlineKind, FirstContribution, Involvement, Listed, Member
from cases.rules import WorkingMode
from cases.templatetags.rows import case_rows, found_cases, found_members, work_rows
from cases.work import Row as WorkRow
from familienetwerk.accounts.models import PolicyDomain
from familienetwerk.behalf import Errand, acting_as, acting_for
from familienetwerk.screen.clock import Clock
from familienetwerk.screen.due import Due
from tests.factories import (
    TODAY,
    a_case,
    a_household,
    a_member,
    a_user,
    an_involvement,
    an_organisation,
    anna,
    bram,
    chris,
    sanne,
)

SIGNS = """<b> & "'"""


@pytest.fixture
def director(db):
    return anna()


def listed(case, by) -> Listed:
    with acting_for(by.pk):
        return Listed.objects.get(pk=case.pk)


def test_people_and_houses_are_counted_while_they_belong_to_the_case(director):
    case = a_case(coordinator=director)
    a_member(case), a_member(case, given_name="Bo"), a_household(case)
    a_member(case, given_name="Ties", ended_on=TODAY, ended_reason="Verhuisd")

    assert (listed(case, director).members, listed(case, director).households) == (2, 1)


def test_a_seat_counts_from_when_it_is_asked_until_it_ends(director):
    case = a_case(coordinator=director)
    an_involvement(case, bram())
    asked = an_involvement(case, sanne())
    ended = an_involvement(case, a_user(organisation=an_organisation(PolicyDomain.HOUSING)))
    declined = an_involvement(case, a_user(organisation=an_organisation(PolicyDomain.CARE)))
    over = an_involvement(case, a_user(organisation=an_organisation(PolicyDomain.EDUCATION)))
    Involvement.objects.filter(pk=asked.pk).update(period=None)
    Involvement.objects.filter(pk=declined.pk).update(period=None, declined_on=TODAY, declined_reason="Nee")
    Involvement.objects.filter(pk=over.pk).update(
        ends_at=timezone.now() - timedelta(hours=1), period=DateRange(date(2026, 10, 5), date(2026, 10, 6))
    )
    actions.end_involvement(ended, by=director, on=TODAY, reason="Klaar")

    assert (listed(case, director).seated, listed(case, director).asked) == (2, 3)


def test_each_side_contributes_since_its_first_day(director):
    case = a_case(coordinator=director)
    for domain, days in ((PolicyDomain.SAFETY, (3, 1)), (PolicyDomain.SOCIAL, (2,)), (PolicyDomain.CARE, (0,))):
        for day in days:
            FirstContribution.objects.create(
                case=case, organisation=an_organisation(domain), on=TODAY + timedelta(days=day)
            )

    row = listed(case, director)

    assert (row.safety_on, row.social_on) == (TODAY + timedelta(days=1), TODAY + timedelta(days=2))


def test_the_first_open_term_is_next(director):
    case = a_case(coordinator=director)
    for number, settled_on in ((1, TODAY), (2, None), (3, None)):
        Deadline.objects.create(
            case=case,
            kind=DeadlineKind.EVALUATION,
            subject_id=number,
            due_on=TODAY + timedelta(days=number),
            organisation=director.organisation,
            settled_on=settled_on,
        )

    assert listed(case, director).next_due_on == TODAY + timedelta(days=2)


def test_only_who_reads_the_case_gets_its_numbers(director):
    case, partner = a_case(coordinator=director), bram()
    seat = an_involvement(case, partner)
    assert listed(case, partner).pk == case.pk

    actions.end_involvement(seat, by=director, on=TODAY, reason="Klaar")

    for user in (partner, chris()):
        with acting_for(user.pk):
            assert not Listed.objects.exists()
    with acting_as(Errand.FIGURES):
        assert Listed.objects.filter(pk=case.pk).exists()


def test_signs_in_the_rows_of_the_lists_stay_signs():
    due, clock = Due(on=TODAY, today=TODAY), Clock(began_on=TODAY, today=TODAY, safety_on=None, social_on=None)
    words = dict.fromkeys(("number", "name", "size", "seats"), SIGNS)
    case = CaseRow(
        pk=1, stage=CaseStage.INTAKE, coordinators=[SIGNS], clock=clock, mode=WorkingMode.OPEN, due=due, **words
    )
    work = WorkRow(due=due, **dict.fromkeys(("what", "url", "act", "case_number", "case_name", "who", "about"), SIGNS))

    found = Member(pk=1, given_name=SIGNS, family_name=SIGNS, case=Case(pk=1, number=SIGNS, name=SIGNS))

    for drawn, most in (
        (case_rows([case]), 5),
        (work_rows([work], "waiting"), 10),
        (found_cases([found.case]), 2),
        (found_members([found]), 4),
    ):
        assert SIGNS not in drawn
        assert "<b>" not in drawn
        assert drawn.count("&lt;b&gt; &amp; &quot;&#x27;") == most
