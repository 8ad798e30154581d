"""Who opened a case in which somebody lives in the own street, as far as somebody said which that is."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from cases.models import Household
from cases.streets import digits_of, street_of, text_of
from familienetwerk.accounts.models import HomeStreet
from familienetwerk.cipher.values import marks_of
from familienetwerk.oversight.hidden import Hidden


def who_lives_there(seen: list[dict[str, Any]]) -> Iterator[tuple[int, int]]:
    """Users and cases. Without a postcode in the case, a street of that name anywhere will do."""
    homes = {home.pk: home for home in HomeStreet.objects.filter(user__in={row["user_id"] for row in seen})}
    pairs = {(row["user_id"], row["case_id"]) for row in seen if row["user_id"] in homes}
    hidden = Hidden.of(seen)
    streets: dict[int, list[tuple[int, str]]] = defaultdict(list)
    addresses = Household.objects.filter(case__in={case_id for _, case_id in pairs}).exclude(address="")
    for pk, case_id, address in addresses.values_list("pk", "case_id", "address"):
        streets[case_id].append((pk, address))
    for user_id, case_id in sorted(pairs):
        known = (address for pk, address in streets[case_id] if not hidden.hides_home(pk, user_id=user_id))
        if any(is_in_the_street(homes[user_id], address) for address in known):
            yield user_id, case_id


def is_in_the_street(home: HomeStreet, address: str) -> bool:
    street, digits = street_of(address), digits_of(address)
    held = home.near_mark if digits else home.street_mark
    return bool(street) and bytes(held) in marks_of(text_of(street, digits))
