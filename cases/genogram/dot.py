"""Graphviz decides the distances. It gets our own numbers as names and empty labels, never a word about anybody."""

import shutil
import subprocess
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import pydot

SECONDS = 5
PLACE_ENDS = "Het beeld van dit netwerk kan nu niet worden getekend"


class CannotDraw(Exception):
    """The message says in Dutch why there is no picture."""


@dataclass(frozen=True)
class Grid:
    """What is placed: rows from top to bottom with items from left to right, their widths, and who hangs under what."""

    rows: list[list[str]]
    widths: dict[str, float]
    below: list[tuple[str, str]]

    @cached_property
    def names(self) -> dict[str, str]:
        items = [item for row in self.rows for item in row]
        return {item: f"n{number}" for number, item in enumerate(items)}

    def graph(self) -> pydot.Dot:
        graph = pydot.Dot("network", graph_type="digraph", splines="false", nodesep="0.06", ranksep="0.5")
        graph.set_node_defaults(shape="box", fixedsize="true", height="0.3", label='""')
        graph.set_edge_defaults(arrowhead="none")
        for number, row in enumerate(self.rows):
            graph.add_subgraph(self._row(number, row))
            if number:  # rows stay under each other, also when nobody in them is related
                graph.add_edge(pydot.Edge(f"row{number - 1}", f"row{number}", style="invis", weight="0"))
        for upper, lower in self.below:
            graph.add_edge(pydot.Edge(self.names[upper], self.names[lower], weight="3"))
        return graph

    def _row(self, number: int, row: list[str]) -> pydot.Subgraph:
        rank = pydot.Subgraph(f"rank{number}", rank="same")
        rank.add_node(pydot.Node(f"row{number}", width="0.01"))
        for item in row:
            rank.add_node(pydot.Node(self.names[item], width=f"{self.widths[item] / 72:.3f}"))
        line = [f"row{number}", *(self.names[item] for item in row)]
        for left, right in pairwise(line):
            rank.add_edge(pydot.Edge(left, right, style="invis", weight="1"))
        return rank


def positions(grid: Grid) -> dict[str, float]:
    """The middle of each item, counted from the left edge of the leftmost."""
    found = {}
    for line in run_dot(grid.graph().to_string()).splitlines():
        kind, *rest = line.split()
        if kind == "node":
            found[rest[0]] = float(rest[1]) * 72
    x = {item: found[name] for item, name in grid.names.items()}
    left = min(x[item] - grid.widths[item] / 2 for item in x)
    return {item: middle - left for item, middle in x.items()}


def run_dot(source: str) -> str:
    """`dot` on its own: no shell, no files (SERVER_NAME makes it refuse them), a time limit."""
    program = shutil.which("dot")
    if program is None:
        raise CannotDraw(f"{PLACE_ENDS}: het tekenprogramma ontbreekt op de server.")
    try:
        done = subprocess.run(
            [program, "-Tplain"],
            input=source.encode(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={"LC_ALL": "C", "SERVER_NAME": "familienetwerk", "GV_FILE_PATH": "/nonexistent"},
        )
    except subprocess.TimeoutExpired as too_slow:
        raise CannotDraw(f"{PLACE_ENDS}: het tekenen duurt te lang.") from too_slow
    except (subprocess.CalledProcessError, OSError) as failed:
        raise CannotDraw(f"{PLACE_ENDS}: het tekenprogramma werkt niet.") from failed
    return done.stdout.decode()
