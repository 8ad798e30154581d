"""A moment is kept in UTC; written as a day it is the day in the Netherlands, also between midnight and one."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
APPS = ["cases", "domains", "interventions", "documents", "familienetwerk"]
LOCAL_ALREADY = {("familienetwerk/breaches/rules.py", "self.due_at")}  # in the zone of the `now` that it is given
A_DAY_OF_A_MOMENT = re.compile(r"\{([\w.]+_at):%|\b([\w.]+_at)\.date\(\)")


def test_a_moment_is_written_as_its_dutch_day():
    found = {
        (str(path.relative_to(ROOT)), match[1] or match[2])
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts
        for match in A_DAY_OF_A_MOMENT.finditer(path.read_text())
    }

    assert found == LOCAL_ALREADY
