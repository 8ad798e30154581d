"""Addresses of pages by number. A list asks for a hundred, and `reverse` looks through all routes for each."""

from functools import cache

from django.urls import reverse

UNLIKELY = 900_000_000_000_000_000  # stands where a number comes


def address(name: str, *numbers: int) -> str:
    """As `reverse(name, args=numbers)`."""
    return pattern_of(name, len(numbers)).format(*numbers)


@cache
def pattern_of(name: str, places: int) -> str:
    """„/casussen/{}/leden/{}/”"""
    there = reverse(name, args=[UNLIKELY + place for place in range(places)])
    for place in range(places):
        there = there.replace(str(UNLIKELY + place), "{}")
    return there
