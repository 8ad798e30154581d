"""The matrix: the latest score beside the first, only of what one may read."""

from datetime import date
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from cases.actions import end_member, move_in
from cases.models import Audience, Case, Member
from domains import actions
from domains.catalogue import load_life_domains
from domains.course import LEFT, WIDTH, Point, place_of
from domains.matrix import Matrix
from domains.models import Assessment, LifeDomain
from domains.rules import change
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.behalf import acting_for
from tests.domain_factories import an_assessment
from tests.factories import TODAY, a_case, a_household, a_member, an_involvement, anna, bram, chris, sanne
from tests.queries import statements

START, HALFWAY = date(2026, 10, 1), date(2026, 10, 20)
scores = st.none() | st.integers(1, 5)


@given(scores, scores)
def test_change_is_what_was_gained_and_unknown_without_two_scores(first, last):
    gained = change(first, last)

    assert (gained is None) == (first is None or last is None)
    assert gained is None or first + gained == last


@pytest.fixture(scope="module")
def begun(one_transaction: None) -> int:
    load_life_domains()
    return a_case(coordinator=anna()).pk


@pytest.fixture
def case(begun: int, db) -> Case:
    return Case.objects.select_related("started_by__organisation").get(pk=begun)


@pytest.fixture
def team(case) -> User:
    user = sanne()
    an_involvement(case, user)
    return user


@pytest.fixture
def police(case) -> User:
    user = bram()
    an_involvement(case, user)
    return user


def course_of(case: Case, member: Member) -> str:
    return f"/casussen/{case.pk}/beoordelingen/over/lid-{member.pk}/"


def cells(case: Case, user: User) -> list[tuple[int | None, int | None, bool]]:
    matrix = Matrix.of(case, user=user, today=TODAY)
    rows = [row for group in matrix.groups for row in group.rows]
    return [(cell.now, cell.since, cell.is_old) for row in rows for cell in row.cells]


def test_the_latest_score_stands_beside_the_first(case, team):
    member = a_member(case)
    for day, score in ((START, 1), (HALFWAY, 2), (date(2026, 11, 20), 4)):
        an_assessment(case, team, member=member, on=day, scores={"finances": score})

    assert cells(case, team) == [(4, 1, False)]


def test_the_target_stands_in_the_cell_and_who_went_down_is_named(client: Client, case, team):
    member = a_member(case, given_name="Kevin")
    finances = LifeDomain.objects.get(code="finances")
    for day, score in ((START, 3), (HALFWAY, 2)):
        given_ = actions.ScoreGiven(life_domain=finances, score=score, target=4, source="gesprek", information_on=day)
        draft = actions.write_assessment(case, by=team, assessed_on=day, member=member, scores=[given_])
        actions.release_assessment(draft, by=team, on=day)
    client.force_login(team)

    said = client.get(f"/casussen/{case.pk}/beoordelingen/").text

    assert "doel 4" in said
    assert "1 score werd slechter</strong>: Kevin (geld)." in said


def test_who_lives_in_two_households_is_counted_once(case, team):
    member = a_member(case)
    for name in ("Merelhof", "Havenkade"):
        move_in(a_household(case, name=name), member, by=team, on=START)
    for day, score in ((START, 1), (HALFWAY, 2)):
        an_assessment(case, team, member=member, on=day, scores={"finances": score})

    matrix = Matrix.of(case, user=team, today=TODAY)

    assert sum(len(group.rows) for group in matrix.groups) == 2
    assert matrix.number_better == 1


def test_at_whom_nobody_looked_is_named_apart_and_is_no_fault(client: Client, case, team):
    a_member(case, given_name="Kevin")
    an_assessment(case, team, member=a_member(case, given_name="Petra"))
    client.force_login(team)

    said = client.get(f"/casussen/{case.pk}/beoordelingen/").text

    assert "1 persoon is" in said
    assert "Dat is geen tekort." in said


def test_who_left_the_network_is_in_the_list_and_not_in_the_matrix(case, team):
    member = a_member(case)
    an_assessment(case, team, member=member)
    end_member(member, by=case.started_by, on=TODAY, reason="Verhuisd")

    matrix = Matrix.of(case, user=team, today=TODAY)

    assert (len(matrix.listed), matrix.rows, matrix.life_domains) == (1, [], [])
    assert matrix.member_ids == [member.pk]


def test_not_assessed_later_keeps_the_last_score_and_is_no_change(case, team):
    member = a_member(case)
    an_assessment(case, team, member=member, on=HALFWAY, scores={"finances": 3})
    an_assessment(case, team, member=member, scores={"finances": None})

    assert cells(case, team)[0][:2] == (3, None)


def test_information_of_more_than_thirty_days_is_said_to_be_old(case, team):
    an_assessment(case, team, member=a_member(case), on=START)

    assert cells(case, team)[0][2]


def test_what_one_may_not_read_is_not_counted_and_said_to_exist(client: Client, case, team, police):
    member = a_member(case)
    an_assessment(
        case,
        team,
        member=member,
        scores={"mental_health": 1},
        audience=Audience.OWN_ORGANISATION,
        conclusion="Kom niet onaangekondigd.",
    )
    client.force_login(police)

    said = client.get(f"/casussen/{case.pk}/beoordelingen/").text

    assert cells(case, police) == []
    assert f"{team.organisation} heeft 1 beoordeling. U ziet alleen dat die bestaat." in said
    assert "Kom niet onaangekondigd." in said
    assert "Geestelijke gezondheid" not in said


def test_one_assessment_shows_only_that_it_exists_and_the_conclusion(client: Client, case, team, police):
    hidden = an_assessment(case, team, audience=Audience.OWN_ORGANISATION, conclusion="Rustig aan.")
    client.force_login(police)

    said = client.get(hidden.get_absolute_url()).text

    assert "Rustig aan." in said
    assert "Wat wij zagen." not in said
    assert team.name not in said


def test_a_draft_of_another_organisation_does_not_exist(client: Client, case, team, police):
    draft = an_assessment(case, team, released=False)
    client.force_login(police)

    assert client.get(draft.get_absolute_url()).status_code == 404


def test_the_course_of_a_person_shows_every_moment(client: Client, case, team):
    member = a_member(case)
    for day, score in ((START, 1), (HALFWAY, None), (TODAY, 3)):
        an_assessment(case, team, member=member, on=day, scores={"finances": score})
    client.force_login(team)

    said = client.get(course_of(case, member)).text

    assert all(f"{day:%d-%m-%Y}" in said for day in (START, HALFWAY, TODAY))
    assert f"Geld: 1 op {START:%d-%m-%Y}, 3 op {TODAY:%d-%m-%Y}" in said


def test_the_course_leaves_out_what_one_may_not_read_and_says_that_it_is_there(client: Client, case, team, police):
    member = a_member(case)
    for day in (START, TODAY):
        an_assessment(case, team, member=member, on=day, audience=Audience.OWN_ORGANISATION, conclusion="Rustig aan.")
    client.force_login(police)

    said = client.get(course_of(case, member)).text

    assert f"{team.organisation} heeft 2 beoordelingen. U ziet alleen dat ze bestaan." in said
    assert "Rustig aan." in said
    assert "Geld" not in said
    assert AuditEvent.objects.filter(type=EventType.PERSONS_VIEWED, page="course", user_id=police.pk).exists()


def test_the_course_of_somebody_of_another_case_is_not_there(client: Client, case, team):
    stranger = a_member(a_case())
    client.force_login(team)

    assert client.get(course_of(case, stranger)).status_code == 404
    client.force_login(chris())
    assert client.get(course_of(case, a_member(case))).status_code == 404


@given(st.lists(st.tuples(st.dates(START, TODAY), st.integers(1, 5)), min_size=2, unique_by=lambda moment: moment[0]))
def test_later_stands_further_right_and_better_stands_higher(moments):
    rows = [Assessment(assessed_on=day) for day, _ in sorted(moments)]
    points = [Point(on=day, score=score, x=place_of(day, rows)) for (day, score) in sorted(moments)]

    for one, other in pairwise(points):
        assert LEFT <= one.x <= other.x <= LEFT + WIDTH
        assert (one.score < other.score) == (one.y > other.y)


def test_a_child_of_whom_nobody_said_how_safe_it_is_stands_out(client: Client, case, team):
    child = a_member(case, given_name="Ties", birth_date=date(2015, 1, 1))
    client.force_login(team)
    assert "Is dit kind veilig?" in client.get(f"/casussen/{case.pk}/beoordelingen/").text

    an_assessment(case, team, member=child, scores={"child_safety": 3})

    assert "Is dit kind veilig?" not in client.get(f"/casussen/{case.pk}/beoordelingen/").text


def test_that_somebody_looked_at_a_child_is_known_to_who_may_not_read_it(client: Client, case, team, police):
    child = a_member(case, given_name="Ties", birth_date=date(2015, 1, 1))
    an_assessment(case, team, member=child, scores={"child_safety": 2}, audience=Audience.OWN_ORGANISATION)
    client.force_login(police)

    said = client.get(f"/casussen/{case.pk}/beoordelingen/").text

    assert "Is dit kind veilig?" not in said
    assert "Veiligheid kind" not in said


def test_that_somebody_looked_is_told_to_who_is_on_the_case_alone_and_not_of_a_draft(case, team, police):
    seen, drafted = (a_member(case, given_name=name, birth_date=date(2015, 1, 1)) for name in ("Ties", "Bo"))
    an_assessment(case, team, member=seen, scores={"child_safety": 2}, audience=Audience.OWN_ORGANISATION)
    an_assessment(case, team, member=drafted, scores={"child_safety": 2}, released=False)

    def told(user: User) -> list[bool]:
        with acting_for(user.pk), connection.cursor() as cursor:
            cursor.execute("SELECT app_safety_is_said(%s), app_safety_is_said(%s)", [seen.pk, drafted.pk])
            return list(cursor.fetchone())

    assert told(police) == [True, False]
    assert told(chris()) == [False, False]


def test_an_empty_page_says_what_an_assessment_is(client: Client, case, team):
    client.force_login(team)

    assert "Nog niemand is beoordeeld." in client.get(f"/casussen/{case.pk}/beoordelingen/").text


def test_whom_one_saw_is_logged(client: Client, case, team):
    member = a_member(case)
    client.force_login(team)

    client.get(f"/casussen/{case.pk}/beoordelingen/")

    seen = AuditEvent.objects.filter(type=EventType.PERSONS_VIEWED, page="assessments").get()
    assert seen.subject_ids == str(member.pk)


def test_each_page_asks_the_same_number_of_questions_about_1_and_30(client: Client, case, team):
    pages = ("", "over/netwerk/", "nieuw/?wie=netwerk")
    client.force_login(team)
    counts = []
    for rows in (1, 29):
        for number in range(rows):
            an_assessment(case, team, member=a_member(case, given_name=f"Kind {number}"))
            an_assessment(case, team, on=START)
        counts.append({page: len(statements(client, f"/casussen/{case.pk}/beoordelingen/{page}")) for page in pages})

    assert counts[0] == counts[1]
