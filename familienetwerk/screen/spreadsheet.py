"""Rows as a spreadsheet: texts stay texts, also when somebody edits the cell (ASVS V1.2.10)."""

import csv
import unicodedata
from collections.abc import Iterable
from io import BytesIO, StringIO
from typing import NamedTuple

import xlsxwriter

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"
FORMULA_STARTS = set("=+-@\N{MINUS SIGN}")
type Cell = str | int | float | None
type Sheet = tuple[str, list[str], list[list[Cell]]]


class Looks(NamedTuple):
    """How a cell is drawn; the quoted ones begin as a formula would."""

    bold: object
    quoted: object


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """Each a title, a header and rows."""
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        looks = Looks(book.add_format({"bold": True, "bottom": 1}), book.add_format({"quote_prefix": True}))
        for title, header, rows in sheets:
            _write(book, title, header, rows, looks)
    return buffer.getvalue()


def table(header: list[str], rows: Iterable[list[Cell]]) -> bytes:
    """Separated by semicolons, as Dutch spreadsheets read it."""
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


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
