"""Which children nobody looked at yet: before the first plan somebody says of each minor how safe it is (FR-054)."""

from datetime import date

from django.db.models import Exists, OuterRef

from cases.models import Case, Member
from domains.models import DomainScore
from familienetwerk.behalf import Errand, acting_as

CHILD_SAFETY = "child_safety"  # the life domain in which somebody says it


def children_without_safety_view(case: Case, *, today: date) -> list[Member]:
    """The minors of whom nobody said it, eldest first. That somebody did is for all to know; what was said is not."""
    said = DomainScore.objects.filter(
        assessment__member=OuterRef("pk"),
        assessment__released_at__isnull=False,
        life_domain__code=CHILD_SAFETY,
        score__isnull=False,
    )
    known = list(
        case.members.known_to(case.reader).current().eldest_first()
    )  # of a child that the reader may not know of, nothing is said
    with acting_as(Errand.CHILDREN):
        unseen = set(case.members.current().filter(~Exists(said)).values_list("pk", flat=True))
    return [member for member in known if member.pk in unseen and member.is_minor(today)]
