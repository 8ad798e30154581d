"""Every page and every deed writes its line, read from the URLconf and from the actions: NEN 7513 chapter 6."""

import ast
from pathlib import Path

import pytest
from django.db.models import Max

from cases import actions
from cases.models import Case
from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent, EventType
from tests.factories import TODAY, a_case, a_member, a_user, an_intake, an_involvement, anna, bram, chris
from tests.routes import an_address_of, every_route

pytestmark = pytest.mark.django_db

OF_CASE = {route: pattern for route, pattern in every_route() if "<int:case_id>" in route}
READING = {EventType.CASE_VIEWED, EventType.PERSONS_VIEWED, EventType.LOG_VIEWED, EventType.PRINTED}


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def case(director) -> Case:
    case = a_case(coordinator=director)
    a_member(case)
    return case


def new_lines(since: int) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(pk__gt=since).order_by("pk"))


def last_line() -> int:
    return AuditEvent.objects.aggregate(last=Max("pk"))["last"] or 0


@pytest.mark.parametrize("method", ["get", "post"])
def test_each_page_of_a_case_says_who_of_which_organisation_in_which_role_under_which_frame(client, case, method):
    director = case.started_by
    client.force_login(director)
    silent = {}
    for route in OF_CASE:
        before, path = last_line(), an_address_of(route, case_id=case.pk, member_id=case.members.get().pk)
        answer = getattr(client, method)(path)
        lines = [line for line in new_lines(before) if line.case_id == case.pk]
        if answer.status_code != 405 and not lines:
            silent[path] = answer.status_code
        for line in lines:
            assert (line.user_id, line.organisation_id) == (director.pk, director.organisation_id), path
            assert line.roles == ",".join(director.roles)
            assert line.type != EventType.CASE_VIEWED or line.purpose == case.legal_frame.kind, path
            assert not line.is_emergency

    assert silent == {}


def test_a_page_about_one_thing_says_which(client, case):
    client.force_login(case.started_by)
    member = case.members.get()

    client.get(f"/casussen/{case.pk}/gezin/{member.pk}/wijzigen/")

    line = AuditEvent.objects.get(type=EventType.CASE_VIEWED)
    assert (line.subject, line.subject_ids, line.page) == ("member", str(member.pk), "change_member")


def test_a_refusal_is_one_line_whoever_refuses(client, case):
    partner, stranger = bram(), chris()
    an_involvement(case, partner)
    for user in (partner, stranger):
        client.force_login(user)
        client.get(f"/casussen/{case.pk}/afsluiten/")

    refused = AuditEvent.objects.filter(type=EventType.REFUSED)
    assert [(line.user_id, line.case_id, line.page) for line in refused.order_by("pk")] == [
        (partner.pk, case.pk, "close"),
        (stranger.pk, case.pk, "close"),
    ]


def test_trying_a_number_of_what_is_not_there_for_you_is_a_line(client):
    question = actions.ask_question(
        an_intake(coordinator=anna()), bram().organisation, by=anna(), on=TODAY, question="Kent u hen?", due_on=TODAY
    )
    stranger = a_user(Role.SAFETY_PROFESSIONAL)
    client.force_login(stranger)

    client.get(f"/vragen/{question.pk}/")
    client.get("/uitnodigingen/12345/")

    refused = AuditEvent.objects.filter(type=EventType.REFUSED, user_id=stranger.pk).order_by("pk")
    assert [(line.subject, line.subject_ids) for line in refused] == [
        ("question", str(question.pk)),
        ("involvement", "12345"),
    ]


def test_a_page_that_was_never_there_is_no_refusal(client, director):
    client.force_login(director)

    client.get("/bestaat-niet/")

    assert not AuditEvent.objects.filter(type=EventType.REFUSED).exists()


def test_cases_that_a_search_finds_are_named_and_the_words_are_not(client, case):
    client.force_login(case.started_by)

    client.post("/zoeken/", {"q": case.name})

    line = AuditEvent.objects.get(type=EventType.CASES_LISTED)
    assert (line.page, line.subject_ids) == ("search", str(case.pk))
    assert not AuditEvent.objects.filter(purpose__contains=case.name).exists()


def test_a_right_that_is_given_and_one_that_is_taken_are_lines(case, director):
    seat = an_involvement(case, bram())
    actions.end_involvement(seat, by=director, on=TODAY, reason="Klaar")

    assert AuditEvent.objects.filter(type=EventType.GRANTED, case_id=case.pk).count() == 3
    assert AuditEvent.objects.filter(type=EventType.REVOKED, case_id=case.pk).count() == 1


# --- deeds ---------------------------------------------------------------------------------------------

ACTIONS = [
    path for root in ("cases", "domains", "interventions", "familienetwerk") for path in Path(root).rglob("*.py")
]
ACTIONS = [path for path in ACTIONS if "actions" in path.parts or path.stem == "actions"]
# What apps above conclude is told by their deed, which has its line; so has asking for the PDF that the machine makes.
TOLD_BY_A_DEED = {
    *("note_first_contribution", "note_definition_fixed", "note_plan_adopted", "note_plan_evaluated"),
    *("keep_pdf", "note_what_ran_out"),  # that a seat would end was said, and logged, when its end was set
}
WITHOUT_A_FAMILY = {"familienetwerk/accounts", "familienetwerk/outbox", "familienetwerk/audit"}  # recorded by who calls


def deeds() -> dict[str, ast.FunctionDef]:
    """Every function that changes something for somebody: it has a `by`."""
    return {
        f"{path}::{node.name}": node
        for path in ACTIONS
        if not any(str(path).startswith(root) for root in WITHOUT_A_FAMILY)
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and is_a_transaction(node)
    }


def is_a_transaction(node: ast.FunctionDef) -> bool:
    return "transaction.atomic" in [ast.unparse(decorator) for decorator in node.decorator_list]


def calls(node: ast.AST) -> set[str]:
    found = [call.func for call in ast.walk(node) if isinstance(call, ast.Call)]
    return {func.id if isinstance(func, ast.Name) else getattr(func, "attr", "") for func in found}


def test_every_deed_is_recorded_by_itself_or_by_the_deed_it_calls():
    found = deeds()
    recording = {"record"}
    helpers = {
        node.name: calls(node)
        for path in ACTIONS
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef)
    }
    while more := {name for name, called in helpers.items() if called & recording} - recording:
        recording |= more

    assert len(found) > 50
    silent = {name.rpartition("::")[2] for name, node in found.items() if not calls(node) & recording}
    assert silent == TOLD_BY_A_DEED
