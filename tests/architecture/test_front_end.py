"""The front end keeps its own rules."""

import ast
import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
OWN_CSS = [STATIC / "app.css", STATIC / "tokens.css"]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
APPS = [ROOT / name for name in ("familienetwerk", "cases", "domains", "interventions")]
VIEWS = sorted(path for app in APPS for path in app.rglob("*.py") if "views" in (path.parent.name, path.stem))


def test_the_screens_know_one_word_for_an_intervention() -> None:
    """“Maatregel” is a word of the law: it stays in the texts of the catalogue, and of a breach (AVG 33)."""
    spoken = [
        *TEMPLATES,
        *sorted((ROOT / "templates").rglob("*.txt")),
        *(path for app in APPS for path in sources(app)),
    ]
    spoken = [path for path in spoken if "breaches" not in path.parts]

    assert [path.name for path in spoken if "maatregel" in without_the_stored_kind(path).lower()] == []


def sources(app: Path) -> list[Path]:
    return sorted(path for path in app.rglob("*.py") if path.parent.name != "migrations")


def without_the_stored_kind(path: Path) -> str:
    return path.read_text().replace('MEASURE = "MEASURE", "Maatregel"', "")


def test_vendored_files_are_what_was_fetched() -> None:
    lines = (STATIC / "vendor" / "checksums.txt").read_text().splitlines()
    recorded = {name: checksum for checksum, name in (line.split("  ", 1) for line in lines)}

    found = {
        str(path.relative_to(STATIC / "vendor")): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (STATIC / "vendor").rglob("*")
        if path.is_file() and path.name not in {"packages.json", "checksums.txt"}
    }

    assert found == recorded


def test_vendored_packages_have_an_exact_version_and_a_licence() -> None:
    for package in json.loads((STATIC / "vendor" / "packages.json").read_text()):
        assert re.search(r"@\d+\.\d+\.\d+$", package["package"]), package
        assert package["licence"] in {"EUPL-1.2", "OFL-1.1", "0BSD", "MIT"}


@pytest.mark.parametrize("path", OWN_CSS, ids=lambda path: path.name)
def test_own_css_has_no_colour_values_and_wins_no_argument_by_force(path: Path) -> None:
    css = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)

    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", css)
    assert "!important" not in css
    assert not re.findall(r"(?:^|\})\s*#\w", css)


def test_own_css_stays_small() -> None:
    assert len((STATIC / "app.css").read_text().splitlines()) < 500


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_templates_have_no_style_no_script_of_their_own_and_nonces_for_htmx(path: Path) -> None:
    html = re.sub(r"\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(), flags=re.DOTALL)

    assert not re.search(r"<style|\sstyle=|\son(click|change|submit|load)=|javascript:", html)
    assert "{#" not in re.sub(r"\{#[^\n]*?#\}", "", html), "a {# #} comment ends with its line"
    for tag in re.findall(r"<[a-z]+\b[^>]*\shx-(?:get|post|put|patch|delete|trigger)=[^>]*>", html):
        assert "hx-nonce=" in tag, tag
    for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", html, flags=re.DOTALL | re.IGNORECASE):
        assert "csrf_token" in form, form[:120]


def test_a_day_in_a_heading_does_not_break_at_its_hyphens() -> None:
    """Of each h1 base.html sees to it."""
    headings = [
        (path.name, heading)
        for path in TEMPLATES
        if "pdf" not in path.parts
        for heading in re.findall(r"<h[2-6]\b.*?</h[2-6]>", path.read_text(), flags=re.DOTALL)
    ]

    assert [named for named in headings if "|unbroken }}" in named[1]]
    assert [named for named in headings if re.search(r"\|(day|moment|weekday_and_day) \}\}", named[1])] == []
    assert '<h1 class="utrecht-heading-1">{% filter unbroken %}' in (ROOT / "templates" / "base.html").read_text()


def views_with_a_form() -> list[tuple[str, str]]:
    return [
        (f"{path.relative_to(ROOT)}::{node.name}", ast.unparse(node))
        for path in VIEWS
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef)
    ]


ASKS_WHETHER_TO_SAVE = ["saving(request)", "done(request, form", "decided(request, form"]


@pytest.mark.parametrize(("name", "source"), views_with_a_form())
def test_views_take_what_was_typed_and_save_only_when_asked(name: str, source: str) -> None:
    """typed(request) also holds a form that came back after logging in again: only saving(request) tells.

    `done(request, form, …)` of a case page asks it too, and `decided` of a judgement asks that. Searching saves
    nothing, so its words may come back.
    """
    assert "request.POST or None" not in source, "use typed(request)"
    if "typed(request)" in source and not name.endswith("::search"):
        assert any(asking in source for asking in ASKS_WHETHER_TO_SAVE)


def test_words_are_quoted_in_one_way() -> None:
    """“So”: on the screens, in mails, on paper and in the texts about them. ’ stands for what is left out."""
    spoken = [*TEMPLATES, *(ROOT / "templates").rglob("*.txt"), *ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    spoken += [path for app in [*APPS, ROOT / "documents"] for path in (*sources(app), *app.rglob("*.yaml"))]

    otherwise = [
        path.name
        for path in spoken
        if set("„‚‘«»") & set(words := path.read_text()) or words.count("“") != words.count("”")
    ]

    assert otherwise == []
