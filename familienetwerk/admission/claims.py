"""What an organisation says of its own people, in the words of this installation. Plain values in, plain values out."""

from collections.abc import Mapping
from typing import Any

type Claims = Mapping[str, Any]

END_OF_TIME = 253_402_300_800  # the year 10000


def said_in(answer: object) -> dict[str, Any]:
    """The signed token goes before what was fetched beside it."""
    return {**part_of(answer, "userinfo"), **part_of(answer, "id_token")}


def part_of(answer: object, name: str) -> Claims:
    """A provider may leave a part out, or send something else in its place: then it says nothing."""
    found = answer.get(name) if isinstance(answer, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def values_of(said: Claims, path: str) -> list[str]:
    """One value or many, also deeper down: realm_access.roles."""
    found: Any = said
    for name in path.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    if found is None:
        return []
    return [str(value) for value in (found if isinstance(found, list) else [found])]


def roles_in(said: Claims, path: str, table: Mapping[str, str | list[str]]) -> list[str]:
    """A value that is not in the table gives nothing."""
    found: set[str] = set()
    for value in values_of(said, path):
        meant = table.get(value, [])
        found.update([meant] if isinstance(meant, str) else meant)
    return sorted(found)


def organisation_in(said: Claims, path: str, table: Mapping[str, str]) -> str:
    """The name of one organisation; of two at once nobody knows which."""
    names = {table[value] for value in values_of(said, path) if value in table}
    return names.pop() if len(names) == 1 else ""


def holds_a_second_factor(said: Claims, meaning: set[str]) -> bool:
    return not meaning.isdisjoint([*values_of(said, "acr"), *values_of(said, "amr")])


def logged_in_at(said: Claims) -> float:
    """When one showed there who one is; 0 when that is not said, or no moment."""
    moment = said.get("auth_time")
    return float(moment) if isinstance(moment, int | float) and 0 < moment < END_OF_TIME else 0
