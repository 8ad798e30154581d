"""Figures as XLSX and CSV: no names, no case numbers, no free text, and no formula from data (FR-167)."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from familienetwerk.reports.figures import DEFINITIONS, HIDDEN, Count, Figures, Spread
from familienetwerk.reports.selection import Period
from familienetwerk.screen.spreadsheet import CSV_TYPE, XLSX_TYPE, Cell, Sheet, table, workbook


def sheets_of(figures: Figures) -> list[Sheet]:
    """Title, header and rows of each table; the page shows the same."""
    spread_header = ["Wat", "Casussen", "Ontbreekt", "Mediaan in dagen", "Middelste helft vanaf", "Middelste helft tot"]
    share = figures.social_before_definition
    return [
        ("Waar casussen zijn", ["Fase", "Casussen"], [_count(count) for count in figures.stages]),
        ("Hoe vroeg samen", ["Klasse", "Casussen"], [_count(count) for count in figures.modes]),
        (
            "Kerncijfers",
            ["Wat", "Casussen", "Van"],
            [
                ["Sociaal droeg bij vóór de probleemdefinitie", _shown(share.part), _shown(share.whole)],
                ["Uitzonderingen op samen kijken", _shown(figures.exceptions.value), figures.cases],
            ],
        ),
        ("Doorlooptijden", spread_header, [_spread(spread) for spread in figures.lead_times]),
        ("Eerste bijdrage", spread_header, [_spread(spread) for spread in figures.first_contributions]),
    ]


def as_xlsx(figures: Figures, *, period: Period, today: date, asked_by: str) -> bytes:
    """A workbook with a sheet “Uitleg” first."""
    said = explanation(period=period, today=today, asked_by=asked_by)
    return workbook([("Uitleg", ["Wat", "Uitleg"], said), *sheets_of(figures)])


def as_csv(figures: Figures, *, period: Period, today: date, asked_by: str) -> bytes:
    """One table: which figure, its row, and the values."""
    said = explanation(period=period, today=today, asked_by=asked_by)
    rows: list[list[Cell]] = [["Uitleg", "", label, text] for label, text in said]
    for title, header, lines in sheets_of(figures):
        for line in lines:
            rows += [[title, column, line[0], value] for column, value in zip(header[1:], line[1:], strict=True)]
    return table(["Tabel", "Kolom", "Regel", "Waarde"], rows)


def explanation(*, period: Period, today: date, asked_by: str) -> list[list[Cell]]:
    """Purpose, reference date, period, who asked and every definition, so that a report can be made again (FR-168)."""
    return [
        ["Doel", "Voortgang van de integrale aanpak. Zonder namen, nummers en vrije tekst."],
        ["Peildatum", f"{today:%d-%m-%Y}"],
        ["Eerste signaal", f"{period.first:%d-%m-%Y} tot en met {period.last:%d-%m-%Y}"],
        ["Gemaakt door", asked_by],
        *(list[Cell](definition) for definition in DEFINITIONS.items()),
    ]


def _count(count: Count) -> list[Cell]:
    return [count.label, count.text if count.value is None else count.value]


def _spread(spread: Spread) -> list[Cell]:
    days = [_days(value) for value in (spread.median, spread.lower, spread.upper)]
    return [spread.label, _shown(spread.n), _shown(spread.missing), *days]


def _days(value: float | None) -> Cell:
    """Whole days as such, others in one decimal: a half goes up, as it does where a page writes the number."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(Decimal(value).quantize(Decimal("0.1"), ROUND_HALF_UP))


def _shown(value: int | None) -> Cell:
    return HIDDEN if value is None else value


# How a file is made, and what it is, by the end of its name.
KINDS = {"xlsx": (as_xlsx, XLSX_TYPE), "csv": (as_csv, CSV_TYPE)}
