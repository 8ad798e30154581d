"""The picture of a network: everybody once, where they stand, and what the signs say."""

from datetime import date
from itertools import pairwise

import pytest

from cases.genogram import (
    Certainty,
    Household,
    Kind,
    Network,
    Quality,
    Relation,
    Sex,
    draw_network,
)
from tests.drawings import (
    SVG,
    a_couple,
    classes,
    cross,
    drawn,
    middle,
    network_of,
    people_in,
    straight_lines,
    titles,
    words_beside_ties,
)
from tests.example_families import TODAY, a_family_of_14, a_family_of_25, a_person


@pytest.mark.parametrize("family", [a_family_of_14(), a_family_of_25()], ids=["14", "25"])
def test_shows_everybody_once_with_a_sentence_and_a_link(family: Network) -> None:
    people = people_in(drawn(family))

    assert sorted(a.attrib["href"] for a in people) == sorted(person.href for person in family.people)
    assert {a[0].tag for a in people} == {f"{SVG}title"}
    assert len({a[0].text for a in people}) == len(family.people)


def test_says_of_a_person_what_the_picture_says() -> None:
    sentences = titles(drawn(a_family_of_14()))

    assert (
        "Kevin Veldrinck: man, 23 jaar, geboren in 2003, aanleiding van de casus, woont in Gildestraat 31." in sentences
    )
    assert "Gerrit Veldrinck: man, overleden in 2019, werd 68, geboren in 1951." in sentences
    assert "Ruud Hammink: man, ongeveer 48 jaar, geboren rond 1978." in sentences
    assert "Noor IJsvogel: vrouw, 10 jaar, geboren in 2016, minderjarig, woont in Lindehof 12." in sentences


def test_gives_every_group_a_title() -> None:
    svg = drawn(a_family_of_25())

    drawings = [g for g in svg.iter(f"{SVG}g") if g.get("transform") is None]
    assert all(g[0].tag == f"{SVG}title" and g[0].text for g in drawings)
    assert titles(svg)[0] == "Beeld van netwerk Kornoelje: 25 personen, 3 generaties, 4 huishoudens"


def test_uses_presentation_attributes_only() -> None:
    svg = drawn(a_family_of_14())

    assert not [element for element in svg.iter() if "style" in element.attrib or element.tag.endswith("}style")]
    assert {element.tag.removeprefix(SVG) for element in svg.iter()} <= {
        "svg", "title", "g", "a", "path", "rect", "circle", "text",
    }  # fmt: skip
    assert not [name for element in svg.iter() for name in element.attrib if name.lower().startswith(("on", "id"))]


def test_gives_the_same_bytes_for_the_same_data_in_whatever_order() -> None:
    family = a_family_of_25()
    turned = Network(
        name=family.name,
        people=family.people[::-1],
        relations=family.relations[::-1],
        households=family.households,
        organisations=family.organisations,
    )

    assert draw_network(family, today=TODAY).svg == draw_network(turned, today=TODAY).svg


def test_is_shown_by_a_template_as_it_is() -> None:
    from django.template import Context, Template

    html = Template("{{ picture.svg }}").render(Context({"picture": draw_network(a_family_of_14(), today=TODAY)}))

    assert html.startswith("<svg ")


# --- where they stand ----------------------------------------------------------------------------


def test_puts_generations_in_rows() -> None:
    family = a_family_of_14()
    svg, person = drawn(family), family.person

    rows = [
        {middle(svg, person[key])[1] for key in row}
        for row in (["1", "2"], ["3", "4", "5", "6", "7"], ["8", "9", "14"])
    ]
    assert [len(row) for row in rows] == [1, 1, 1]
    assert max(rows[0]) < max(rows[1]) < max(rows[2])


def test_puts_the_eldest_child_left() -> None:
    family = a_family_of_14()
    svg, person = drawn(family), family.person

    places = [middle(svg, person[key])[0] for key in ("8", "9", "10", "11")]
    assert places == sorted(places)


def test_puts_somebody_without_relations_beside_people_of_the_same_age() -> None:
    friend = a_person("99", "Dave Vonk", born="1977-05-05")
    family = a_family_of_14()
    svg = drawn(Network(name="Wilg", people=(*family.people, friend), relations=family.relations))

    assert middle(svg, friend)[1] == middle(svg, family.person["3"])[1]


def test_puts_a_grandparent_two_rows_up_when_nobody_stands_between() -> None:
    oma, child = a_person("1", "Oma"), a_person("2", "Kind")
    svg = drawn(network_of(oma, child, relations=[Relation(who="1", whom="2", kind=Kind.GRANDPARENT)]))

    assert middle(svg, oma)[1] < middle(svg, child)[1]


def test_does_not_lay_one_person_over_another() -> None:
    family = a_family_of_25()
    svg = drawn(family)

    places = sorted(middle(svg, person)[::-1] for person in family.people)
    gaps = [b[1] - a[1] for a, b in pairwise(places) if a[0] == b[0]]
    assert min(gaps) >= 73


def test_a_word_beside_a_tie_stands_clear_of_the_lines_to_children() -> None:
    svg = drawn(a_family_of_25())

    words, lines = words_beside_ties(svg), straight_lines(svg)
    assert len(words) == 3
    assert len(lines) > 25
    assert not [word for word in words for line in lines if cross(word, line)]


# --- what the signs say ----------------------------------------------------------------------------


def test_marks_a_child_with_grey_and_a_word_and_an_offender_with_nothing() -> None:
    child = drawn(network_of(a_person("1", "Noor", Sex.FEMALE, "2016-10-27")))
    adult = drawn(network_of(a_person("1", "Ria", Sex.FEMALE, "1955-03-02")))

    assert "person--child" in classes(child)
    assert "2016 · kind" in {text.text for text in child.iter(f"{SVG}text")}
    assert "person--child" not in classes(adult)


def test_crosses_out_who_died() -> None:
    svg = drawn(network_of(a_person("1", "Gerrit", Sex.MALE, "1951-04-17", died=date(2019, 10, 2))))

    assert "cross" in classes(svg)
    assert "1951–2019" in {text.text for text in svg.iter(f"{SVG}text")}


def test_draws_a_child_that_is_expected() -> None:
    baby = a_person("1", "Nog geen naam", born="2027-03-10")
    svg = drawn(network_of(baby))

    assert "komt 03-2027" in {text.text for text in svg.iter(f"{SVG}text")}
    assert "nog niet geboren, verwacht op 10-03-2027" in "".join(titles(svg))


@pytest.mark.parametrize(
    ("certainty", "name"),
    [(Certainty.STATED, "line--stated"), (Certainty.PRESUMED, "line--presumed")],
)
def test_says_how_sure_a_relation_is_by_its_line(certainty: Certainty, name: str) -> None:
    assert name in classes(drawn(a_couple(certainty=certainty)))
    assert name not in classes(drawn(a_couple()))


@pytest.mark.parametrize("quality", [q for q in Quality if q not in {Quality.UNKNOWN, Quality.NEUTRAL}])
def test_draws_how_two_people_get_on_and_explains_the_sign(quality: Quality) -> None:
    svg = drawn(a_couple(quality=quality))

    assert "tie" in classes(svg)
    assert {"hechte band", "afstandelijk", "conflict", "contact verbroken", "dwang of afhankelijkheid"} & {
        text.text for text in svg.iter(f"{SVG}text")
    }


@pytest.mark.parametrize("kind", [Kind.FRIEND, Kind.BUSINESS, Kind.GUARDIAN, Kind.RELATIVE, Kind.HALF_SIBLING])
def test_writes_a_relation_that_is_no_descent_beside_its_line(kind: Kind) -> None:
    words = {"contact", "zakelijk", "voogd", "familie", "halfbroer of -zus"}
    svg = drawn(a_couple(kind=kind))

    assert words & {text.text for text in svg.iter(f"{SVG}text")}


def test_explains_only_what_occurs() -> None:
    words = {text.text for text in drawn(network_of(a_person("1", "Ria", Sex.FEMALE, "1955-03-02"))).iter(f"{SVG}text")}

    assert words == {"Ria", "71", "1955", "vrouw"}


def test_leaves_out_what_is_over_but_keeps_who_was_married() -> None:
    past = date(2020, 1, 1)

    assert "contact" not in {t.text for t in drawn(a_couple(kind=Kind.FRIEND, until=past)).iter(f"{SVG}text")}
    assert "gescheiden" in {t.text for t in drawn(a_couple(until=past)).iter(f"{SVG}text")}


def test_does_not_call_a_widow_divorced() -> None:
    bond = Relation(who="1", whom="2", kind=Kind.MARRIED, until=date(2019, 10, 2))
    people = [a_person("1", "Gerrit", died=date(2019, 10, 2)), a_person("2", "Ria")]

    assert "gescheiden" not in {t.text for t in drawn(network_of(*people, relations=[bond])).iter(f"{SVG}text")}


def test_puts_organisations_with_the_households_they_work_with() -> None:
    sentences = titles(drawn(a_family_of_14()))

    assert sentences.count("Politie Rivierstede: veiligheid") == 2
    assert sentences.count("Openbare orde: veiligheid") == 1
    assert sentences.count("Sociaal team Noord: sociaal") == 2


def test_shows_a_child_that_lives_in_two_households_once() -> None:
    child = a_person("1", "Sem", born="2014-03-18")
    homes = (Household(id="a", name="Bij mama", members=("1",)), Household(id="b", name="Bij papa", members=("1",)))
    svg = drawn(network_of(child, households=homes))

    assert len(people_in(svg)) == 1
    assert "woont in Bij mama en Bij papa" in "".join(titles(svg))


def test_the_legend_says_the_name_of_a_household_that_found_no_room():
    name = "Huis aan de Burgemeester van Tienhovenstraat"
    alone = network_of(a_person("1", "Ria Bos"), households=(Household(id="a", name=name, members=("1",)),))

    said = [text.text for text in drawn(alone).iter(f"{SVG}text")]

    assert said.count("A") == 2
    assert [words for words in said if words and words.startswith("Huis aan de")]
