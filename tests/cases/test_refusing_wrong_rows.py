"""What cannot be is refused by the database itself, whatever the route; and what a user may cause is said in Dutch."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext

from cases import actions
from cases.models import (
    Case,
    CaseStage,
    ChildSafetyConcern,
    Criterion,
    CriterionAnswer,
    CriterionOutcome,
    DeadlineKind,
    FirstContribution,
    FrameMove,
    IntakeQuestion,
    Involvement,
    InvolvementRole,
    Member,
    Observation,
    Passing,
    Recall,
    Relation,
    RelationKind,
    Residence,
    SharedPiece,
    Sharing,
    Triage,
    TriageOutcome,
)
from familienetwerk.constraints import full_clean
from tests.cases.wrong_rows import (
    CLOSED,
    KEYS_FOR_OTHERS,
    LATE,
    PROVEN_BELOW,
    SHARED,
    TEXTS,
    TWICE,
    WRONG,
    WRONG_PIECES,
    WRONG_RECALLS,
    WRONG_SHARINGS,
    wrong_in_memory,
)
from tests.discussion_factories import a_discussion, what_came_of_a_discussion
from tests.factories import (
    TODAY,
    a_case,
    a_frame,
    a_household,
    a_member,
    an_involvement,
    an_observation,
    an_organisation,
    anna,
    bram,
    chris,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(right_rows: int, db: None) -> Case:
    """With one right row of everything."""
    return Case.objects.select_related("started_by__organisation").get(pk=right_rows)


@pytest.fixture(scope="module")
def right_rows(one_transaction: None) -> int:
    anna_ = anna()
    case = a_case(coordinator=anna_)
    parent, child = a_member(case, birth_date=None), a_member(case, given_name="Bo")
    day = {"organisation": anna_.organisation, "on": TODAY}
    seen = an_observation(case, anna_)
    before = a_frame(name="Vorig kader")
    FrameMove.objects.create(case=case, before=before, after=case.legal_frame, on=TODAY, by=anna_, reason="Zwaarder")
    Passing.objects.create(
        case=case,
        organisation=anna_.organisation,
        subject="observation",
        subject_id=seen.pk,
        frame=before,
        ground="Wpg 20",
        passed_by=anna_,
    )
    an_involvement(case, bram())
    Residence.objects.create(household=a_household(case), member=parent, period=DateRange(TODAY, None))
    for kind in (RelationKind.PARENT, RelationKind.BUSINESS):
        said = {"certainty": "STATED", "source": "moeder", "sourced_on": TODAY}
        Relation.objects.create(case=case, from_member=parent, to_member=child, kind=kind, **said)
    FirstContribution.objects.create(case=case, **day)
    actions.shield_workers(case, by=anna_, on=TODAY, reason="Een medewerker is bedreigd")
    actions.set_deadline(case, DeadlineKind.TRIAGE, subject_id=1, due_on=TODAY, organisation=anna_.organisation)
    Triage.objects.create(
        case=case, outcome=TriageOutcome.ACCEPTED, reason="Samen nodig", decided_on=TODAY, decided_by=anna_
    )
    ChildSafetyConcern.objects.create(case=case, noted_on=TODAY, noted_by=anna_)
    CriterionAnswer.objects.create(
        case=case,
        criterion=Criterion.values[0],
        outcome=CriterionOutcome.values[0],
        reason="School en geld",
        answered_by=anna_,
        answered_on=TODAY,
    )
    actions.open_in_emergency(case.number, by=chris(), on=TODAY, reason="Er is nu iemand in gevaar")
    actions.ask_access(case.number, by=chris(), reason="Ik neem waar")
    what_came_of_a_discussion(case, anna_)
    actions.ask_lawfulness(case, by=anna_, on=TODAY, question="Mag dit?")
    a_discussion(case)
    IntakeQuestion.objects.create(
        case=case,
        organisation=an_organisation(),
        question="Kent u hen?",
        asked_by=anna_,
        asked_on=TODAY,
        due_on=LATE,
    )
    return case.pk


def change(model: type[models.Model], **fields: Any) -> None:
    model.objects.filter(pk=model.objects.latest("pk").pk).update(**fields)


@pytest.mark.parametrize(("name", "model", "fields"), WRONG, ids=[name for name, _, _ in WRONG])
def test_half_done_and_impossible(case, name, model, fields):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        change(model, **fields)


@pytest.mark.parametrize(("name", "model"), TWICE.items(), ids=list(TWICE))
def test_the_same_twice(case, name, model):
    row = model.objects.latest("pk")
    row.pk = None
    row._state.adding = True

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize(("model", "field"), [(model, field) for model, fields in TEXTS.items() for field in fields])
def test_an_empty_text(case, model, field):
    with pytest.raises(IntegrityError, match=f"{model._meta.model_name}_{field}_is_filled"), transaction.atomic():
        change(model, **{field: ""})


def errors_of(clean: Callable[[], None]) -> dict[str, list[str]]:
    try:
        clean()
    except ValidationError as error:
        return error.message_dict
    return {}


def test_asked_beforehand_in_one_question_they_say_what_django_says(case):
    said, expected = {}, {}
    for name, row in wrong_in_memory():
        said[name], expected[name] = errors_of(partial(full_clean, row)), errors_of(row.full_clean)

    assert said == expected
    assert sum(map(bool, said.values())) > len(said) / 2


def test_a_key_to_nothing_is_looked_up_and_a_key_to_what_was_read_is_not(case):
    member = Member.objects.latest("pk")
    member.case_id = 0
    errors = errors_of(partial(full_clean, member))
    member.case = case
    with CaptureQueriesContext(connection) as asked:
        full_clean(member)

    assert "case" in errors
    assert not [query for query in asked if '"cases_case"' in query["sql"]]


def models_with_choices() -> list[tuple[type[models.Model], str]]:
    return [
        (model, field.name)
        for model in apps.get_app_config("cases").get_models()
        for field in model._meta.fields
        if field.choices and model._meta.managed and model is not SharedPiece  # stands: see the sharings below
    ]


@pytest.mark.parametrize(("model", "field"), models_with_choices())
def test_a_value_that_is_no_choice(case, model, field):
    unknown = "NIETS" if isinstance(model._meta.get_field(field), models.CharField) else 99

    stands = "|Onder welke wet" if (model, field) == (Observation, "regime") else ""
    with pytest.raises(IntegrityError, match=f"{field}_is_known{stands}"), transaction.atomic():
        change(model, **{field: unknown}, **(CLOSED if field == "closing_reason" else {}))


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (InvolvementRole.CASE_COORDINATOR, "one_case_coordinator"),
        (InvolvementRole.PROCESS_COORDINATOR, "one_process_coordinator"),
    ],
)
def test_two_coordinators_at_once(case, role, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        change(Involvement, role=role)


def test_an_organisation_that_is_asked_twice(case):
    asked = {"case": case, "organisation": an_organisation(), "asked_on": TODAY, "asked_by": case.started_by}
    Involvement.objects.create(**asked, asked_reason="Nodig")

    with pytest.raises(IntegrityError, match="involvement_is_asked_once"), transaction.atomic():
        Involvement.objects.create(**asked, asked_reason="Nog eens")


def test_a_child_that_is_the_parent_of_its_parent(case):
    relation = Relation.objects.get(kind=RelationKind.PARENT)
    relation.pk, relation.from_member, relation.to_member = None, relation.to_member, relation.from_member
    relation._state.adding = True

    with pytest.raises(IntegrityError, match="relation_parent_is_not_its_own_child"), transaction.atomic():
        relation.save(force_insert=True)


def a_sharing(case: Case, **fields: Any) -> Sharing:
    by = case.started_by
    given = SHARED | {"recipient_name": ""} | fields
    if given.get("recipient"):
        given["recipient"] = by.organisation
    return Sharing.objects.create(case=case, organisation=by.organisation, shared_by=by, **given)


def a_piece(sharing: Sharing, **fields: Any) -> SharedPiece:
    filled = {"kind": "observation", "subject_id": 1, "title": "Feit", "digest": "1"} | fields
    return SharedPiece.objects.create(sharing=sharing, sharer=sharing.organisation, **filled)


@pytest.mark.parametrize(("name", "fields"), WRONG_SHARINGS.items())
def test_a_sharing_that_says_too_little(case, name, fields):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        a_sharing(case, **fields)


@pytest.mark.parametrize(("name", "fields"), WRONG_PIECES.items())
def test_a_shared_piece_that_cannot_be(case, name, fields):
    sharing = a_sharing(case, recipient_name="Duinveen")
    a_piece(sharing)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        a_piece(sharing, **fields)


@pytest.mark.parametrize(("name", "fields"), WRONG_RECALLS.items())
def test_a_recall_that_cannot_be(case, name, fields):
    filled = {"reason": "Betwist", "changed_on": TODAY} | fields
    told_by = case.started_by if "told_on" in fields and "after" in name else None

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Recall.objects.create(piece=a_piece(a_sharing(case, recipient_name="Duinveen")), told_by=told_by, **filled)


def constraints() -> list[models.BaseConstraint]:
    found = apps.get_app_config("cases").get_models()
    return [constraint for model in found for constraint in model._meta.constraints]


def test_every_constraint_is_proven_here():
    by_rule = {one.name for one in constraints() if one.name.endswith(("_is_known", "_are_known", "_is_filled"))}

    proven = {name for name, _, _ in WRONG} | set(TWICE) | PROVEN_BELOW | KEYS_FOR_OTHERS | by_rule

    assert {constraint.name for constraint in constraints()} == proven


def test_every_constraint_that_a_user_may_meet_speaks_dutch():
    silent = {
        constraint.name
        for constraint in constraints()
        if constraint.violation_error_message == constraint.default_violation_error_message
    }

    assert silent <= {*KEYS_FOR_OTHERS, "deadline_is_open_once", "first_contribution_is_once"}


def test_a_case_at_rest_needs_no_opening_day(case):
    change(Case, opened_on=None, stage=CaseStage.REJECTED)

    assert Case.objects.get(pk=case.pk).opened_on is None
