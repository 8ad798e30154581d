"""Questions whose SQL is written down once: they give what Django gives, whoever asks, and hold nothing of who did."""

import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, JSONField, Model, OuterRef, QuerySet, Value
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import actions
from cases.case_list import Said, keys_of, listed
from cases.case_of_page import case_for
from cases.forms.search import CaseFilter
from cases.known import known_homes, known_members, known_observations, known_residences, members_in
from cases.missing_domains import one_sided_cases
from cases.models import Case, Deadline, DeadlineKind, GrantLevel, Listed, Member, Observation, Residence, held_on
from cases.notices import SECTIONS, first_of_each
from cases.work import OWN_WORK, Tasks, own_work, work_of_others
from familienetwerk.accounts.models import Principal, User
from familienetwerk.accounts.roles import Role
from familienetwerk.accounts.written_conditions import beside, write_condition
from familienetwerk.accounts.written_once import Blank, Kind, ask, ask_anew, write_down
from familienetwerk.accounts.written_rows import ask_prepared, prepare
from familienetwerk.behalf import Errand, acting_as, acting_for
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

pytestmark = pytest.mark.django_db

ONCE = [number for number, section in enumerate(SECTIONS) if section.asking is not ask_anew]
QUESTIONS = [(own_work, 0, 101), (own_work, 1, 2), (work_of_others, 0, 101), (one_sided_cases,)]
QUESTIONS += [(first_of_each, (number,), TODAY) for number in ONCE] + [(first_of_each, tuple(ONCE), TODAY)]


def everybody() -> list[User]:
    """Who coordinates, who takes part, who waits at a desk, who is on no case, and whoever may open none at all."""
    director, partner, worker = anna(), bram(), sanne()
    for _ in range(2):
        case = a_case(coordinator=director)
        an_involvement(case, partner)
        actions.ask_to_join(case, worker.organisation, by=director, on=TODAY, due_on=TODAY, reason="Kent de kinderen")
        for user in (director, partner):
            of_user = {"organisation": user.organisation, "user": user}
            actions.set_deadline(case, DeadlineKind.EVALUATION, subject_id=user.pk, due_on=TODAY, **of_user)
    return [director, partner, worker, chris(), nobody()]


def nobody() -> User:
    user = a_user(Role.CASE_COORDINATOR)
    user.principals = []
    return user


def test_they_give_what_django_gives_whoever_asks():
    answers = {}
    for user in everybody():
        with acting_for(user.pk):
            for question, *about in QUESTIONS:
                given = ask(question, user, *about)
                assert given == list(question(user, *about)), (question, about, user)
                assert given == ask_prepared(question, user, *about), (question, about, user)
                answers.setdefault(question, set()).update(map(str, given))

    assert all(answers.values())  # there was something to give


def test_the_list_of_cases_is_written_once_for_each_choice_and_is_what_django_gives():
    for user in everybody():
        with acting_for(user.pk):
            for choice in ({}, {"lijst": "regie"}, {"lijst": "eenzijdig"}, {"fase": "alle"}, {"volgorde": "termijn"}):
                chosen = CaseFilter(choice, user=user)
                page = chosen[0:101]
                assert page == list(keys_of(chosen.qs)[0:101])
                numbers = [pk for (pk,) in page]
                said = sorted(ask(listed, user, cases=numbers))
                assert said == sorted(ask_prepared(listed, user, cases=numbers)) == sorted(listed_plainly(numbers))


def test_the_case_of_a_page_is_what_django_gives_with_what_its_reader_holds():
    director, partner, _, stranger, _ = everybody()
    case = Case.objects.first()
    actions.open_in_emergency(case.number, by=stranger, on=TODAY, reason="Er is nu iemand in gevaar")
    users = [director, partner, stranger, chris(), nobody()]
    beside = ("municipality", "legal_frame", "bringing_organisation")

    for user in users:
        held = Case.objects.visible_to(user).with_level_of(user).with_emergency_of(user).with_taking_along_of(user)
        expected, given = held.select_related(*beside).filter(pk=case.pk).first(), case_for(user, case.pk)
        assert everything(given, beside) == everything(expected, beside)

    assert [case_for(user, case.pk) == case for user in users] == [True, True, True, False, False]
    assert case_for(stranger, case.pk).emergency_until > timezone.now()


def test_rows_of_a_case_are_what_django_gives_to_each_reader():
    director, partner, worker, *_ = everybody()
    case = Case.objects.first()
    kevin, zoraya = (a_member(case, given_name=name) for name in ("Kevin", "Zoraya"))
    home = a_household(case)
    for person in (kevin, zoraya):
        Residence.objects.create(household=home, member=person, period=(TODAY, None))
        an_observation(case, director).members.add(person)
    actions.restrict(zoraya, by=director, named=[], reason="Geheim adres")
    found = {}

    for user in (director, partner, worker):
        case.reader = user
        with acting_as(Errand.LOADING):  # nothing is kept back but by the question itself
            given = [*known_members(case, user), *known_homes(case), *known_residences(case)]
            plainly = [*case.members.known_to(user).eldest_first(), *case.households.known_to(user)]
            plainly += Residence.objects.filter(household__case=case).known_to(user).order_by("pk")
            seen, seen_plainly = known_observations(case, user), Observation.objects.filter(case=case).for_reader(user)
            assert list(map(facts, [*given, *seen])) == list(map(facts, [*plainly, *seen_plainly]))
            found[user] = [len(given), len(seen)]

    assert list(found.values()) == [[5, 2], [3, 1], [3, 0]]


def facts(row: Model) -> dict[str, object]:
    """With what was selected along; its case each row knows already."""
    return vars(row) | {"_state": sorted(row._state.fields_cache.keys() - {"case"})}


# --- where this stands on what Django and psycopg keep for themselves: each says so when that changes ----------------


def test_what_is_kept_prepared_is_prepared_once_and_said_each_time_to_who_listens():
    """Connection._prepare_cursor gives the wrapper that listens, Cursor._query is what that one reads."""
    director = anna()
    assert director.principals
    with acting_for(director.pk):
        with CaptureQueriesContext(connection) as heard:
            for _ in range(3):
                ask_prepared(own_work, director, 0, 7)
        with connection.cursor() as cursor:
            cursor.execute("SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%LIMIT 7'")
            [[kept]] = cursor.fetchall()

    assert [one["sql"] for one in heard.captured_queries] == [re.sub(r"\$\d+", "%s", kept)] * 3


def test_what_is_kept_prepared_waits_for_the_end_of_a_transaction_that_is_broken():
    """As every cursor that Django gives; else a page went on after something was refused."""
    director = anna()
    with pytest.raises(TransactionManagementError), transaction.atomic():
        with pytest.raises(IntegrityError):
            Deadline.objects.create(due_on=TODAY)
        ask_prepared(own_work, director, 0, 7)


def test_the_rows_of_one_question_are_those_of_who_asks_also_one_within_the_other():
    """A copied compiler answers each, and none keeps what it answered."""
    cases = [a_case(coordinator=anna()) for _ in range(2)]
    people = [a_member(case, given_name=name) for case, name in zip(cases, ("Kevin", "Noa"), strict=True)]

    def found() -> list[list[Member]]:
        return [known_members(case, None) for case in cases]

    assert [found(), found()] == [[[people[0]], [people[1]]]] * 2
    assert "execute_sql" not in vars(prepare(members_in, None).compiler)


@pytest.mark.parametrize(("around", "own"), [("T", "K"), ("U", "K"), ("K", "L"), ("R", "S")])
def test_the_tables_of_a_condition_have_a_letter_of_their_own(around: str, own: str):
    """Query.bump_prefix gives it to each."""
    sql = write_condition(held_on, Kind(2), (GrantLevel.READ,), 1, beside(around)).sql

    assert {letter for letter, _ in re.findall(r'"?\b([A-Z])(\d)\b"?\.', sql)} == {own}


def test_a_condition_is_about_the_row_wherever_the_row_stands():
    """Its tables never take the letter of the table that it is asked of."""
    director, partner, *_ = everybody()
    case = Case.objects.first()
    person, _ = a_member(case), a_member(case, given_name="Bo")
    actions.restrict(person, by=director, named=[], reason="Geheim adres")

    with acting_as(Errand.LOADING):
        for user, number in ((director, 2), (partner, 1)):
            people = Member.objects.known_to(user)
            of_case = Case.objects.filter(Exists(people.filter(case=OuterRef("pk"), pk=person.pk)))
            nested = Member.objects.filter(Exists(of_case.filter(pk=OuterRef("case_id"))))
            assert [rows.count() for rows in (people, of_case, nested)] == [number, number - 1, 2 * (number - 1)]


def everything(case: Case | None, beside: tuple[str, ...]) -> dict[str, object]:
    rows = {} if case is None else {"": case} | {name: getattr(case, name) for name in beside}
    return {f"{name}.{key}": vars(row)[key] for name, row in rows.items() for key in vars(row) if key != "_state"}


def listed_plainly(pks) -> QuerySet:
    return Listed.objects.filter(pk__in=pks).values_list(*Said._fields)


def test_what_somebody_searched_for_is_not_kept():
    director = anna()
    case = a_case(coordinator=director, name="Kanarievogel")
    write_down.cache_clear()

    with acting_for(director.pk):
        assert [row[0] for row in CaseFilter({"q": "kanarie"}, user=director)[0:101]] == [case.pk]
    assert write_down.cache_info().currsize == 0


def test_who_turns_hundreds_of_pages_pushes_nothing_out():
    director = anna()
    a_case(coordinator=director)
    write_down.cache_clear(), prepare.cache_clear()

    with acting_for(director.pk):
        for start in range(0, 5000, 100):
            assert bool(CaseFilter({}, user=director)[start : start + 101]) == (start == 0)
            assert Tasks(OWN_WORK, director)[start : start + 101] == []
    assert [kept.cache_info().currsize for kept in (write_down, prepare)] == [0, 6]


def test_what_is_kept_prepared_has_one_plan_whoever_asks_first():
    with connection.cursor() as cursor:
        cursor.execute("SHOW plan_cache_mode")
        assert cursor.fetchone() == ("force_generic_plan",)


def test_another_is_asked_for_with_the_same_words_and_gets_their_own():
    director, partner, *_ = everybody()

    words = [write_down(own_work, Kind.of(user), 0, 101) for user in (director, partner)]
    own = [{row[0] for row in ask(own_work, user, 0, 101)} for user in (director, partner)]

    assert words[0] is words[1]
    assert own[0] == set(Deadline.objects.filter(user=director).values_list("pk", flat=True))
    assert own[0].isdisjoint(own[1])


def test_what_is_written_down_has_a_blank_for_each_number_of_who_asks():
    names = {param.name for param in write_down(own_work, Kind(2), 0, 101).params if isinstance(param, Blank)}

    assert names == {"user", "organisation", "principal 0", "principal 1"}


def test_who_is_looked_through_is_asked_for_the_same_rows():
    blanks = [write_down(work_of_others, Kind(1, looked_through), 0, 9).params for looked_through in (False, True)]

    assert [Blank("organisation") in params for params in blanks] == [True, True]


def by_role(user: User) -> QuerySet:
    return Case.objects.all() if Role.CASE_COORDINATOR in user.roles else Case.objects.none()


def by_the_clock(user: User) -> QuerySet:
    return Case.objects.filter(grants__granted_at__lt=timezone.now()).values_list("pk")


def by_the_day(user: User) -> QuerySet:
    return Case.objects.filter(first_signal_on__lt=timezone.localdate()).values_list("pk")


def of_more_than_plain_values(user: User) -> QuerySet:
    return Case.objects.values_list(Value({}, JSONField()))


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (by_role, "roles"),
        (by_the_clock, r"Now\(\)"),
        (by_the_day, "told the day"),
        (of_more_than_plain_values, "read by Django"),
    ],
)
def test_what_would_be_anothers_or_of_another_moment_is_refused(question, reason: str):
    with pytest.raises((AttributeError, TypeError), match=reason):
        ask(question, anna())


def test_who_may_open_no_case_is_asked_for_as_such():
    user = nobody()
    a_case(coordinator=user)

    assert Principal.objects.filter(user=user, grants__level__gte=GrantLevel.READ).exists()
    assert ask(one_sided_cases, user) == []
