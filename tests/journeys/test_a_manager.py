"""Mila wants to know whether both domains come early enough, and takes the figures along. She sees no family."""

import csv
from pathlib import Path

from openpyxl import load_workbook

from tests.journeys.conftest import PHONE


def test_reads_the_figures_and_takes_them_along(visit, tmp_path: Path):
    mila = visit("mila")

    mila.open("/rapportage/")
    mila.sees("Sociaal vóór de probleemdefinitie")
    sheet = load_workbook(mila.keeps(tmp_path, "Exporteer XLSX"))
    text = mila.keeps(tmp_path, "Exporteer CSV").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(text.splitlines(), delimiter=";"))

    assert len(sheet.sheetnames) > 1
    assert rows


def test_opens_no_case(visit):
    mila = visit("mila", on=PHONE)

    answer = mila.page.goto(f"{mila.site}/casussen/1/")

    assert answer.status == 404
    mila.open("/rapportage/")
