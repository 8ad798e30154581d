"""Who opened a case in which somebody works for the own organisation, as far as somebody noted that."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from cases.models import Member
from familienetwerk.oversight.hidden import Hidden


def colleagues_of_members(seen: list[dict[str, Any]]) -> Iterator[tuple[int, int]]:
    """Users and cases. Of the organisation for which one looked; not of whom one brought into the case oneself."""
    hidden = Hidden.of(seen)
    working: dict[tuple[int, int | None], list[tuple[int, int | None]]] = defaultdict(list)
    members = Member.objects.filter(case__in={row["case_id"] for row in seen}, works_at__isnull=False)
    for pk, case_id, organisation_id, added_by in members.values_list("pk", "case_id", "works_at_id", "added_by_id"):
        working[case_id, organisation_id].append((pk, added_by))
    found = {
        (row["user_id"], row["case_id"])
        for row in seen
        for pk, added_by in working.get((row["case_id"], row["organisation_id"]), [])
        if added_by != row["user_id"] and not hidden.hides(pk, user_id=row["user_id"])
    }
    yield from sorted(found)
