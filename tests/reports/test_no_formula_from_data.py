"""A text of somebody is never a formula in a spreadsheet, however it is dressed up."""

import ast
import csv
import unicodedata
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from cases.models import CaseStage
from familienetwerk.reports.exports import as_csv, as_xlsx
from familienetwerk.reports.figures import figures_of
from familienetwerk.reports.selection import Period
from familienetwerk.screen import spreadsheet
from familienetwerk.screen.spreadsheet import safe

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 28)
PERIOD = Period(first=date(2026, 1, 1), last=date(2026, 12, 31))
UNSEEN = ["", " ", "\t", "\r", "\n", "\0", "\xa0", "\u2003", "\u200b", "\u202e", "\ufeff", "\x1b"]
SIGNS = [*"=+-@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "⁼", "₊", "−"]
A_FORMULA = st.builds(
    "{}{}{}".format,
    st.lists(st.sampled_from(UNSEEN), max_size=3).map("".join),
    st.sampled_from(SIGNS),
    st.text(max_size=20),
)
NOBODY = figures_of([], stages=CaseStage.choices, minimum=5)


def cells_of_the_csv(name: str) -> list[str]:
    text = as_csv(NOBODY, period=PERIOD, today=TODAY, asked_by=name).decode("utf-8-sig")
    return [cell for row in csv.reader(StringIO(text, newline=""), delimiter=";") for cell in row]


@given(A_FORMULA)
def test_a_text_that_could_be_one_begins_with_an_apostrophe(text: str) -> None:
    assert safe(text) == f"'{text}"


@given(st.text(st.characters(categories=["L", "N", "Po"], exclude_characters="@＠﹫")))
def test_words_and_numbers_stay_as_they_are(text: str) -> None:
    assert safe(text) == text


@given(st.one_of(A_FORMULA, st.text(max_size=30)))
def test_no_cell_of_the_csv_begins_as_one(name: str) -> None:
    for cell in cells_of_the_csv(name):
        seen = [sign for sign in unicodedata.normalize("NFKC", cell) if unicodedata.category(sign)[0] not in "ZC"]
        assert not seen or seen[0] not in "=+-@"
        assert not cell.startswith(("\t", "\r", "\n", "\0"))


@pytest.mark.parametrize("name", ["=Mila()", " =1+1", "＝1", "-2+3", "@SUM(A1)", "\t=1", "http://kwaad.example", "007"])
def test_a_cell_of_the_workbook_is_text_and_stays_text_when_edited(name: str) -> None:
    book = load_workbook(BytesIO(as_xlsx(NOBODY, period=PERIOD, today=TODAY, asked_by=name)))

    cell = next(row[1] for row in book["Uitleg"].iter_rows() if row[0].value == "Gemaakt door")
    assert (cell.value, cell.data_type, cell.hyperlink) == (name, "s", None)
    assert bool(cell.style and cell.quotePrefix) == (safe(name) != name)


def test_one_module_writes_spreadsheets() -> None:
    writers = {
        str(path.relative_to(ROOT))
        for app in ("familienetwerk", "cases", "domains", "interventions")
        for path in (ROOT / app).rglob("*.py")
        if {"csv", "xlsxwriter", "openpyxl"} & imported_by(path)
    }

    assert writers == {str(Path(spreadsheet.__file__).relative_to(ROOT))}


def imported_by(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text())))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}
