"""A person, or how two are related, can be restricted (FR-043): for others nothing about it is there."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from cases import actions
from cases.models import Case, Deadline, Member, Observation, Relation
from cases.search import find
from familienetwerk.accounts.models import User
from familienetwerk.behalf import Errand, acting_as, acting_for
from interventions.plan_document import paper_of
from tests.cases.zoraya import NAME, STREET, World, a_world_with_zoraya
from tests.factories import TODAY, an_observation, dina

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(one_transaction: None) -> World:
    return a_world_with_zoraya()


@pytest.fixture
def director(world: World, db: None) -> User:
    return world.again("director")


@pytest.fixture
def police(world: World, db: None) -> User:
    return world.again("police")


@pytest.fixture
def team(world: World, db: None) -> User:
    return world.again("team")


@pytest.fixture
def case(world: World, db: None) -> Case:
    return world.again("case")


@pytest.fixture
def kevin(world: World, db: None) -> Member:
    return world.again("kevin")


@pytest.fixture
def zoraya(world: World, db: None) -> Member:
    return world.again("zoraya")


@pytest.fixture
def restricted(zoraya, team, director) -> Member:
    named = [team.principal.pk]
    return actions.restrict(zoraya, by=director, named=named, reason="Geheim adres na bedreiging")


def run(sql: str, *arguments: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)
        return cursor.fetchall() if cursor.description else [(cursor.rowcount,)]


def page(user, path: str) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(path)
    assert answer.status_code == 200, path  # of a page that is not there nothing is told either
    return answer.content.decode()


PAGES = [
    *("", "gezin/", "gezin/beeld/", "gezin/verwant/", "beoordelingen/", "plan/", "interventies/", "tijdlijn/"),
    *("documenten/", "probleemdefinitie/", "betrokkenen/", "besprekingen/", "contactmomenten/", "verstrekkingen/"),
]


def pages_of(user, case: Case) -> str:
    return (
        "".join(page(user, f"/casussen/{case.pk}/{part}") for part in PAGES)
        + page(user, "/")
        + page(user, "/casussen/")
    )


def test_who_is_not_named_finds_nothing_of_it_on_any_page(case, restricted, police):
    text = pages_of(police, case)

    for told in (NAME, "Verborgen", "Zonneschijn", STREET, "1991", "Geheim adres"):
        assert told not in text
    assert "Kevin" in text
    assert "Huis Havenkade" in text


def test_who_is_named_and_who_coordinates_find_it_all(case, restricted, team, director):
    for user in (team, director):
        text = pages_of(user, case)
        for told in (NAME, "Huis Zonneschijn", f"{NAME} is veilig", f"Bel {NAME}", f"{NAME} slaapt slecht."):
            assert told in text


def test_its_own_pages_are_not_there(case, restricted, police):
    client = Client()
    client.force_login(police)

    for part in ("", "geschiedenis/", "afschermen/"):
        assert client.get(f"/casussen/{case.pk}/gezin/{restricted.pk}/{part}").status_code == 404
    assert client.get(f"/casussen/{case.pk}/gezin/{restricted.pk + 999}/").status_code == 404


TABLES = {
    "cases_member": 1,
    "cases_household": 1,
    "cases_residence": 1,
    "cases_relation": 0,
    "cases_observation": 0,
    "cases_observationwords": 0,
    "cases_observation_members": 0,
    "domains_assessment": 0,
    "domains_domainscore": 0,
    "interventions_intervention": 0,
    "interventions_goal": 1,
    "interventions_actionitem": 1,
    "interventions_actionwords": 1,
}


@pytest.mark.parametrize("table", TABLES)
def test_raw_sql_as_the_role_of_the_app_finds_none_of_its_rows_nor_what_they_were(case, restricted, police, table):
    with acting_for(police.pk):
        assert len(run(f"SELECT 1 FROM {table}")) == TABLES[table]
        was = run(f"SELECT row_to_json(version)::text FROM history_{table} version")

    assert all(NAME not in text and STREET not in text for (text,) in was)


def test_what_it_was_before_it_was_restricted_is_hidden_as_well(case, restricted, police, team):
    for user, seen in ((police, 0), (team, 2)):
        with acting_for(user.pk):
            assert run("SELECT count(*) FROM history_cases_member WHERE id = %s", restricted.pk) == [(seen,)]


def test_lists_count_only_whom_one_may_know_of(case, restricted, police, team):
    for user, people, homes in ((police, 1, 1), (team, 2, 2)):
        with acting_for(user.pk):
            listed = Case.objects.select_related("listed").get(pk=case.pk).listed
        assert (listed.members, listed.households) == (people, homes)


def test_search_and_the_first_line_do_not_find_it(case, restricted, police, team):
    assert [member.pk for member in find("verborgen", user=team).members] == [restricted.pk]
    assert find("verborgen", user=police).members == []


def test_what_is_due_about_it_is_not_there(case, restricted, police, director):
    with acting_for(police.pk):
        left = Deadline.objects.filter(case=case, kind="MEMBER_REVIEW").values_list("subject_id", flat=True)
        assert restricted.pk not in set(left)
    with acting_for(director.pk):
        assert Deadline.objects.filter(case=case, kind="MEMBER_REVIEW", subject_id=restricted.pk).exists()


def test_paper_is_for_all_so_it_says_nothing_of_it_whoever_asks(case, restricted, director):
    plan = case.plans.get()
    for second_line in (acting_as(Errand.CHECKING), acting_for(director.pk, is_for_all=True)):
        with second_line:
            paper = str(paper_of(plan, today=TODAY))

        assert "Kevin gaat naar school" in paper
        assert all(told not in paper for told in (NAME, "Verborgen", "Zonneschijn", "1991"))


def test_through_the_eyes_of_who_is_named_a_coordinator_sees_and_an_officer_does_not(case, restricted, team, director):
    """A coordinator may know of everybody; looking through eyes tells an officer of nobody who is restricted."""
    found = {}
    for looker in (director, dina()):
        with acting_for(looker.pk), acting_for(team.pk, is_looked_through=True):
            found[looker.name] = Member.objects.filter(pk=restricted.pk).exists()

    assert list(found.values()) == [True, False]


def test_a_home_that_others_share_stays_without_whoever_is_hidden(case, zoraya, kevin, director, police):
    home = case.households.get(name="Huis Havenkade")
    actions.move_in(home, zoraya, by=director, on=TODAY)
    actions.restrict(zoraya, by=director, named=[], reason="Bedreigd")

    text = page(police, f"/casussen/{case.pk}/gezin/")

    assert "Huis Havenkade (1 persoon)" in text


def test_a_relation_alone_can_be_restricted(case, zoraya, director, police, team):
    relation = Relation.objects.get()
    client = Client()
    client.force_login(director)
    typed = {"who": "FEW", "named": team.principal.pk, "reason": "Geheim vaderschap"}

    client.post(f"/casussen/{case.pk}/gezin/relaties/{relation.pk}/afschermen/", typed)

    for user, seen in ((police, 0), (team, 1), (director, 1)):
        with acting_for(user.pk):
            assert Relation.objects.count() == seen
            assert Member.objects.count() == 2
    assert "partner van" not in page(police, f"/casussen/{case.pk}/gezin/").lower()


def test_the_form_says_beforehand_who_knows_afterwards_and_keeps_who_was_chosen(case, zoraya, director, team):
    client = Client()
    client.force_login(director)
    address = f"/casussen/{case.pk}/gezin/{zoraya.pk}/afschermen/"
    form = client.get(address).content.decode()
    empty = client.post(address, {"who": "FEW", "reason": ""})
    both = client.post(address, {"who": "EVERYBODY", "named": team.principal.pk, "reason": "Nee"})

    client.post(address, {"who": "FEW", "named": team.principal.pk, "reason": "Geheim adres"})

    assert f"Dan ziet alleen {director.organisation}, de regisseurs en wie u hieronder kiest wie dit is." in form
    assert (empty.status_code, both.status_code) == (422, 422)
    zoraya.refresh_from_db()
    assert (zoraya.restricted_to, zoraya.restricted_by) == ([team.principal.pk], director.organisation)


def test_a_coordinator_and_the_organisation_that_asked_for_it_lift_it(case, restricted, director, team, police):
    with pytest.raises(actions.NotYoursToRestrict):
        actions.lift_restriction(restricted, by=team, reason="Voorbij")
    lifted = actions.lift_restriction(restricted, by=director, reason="Voorbij")

    assert not lifted.is_restricted
    assert NAME in page(police, f"/casussen/{case.pk}/gezin/")


def test_who_brought_a_person_in_may_restrict_that_person_and_nobody_else(case, zoraya, team, police):
    Member.objects.filter(pk=zoraya.pk).update(added_by=police)
    zoraya.refresh_from_db()
    for user, status in ((police, 200), (team, 403)):
        client = Client()
        client.force_login(user)
        assert client.get(f"/casussen/{case.pk}/gezin/{zoraya.pk}/afschermen/").status_code == status

    kept = actions.restrict(zoraya, by=police, named=[], reason="Loopt gevaar")

    assert kept.restricted_by == police.organisation
    with acting_for(team.pk):
        assert not Member.objects.filter(pk=zoraya.pk).exists()


def test_half_a_restriction_cannot_be_stored(zoraya):
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.filter(pk=zoraya.pk).update(restricted_to=[])


def test_nobody_writes_about_whom_one_may_not_know(case, restricted, police):
    seen = an_observation(case, police)
    with pytest.raises(Exception, match="row-level security"), transaction.atomic(), acting_for(police.pk):
        Observation.members.through.objects.create(observation=seen, member_id=restricted.pk)


def test_the_name_of_a_hidden_home_is_refused_in_words(case, restricted, director, police):
    with acting_for(police.pk), pytest.raises(ValidationError, match="Kies een andere naam"):
        actions.add_household(case, by=police, on=timezone.localdate(), name="Huis Zonneschijn")
