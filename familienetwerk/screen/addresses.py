"""Addresses of pages by number. A list asks for a hundred, and `reverse` looks through all routes for each."""

from functools import cache
from http import HTTPStatus

from django.http import HttpResponseRedirect
from django.urls import get_script_prefix, reverse

UNLIKELY = 900_000_000_000_000_000  # stands where a number comes


def address(name: str, *numbers: int) -> str:
    """As `reverse(name, args=numbers)`, also while addresses lie behind something (cases/seen_as.py)."""
    return get_script_prefix() + pattern_of(name, len(numbers)).format(*numbers)


@cache
def pattern_of(name: str, places: int) -> str:
    """“casussen/{}/leden/{}/”: what follows on the prefix, since for the next who asks that may be another."""
    there = reverse(name, args=[UNLIKELY + place for place in range(places)]).removeprefix(get_script_prefix())
    for place in range(places):
        there = there.replace(str(UNLIKELY + place), "{}")
    return there


def see_other(url: str) -> HttpResponseRedirect:
    """Where what was chosen is read. Nothing was done, so choosing it again is no form that was sent before."""
    return HttpResponseRedirect(url, status=HTTPStatus.SEE_OTHER)
