"""Who opened a case in which somebody works for the own organisation, as far as somebody noted that."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from cases.models import Member


def colleagues_of_members(seen: list[dict[str, Any]]) -> Iterator[tuple[int, int]]:
    """Users and cases. Of the organisation for which one looked; not of whom one brought into the case oneself."""
    added_by: dict[tuple[int, int | None], set[int]] = defaultdict(set)
    members = Member.objects.filter(case__in={row["case_id"] for row in seen}, works_at__isnull=False)
    for case_id, organisation_id, user_id in members.values_list("case_id", "works_at_id", "added_by_id"):
        added_by[case_id, organisation_id].add(user_id)
    found = {
        (row["user_id"], row["case_id"])
        for row in seen
        if added_by[row["case_id"], row["organisation_id"]] - {row["user_id"]}
    }
    yield from sorted(found)
