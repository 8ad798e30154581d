"""The picture of a family network: everybody once, readable by a machine, the same every time, whatever is written."""

import subprocess
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import models
from cases.genogram import (
    Certainty,
    Household,
    Kind,
    Network,
    Organisation,
    Person,
    Quality,
    Relation,
    Sex,
    dot,
    draw_network,
    in_words,
    path_between,
)
from cases.genogram.kin import Kin
from tests.example_families import TODAY, a_family_of_14, a_family_of_25, a_person, parents_of

SVG = "{http://www.w3.org/2000/svg}"
ODD_NAMES = [
    'O"Brien',
    "<script>alert(1)</script>",
    "a & b",
    "back\\slash\\n",
    "twee\nregels\ten een tab",
    "\x00\x07\ufffe\ud800 bel",
    "\u202eomgekeerd",
    "سارة العمراني",
    "Łukasz Şahin-IJsseldijk ĳ ê",
    "x" * 400,
    "</title></svg>",
    "%s {{ name }} {% now %}",
    "   ",
]


def drawn(network: Network) -> ET.Element:
    picture = draw_network(network, today=TODAY)
    assert picture.is_drawn, picture.notice
    return ET.fromstring(picture.svg)


def people_in(svg: ET.Element) -> list[ET.Element]:
    return list(svg.iter(f"{SVG}a"))


def titles(svg: ET.Element) -> list[str]:
    return [title.text or "" for title in svg.iter(f"{SVG}title")]


def classes(svg: ET.Element) -> set[str]:
    return {name for element in svg.iter() for name in element.get("class", "").split()}


def middle(svg: ET.Element, person: Person) -> tuple[float, float]:
    """Where the given name of a person stands."""
    link = next(a for a in people_in(svg) if a.get("href") == person.href)
    text = next(t for t in link.iter(f"{SVG}text") if t.text == person.given_name)
    return float(text.attrib["x"]), float(text.attrib["y"])


def network_of(*people: Person, relations: list[Relation] | None = None, **facts: object) -> Network:
    return Network(name="Wilg", people=people, relations=tuple(relations or ()), **facts)  # type: ignore[arg-type]


def a_couple(**facts: object) -> Network:
    bond = Relation(who="1", whom="2", **({"kind": Kind.MARRIED} | facts))  # type: ignore[arg-type]
    return network_of(a_person("1", "Ria Bos"), a_person("2", "Gerrit Smit"), relations=[bond])


# --- everybody, once, with a title and a link ---------------------------------------------------


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


# --- families that are not simple -------------------------------------------------------------------


def test_draws_brothers_and_sisters_whose_parents_are_not_known() -> None:
    people = [a_person(key, name) for key, name in (("1", "Ali"), ("2", "Bo"), ("3", "Cem"))]
    siblings = [Relation(who="1", whom=other, kind=Kind.SIBLING) for other in ("2", "3")]
    svg = drawn(network_of(*people, relations=siblings))

    assert "Ali, Bo en Cem: broers en zussen, de ouders staan niet in dit beeld." in titles(svg)


def test_draws_several_partners_beside_one_person() -> None:
    people = [a_person(str(n), f"Persoon{n}", born=f"19{60 + n}-01-01") for n in range(5)]
    bonds = [Relation(who="0", whom=str(n), kind=Kind.PARTNER, since=date(1990 + n, 1, 1)) for n in range(1, 5)]
    svg = drawn(network_of(*people, relations=bonds))

    assert len({middle(svg, person)[1] for person in people}) == 1


def test_draws_a_child_under_birth_parents_and_foster_parent() -> None:
    people = [a_person(key, key) for key in ("moeder", "vader", "pleegmoeder", "kind")]
    relations = parents_of(["kind"], "moeder", "vader") + parents_of(["kind"], "pleegmoeder", kind=Kind.FOSTER_PARENT)
    svg = drawn(network_of(*people, relations=relations))

    assert "pleeg" in {text.text for text in svg.iter(f"{SVG}text")}
    assert "vader en moeder: ouders van kind." in titles(svg) or "moeder en vader: ouders van kind." in titles(svg)
    assert "pleegmoeder: ouder van kind." in titles(svg)


def test_draws_people_who_are_each_others_ancestor() -> None:
    people = [a_person(str(n), f"Persoon{n}") for n in range(3)]
    circle = [Relation(who=str(n), whom=str((n + 1) % 3), kind=Kind.PARENT) for n in range(3)]
    svg = drawn(network_of(*people, relations=circle))

    assert len(people_in(svg)) == 3
    assert "ouder" in {text.text for text in svg.iter(f"{SVG}text")}


def test_draws_a_parent_who_is_also_the_partner() -> None:
    people = [a_person("1", "Een"), a_person("2", "Twee")]
    relations = [*parents_of(["2"], "1"), Relation(who="1", whom="2", kind=Kind.PARTNER)]

    assert "partner" in {text.text for text in drawn(network_of(*people, relations=relations)).iter(f"{SVG}text")}


def test_leaves_out_what_points_at_somebody_who_is_not_here() -> None:
    relations = [Relation(who="1", whom="weg", kind=Kind.MARRIED), Relation(who="1", whom="1", kind=Kind.SIBLING)]
    homes = (Household(id="a", name="Huis", members=("1", "weg")),)
    svg = drawn(network_of(a_person("1", "Ria"), relations=relations, households=homes))

    assert len(people_in(svg)) == 1


@pytest.mark.parametrize("name", ODD_NAMES)
def test_writes_any_name_without_breaking(name: str) -> None:
    person = Person(id='"];x', given_name=name, family_name=name, href="/casussen/1/gezin/2/")
    home = Household(id=name, name=name, members=('"];x',))
    svg = drawn(network_of(person, a_person("2", name), households=(home,), organisations=(Organisation(name=name),)))

    assert len(people_in(svg)) == 2
    assert not list(svg.iter(f"{SVG}script"))


def test_shortens_a_long_name_and_keeps_it_whole_in_the_title() -> None:
    svg = drawn(network_of(a_person("1", "Wolfeschlegelsteinhausenbergerdorff")))

    assert max(len(text.text or "") for text in svg.iter(f"{SVG}text")) < 30
    assert titles(svg)[1].startswith("Wolfeschlegelsteinhausenbergerdorff:")


@pytest.mark.parametrize("href", ["https://elders.example", "//elders.example", "javascript:alert(1)"])
def test_refuses_a_link_to_elsewhere(href: str) -> None:
    with pytest.raises(ValueError, match="this site"):
        Person(id="1", given_name="Ria", href=href)


# --- limits -------------------------------------------------------------------------------------------


def test_says_so_when_there_is_nobody() -> None:
    empty = draw_network(network_of(), today=TODAY)

    assert not empty.is_drawn
    assert empty.notice == "Er staat nog niemand in dit netwerk. Voeg eerst een gezinslid toe."


def test_draws_sixty_people() -> None:
    people = [a_person(str(n), f"Persoon{n}", born=f"{1950 + n}-01-01") for n in range(60)]
    relations = [relation for n in range(1, 60) for relation in parents_of([str(n)], str(n // 3))]

    assert len(people_in(drawn(network_of(*people, relations=relations)))) == 60


def test_refuses_more_people_than_can_be_read() -> None:
    crowd = draw_network(network_of(*(a_person(str(n), "Iemand") for n in range(301))), today=TODAY)

    assert crowd.notice == "Dit netwerk telt 301 personen. Een beeld gaat tot 300: gebruik de tabel."


def test_says_so_when_dot_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")

    assert draw_network(a_family_of_14(), today=TODAY).notice == (
        "Het beeld van dit netwerk kan nu niet worden getekend: het tekenprogramma ontbreekt op de server. "
        "De tabel zegt hetzelfde in woorden."
    )


def test_says_so_when_dot_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dot, "SECONDS", 0.0001)

    assert "duurt te lang" in draw_network(a_family_of_25(), today=TODAY).notice


def test_tells_dot_nothing_about_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    real = subprocess.run

    def listening(*args: object, **kwargs: object) -> object:
        told.append(str(kwargs["input"]))
        return real(*args, **kwargs)

    monkeypatch.setattr(subprocess, "run", listening)
    drawn(a_family_of_14())

    assert not [
        name for person in a_family_of_14().people for name in (person.given_name, person.href) if name in told[0]
    ]


def test_does_not_let_dot_read_a_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("buiten") / "geheim.ps"
    secret.write_text("%!PS\n%%BoundingBox: 0 0 400 400\n")

    plain = dot.run_dot(f'digraph {{ a [shapefile="{secret}", shape=custom, label=""] }}')

    assert "400" not in plain


# --- in words --------------------------------------------------------------------------------------------


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


# --- any family whatever ------------------------------------------------------------------------------------

PEOPLE = [str(n) for n in range(9)]
DAYS = st.none() | st.dates(date(1930, 1, 1), date(2027, 12, 31))
people = st.lists(
    st.builds(
        Person,
        id=st.sampled_from(PEOPLE),
        given_name=st.text(max_size=12),
        family_name=st.text(max_size=30) | st.sampled_from(ODD_NAMES),
        sex=st.sampled_from(Sex),
        born=DAYS,
        is_born_estimated=st.booleans(),
        died=DAYS,
        is_index=st.booleans(),
        href=st.just("/casussen/1/gezin/1/"),
    ),
    max_size=9,
)
relations = st.lists(
    st.builds(
        Relation,
        who=st.sampled_from(PEOPLE),
        whom=st.sampled_from(PEOPLE),
        kind=st.sampled_from(Kind),
        quality=st.sampled_from(Quality),
        certainty=st.sampled_from(Certainty),
        since=DAYS,
        until=DAYS,
    ),
    max_size=24,
)
households = st.lists(
    st.builds(
        Household,
        id=st.text(max_size=3),
        name=st.text(max_size=40),
        members=st.lists(st.sampled_from(PEOPLE), max_size=5, unique=True).map(tuple),
    ),
    max_size=4,
)
networks = st.builds(
    Network,
    name=st.text(max_size=20),
    people=people.map(tuple),
    relations=relations.map(tuple),
    households=households.map(tuple),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(networks)
def test_draws_any_family_with_everybody_once(network: Network) -> None:
    picture = draw_network(network, today=TODAY)

    if not network.person:
        assert picture.notice
        return
    svg = ET.fromstring(picture.svg)
    assert len(people_in(svg)) == len(network.person)
    words = in_words(network, TODAY)
    assert len(words.people) == len(network.person)


@settings(max_examples=100, deadline=None)
@given(networks)
def test_never_puts_a_child_above_or_beside_a_parent(network: Network) -> None:
    kin = Kin(network, TODAY)

    for union in kin.unions:
        assert len({kin.row[partner] for partner in union.partners}) <= 1
        for child in union.children:
            assert all(kin.row[partner] < kin.row[child.id] for partner in union.partners)
