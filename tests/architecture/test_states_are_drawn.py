"""docs/states.md shows the transitions as the code has them: when they differ it is drawn again, and the test fails."""

from pathlib import Path

from django.conf import settings

from cases.models.stage import TRANSITIONS
from interventions.models import INTERVENTION_TRANSITIONS

PAGE: Path = settings.BASE_DIR / "docs" / "states.md"
PLAN = {
    "Concept": ["Ligt voor"],
    "Ligt voor": ["Concept", "Vastgesteld"],
    "Vastgesteld": ["Vervangen"],
}


def diagram(title, transitions) -> str:
    arrows = [(before, after) for before, targets in transitions.items() for after in targets]
    ids = {name: f"s{number}" for number, name in enumerate(dict.fromkeys(name for arrow in arrows for name in arrow))}
    lines = [f'    state "{name}" as {ids[name]}' for name in ids]
    lines += [f"    {ids[before]} --> {ids[after]}" for before, after in arrows]
    return "\n".join([f"## {title}", "", "```mermaid", "stateDiagram-v2", *lines, "```", ""])


def labels(transitions) -> dict[str, list[str]]:
    """In the order in which the choices are declared."""
    order = list(type(next(iter(transitions))))
    return {before.label: [after.label for after in order if after in transitions[before]] for before in order}


def test_the_page_is_as_the_code():
    page = "\n".join(
        [
            "# From where to where",
            "",
            "Drawn by `tests/architecture/test_states_are_drawn.py`; do not write here.",
            "",
            diagram("A case", labels(TRANSITIONS)),
            diagram("An intervention", labels(INTERVENTION_TRANSITIONS)),
            diagram("A problem definition and a plan", PLAN),
        ]
    )

    is_true = PAGE.exists() and PAGE.read_text() == page
    PAGE.write_text(page)

    assert is_true, "docs/states.md was out of date and has been drawn again: commit it."
