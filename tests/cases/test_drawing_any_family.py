"""Families that are not simple, too large or unknown, and any family whatever."""

import subprocess
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
)
from cases.genogram.kin import Kin
from tests.drawings import SVG, drawn, middle, network_of, people_in, titles
from tests.example_families import TODAY, a_family_of_14, a_family_of_25, a_person, parents_of

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
