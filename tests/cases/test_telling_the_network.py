"""The network in sentences."""

import pytest

from cases import models
from cases.genogram import (
    Certainty,
    Kind,
    Quality,
    Sex,
    in_words,
    path_between,
)
from tests.drawings import network_of
from tests.example_families import TODAY, a_family_of_14, a_person


def test_says_the_same_in_sentences() -> None:
    words = in_words(a_family_of_14(), TODAY)

    assert len(words.people) == 14
    assert words.people[0].startswith("Gerrit Veldrinck")
    assert "Ria Osterhaal is moeder van Marco Veldrinck." in words.relations
    assert "Marco Veldrinck is samenwonend met Beata Łazieńska (volgens een verklaring)." in words.relations
    assert "Ruud Hammink is vader van Sem Hammink (vermoed)." in words.relations
    assert "Marco Veldrinck was getrouwd met Sandra Bazuyn." in words.relations


def test_says_how_two_people_are_connected() -> None:
    assert path_between(a_family_of_14(), "14", "3", TODAY) == [
        "Noor IJsvogel is pleegdochter van Monique Veldrinck.",
        "Monique Veldrinck is dochter van Gerrit Veldrinck.",
        "Gerrit Veldrinck is vader van Marco Veldrinck.",
    ]


def test_says_that_nothing_connects_two_people() -> None:
    assert path_between(network_of(a_person("1", "Ria"), a_person("2", "Dave")), "1", "2", TODAY) is None


@pytest.mark.parametrize(
    ("ours", "stored"),
    [
        (Sex, models.Gender),
        (Kind, models.RelationKind),
        (Quality, models.RelationQuality),
        (Certainty, models.Certainty),
    ],
)
def test_knows_every_value_that_is_stored(ours: type, stored: type) -> None:
    assert [str(value) for value in ours] == [str(value) for value in stored]  # type: ignore[attr-defined]
