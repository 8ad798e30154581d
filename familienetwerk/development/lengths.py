"""What one person can hold in the head: how long a file, a function and a template may be. Part of `./run check`."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

FILE, FUNCTION, TEMPLATE = 300, 30, 120  # lines
CODE = ["benchmarks", "cases", "documents", "domains", "familienetwerk", "interventions"]
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def too_long(root: Path) -> Iterator[str]:
    """Each with its length, ready to open. A migration that landed is not edited any more, so it is not measured."""
    for folder in CODE:
        for file in sorted((root / folder).rglob("*.py")):
            if "migrations" not in file.parts:
                yield from too_long_in(file, file.relative_to(root))
    for file in sorted((root / "tests").rglob("*.py")):  # their functions may be long: many are one large example
        yield from too_long_as_a_whole(file.read_text(), file.relative_to(root), most=FILE)
    for template in sorted((root / "templates").rglob("*.html")):
        yield from too_long_as_a_whole(template.read_text(), template.relative_to(root), most=TEMPLATE)


def too_long_in(file: Path, name: Path) -> Iterator[str]:
    code = file.read_text()
    yield from too_long_as_a_whole(code, name, most=FILE)
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, FUNCTIONS) and (lines := length_of(node)) > FUNCTION:
            yield f"{name}:{node.lineno}: {node.name} is {lines} lines, at most {FUNCTION}"


def too_long_as_a_whole(text: str, name: Path, *, most: int) -> Iterator[str]:
    if (lines := len(text.splitlines())) > most:
        yield f"{name}: {lines} lines, at most {most}"


def length_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Without its signature and docstring, which may say as much as they need."""
    says = ast.get_docstring(function) is not None and len(function.body) > 1
    first = function.body[1 if says else 0]
    assert function.end_lineno
    return function.end_lineno - first.lineno + 1


if __name__ == "__main__":
    sys.exit("\n".join(too_long(Path.cwd())) or 0)
