"""What is installed is exact, checked against hashes, and can come from any index."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_everything_asked_for_is_pinned_with_hashes(name: str) -> None:
    asked = set(re.findall(r"^([\w-]+)", (ROOT / f"{name}.in").read_text(), re.MULTILINE))
    pinned = (ROOT / f"{name}.txt").read_text()
    entries = re.split(r"\n(?=\S)", pinned.strip())

    assert {normal(package) for package in asked - {"-r"}} <= {
        normal(entry.split("==")[0].split("[")[0]) for entry in entries
    }
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)
    assert "://" not in pinned


def test_development_uses_the_versions_of_the_app() -> None:
    def versions(name: str) -> set[str]:
        return set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(), re.MULTILINE))

    assert versions("requirements.txt") <= versions("requirements-dev.txt")


def normal(package: str) -> str:
    return package.lower().replace("_", "-")
