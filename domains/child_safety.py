"""Which children nobody looked at yet: before the first plan somebody says of each minor how safe it is (FR-054)."""

from datetime import date

from django.db.models import BooleanField, Func, QuerySet

from cases.models import Case, Member, Reader
from familienetwerk.accounts.written_once import Blanks
from familienetwerk.accounts.written_rows import rows_in_case

CHILD_SAFETY = "child_safety"  # the life domain in which somebody says it


class SafetyIsSaid(Func):
    """That somebody did is for all to know, what was said is not: so the database is asked past its policies."""

    function = "app_safety_is_said"
    output_field = BooleanField()


def members_with_safety(reader: Reader) -> QuerySet[Member]:
    known = Member.objects.filter(case=Blanks("case")).known_to(reader).current().eldest_first()
    return known.annotate(safety_is_said=SafetyIsSaid("pk"))


def children_without_safety_view(case: Case, *, today: date) -> list[Member]:
    """The minors of whom nobody said it, eldest first. Of a child that the reader may not know of, nothing is said."""
    members = rows_in_case(members_with_safety, case.reader, case=case.pk)
    unseen = (member for member in members if not member.safety_is_said)
    return [member for member in unseen if member.is_minor(today)]
