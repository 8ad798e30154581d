"""The network in Dutch sentences: for the titles in the picture, for who cannot see it, and between two people."""

from collections import deque
from dataclasses import dataclass
from datetime import date

from cases.genogram.kin import Union
from cases.genogram.network import Certainty, Kind, Network, Person, Quality, Relation, Sex

type Forms = tuple[str, str, str]  # for a man, a woman, else


def each(word: str) -> Forms:
    return (word, word, word)


# What the first is of the second, and the second of the first.
WORDS: dict[Kind, tuple[Forms, Forms]] = {
    Kind.PARENT: (("vader van", "moeder van", "ouder van"), ("zoon van", "dochter van", "kind van")),
    Kind.STEP_PARENT: (
        ("stiefvader van", "stiefmoeder van", "stiefouder van"),
        ("stiefzoon van", "stiefdochter van", "stiefkind van"),
    ),
    Kind.ADOPTIVE_PARENT: (
        ("adoptievader van", "adoptiemoeder van", "adoptieouder van"),
        ("adoptiezoon van", "adoptiedochter van", "adoptiekind van"),
    ),
    Kind.FOSTER_PARENT: (
        ("pleegvader van", "pleegmoeder van", "pleegouder van"),
        ("pleegzoon van", "pleegdochter van", "pleegkind van"),
    ),
    Kind.GUARDIAN: (each("voogd van"), each("pupil van")),
    Kind.MARRIED: (each("getrouwd met"), each("getrouwd met")),
    Kind.COHABITING: (each("samenwonend met"), each("samenwonend met")),
    Kind.PARTNER: (each("partner van"), each("partner van")),
    Kind.EX_PARTNER: (each("ex-partner van"), each("ex-partner van")),
    Kind.SIBLING: (("broer van", "zus van", "broer of zus van"),) * 2,
    Kind.HALF_SIBLING: (("halfbroer van", "halfzus van", "halfbroer of halfzus van"),) * 2,
    Kind.GRANDPARENT: (
        ("opa van", "oma van", "grootouder van"),
        ("kleinzoon van", "kleindochter van", "kleinkind van"),
    ),
    Kind.RELATIVE: (each("familie van"), each("familie van")),
    Kind.FRIEND: (each("vriend of contact van"), each("vriend of contact van")),
    Kind.BUSINESS: (each("zakelijk verbonden met"), each("zakelijk verbonden met")),
}
# Beside a line in the picture.
WRITTEN: dict[Kind, str] = {
    Kind.PARENT: "ouder",
    Kind.STEP_PARENT: "stiefouder",
    Kind.ADOPTIVE_PARENT: "adoptieouder",
    Kind.FOSTER_PARENT: "pleegouder",
    Kind.GUARDIAN: "voogd",
    Kind.MARRIED: "getrouwd",
    Kind.COHABITING: "samenwonend",
    Kind.PARTNER: "partner",
    Kind.EX_PARTNER: "ex-partner",
    Kind.SIBLING: "broer of zus",
    Kind.HALF_SIBLING: "halfbroer of -zus",
    Kind.GRANDPARENT: "grootouder",
    Kind.RELATIVE: "familie",
    Kind.FRIEND: "contact",
    Kind.BUSINESS: "zakelijk",
}
QUALITIES: dict[Quality, str] = {
    Quality.CLOSE: "hechte band",
    Quality.DISTANT: "afstandelijk",
    Quality.CONFLICT: "conflict",
    Quality.BROKEN: "contact verbroken",
    Quality.COERCIVE: "dwang of afhankelijkheid",
}
COLUMN = {Sex.MALE: 0, Sex.FEMALE: 1}


@dataclass(frozen=True, slots=True)
class NetworkInWords:
    """The same as the picture shows, as lists of sentences."""

    people: tuple[str, ...]
    relations: tuple[str, ...]


def in_words(network: Network, today: date) -> NetworkInWords:
    homes = homes_of(network)
    return NetworkInWords(
        people=tuple(about(person, today, homes.get(person.id, [])) for person in network.person.values()),
        relations=tuple(says(network, relation, today) for relation in network.known_relations),
    )


def homes_of(network: Network) -> dict[str, list[str]]:
    homes: dict[str, list[str]] = {}
    for household in network.households:
        for member in household.members:
            homes.setdefault(member, []).append(household.name)
    return homes


def about(person: Person, today: date, homes: list[str]) -> str:
    """“Kevin Veldrinck: man, 23 jaar, geboren in 2003, aanleiding van de casus, woont in Gildestraat 31.”"""
    facts = [{Sex.MALE: "man", Sex.FEMALE: "vrouw", Sex.OTHER: "ander geslacht"}.get(person.sex, "geslacht onbekend")]
    facts += life_of(person, today)
    if person.is_index:
        facts.append("aanleiding van de casus")
    if homes:
        facts.append(f"woont in {in_a_row(homes)}")
    return f"{person.name}: {', '.join(facts)}."


def life_of(person: Person, today: date) -> list[str]:
    if person.is_expected(today) and person.born:
        return [f"nog niet geboren, verwacht op {person.born:%d-%m-%Y}"]
    age, about_ = person.age(today), "ongeveer " if person.is_born_estimated else ""
    born = f"geboren {'rond' if person.is_born_estimated else 'in'} {person.born.year}" if person.born else ""
    if person.died:
        lived = f"overleden in {person.died.year}" + (f", werd {about_}{age}" if age is not None else "")
    else:
        lived = f"{about_}{age} jaar" if age is not None else "leeftijd onbekend"
    return [fact for fact in (lived, born, "minderjarig" if person.is_minor(today) else "") if fact]


def says(network: Network, relation: Relation, today: date, *, turned: bool = False) -> str:
    """“Ria Osterhaal is moeder van Marco Veldrinck (volgens opa; conflict).” Turned: seen from the second."""
    who, whom = network.person[relation.who], network.person[relation.whom]
    forms = WORDS[relation.kind][turned]
    if turned:
        who, whom = whom, who
    is_past = relation.is_over(today) and relation.kind != Kind.EX_PARTNER
    notes = [note for note in (doubt_about(relation), QUALITIES.get(relation.quality, "")) if note]
    added = f" ({'; '.join(notes)})" if notes else ""
    return f"{who.name} {'was' if is_past else 'is'} {forms[COLUMN.get(who.sex, 2)]} {whom.name}{added}."


def doubt_about(relation: Relation) -> str:
    match relation.certainty:
        case Certainty.STATED:
            return f"volgens {relation.source or 'een verklaring'}"
        case Certainty.PRESUMED:
            return "vermoed"
        case _:
            return ""


def about_union(network: Network, union: Union, today: date) -> str:
    """The title of the lines between partners and their children."""
    children = in_a_row([network.person[child.id].given_name for child in union.children])
    if not union.partners:
        return f"{children}: broers en zussen, de ouders staan niet in dit beeld."
    bond = says(network, union.bond, today) if union.bond else ""
    if not union.children:
        return bond
    parents = in_a_row([network.person[partner].name for partner in union.partners])
    below = f"{parents}: {'ouders' if len(union.partners) > 1 else 'ouder'} van {children}."
    return f"{bond} {below}".strip()


def path_between(network: Network, one: str, other: str, today: date) -> list[str] | None:
    """The shortest way from one person to another, a sentence a step; None when nothing connects them."""
    steps: dict[str, list[tuple[str, str]]] = {}
    for relation in network.known_relations:
        steps.setdefault(relation.who, []).append((relation.whom, says(network, relation, today)))
        steps.setdefault(relation.whom, []).append((relation.who, says(network, relation, today, turned=True)))
    ways: dict[str, list[str]] = {one: []}
    ahead = deque([one])
    while ahead:
        here = ahead.popleft()
        if here == other:
            return ways[here]
        for there, sentence in steps.get(here, []):
            if there not in ways:
                ways[there] = [*ways[here], sentence]
                ahead.append(there)
    return None


def in_a_row(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} en {words[-1]}" if len(words) > 1 else "".join(words)
