"""A version beside the one before: new words are underlined, points stand line by line, nothing typed becomes HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domains.wording import paragraphs, points_of


def test_without_an_earlier_version_nothing_is_marked():
    assert paragraphs("Kevin handelt.\n\nPetra heeft schulden.", before=None) == (
        "<p>Kevin handelt.</p>\n<p>Petra heeft schulden.</p>"
    )


@pytest.mark.parametrize(
    ("before", "now", "shown"),
    [
        ("Kevin handelt.", "Kevin handelt. Naomi is zwanger.", "<p>Kevin handelt. <ins>Naomi is zwanger.</ins></p>"),
        ("Kevin handelt.", "Kevin handelt.", "<p>Kevin handelt.</p>"),
        ("Kevin handelt.", "Naomi is zwanger.", "<p><ins>Naomi is zwanger.</ins></p>"),
        ("Kevin handelt veel.", "Kevin handelt.", "<p>Kevin <ins>handelt.</ins></p>"),
    ],
)
def test_what_is_new_is_marked(before, now, shown):
    assert paragraphs(now, before=before) == shown


def test_what_somebody_typed_is_never_html():
    assert paragraphs("<script>x</script>", before="") == "<p><ins>&lt;script&gt;x&lt;/script&gt;</ins></p>"


@given(st.text(), st.none() | st.text())
def test_every_word_stays_in_its_order(text, before):
    shown = paragraphs(text, before=before)

    assert "<script" not in shown
    assert sum(len(line.split()) > 0 for line in text.splitlines()) == shown.count("<p>")


@pytest.mark.parametrize(
    "typed", ["Veilig\nSchool", "- Veilig\n- School", "* Veilig\n\n• School\n", "  Veilig \n–School"]
)
def test_points_lose_the_dash_people_type(typed):
    assert points_of(typed) == ["Veilig", "School"]
