"""The signs of a person: form for sex, grey for a child, a cross for who died. Offender or victim is not in them."""

from datetime import date
from xml.etree import ElementTree as ET

from cases.genogram.network import Person, Sex
from cases.genogram.pen import INK, MINOR, PAPER, STRONG, Look, at, draw, fitted, line, shown, text, wrapped

HALF = 17.0  # half a symbol
LEADING = 14.5  # from one line of the caption to the next


def symbol(parent: ET.Element, person: Person, x: float, y: float, today: date, *, label: str | None = None) -> None:
    """The figure of a person; inside it the age, unless another label is given."""
    is_minor = person.is_minor(today) or person.is_expected(today)
    look: Look = {
        "class_": "person person--child" if is_minor else "person",
        "fill": MINOR if is_minor else PAPER,
        "stroke": INK,
        "stroke_width": 1.5,
    }
    for half in (HALF, HALF - 4) if person.is_index else (HALF,):
        form = "expected" if person.is_expected(today) else person.sex
        outline(draw(parent, "g", transform=at(x, y)), form, half, look)
    words = age_inside(person, today) if label is None else label
    if person.died:
        cross(parent, person, x, y, is_open=bool(words))
    if words:
        text(parent, words, x, y + 4.5, is_strong=True, text_anchor="middle")


def outline(parent: ET.Element, form: str, half: float, look: Look) -> None:
    """Square, circle, triangle or diamond around the middle of the symbol."""
    match form:
        case "expected":
            line(parent, [(0, -half), (half, half), (-half, half), (0, -half)], **look)
        case Sex.MALE:
            draw(parent, "rect", x=-half, y=-half, width=2 * half, height=2 * half, **look)
        case Sex.FEMALE:
            draw(parent, "circle", cx=0, cy=0, r=half, **look)
        case _:
            reach = half + 2
            line(parent, [(0, -reach), (reach, 0), (0, reach), (-reach, 0), (0, -reach)], **look)


def cross(parent: ET.Element, person: Person, x: float, y: float, *, is_open: bool) -> None:
    """Over who died; open in the middle when something is written there."""
    reach = HALF if person.sex == Sex.MALE else HALF * 0.71 if person.sex == Sex.FEMALE else HALF * 0.55
    for up in (-1, 1):
        line(
            parent,
            [(x - reach, y + up * reach), (x + reach, y - up * reach)],
            stroke=INK,
            stroke_width=1,
            class_="cross",
        )
    if is_open:
        draw(parent, "rect", x=x - 10, y=y - 8, width=20, height=16, fill=PAPER, class_="blank")


def age_inside(person: Person, today: date) -> str:
    age = person.age(today)
    if age is None:
        return "" if person.is_expected(today) else "?"
    return str(age)


def caption(person: Person, today: date, room: float) -> list[str]:
    """The lines below a symbol: given name, family name, years."""
    given = fitted(shown(person.given_name) or "naam onbekend", room, STRONG)
    return [given, *wrapped(shown(person.family_name), room, lines=2), fitted(years(person, today), room)]


def years(person: Person, today: date) -> str:
    if person.is_expected(today) and person.born:
        return f"komt {person.born:%m-%Y}"
    about = "±" if person.is_born_estimated else ""
    born = f"{about}{person.born.year}" if person.born else ""
    if person.died:
        return f"{born or '?'}–{person.died.year}"
    if not born:
        return "jaar onbekend"
    return f"{born} · kind" if person.is_minor(today) else born
