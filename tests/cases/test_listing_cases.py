"""What a list says of a case: counted by a view of the database, for who may read the case, and drawn by hand."""

import re
from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from cases import actions
from cases.case_list import Row as CaseRow
from cases.forms.search import newest_cases
from cases.models import Case, CaseStage, Deadline, DeadlineKind, FirstContribution, Involvement, Listed
from cases.rules import TableClock, WorkingMode
from cases.search import FoundCase, FoundMember
from cases.templatetags.rows import case_rows, found_cases, found_members, work_rows
from cases.work import Row as WorkRow
from familienetwerk.accounts.models import PolicyDomain
from familienetwerk.accounts.written_rows import ask_prepared
from familienetwerk.behalf import Errand, acting_as, acting_for
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
from tests.seat_factories import a_right

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
    days = TableClock(TODAY, safety_on=None, social_on=None, definition_on=None, plan_on=None)
    words = dict.fromkeys(("number", "name", "size", "seats"), SIGNS)
    case = CaseRow(
        pk=1,
        stage=CaseStage.INTAKE,
        coordinators=[SIGNS],
        days=days,
        until=TODAY,
        mode=WorkingMode.OPEN,
        due_on=TODAY,
        today=TODAY,
        **words,
    )
    texts = dict.fromkeys(("what", "url", "act", "case_number", "case_name", "who", "about"), SIGNS)
    work = WorkRow(due_on=TODAY, today=TODAY, **texts)
    names = dict.fromkeys(("given_name", "name_prefix", "family_name"), SIGNS)
    found_case = FoundCase(pk=1, number=SIGNS, name=SIGNS, stage=CaseStage.INTAKE)
    found = FoundMember(pk=1, case_id=1, birth_date=None, ended_on=None, case=found_case, **names)

    for drawn, most in (
        (case_rows([case]), 5),
        (work_rows([work], "waiting"), 10),
        (found_cases([found_case]), 2),
        (found_members([found]), 5),
    ):
        assert SIGNS not in drawn
        assert "<b>" not in drawn
        assert drawn.count("&lt;b&gt; &amp; &quot;&#x27;") == most


def test_each_row_has_its_own_words_also_when_some_are_empty():
    names = ["Wilg", "", "Linde & Iep"]
    rows = found_cases([FoundCase(pk, f"2026-000{pk}", name, CaseStage.INTAKE) for pk, name in enumerate(names)])

    said = [re.findall(r'/casussen/(\d)/"><strong>(.*)</strong>', row) for row in rows.split("</tr>")[:-1]]

    assert said == [[("0", "2026-0000 Wilg")], [("1", "2026-0001 ")], [("2", "2026-0002 Linde &amp; Iep")]]


@pytest.mark.parametrize("more", [1, 2, 3])
def test_a_sign_that_no_text_has_shifts_no_word_to_another_row(more: int):
    with pytest.raises(ValueError, match="zip"):
        found_cases([FoundCase(1, "2026-0001", "Wilg" + "\0Iep" * more, CaseStage.INTAKE)])


def test_a_case_that_somebody_holds_in_several_ways_stands_in_the_list_once_and_the_newest_first(director):
    held = [a_case(coordinator=director) for _ in range(3)]
    for case in held[1:]:
        for holder in (director, director.organisation):
            a_right(case, holder, (timezone.now(), None))
    a_right(a_case(coordinator=chris()), director, (timezone.now() - timedelta(days=2), timezone.now()))

    with acting_for(director.pk):
        pages = [ask_prepared(newest_cases, director, start, start + 2) for start in (0, 2, 4)]
        visible = list(Case.objects.visible_to(director).values_list("pk").order_by("-pk"))

    assert visible[:3] == [(case.pk,) for case in reversed(held)]
    assert [*pages[0], *pages[1], *pages[2]] == visible
