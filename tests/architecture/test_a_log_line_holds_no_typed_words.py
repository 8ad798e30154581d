"""What a line of the sealed log says of a purpose is ours: a number, a choice or fixed words, never what was typed."""

import ast
from collections.abc import Iterator
from pathlib import Path

APPS = ("cases", "documents", "domains", "familienetwerk", "interventions")
OURS = {
    "'register van datalekken'",
    "'sturing'",
    "by",  # by which choices the log is looked through: names of fields
    "case.legal_frame.kind",
    "case.number",
    "f'vraag {question.pk}'",
    "f'{job.pk}: {reason}'",  # SettledBecause
    "how",  # one logs in
    "how(request, request.user)",
    "kind_of(words)",  # name or number, and how long
    "kind",  # of what one searches for
    "role.label",
    "str(job.pk)",
    "str(purpose.label)",
    "words",  # how often somebody was turned away
}


def purposes_in(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record":
            yield from (ast.unparse(given.value) for given in node.keywords if given.arg == "purpose")


def test_of_each_purpose_in_the_log_it_is_said_that_nobody_typed_it() -> None:
    files = [path for app in APPS for path in Path(app).rglob("*.py") if "demo" not in path.parts]

    found = {purpose for path in files for purpose in purposes_in(path.read_text())}

    assert found == OURS


def test_a_ground_that_was_typed_would_be_found() -> None:
    """Broken on purpose: so it stood there once."""
    assert list(purposes_in('record(EventType.SHARED, by=by, purpose=ground, subject="sharing")')) == ["ground"]
    assert "ground" not in OURS
