"""What is about a person restricted to some is kept by the queries and by the database: the same, row by row."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import models, transaction
from django.db.models import Q
from django.test import override_settings

from cases import actions
from cases.models import (
    Audience,
    Case,
    Deadline,
    DeadlineKind,
    Household,
    ItemQuerySet,
    Member,
    Observation,
    Relation,
    Residence,
)
from documents.models import Document
from domains.models import Assessment, Contact
from familienetwerk.accounts.models import User
from familienetwerk.behalf import Asker, _set, acting_for
from familienetwerk.history.tracking import way_to_case
from interventions.models import ActionItem, Goal, Intervention
from tests.documents.conftest import a_document
from tests.domain_factories import a_contact, an_assessment
from tests.factories import (
    TODAY,
    a_case,
    a_household,
    a_member,
    a_user,
    an_involvement,
    an_observation,
    anna,
    bram,
    chris,
    sanne,
)
from tests.plan_factories import a_goal, a_life_domain, a_plan, an_action, an_intervention

pytestmark = pytest.mark.django_db

KINDS: list[type[models.Model]] = [
    *(Member, Relation, Household, Residence, Observation, Contact, Document, Assessment),
    *(Goal, ActionItem, Intervention, Deadline),
]


def write_about(case: Case, by: User, member: Member) -> None:
    """One of everything that can be about a person, and when to look at that person again."""
    seen = an_observation(case, by, text=member.given_name)
    seen.members.add(member)
    a_contact(case, by, members=[member])
    a_document(case, by, member=member)
    actions.set_member_deadlines(member, user=by)
    work_for(case, by, member=member)


def work_for(case: Case, by: User, **about: Any) -> None:
    """What is done for a person or a home, and when: also an action that only its own organisation reads."""
    score = {a_life_domain().code: 2}
    an_assessment(case, by, scores=score, next_on=TODAY + timedelta(days=30), **about)
    due = {"due_on": TODAY, "organisation": by.organisation}
    weighed = an_intervention(case, **about)
    actions.set_deadline(case, DeadlineKind.INTERVENTION, subject_id=weighed.pk, **due)
    goal = a_goal(case.plans.get(), **about)
    for audience in (Audience.ALL_INVOLVED, Audience.OWN_ORGANISATION):
        action = an_action(goal, organisation=by.organisation, audience=audience)
        subject = {"subject_id": action.pk, "about": action.for_everybody}
        actions.set_deadline(case, DeadlineKind.ACTION, **subject, **due)


@pytest.fixture(scope="module")
def cast(one_transaction: None, tmp_path_factory) -> dict[str, int]:
    people = {"director": anna(), "police": bram(), "team": sanne(), "stranger": chris()}
    people["colleague"] = a_user(organisation=people["police"].organisation, name="Bea Visser")
    with override_settings(DOCUMENTS_ROOT=str(tmp_path_factory.mktemp("documents"))):
        a_case_with_secrets(people)
    return {who: user.pk for who, user in people.items()}


@pytest.fixture
def people(cast: dict[str, int], db: None) -> dict[str, User]:
    return {who: User.objects.get(pk=number) for who, number in cast.items()}


def a_case_with_secrets(people: dict[str, User]) -> None:
    """Kevin is for all, Zoraya for who is named, Yusuf for the police; and that Kevin knows Ties is for nobody more."""
    director, police, team = people["director"], people["police"], people["team"]
    case = a_case(coordinator=director)
    for user in (police, team, people["colleague"]):
        an_involvement(case, user)
    a_plan(case, by=director)
    kevin, zoraya, yusuf, ties = (a_member(case, given_name=name) for name in ("Kevin", "Zoraya", "Yusuf", "Ties"))
    for living in ([kevin], [zoraya], [zoraya, yusuf], [kevin, zoraya], []):
        home = a_household(case, name="en ".join(map(str, living)) or "leeg")
        for person in living:
            Residence.objects.create(household=home, member=person, period=(TODAY, None))
        work_for(case, police, household=home)
    for person in (kevin, zoraya, yusuf):
        write_about(case, team, person)
    band = {"kind": "FRIEND", "certainty": "STATED", "source": "oma", "sourced_on": TODAY, "by": director}
    *_, secret = (actions.add_relation(case, from_member=kevin, to_member=to, **band) for to in (zoraya, yusuf, ties))
    Member.objects.filter(pk=yusuf.pk).update(added_by=police)
    yusuf.refresh_from_db()
    actions.restrict(secret, by=director, named=[], reason="Geheim vaderschap")
    actions.restrict(zoraya, by=director, named=[team.principal.pk], reason="Geheim adres")
    actions.restrict(yusuf, by=police, named=[], reason="Getuige")


def first_line(kind: type[models.Model], user: User) -> set[int]:
    """As a query of the app asks it, past the database's own rule."""
    rows: Any = kind._default_manager.all()
    in_sight = Q(**{f"{way_of(kind)}__in": Case.objects.visible_to(user)})
    with transaction.atomic():
        _set(Asker(user.pk, errand="tests", is_looked_through=user.looker is not None))
        return pks(rows.seen_by(user) if isinstance(rows, ItemQuerySet) else rows.filter(in_sight).known_to(user))


def way_of(kind: type[models.Model]) -> str:
    way = way_to_case(kind)
    return way if way == "case" else f"{way}__case"


def second_line(kind: type[models.Model], user: User, **asked: Any) -> set[int]:
    """What the database gives, whatever is asked."""
    with acting_for(user.pk, **asked):
        return pks(kind._base_manager.all())


def pks(rows: models.QuerySet[Any]) -> set[int]:
    return set(rows.values_list("pk", flat=True))


WHO = ["director", "police", "colleague", "team", "stranger"]


def test_both_lines_keep_the_same_rows_of_every_kind(people):
    for kind in KINDS:
        found = {who: first_line(kind, people[who]) for who in WHO}

        assert found == {who: second_line(kind, people[who]) for who in WHO}, kind
        assert found["director"] - found["police"], kind
        assert found["police"] != found["team"], kind
        assert found["stranger"] == set(), kind


def test_also_when_another_looks_through_somebodys_eyes(people):
    for who in WHO:
        people[who].looker = people["director"]
        for kind in KINDS:
            assert first_line(kind, people[who]) == second_line(kind, people[who], is_looked_through=True), (who, kind)


def test_what_is_made_for_all_knows_of_nobody_restricted_by_either(people):
    director = people["director"]
    for kind in (kind for kind in KINDS if kind is not Deadline):
        for_all = first_line(kind, director) & pks(kind._default_manager.known_to(None))

        assert for_all == second_line(kind, director, is_for_all=True), kind
        assert for_all < first_line(kind, director), kind
