"""What the database keeps and says by hand of who is restricted to some, now and before (FR-043)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client
from django.utils import timezone

from cases import actions
from cases.actions.leaving import CannotReassign
from cases.models import Case, Deadline, DeadlineKind, InvolvementRole, Member, Observation
from familienetwerk.accounts.models import User
from familienetwerk.behalf import Errand, acting_as, acting_for
from tests.documents.conftest import a_document
from tests.domain_factories import a_contact, an_assessment
from tests.factories import a_case, a_household, a_member, an_involvement, an_observation, anna, bram, chris, sanne
from tests.plan_factories import a_goal, a_life_domain, a_plan, an_action, an_intervention

pytestmark = pytest.mark.django_db


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def police() -> User:
    return bram()


@pytest.fixture
def team() -> User:
    return sanne()


@pytest.fixture
def case(director, police, team) -> Case:
    case = a_case(coordinator=director)
    for user in (police, team):
        an_involvement(case, user)
    return case


@pytest.fixture
def kevin(case) -> Member:
    return a_member(case, given_name="Kevin")


@pytest.fixture
def restricted(case, director, team) -> Member:
    """With a home of her own, and something that was seen of her; the team may know."""
    person = a_member(case, given_name="Zoraya")
    actions.move_in(a_household(case, name="Zonneschijn"), person, by=director, on=person.added_on)
    an_observation(case, director).members.add(person)
    return actions.restrict(person, by=director, named=[team.principal.pk], reason="Geheim adres na bedreiging")


def run(sql: str, *arguments: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)
        return cursor.fetchall()


def history_of(person: Member, user: User) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(f"/casussen/{person.case_id}/gezin/{person.pk}/geschiedenis/")
    assert answer.status_code == 200
    return answer.text


def test_why_it_was_restricted_and_why_no_longer_stays_with_who_knew_of_it(case, restricted, director, team, police):
    """Neither in the row, nor in what it was, nor on a page: also not that there was anything to lift."""
    lifted = actions.lift_restriction(restricted, by=director, reason="De bedreiger zit vast")
    words = ("Geheim adres na bedreiging", "De bedreiger zit vast")
    told: dict[str, str] = {}
    for who, user in (("police", police), ("team", team), ("director", director)):
        with acting_for(user.pk):
            was = "SELECT coalesce(string_agg(restricted_reason, ' ' ORDER BY pgh_id), '') FROM history_cases_member"
            told[who] = run(was)[0][0]
        told[who] += history_of(lifted, user)

    assert lifted.restricted_reason == ""
    assert [[word in told[who] for word in words] for who in told] == [[False] * 2, [True] * 2, [True] * 2]
    assert "afgeschermd" not in told["police"].lower()


def test_of_what_is_lifted_the_row_holds_no_reason(kevin):
    with pytest.raises(IntegrityError, match="with_a_reason"), transaction.atomic():
        Member.objects.filter(pk=kevin.pk).update(restricted_reason="Voorbij")


def test_by_hand_the_database_says_of_a_hidden_person_what_it_says_of_nobody(case, restricted, kevin, police):
    elsewhere, nobody = a_member(a_case(), given_name="Elders"), restricted.pk + 10_000
    with acting_for(police.pk):
        said = [run("SELECT app_hides(%s)", number)[0][0] for number in (restricted.pk, elsewhere.pk, nobody)]
        assert (said, run("SELECT app_hides(%s)", kevin.pk)) == ([True] * 3, [(False,)])
        due = [run("SELECT app_hides_due('INFORMING', %s)", number) for number in (restricted.pk, nobody)]
        assert due[0] == due[1]
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), acting_for(police.pk):
        run("SELECT app_keeps_back(%s)", restricted.pk)


@pytest.fixture
def about_her(case, restricted, director, settings, tmp_path) -> dict[str, int]:
    """Of each kind something about her, by the call that a policy makes."""
    settings.DOCUMENTS_ROOT = str(tmp_path)
    looked = {"member": restricted, "scores": {a_life_domain().code: 2}}
    goal = a_goal(a_plan(case), member=restricted)
    return {
        "app_hides_home(%s)": case.households.get().pk,
        "app_hides_observation(%s)": Observation.objects.get(members=restricted).pk,
        "app_hides_contact(%s)": a_contact(case, director, members=[restricted]).pk,
        "app_hides_document(%s)": a_document(case, director, member=restricted).pk,
        "app_hides_due('REASSESSMENT', %s)": an_assessment(case, director, **looked).pk,
        "app_hides_due('INTERVENTION', %s)": an_intervention(case, by=director, member=restricted).pk,
        "app_hides_due('ACTION', %s)": an_action(goal).pk,
    }


def test_by_hand_the_database_says_of_what_is_about_her_what_it_says_of_another_case(about_her, case, police, director):
    """Who reads the case, who reads none, and who may know of her."""
    said = {}
    for name, user in (("police", police), ("stranger", chris()), ("director", director)):
        with acting_for(user.pk):
            said[name] = [run(f"SELECT {asked}", number)[0][0] for asked, number in about_her.items()]

    assert said == {"police": [True] * 7, "stranger": [True] * 7, "director": [False] * 7}


def test_of_what_is_not_there_and_of_what_one_may_know_it_says_no(about_her, case, police):
    free = {"app_hides_home(%s)": a_household(case).pk, "app_hides_observation(%s)": an_observation(case, police).pk}
    with acting_for(police.pk):
        for asked in about_her:
            assert run(f"SELECT coalesce({asked}, false)", 10_000_000) == [(False,)]
        for asked, number in free.items():
            assert run(f"SELECT {asked}", number) == [(False,)]


def test_whether_paper_is_of_before_is_said_of_paper_that_is_there_alone(case, restricted, police):
    plan = a_plan(case)
    with acting_for(police.pk):
        assert run("SELECT paper_is_of_before(%s, 'epoch')", plan.pk) == [(False,)]


def test_work_about_a_hidden_person_goes_to_nobody_who_may_not_know(case, restricted, kevin, police, team):
    plan, home = a_plan(case), case.households.get()
    for about in ({"member": restricted}, {"household": home}):
        goal = a_goal(plan, **about)
        for give in (an_action, an_intervention):
            subject = {} if give is an_action else about
            with pytest.raises(actions.MayNotKnow, match="mag niet weten over wie dit gaat"), transaction.atomic():
                give(goal if give is an_action else case, organisation=police.organisation, owner=police, **subject)
        assert an_action(goal, organisation=team.organisation, owner=team).owner == team
    assert an_action(a_goal(plan, member=kevin), organisation=police.organisation, owner=police).owner == police


def test_versions_of_what_is_due_for_her_are_for_who_knows_of_her(restricted, case, director, police, team):
    intervention = an_intervention(case, by=director, member=restricted)
    actions.set_deadline(
        case,
        DeadlineKind.INTERVENTION,
        subject_id=intervention.pk,
        due_on=timezone.localdate(),
        organisation=director.organisation,
        about=str(intervention.type),
    )
    asked = "SELECT count(*) FROM history_cases_deadline WHERE kind = 'INTERVENTION' OR subject_id = %s"

    with acting_for(police.pk):
        assert run(asked, restricted.pk) == [(0,)]
    with acting_for(team.pk):
        assert run(asked, restricted.pk) > [(0,)]


def test_work_without_a_name_goes_to_no_desk_where_nobody_may_know(case, restricted, police, team, director):
    goal = a_goal(a_plan(case), member=restricted)
    for give, about in ((an_action, goal), (an_intervention, case)):
        whom = {} if give is an_action else {"member": restricted}
        with pytest.raises(actions.NobodyThereMayKnow, match="mag niemand aan tafel weten"), transaction.atomic():
            give(about, organisation=police.organisation, **whom)
        assert give(about, organisation=team.organisation, **whom).organisation == team.organisation
        assert give(about, organisation=director.organisation, **whom).organisation == director.organisation


def work_about(person: Member, user: User, kind: DeadlineKind = DeadlineKind.MEMBER_REVIEW) -> Deadline:
    due = {"due_on": timezone.localdate(), "organisation": user.organisation, "user": user}
    return actions.set_deadline(person.case, kind, subject_id=person.pk, **due)


def whose(*work: Deadline) -> list[User | None]:
    with acting_as(Errand.DUE):
        return [Deadline.objects.select_related("user").get(pk=one.pk).user for one in work]


def test_of_who_left_it_is_reassigned_to_nobody_who_may_not_know(case, restricted, director, police, team):
    left = work_about(restricted, director)
    seats = {seat.user_id: seat for seat in case.involvements.all()}

    with acting_for(director.pk):
        with pytest.raises(CannotReassign, match="mag niet weten waar dit over gaat"), transaction.atomic():
            actions.reassign(left, seats[police.pk], by=director)
        assert whose(left) == [director]
        actions.reassign(left, seats[team.pk], by=director)

    assert whose(left) == [team]


def test_from_when_somebody_is_restricted_the_work_goes_to_who_may_know(kevin, director, police, team):
    his, hers = work_about(kevin, police), work_about(kevin, team, DeadlineKind.INFORMING)
    with acting_for(director.pk):
        actions.restrict(kevin, by=director, named=[team.principal.pk], reason="Bedreigd")

    assert whose(his, hers) == [director, team]
    with acting_for(director.pk):
        assert his in Deadline.objects.for_work_list_of(director)


def test_who_stays_after_coordinating_gives_on_what_may_no_longer_be_known(case, restricted, kevin, director, police):
    today = timezone.localdate()
    seat = case.involvements.get(role=InvolvementRole.CASE_COORDINATOR)
    given = actions.hand_over(seat, police, by=director, on=today - timedelta(days=1), reason="Verlof")
    about_her, about_kevin = work_about(restricted, police), work_about(kevin, police)

    actions.hand_over(given, director, by=director, on=today, reason="Terug van verlof")

    assert whose(about_her, about_kevin) == [director, police]
