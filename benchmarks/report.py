"""What was measured, as Markdown: ratios first, milliseconds of this machine beside them."""

from collections.abc import Iterable

from benchmarks.log import MeasuredLog
from benchmarks.measure import Measured
from benchmarks.names import MeasuredName
from benchmarks.paper import MeasuredPaper
from benchmarks.rights import MeasuredRights

MOST_QUERIES, MOST_TIMES_THE_FLOOR = 15, 3.0
MOST_TIMES_UNLOGGED = 1.10
MOST_TIMES_WITHOUT_RIGHTS, MOST_TIMES_A_KEY = 1.5, 5.0
MOST_TIMES_WEASYPRINT, LONGEST_PAPER = 1.5, 3000


def of_the_seed(cases: int, *, seconds: float) -> str:
    return f"{cases} casussen gemaakt in {seconds:.0f} s.\n"


def of_pages(rows: Iterable[Measured]) -> str:
    lines = [
        "| pagina, rechten | queries | p95 / vloer | p50 (ms) | p95 (ms) | vloer p50 | vloer p95 | |",
        "|---|--:|--:|--:|--:|--:|--:|---|",
    ]
    return "\n".join([*lines, *(line_of(row) for row in rows), ""])


def line_of(row: Measured) -> str:
    """How much is too much was said of lists; pages of a case stand beside them."""
    too_much = row.queries > MOST_QUERIES or (row.is_list and row.ratio > MOST_TIMES_THE_FLOOR)
    times = f"{row.p50:.1f} | {row.p95:.1f} | {row.floor_p50:.1f} | {row.floor_p95:.1f}"
    return f"| {row.name} | {row.queries} | {row.ratio:.2f} | {times} | {'te veel' if too_much else ''} |"


def of_rights(rows: Iterable[MeasuredRights], *, cases: int) -> str:
    lines = [
        f"| wat rechten kosten, {cases} casussen | rijen | queries | pagina met / zonder, p50 | p95 "
        "| query / guardian, p50 | p95 | query (ms) | guardian (ms) | |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|---|",
    ]
    return "\n".join([*lines, *(rights_line(row) for row in rows), ""])


def rights_line(row: MeasuredRights) -> str:
    page = row.page.p50 / row.plain_page.p50, row.page.p95 / row.plain_page.p95
    query = row.query.p50 / row.generic_query.p50, row.query.p95 / row.generic_query.p95
    too_much = row.queries > MOST_QUERIES or page[1] > MOST_TIMES_WITHOUT_RIGHTS or query[1] > 1
    ratios = " | ".join(f"{ratio:.2f}" for ratio in (*page, *query))
    times = f"{row.query.p50:.1f} | {row.generic_query.p50:.1f}"
    return f"| {row.name} | {row.rows} | {row.queries} | {ratios} | {times} | {'te veel' if too_much else ''} |"


def of_names(rows: Iterable[MeasuredName]) -> str:
    lines = ["| zoeken op achternaam | personen | gevonden | op naam / op sleutel, p50 | p95 | p50 (ms) | |"]
    lines.append("|---|--:|--:|--:|--:|--:|---|")
    for row in rows:
        too_much = "te veel" if row.ratio > MOST_TIMES_A_KEY else ""
        p95, p50 = row.search.p95 / row.by_key.p95, row.search.p50
        lines.append(
            f"| {row.name} | {row.people} | {row.found} | {row.ratio:.2f} | {p95:.2f} | {p50:.2f} | {too_much} |"
        )
    return "\n".join([*lines, ""])


def of_log(rows: Iterable[MeasuredLog]) -> str:
    lines = ["| wat het logboek kost | p50 (ms) | zonder | met / zonder | |", "|---|--:|--:|--:|---|"]
    for row in rows:
        too_much = "te veel" if row.ratio > MOST_TIMES_UNLOGGED else ""
        lines.append(f"| {row.name} | {row.logged:.1f} | {row.unlogged:.1f} | {row.ratio:.2f} | {too_much} |")
    return "\n".join([*lines, ""])


def of_paper(paper: MeasuredPaper) -> str:
    too_much = paper.ratio > MOST_TIMES_WEASYPRINT or paper.ours > LONGEST_PAPER
    return (
        f"Plan van aanpak op papier, {paper.people} personen: {paper.ours:.0f} ms, "
        f"{paper.ratio:.2f} x WeasyPrint alleen ({paper.alone:.0f} ms){' (te veel)' if too_much else ''}."
    )
