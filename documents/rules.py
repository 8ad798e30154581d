"""When a document may be fetched, of plain values."""

WITHDRAWN = "Dit document is ingetrokken. Het bestand geven wij niet meer mee."
INFECTED = "In dit bestand zat een virus. Het is weggegooid."
WAITING = "Dit bestand is nog niet gescand op virussen. U kunt het ophalen zodra dat is gebeurd."


def obstacle_to_fetching(*, is_withdrawn: bool, scan: str, has_scanner: bool) -> str:
    """Empty: it may. Without a scanner nothing is ever scanned; then the reader is asked once more."""
    if is_withdrawn:
        return WITHDRAWN
    if scan == "INFECTED":
        return INFECTED
    return WAITING if scan == "WAITING" and has_scanner else ""
