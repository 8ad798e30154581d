"""Which children nobody looked at yet: before the first plan somebody says of each minor how safe it is (FR-054)."""

from datetime import date

from django.db.models import BooleanField, Func

from cases.models import Case, Member

CHILD_SAFETY = "child_safety"  # the life domain in which somebody says it


class SafetyIsSaid(Func):
    """That somebody did is for all to know, what was said is not: so the database is asked past its policies."""

    function = "app_safety_is_said"
    output_field = BooleanField()


def children_without_safety_view(case: Case, *, today: date) -> list[Member]:
    """The minors of whom nobody said it, eldest first. Of a child that the reader may not know of, nothing is said."""
    known = case.members.known_to(case.reader).current().eldest_first()
    members = known.annotate(safety_is_said=SafetyIsSaid("pk"))
    unseen = (member for member in members if not member.safety_is_said)  # type: ignore[attr-defined]
    return [member for member in unseen if member.is_minor(today)]
