"""Texts of a definition as a page shows them: points line by line, and which words are new since the version before."""

import re
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

MARK = re.compile(r"^\s*(?:[-*•–·]+\s*|\d{1,2}[.)]\s+)")  # what people type in front of a point


def points_of(text: str) -> list[str]:
    """Each line is a point, without the dash or number that people type in front of it."""
    return [point for line in text.splitlines() if (point := MARK.sub("", line).strip())]


def paragraphs(text: str, *, before: str | None) -> SafeString:
    """The text in paragraphs; with an earlier text, what is new is marked as inserted."""
    known = "\n".join(points_of(before)).split() if before is not None else None
    return format_html_join(
        "\n", "<p>{}</p>", ((with_new_words(line, known),) for line in text.splitlines() if line.strip())
    )


def with_new_words(line: str, known: list[str] | None) -> str | SafeString:
    words = line.split()
    if known is None:
        return " ".join(words)
    matches = SequenceMatcher(None, known, words, autojunk=False).get_opcodes()
    pieces = [
        format_html("<ins>{}</ins>" if operation != "equal" else "{}", " ".join(words[begin:end]))
        for operation, _, _, begin, end in matches
        if end > begin
    ]
    return format_html_join(" ", "{}", ((piece,) for piece in pieces))
