"""The rules by which internet.nl judges headers, written down again and apart from the app that must meet them.

After checks/tasks/http_headers.py of internetstandards/Internet.nl, as seen in 2026: what fails there has a name here.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

DIRECTIVES = (
    *("child-src", "connect-src", "default-src", "font-src", "frame-src", "img-src", "manifest-src", "media-src"),
    *("object-src", "prefetch-src", "script-src", "script-src-elem", "script-src-attr", "style-src"),
    *("style-src-elem", "style-src-attr", "worker-src", "base-uri", "form-action", "frame-ancestors"),
)
A_YEAR = 31_536_000
GOOD_REFERRERS = {"no-referrer", "same-origin"}


def faults(headers: Mapping[str, str], domain: str) -> set[str]:
    """Everything that would cost a point; empty is 100 percent."""
    found = {f"csp {fault}" for fault in faults_of_csp(headers.get("Content-Security-Policy", ""), domain)}
    max_age = re.match(r"max-age=(\d+)", headers.get("Strict-Transport-Security", "").split(",")[0])
    if not max_age or int(max_age[1]) < A_YEAR:
        found.add("hsts")
    if headers.get("Referrer-Policy", "").split(",")[-1].strip() not in GOOD_REFERRERS:
        found.add("referrer")
    if headers.get("X-Content-Type-Options", "").split(",")[0].strip().lower() != "nosniff":
        found.add("nosniff")
    if headers.get("X-Frame-Options", "").split(",")[0].strip().upper() not in {"DENY", "SAMEORIGIN"}:
        found.add("frame options")
    if headers.get("Content-Encoding"):
        found.add("compression")
    return found


def faults_of_csp(policy: str, domain: str) -> set[str]:
    parts = [part.split() for part in policy.split(";") if part.strip()]
    sources = {name: values for name, *values in parts if name in DIRECTIVES}
    found = {fault for values in sources.values() for value in values for fault in faults_of_source(value)}
    if any(value in {"data:", "*"} for name in ("object-src", "script-src") for value in of(sources, name)):
        found.add("data")
    has_default = own_or_none(sources.get("default-src", []), domain)
    if not has_default:
        found.add("default-src")
    if not has_default and not sources.get("frame-src"):
        found.add("frame-src")
    if not own_or_none(sources.get("base-uri", []), domain):
        found.add("base-uri")
    if not {"'self'", "'none'"} & set(sources.get("frame-ancestors", [])):
        found.add("frame-ancestors")
    if not sources.get("form-action"):
        found.add("form-action")
    return found


def faults_of_source(value: str) -> set[str]:
    host = re.fullmatch(r"(?:(?P<scheme>[^:']+)://)?(?P<host>[^:/']+|\[.+\])(?::(?:\d+|\*))?(?:/.*)?", value)
    found = {name for name in ("unsafe-inline", "unsafe-eval", "unsafe-hashes") if value == f"'{name}'"}
    if value == "http:" or (host and host["scheme"] in {"http", "*"}):
        found.add("http")
    if value == "https:":
        found.add("bare https")
    if host and not host["scheme"]:
        found.add("host without scheme")
    if host and host["host"] in {"*", "127.0.0.1"}:
        found.add("invalid host")
    return found


def own_or_none(values: list[str], domain: str) -> bool:
    """'none' alone, or 'self' with nothing but names under our own."""
    if values == ["'none'"]:
        return True
    hosts = [re.sub(r"^https://|[:/].*$", "", value) for value in values if value not in {"'self'", "'report-sample'"}]
    return "'self'" in values and all(host.removeprefix("*.").endswith(domain) for host in hosts)


def of(sources: dict[str, list[str]], name: str) -> list[str]:
    return sources.get(name, sources.get("default-src", []))


def faults_of_security_txt(text: str, address: str, now: datetime) -> set[str]:
    fields = [(line + ": ").split(": ")[:2] for line in text.splitlines() if line and not line.startswith("#")]
    named = dict(fields)
    found = {name for name in ("Contact", "Expires") if name not in named}
    found |= {name for name in ("Expires", "Preferred-Languages") if [line[0] for line in fields].count(name) > 1}
    if not named.get("Contact", "").startswith(("mailto:", "https://", "tel:")):
        found.add("Contact")
    if named.get("Canonical", address) != address:
        found.add("Canonical")
    if "Expires" in named:
        until = datetime.strptime(named["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        if not now < until < now + timedelta(days=365):
            found.add("Expires")
    return found
