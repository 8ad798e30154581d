"""“Aan tafel”: who sits there, who was asked, who is missing, and how early both domains came."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import actions
from cases.case_list import with_mode
from cases.models import Answer, Case, CaseStage, IntakeQuestion
from cases.presence import Presence
from cases.rules import TableClock, WorkingMode, table_sentence, working_mode
from cases.table import Seat, Table
from familienetwerk.accounts.models import PolicyDomain
from tests.factories import TODAY, a_case, a_user, an_intake, an_involvement, an_organisation, anna, bram, sanne

SIGNAL = date(2026, 9, 28)
days = st.none() | st.integers(0, 60).map(lambda number: SIGNAL + timedelta(days=number))


def a_clock(**fields: date | None) -> TableClock:
    nothing = {"safety_on": None, "social_on": None, "definition_on": None, "plan_on": None}
    return TableClock(first_signal_on=SIGNAL, **nothing | fields)


def day(number: int) -> date:
    return SIGNAL + timedelta(days=number)


def table_of(case: Case, **options) -> Table:
    """As a page draws it that knows more of who was there; any other page asks less, and draws the same."""
    table = Table.of(case, presence=Presence.of(case), **options)
    assert Table.of(case, presence=Presence.in_short(case), **options) == table
    return table


def seats_of(case: Case, domain: PolicyDomain) -> list[Seat]:
    table = table_of(case, today=TODAY, may_ask=True)
    return next(column.seats for column in table.columns if column.domain == domain)


@pytest.mark.parametrize(
    ("clock", "mode"),
    [
        (a_clock(), WorkingMode.OPEN),
        (a_clock(safety_on=day(1), social_on=day(2)), WorkingMode.OPEN),
        (a_clock(safety_on=day(1), social_on=day(28), definition_on=day(28)), WorkingMode.PROACTIVE),
        (a_clock(safety_on=day(1), social_on=day(29), definition_on=day(28)), WorkingMode.LATE),
        (a_clock(safety_on=day(1), definition_on=day(28)), WorkingMode.OPEN),
        (a_clock(safety_on=day(1), social_on=day(40), definition_on=day(28), plan_on=day(40)), WorkingMode.LATE),
        (a_clock(safety_on=day(1), social_on=day(41), definition_on=day(28), plan_on=day(40)), WorkingMode.REACTIVE),
        (a_clock(safety_on=day(1), definition_on=day(28), plan_on=day(40)), WorkingMode.REACTIVE),
    ],
)
def test_the_class_follows_from_the_days(clock: TableClock, mode: WorkingMode):
    assert working_mode(clock) == mode


@pytest.mark.parametrize(
    ("clock", "sentence"),
    [
        (
            a_clock(safety_on=day(7), social_on=day(9), definition_on=day(28)),
            "Sociaal droeg bij op dag 9. Dat is 19 dagen voor de eerste probleemdefinitie (dag 28).",
        ),
        (
            a_clock(safety_on=day(29), social_on=day(9), definition_on=day(28)),
            "Veiligheid droeg bij op dag 29. Dat is 1 dag na de eerste probleemdefinitie (dag 28).",
        ),
        (
            a_clock(safety_on=day(9), social_on=day(28), definition_on=day(28)),
            "Sociaal droeg bij op dag 28. Dat is op de dag van de eerste probleemdefinitie (dag 28).",
        ),
        (
            a_clock(safety_on=day(9), social_on=day(45), definition_on=day(28), plan_on=day(40)),
            "Sociaal droeg bij op dag 45. Dat is 5 dagen na het eerste plan (dag 40).",
        ),
        (
            a_clock(safety_on=day(9), social_on=day(9), definition_on=day(28)),
            "Veiligheid en sociaal droegen allebei bij op dag 9. "
            "Dat is 19 dagen voor de eerste probleemdefinitie (dag 28).",
        ),
        (
            a_clock(safety_on=day(9), definition_on=day(28)),
            "Sociaal droeg nog niet bij. De probleemdefinitie is van dag 28.",
        ),
        (
            a_clock(social_on=day(3)),
            "Veiligheid droeg nog niet bij. Sociaal droeg bij op dag 3. Er is nog geen probleemdefinitie.",
        ),
    ],
)
def test_one_sentence_says_why(clock: TableClock, sentence: str):
    assert table_sentence(clock) == sentence


@given(st.builds(a_clock, safety_on=days, social_on=days, definition_on=days, plan_on=days))
def test_there_is_always_a_class_and_a_sentence(clock: TableClock):
    assert working_mode(clock) in WorkingMode
    assert table_sentence(clock).endswith((".", ")."))


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(clock=st.builds(a_clock, safety_on=days, social_on=days, definition_on=days, plan_on=days))
def test_the_list_filters_on_the_same_class(db: None, clock: TableClock):
    with transaction.atomic():
        case = a_case(definition_fixed_on=clock.definition_on, first_plan_on=clock.plan_on)
        for on, domain in ((clock.safety_on, PolicyDomain.SAFETY), (clock.social_on, PolicyDomain.SOCIAL)):
            if on:
                actions.note_first_contribution(case, an_organisation(domain), on=on)

        found = with_mode(Case.objects.filter(pk=case.pk)).get()

        assert found.mode == working_mode(clock)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_domain_that_nobody_asked_has_no_seats_but_a_link():
    case = a_case(coordinator=anna())

    table = table_of(case, today=TODAY, may_ask=True)
    social = next(column for column in table.columns if column.domain == PolicyDomain.SOCIAL)

    assert social.seats == []
    assert social.ask_url == f"/casussen/{case.pk}/betrokkenen/vragen/?domein=SOCIAL"
    assert "Sociaal ontbreekt" in [mark.text for mark in table.marks]


@pytest.mark.django_db
def test_who_may_not_ask_gets_no_link():
    table = table_of(a_case(coordinator=anna()), today=TODAY, may_ask=False)

    assert {column.ask_url for column in table.columns} == {""}


@pytest.mark.django_db
def test_the_domains_stand_in_a_fixed_order_with_other_only_when_it_sits_there():
    case = a_case(coordinator=anna())
    names = [column.name for column in table_of(case, today=TODAY, may_ask=False).columns]
    an_involvement(case, a_user(domain=PolicyDomain.OTHER))

    assert names == ["Veiligheid", "Sociaal", "Justitie", "Wonen", "Onderwijs", "Zorg"]
    assert table_of(case, today=TODAY, may_ask=False).columns[-1].name == "Overig"


@pytest.mark.django_db
def test_joining_is_a_half_disc_and_contributing_a_full_one():
    user = sanne()
    case = a_case(coordinator=anna())
    an_involvement(case, user, on=date(2026, 10, 7))
    seated = seats_of(case, PolicyDomain.SOCIAL)[0]
    actions.note_first_contribution(case, user.organisation, on=date(2026, 10, 9))

    contributed = seats_of(case, PolicyDomain.SOCIAL)[0]

    assert (seated.state, seated.line) == ("SEATED", "aan tafel · sinds 07-10")
    assert (contributed.state, contributed.line) == ("CONTRIBUTED", "bijgedragen · sinds 09-10")


@pytest.mark.django_db
def test_an_invitation_without_an_answer_becomes_late():
    director = anna()
    case = a_case(coordinator=director)
    organisation = an_organisation(PolicyDomain.CARE)
    asked_on, due_on = TODAY - timedelta(days=9), TODAY - timedelta(days=4)
    actions.ask_to_join(case, organisation, by=director, on=asked_on, due_on=due_on, reason="Nodig")

    seat = seats_of(case, PolicyDomain.CARE)[0]

    assert (seat.state, seat.line) == ("LATE", "gevraagd 14-11 · 4 dagen te laat")
    assert table_of(case, today=TODAY, may_ask=False).late == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "state", "line"),
    [
        (Answer.UNKNOWN, "NOTHING_KNOWN", "niets bekend · 12-10"),
        (Answer.KNOWN, "ANSWERED", "bekend, nog niet aan tafel · 12-10"),
        (Answer.WITHHELD, "NOTHING_KNOWN", "deelt niet, met reden · 12-10"),
    ],
)
def test_an_answer_is_not_yet_a_contribution(answer: Answer, state: str, line: str):
    user = a_user(domain=PolicyDomain.EDUCATION)
    case = a_case(coordinator=anna())
    a_question(case, user, answer=answer)

    seat = seats_of(case, PolicyDomain.EDUCATION)[0]

    assert (seat.state, seat.line) == (state, line)


@pytest.mark.django_db
def test_who_never_answered_the_intake_is_no_longer_asked_and_the_domain_is_missing():
    case = a_case(coordinator=anna())
    question = a_question(case, a_user(domain=PolicyDomain.HOUSING), answer=Answer.UNKNOWN)
    IntakeQuestion.objects.filter(pk=question.pk).update(answer="", answered_by=None, answered_on=None)

    seat = seats_of(case, PolicyDomain.HOUSING)[0]
    table = table_of(case, today=TODAY, may_ask=True)

    assert (seat.state, seat.line) == ("NO_ANSWER", "gevraagd 06-10 · gaf geen antwoord")
    assert "Wonen" in [column.name for column in table.missing]
    assert table.late == 0


def a_question(case: Case, user, *, answer: Answer) -> IntakeQuestion:
    return IntakeQuestion.objects.create(
        case=case,
        organisation=user.organisation,
        question="Kent u dit gezin?",
        asked_by=case.started_by,
        asked_on=date(2026, 10, 6),
        due_on=date(2026, 10, 13),
        answer=answer,
        answer_text="Loopt een onderzoek" if answer == Answer.WITHHELD else "",
        answered_by=user,
        answered_on=date(2026, 10, 12),
    )


@pytest.mark.django_db
def test_who_left_without_contributing_has_no_seat_any_more():
    user = bram()
    case = a_case(coordinator=anna())
    involvement = an_involvement(case, user)
    actions.end_involvement(involvement, by=user, on=TODAY, reason="Andere wijk")

    assert user.organisation.name not in [seat.organisation for seat in seats_of(case, PolicyDomain.SAFETY)]


@pytest.mark.django_db
def test_what_who_left_contributed_stays_in_the_picture():
    user = sanne()
    case = a_case(coordinator=anna())
    involvement = an_involvement(case, user)
    actions.note_first_contribution(case, user.organisation, on=date(2026, 10, 9))
    actions.end_involvement(involvement, by=user, on=TODAY, reason="Andere baan")

    assert seats_of(case, PolicyDomain.SOCIAL)[0].line == "bijgedragen · sinds 09-10 · niet meer aan tafel"


@pytest.mark.django_db
def test_an_exception_is_always_said():
    director = anna()
    case = a_case(coordinator=director)
    actions.record_exception(case, by=director, on=date(2026, 11, 14), reason="Acute dreiging")
    case.refresh_from_db()

    table = table_of(case, today=timezone.localdate(), may_ask=False)

    assert table.exception == "Uitzondering op samen kijken sinds 14-11-2026: Acute dreiging"
    assert table.class_word == WorkingMode.OPEN


@pytest.mark.django_db
def test_an_unanswered_question_is_late_during_the_intake_and_not_for_ever():
    director = anna()
    intake = an_intake(coordinator=director)
    school = an_organisation(PolicyDomain.EDUCATION)
    asked_on, due_on = date(2026, 11, 2), date(2026, 11, 9)
    actions.ask_question(intake, by=director, on=asked_on, organisation=school, question="Kent u hen?", due_on=due_on)
    assert table_of(intake, today=TODAY, may_ask=False).late == 1

    Case.objects.filter(pk=intake.pk).update(stage=CaseStage.JOINT_ANALYSIS, opened_on=TODAY)

    assert table_of(Case.objects.get(pk=intake.pk), today=TODAY, may_ask=False).late == 0


@pytest.mark.django_db
def test_a_question_that_was_withdrawn_leaves_nothing():
    director = anna()
    intake = an_intake(coordinator=director)
    facts = {"organisation": an_organisation(PolicyDomain.EDUCATION), "question": "Kent u hen?", "due_on": TODAY}
    asked = actions.ask_question(intake, by=director, on=TODAY, **facts)
    assert seats_of(intake, PolicyDomain.EDUCATION)

    actions.withdraw_question(asked, by=director, on=TODAY)

    assert seats_of(intake, PolicyDomain.EDUCATION) == []
