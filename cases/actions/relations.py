"""How members are related: adding, correcting, ending, and removing what never was so."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from cases import parenthood
from cases.actions.course import locked
from cases.models import Case, Member, Relation, RelationKind
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import EventType, record
from familienetwerk.constraints import full_clean
from familienetwerk.locking import lock_unchanged

LEAST_YEARS = {RelationKind.PARENT: parenthood.PARENT, RelationKind.GRANDPARENT: parenthood.GRANDPARENT}
OWN_ANCESTOR = "Iemand kan geen voorouder van zichzelf zijn. Kies een andere persoon."


class RelationWasRemoved(ValidationError):
    """What never was so is not changed any more."""

    def __init__(self) -> None:
        super().__init__("Deze relatie is verwijderd. Voeg een nieuwe toe als zij er toch was.")


@transaction.atomic
def add_relation(
    case: Case, *, by: User, from_member: Member, to_member: Member, kind: RelationKind, **fields: Any
) -> Relation:
    """`fields` are the others of Relation: quality, certainty, source, period."""
    case = locked(case)
    relation = Relation(case=case, from_member=from_member, to_member=to_member, kind=kind, **fields)
    _save_checked(relation)
    record(EventType.CREATED, by=by, case_id=case.pk, subject="relation", subject_ids=[relation.pk])
    return relation


@transaction.atomic
def correct_relation(relation: Relation, *, by: User, lock_version: int, **fields: Any) -> Relation:
    """It was written down wrongly: who, what, how certain, according to whom or when. Raises Conflict."""
    case = locked(relation.case)
    relation = _standing(lock_unchanged(relation, lock_version))
    for name, value in fields.items():
        setattr(relation, name, value)
    _save_checked(relation)
    record(EventType.CHANGED, by=by, case_id=case.pk, subject="relation", subject_ids=[relation.pk])
    return relation


@transaction.atomic
def end_relation(relation: Relation, *, by: User, on: date) -> Relation:
    """It is over since this day; it stays in the picture as what was."""
    case = locked(relation.case)
    relation = _standing(Relation.objects.select_for_update().get(pk=relation.pk))
    if relation.is_over:
        raise ValidationError({"on": "Deze relatie is al beëindigd."})
    relation.until_on = on
    _save_checked(relation)
    record(EventType.ENDED, by=by, case_id=case.pk, subject="relation", subject_ids=[relation.pk])
    return relation


@transaction.atomic
def remove_relation(relation: Relation, *, by: User, on: date, reason: str) -> None:
    """It never was so: it is gone from lists, picture and paper, and what stood there stays in the history."""
    case = locked(relation.case)
    relation = _standing(Relation.objects.select_for_update().get(pk=relation.pk))
    relation.removed_on, relation.removed_by, relation.removed_reason = on, by, reason
    relation.lock_version += 1
    relation.save(update_fields=["removed_on", "removed_by", "removed_reason", "lock_version"])
    record(EventType.ENDED, by=by, case_id=case.pk, subject="relation", subject_ids=[relation.pk])


def check_birthdays_around(member: Member) -> None:
    """The birthday of this member goes with the parents, children and grandchildren that are written down."""
    around = Relation.objects.standing().about(member).with_people()
    for relation in around.filter(kind__in=RelationKind.of_blood_or_law()):
        pair = [member if other == member else other for other in (relation.from_member, relation.to_member)]
        relation.from_member, relation.to_member = pair
        if sentence := _too_close(relation):
            raise ValidationError({"birth_date": f"{sentence} Kijk ook de relatie na."})


def _standing(relation: Relation) -> Relation:
    if relation.removed_on:
        raise RelationWasRemoved
    return relation


def _save_checked(relation: Relation) -> None:
    if relation.kind in RelationKind.mutual():
        pair = sorted((relation.from_member, relation.to_member), key=lambda member: member.pk)
        relation.from_member, relation.to_member = pair
    full_clean(relation)
    for member in (relation.from_member, relation.to_member):
        if member.case_id != relation.case_id:
            raise ValidationError("Deze persoon hoort bij een andere casus.")
    if relation.kind in RelationKind.parental() and _closes_a_circle(relation):
        raise ValidationError({"to_member": OWN_ANCESTOR})
    if sentence := _too_close(relation):
        raise ValidationError({"to_member": sentence})
    if relation.pk:
        relation.lock_version += 1
    relation.save()


def _closes_a_circle(relation: Relation) -> bool:
    others = Relation.objects.standing().filter(case=relation.case_id, kind__in=RelationKind.parental())
    parents_of = parents_in(others.exclude(pk=relation.pk))
    return parenthood.closes_a_circle(relation.from_member_id, relation.to_member_id, parents_of)


def _too_close(relation: Relation) -> str:
    """Why these two cannot be parent and child, or grandparent and grandchild; empty when they can."""
    least = LEAST_YEARS.get(RelationKind(relation.kind))
    if least is None or not relation.is_with_fewer_years(least):
        return ""
    one, other = relation.from_member, relation.to_member
    role = "ouder" if relation.kind == RelationKind.PARENT else "grootouder"
    return (
        f"Een {role} is minstens {least} jaar ouder. {one.given_name} is geboren op {one.birth_date:%d-%m-%Y}, "
        f"{other.given_name} op {other.birth_date:%d-%m-%Y}. Is het andersom? Of klopt een geboortedatum niet?"
    )


def parents_in(relations: QuerySet[Relation]) -> dict[int, set[int]]:
    """Of each child the numbers of the parents."""
    parents: dict[int, set[int]] = {}
    for parent, child in relations.values_list("from_member", "to_member"):
        parents.setdefault(child, set()).add(parent)
    return parents
