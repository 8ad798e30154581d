"""Every address of the app, read from its URLconf: a new page is tested before anybody thinks of it."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

OF_A_CASE = {"", "cases", "domains", "interventions"}  # apps that need no surname


def every_route() -> Iterator[tuple[str, URLPattern]]:
    def walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[tuple[str, URLPattern]]:
        for pattern in patterns:
            path = prefix + re.sub(r"^\^|\$$", "", str(pattern.pattern))
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, path)
            else:
                yield path, pattern

    yield from walk(get_resolver().url_patterns, "/")


def every_named_route() -> Iterator[tuple[str, str]]:
    """Name and route; the name with its namespace, but for the three apps of a case."""

    def walk(patterns: list[URLPattern | URLResolver], prefix: str, space: str) -> Iterator[tuple[str, str]]:
        for pattern in patterns:
            path = prefix + re.sub(r"^\^|\$$", "", str(pattern.pattern))
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, path, pattern.namespace or space)
            else:
                yield (str(pattern.name) if space in OF_A_CASE else f"{space}:{pattern.name}"), path

    yield from walk(get_resolver().url_patterns, "/", "")


def an_address_of(route: str, **values: int | str) -> str:
    """Any address that this route answers, with these numbers and words in it."""
    for name, value in values.items():
        route = re.sub(rf"<\w+:{name}>", str(value), route)
    route = re.sub(r"<uuid:[^>]+>", "01935f9e-5f64-7c52-8a3e-2f1d6c7b8a90", route)
    route = re.sub(r"<(int:)?[^>:]+>", "1", re.sub(r"\(\?P<\w+>(\w+)[^)]*\)", r"\1", route))
    return re.sub(r"<\w+:[^>]+>", "iets", route).replace("\\", "")


def policy_of(pattern: URLPattern) -> str:
    return getattr(pattern.callback, "access_policy", "")
