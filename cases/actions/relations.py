"""How members are related: adding, changing and ending a relation."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import rules
from cases.actions.course import locked
from cases.models import Case, Member, Relation, RelationKind
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import EventType, record
from familienetwerk.locking import lock_unchanged


@transaction.atomic
def add_relation(
    case: Case, *, by: User, from_member: Member, to_member: Member, kind: RelationKind, **fields: Any
) -> Relation:
    """`fields` are the others of Relation: quality, certainty, source, period."""
    case = locked(case)
    if kind in RelationKind.mutual():
        from_member, to_member = sorted((from_member, to_member), key=lambda member: member.pk)
    relation = Relation(case=case, from_member=from_member, to_member=to_member, kind=kind, **fields)
    _save_checked(relation)
    record(EventType.CREATED, by=by, case_id=case.pk, subject="relation", subject_ids=[relation.pk])
    return relation


@transaction.atomic
def change_relation(relation: Relation, *, by: User, lock_version: int, **fields: Any) -> Relation:
    """Its quality, certainty, source or period; other people or another kind is another relation. Raises Conflict."""
    case = locked(relation.case)
    relation = lock_unchanged(relation, lock_version)
    for name, value in fields.items():
        setattr(relation, name, value)
    relation.lock_version += 1
    _save_checked(relation)
    record(EventType.CHANGED, by=by, case_id=case.pk, subject="relation", subject_ids=[relation.pk])
    return relation


@transaction.atomic
def end_relation(relation: Relation, *, by: User, on: date) -> Relation:
    """It is over since this day; it stays in the picture as what was."""
    case = locked(relation.case)
    relation = Relation.objects.select_for_update().get(pk=relation.pk)
    if relation.is_over:
        raise ValidationError({"on": "Deze relatie is al beëindigd."})
    relation.until_on = on
    relation.lock_version += 1
    _save_checked(relation)
    record(EventType.ENDED, by=by, case_id=case.pk, subject="relation", subject_ids=[relation.pk])
    return relation


def _save_checked(relation: Relation) -> None:
    relation.full_clean()
    for member in (relation.from_member, relation.to_member):
        if member.case_id != relation.case_id:
            raise ValidationError("Deze persoon hoort bij een andere casus.")
    if relation.kind in RelationKind.parental():
        _check_generations(relation)
    relation.save()


def _check_generations(relation: Relation) -> None:
    """Nobody is an ancestor of himself, in however many steps; and no parent is younger than the child."""
    others = Relation.objects.filter(case=relation.case, kind__in=RelationKind.parental()).exclude(pk=relation.pk)
    obstacles = rules.obstacles_to_parenthood(
        rules.ParenthoodFacts(
            parent=relation.from_member_id,
            child=relation.to_member_id,
            parent_born_on=relation.from_member.birth_date,
            child_born_on=relation.to_member.birth_date,
            is_estimated=relation.from_member.is_birth_date_estimated or relation.to_member.is_birth_date_estimated,
            parents_of=parents_in(others),
        )
    )
    if obstacles:
        raise ValidationError({"to_member": obstacles})


def parents_in(relations: Any) -> dict[int, set[int]]:
    """Of each child the numbers of the parents."""
    parents: dict[int, set[int]] = {}
    for parent, child in relations.values_list("from_member", "to_member"):
        parents.setdefault(child, set()).add(parent)
    return parents
