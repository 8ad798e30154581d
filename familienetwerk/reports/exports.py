"""Figures as XLSX and CSV: no names, no case numbers, no free text, and no formula from data (FR-167)."""

import csv
import unicodedata
from datetime import date
from io import BytesIO, StringIO
from typing import NamedTuple

import xlsxwriter

from familienetwerk.reports.figures import DEFINITIONS, HIDDEN, Count, Figures, Spread
from familienetwerk.reports.selection import Period

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"
FORMULA_STARTS = set("=+-@\N{MINUS SIGN}")
type Cell = str | int | float | None
type Sheet = tuple[str, list[str], list[list[Cell]]]


class Looks(NamedTuple):
    """How a cell is drawn; the quoted ones begin as a formula would."""

    bold: object
    quoted: object


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
                ["Uitzonderingen op samen kijken", figures.exceptions.text, figures.cases],
            ],
        ),
        ("Doorlooptijden", spread_header, [_spread(spread) for spread in figures.lead_times]),
        ("Eerste bijdrage", spread_header, [_spread(spread) for spread in figures.first_contributions]),
    ]


def as_xlsx(figures: Figures, *, period: Period, today: date, asked_by: str) -> bytes:
    """A workbook with a sheet „Uitleg” first; texts stay texts, also when somebody edits the cell."""
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        looks = Looks(book.add_format({"bold": True, "bottom": 1}), book.add_format({"quote_prefix": True}))
        _write(book, "Uitleg", ["Wat", "Uitleg"], explanation(period=period, today=today, asked_by=asked_by), looks)
        for title, header, rows in sheets_of(figures):
            _write(book, title, header, rows, looks)
    return buffer.getvalue()


def as_csv(figures: Figures, *, period: Period, today: date, asked_by: str) -> bytes:
    """One table: which figure, its row, and the values; separated by semicolons, as Dutch spreadsheets read it."""
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(["Tabel", "Kolom", "Regel", "Waarde"])
    for label, text in explanation(period=period, today=today, asked_by=asked_by):
        writer.writerow([safe("Uitleg"), "", safe(label), safe(text)])
    for title, header, rows in sheets_of(figures):
        for row in rows:
            for column, value in zip(header[1:], row[1:], strict=True):
                writer.writerow([safe(title), safe(column), safe(row[0]), safe(value)])
    return buffer.getvalue().encode("utf-8-sig")


def explanation(*, period: Period, today: date, asked_by: str) -> list[list[Cell]]:
    """Purpose, reference date, period, who asked and every definition, so that a report can be made again (FR-168)."""
    return [
        ["Doel", "Voortgang van de integrale aanpak. Zonder namen, nummers en vrije tekst."],
        ["Peildatum", f"{today:%d-%m-%Y}"],
        ["Eerste signaal", f"{period.first:%d-%m-%Y} tot en met {period.last:%d-%m-%Y}"],
        ["Gemaakt door", asked_by],
        *(list[Cell](definition) for definition in DEFINITIONS.items()),
    ]


def safe(value: Cell) -> Cell:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front (ASVS V1.2.10)."""
    return f"'{value}" if isinstance(value, str) and is_read_as_a_formula(value) else value


def is_read_as_a_formula(text: str) -> bool:
    """By some spreadsheet: they skip what is not seen in front, and take wide signs of other scripts for the narrow."""
    seen = (sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign)[0] not in "ZC")
    return text.startswith(("\t", "\r", "\n", "\0")) or next(seen, "") in FORMULA_STARTS


def _write(book: xlsxwriter.Workbook, title: str, header: list[str], rows: list[list[Cell]], looks: Looks) -> None:
    sheet = book.add_worksheet(title)
    sheet.write_row(0, 0, header, looks.bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            sheet.write(number, column, value, looks.quoted if safe(value) != value else None)
    sheet.freeze_panes(1, 0)
    sheet.autofit()
    if rows:
        sheet.autofilter(0, 0, len(rows), len(header) - 1)


def _count(count: Count) -> list[Cell]:
    return [count.label, count.text if count.value is None else count.value]


def _spread(spread: Spread) -> list[Cell]:
    days = [_days(value) for value in (spread.median, spread.lower, spread.upper)]
    return [spread.label, _shown(spread.n), _shown(spread.missing), *days]


def _days(value: float | None) -> Cell:
    """Whole days as such, others in one decimal."""
    if value is None:
        return None
    return int(value) if value == int(value) else round(value, 1)


def _shown(value: int | None) -> Cell:
    return HIDDEN if value is None else value


# How a file is made, and what it is, by the end of its name.
KINDS = {"xlsx": (as_xlsx, XLSX_TYPE), "csv": (as_csv, CSV_TYPE)}
