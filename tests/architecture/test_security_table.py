"""docs/security.md answers every requirement of ASVS 5.0 levels 1 and 2 once, and names only what exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = (Path(__file__).parent / "asvs_5_levels_1_and_2.txt").read_text().split()
PAGE = (ROOT / "docs" / "security.md").read_text()
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("| V")]
NAMED = re.compile(r"`([^`\s/]+/[^`\s]*|[\w-]+\.(?:toml|txt|md|yml))`")
LINKED = re.compile(r"\]\((?:\.\./)?([\w./-]+\.md)\)")


def test_every_requirement_has_one_row_in_its_order() -> None:
    assert len(set(REQUIREMENTS)) == 213
    assert [row[0] for row in ROWS] == REQUIREMENTS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_row_says_where_and_how_it_is_proven_or_why_not(row: list[str]) -> None:
    _, about, verdict, where, proof = row

    assert about
    assert where
    if verdict == "met":
        assert NAMED.search(where) or where.startswith("section ") or NAMED.search(proof)
        assert NAMED.search(proof) or proof == "by reading"
    else:
        assert verdict in {"not applicable", "open"}
        assert not proof


def test_the_count_at_the_top_is_that_of_the_rows() -> None:
    said = re.search(r"(\d+) met, (\d+) not applicable, (\d+) open", PAGE)
    verdicts = [row[2] for row in ROWS]

    assert said
    assert [int(number) for number in said.groups()] == [
        verdicts.count(verdict) for verdict in ("met", "not applicable", "open")
    ]


@pytest.mark.parametrize("page", ["docs/security.md", "docs/threat-model.md", "SECURITY.md"])
def test_every_file_and_test_that_is_named_exists(page: str) -> None:
    text = (ROOT / page).read_text()
    named = NAMED.findall(text) + LINKED.findall(text)

    assert named
    assert [name for name in named if not exists(name) and not (ROOT / "docs" / name).exists()] == []


@pytest.mark.parametrize("name", re.findall(r"section (\w+(?: \w+)?) below", PAGE))
def test_every_section_that_is_named_is_there(name: str) -> None:
    assert f"**{name}.**" in PAGE


def exists(name: str) -> bool:
    """A file or folder; a test in it by its function."""
    path, _, function = name.partition("::")
    file = ROOT / path
    return file.exists() and (not function or f"def {function}(" in file.read_text())
