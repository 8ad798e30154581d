"""Streets as they are compared: of an address in a case, and of what somebody said of the own one."""

import re

from cases.rules import folded

POSTCODE = re.compile(r"\b(\d{4})\s?[A-Za-z]{2}\b")
STREET = re.compile(r"\s*(?:\d+\s?e\b)?\D*", re.IGNORECASE)  # also “1e Havenstraat”


def street_of(address: str) -> str:
    """“Havenkade 12-b, 1234 AB” is “havenkade”; nothing when no name stands before the number."""
    found = STREET.match(address)
    return folded(found[0]) if found else ""


def digits_of(address: str) -> str:
    """The four figures of its postcode, when it has one."""
    found = POSTCODE.search(address)
    return found[1] if found else ""


def text_of(street: str, digits: str = "") -> str:
    """Of what a mark is made: a street of this name anywhere, or in this part of a town."""
    return f"street|{street}|{digits}"
