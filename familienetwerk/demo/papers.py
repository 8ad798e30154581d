"""Documents of the show case, made when the demo is loaded: invented, small, let in through the gate as any other."""

import io
from collections.abc import Iterable, Mapping

import pydyf
from PIL import Image, ImageDraw

from cases import actions as cases
from cases.models import Audience, Case, Member, Regime
from documents.actions import add_document, withdraw_document
from documents.models import Category, Document
from familienetwerk.demo.town import Town

VISIT = """Huisbezoek bij Şule, in haar keuken.

Şule deed zelf open. De post van deze week lag open op tafel. Emir kwam om vier uur thuis en at mee.
Afgesproken: volgende week samen naar school.
"""
LETTER = (
    "Aan de ouders van Lina",
    "",
    "U kreeg van ons een plan. Daarin staat wat wij doen en wat u doet.",
    "Op school kijkt de mentor elke maandag met Lina terug op de week.",
    "Klopt er iets niet? Bel dan Anna. Zij past het met u aan.",
)


def add_papers(town: Town, case: Case, family: Mapping[str, Member]) -> None:
    """A report for the own domain, a picture for few, a letter for all, and one that should not have been here."""
    add(
        town,
        case,
        "sanne",
        "huisbezoek.txt",
        VISIT.encode(),
        title="Verslag van een huisbezoek",
        category=Category.REPORT,
        days_ago=12,
        about=family["sule"],
        audience=Audience.OWN_DOMAIN,
        regime=Regime.WMO,
    )
    add(
        town,
        case,
        "bram",
        "loods.jpg",
        a_picture(),
        title="Foto van de loods",
        category=Category.PICTURE,
        days_ago=9,
        audience=Audience.COORDINATORS,
        regime=Regime.WPG,
    )
    add(town, case, "anna", "brief.pdf", a_letter(LETTER), title="Brief bij het plan", days_ago=6, about=family["lina"])
    correct_papers(town, case, family)


def correct_papers(town: Town, case: Case, family: Mapping[str, Member]) -> None:
    mistaken = add(
        town, case, "hugo", "verzuim.pdf", a_letter(["Verzuim in oktober"]), title="Overzicht verzuim", days_ago=5
    )
    withdraw_document(mistaken, by=town.people["hugo"], reason="Hoort bij een andere leerling.")
    cases.note_bsn(family["peter"], by=town.people["anna"], number="999990019", lock_version=0)


def add(
    town: Town,
    case: Case,
    who: str,
    name: str,
    content: bytes,
    *,
    title: str,
    days_ago: int,
    category: Category = Category.LETTER,
    about: Member | None = None,
    audience: Audience = Audience.ALL_INVOLVED,
    regime: Regime = Regime.AVG,
) -> Document:
    return add_document(
        case,
        name,
        io.BytesIO(content),
        by=town.people[who],
        for_whom={"regime": regime, "audience": audience, "named": []},
        title=title,
        category=category,
        description="",
        dated_on=town.day(-days_ago),
        member=about,
    )


def a_picture() -> bytes:
    """A door in a wall, at night."""
    picture = Image.new("RGB", (640, 400), "#26323f")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 300, 640, 400), fill="#1a222b")
    draw.rectangle((220, 120, 420, 300), fill="#5b4a3a")
    draw.ellipse((500, 40, 560, 100), fill="#e8e2c8")
    made = io.BytesIO()
    picture.save(made, "JPEG")
    return made.getvalue()


def a_letter(lines: Iterable[str]) -> bytes:
    """One page with a few lines."""
    pdf, text = pydyf.PDF(), pydyf.Stream()
    text.begin_text()
    text.set_font_size("F1", 12)
    text.set_text_matrix(1, 0, 0, 1, 72, 750)
    for line in lines:
        text.show_text_string(line)
        text.move_text_to(0, -20)
    text.end_text()
    font = pydyf.Dictionary({"Type": "/Font", "Subtype": "/Type1", "BaseFont": "/Helvetica"})
    pdf.add_object(text)
    pdf.add_object(font)
    fonts = pydyf.Dictionary({"Font": pydyf.Dictionary({"F1": font.reference})})
    page = {"Type": "/Page", "Parent": pdf.pages.reference, "MediaBox": pydyf.Array([0, 0, 595, 842])}
    pdf.add_page(pydyf.Dictionary(page | {"Contents": text.reference, "Resources": fonts}))
    made = io.BytesIO()
    pdf.write(made)
    return made.getvalue()
