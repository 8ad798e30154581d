"""Invented plans of approach as plain data: one for the family of 14, one for the family of 25."""

from datetime import date, timedelta

from cases.genogram import Network
from interventions.paper import content as paper
from interventions.paper.picture import picture_on_paper
from tests.example_families import TODAY, a_family_of_14, a_family_of_25
from tests.example_life_domains import (
    SAFETY,
    SOCIAL,
    eight_life_domains,
    six_life_domains,
)

REASONS = ("Kind over wie zorgen zijn", "Ouder", "Ander familielid", "Steunfiguur")
FIXED_ON = date(2026, 11, 5)


def a_plan_of_14(**facts: object) -> paper.PlanOnPaper:
    """Zilverlinde: ten pages, one of them landscape; one reservation, one dissent, one disputed fact."""
    own = {"case_name": "Zilverlinde", "version": 2, "replaces": "versie 1 van 11-06-2026"}
    return _a_plan(a_family_of_14(), own | facts)


def a_plan_of_25(**facts: object) -> paper.PlanOnPaper:
    """Kornoelje: 25 people, eight life domains with several people each, and many actions."""
    own = {"case_name": "Kornoelje", "version": 1, "life_domains": tuple(eight_life_domains())}
    return _a_plan(a_family_of_25(), own | facts)


def _a_plan(network: Network, facts: dict[str, object]) -> paper.PlanOnPaper:
    filled: dict[str, object] = {
        "municipality": "Rivierstede",
        "case_number": "2026-0147",
        "legal_frame": a_legal_frame(),
        "adopted_on": date(2026, 11, 19),
        "adopted_by": "Hilde Wervenaar",
        "evaluate_on": date(2027, 1, 21),
        "coordinators": (
            paper.Coordinator(role="Procesregisseur", name="Hilde Wervenaar", organisation="Gemeente Rivierstede"),
            paper.Coordinator(role="Casusregisseur", name="Joris Tolsteeg", organisation="Gemeente Rivierstede"),
        ),
        "summary": (
            "Wij vermoeden dat Marco en zijn oudste zoon Kevin in harddrugs handelen. Op 02-09-2026 ontplofte een "
            "explosief bij de woning waar ook Jesse en Luca slapen. Jesse gaat weinig naar school; of hij spullen "
            "wegbrengt, is betwist. Hun moeder wil dat het stopt. Kevin zegt dat hij eruit wil, maar niet durft."
        ),
        "picture": picture_on_paper(network, today=TODAY),
        "people": tuple(people_of(network)),
        "households": len(network.households),
        "table": tuple(a_table()),
        "asked_not_joined": ("Werk en Inkomen (herinnerd op 12-11-2026)",),
        "definition": a_definition(),
        "life_domains": tuple(six_life_domains()),
        "interventions": tuple(interventions()),
        "not_used": tuple(not_used()),
        "agreements": (
            "Esra Duynker van het sociaal team is het vaste aanspreekpunt van het gezin.\n\n"
            "Bij nieuwe dreiging gaan de kinderen dezelfde nacht naar Lindehof 12; binnen 24 uur is er overleg. "
            "Wordt Kevin aangehouden, dan hoort zijn moeder dat van de gezinswerker.\n\n"
            "Woordvoering alleen door de gemeente, na overleg met politie en Openbaar Ministerie; nooit over kinderen."
        ),
        "family_view": "Deels eens",
        "family_words": "Eindelijk één verhaal. Maar Jesse wil niet naar school gebracht worden.",
        "evaluations": (
            paper.Evaluation(on=date(2026, 9, 10), kind="Vorige evaluatie", outcome="Plan herzien: therapie versneld."),
            paper.Evaluation(on=date(2027, 1, 21), kind="Zeswekelijkse evaluatie", outcome="Zijn de kinderen veilig?"),
        ),
        "adoptions": tuple(adoptions()),
        "facts": tuple(sources()),
    }
    return paper.PlanOnPaper(**filled | facts)  # type: ignore[arg-type]


def a_legal_frame() -> paper.LegalFrame:
    return paper.LegalFrame(
        name="Samenwerking in het Zorg- en Veiligheidshuis Rivierland",
        agreement="convenant ZVH-2025-03",
        legal_basis="Wet gegevensverwerking door samenwerkingsverbanden",
        purpose="ernstige criminaliteit en schade voor kinderen in dit netwerk stoppen",
        controller="de deelnemers gezamenlijk",
        contact_point="contactpunt privacy van het Zorg- en Veiligheidshuis",
    )


def people_of(network: Network) -> list[paper.PersonInPlan]:
    homes = {member: home.name for home in network.households for member in home.members}
    return [
        paper.PersonInPlan(
            name=person.name,
            reason="Aanleiding van de casus" if person.is_index else REASONS[number % len(REASONS)],
            reason_text="Beschermt de jongste kinderen" if number % 5 == 0 else "",
            roles=("Verdachte", "Mogelijk slachtoffer van uitbuiting") if person.is_index else (),
            born=person.born,
            is_born_estimated=person.is_born_estimated,
            died=person.died,
            is_minor=person.is_minor(TODAY),
            household=homes.get(person.id, ""),
            review_on=None if person.died else date(2027, 1, 21),
        )
        for number, person in enumerate(network.person.values())
    ]


def a_table() -> list[paper.Seat]:
    seats = [
        (SAFETY, "Veiligheid", "Bas Ermelaar", "Contact met Marco, bestuurlijke rapportage"),
        ("Gemeente, openbare orde", "Veiligheid", "Wim de Bree", "Bereidt besluiten van de burgemeester voor"),
        (SOCIAL, "Sociaal", "Esra Duynker", "Contactpersoon van het gezin"),
        ("Jeugdbescherming Rivierland", "Sociaal", "Carla Ooms", "Preventieve jeugdbescherming; voogd van Noor"),
        ("Schuldhulp", "Sociaal", "Tim Zandkuyl", "Schulden van Sandra en Kevin"),
        ("Reclassering", "Justitie", "Piet Wallinga", "Toezicht op Marco en Kevin"),
        ("Woonstichting Havenhuis", "Wonen", "Wim Terlouwen", "Verhuurder Gildestraat en Havenkade"),
        ("College De Wissel", "Onderwijs", "Ans Kieft", "School van Naomi, Jesse en Luca"),
    ]
    since = date(2026, 3, 3)
    return [
        paper.Seat(
            organisation=name,
            domain=domain,
            professional=person,
            task=task,
            since=since + timedelta(days=7 * number),
            contributed_on=None if number == 7 else since + timedelta(days=7 * number + 9),
        )
        for number, (name, domain, person, task) in enumerate(seats)
    ]


def a_definition() -> paper.Definition:
    return paper.Definition(
        version=3,
        fixed_on=FIXED_ON,
        statement=(
            "Wij zien drie generaties waarin mannen van deze familie geld verdienen met drugs. Wie eruit wil, verliest "
            "steun, huis en inkomen tegelijk. De kinderen betalen de prijs: zij slapen in een huis dat doelwit is en "
            "leren dat zwijgen veilig is."
        ),
        priorities=(
            "De kinderen zijn veilig. Dit gaat voor alles.\n"
            "De handel stopt.\n"
            "Kevin en Sandra krijgen een leven zonder dat geld."
        ),
        focus=("Schade stoppen", "Kinderen beschermen"),
        unknowns="Wie bedreigt Kevin, en om welke schuld?\nKan Naomi na haar achttiende bij oma blijven wonen?",
        views=(
            paper.View(
                who="Veiligheid",
                concern=(
                    "Explosief bij de voordeur op 02-09-2026 (F2). Op 28-10-2026 in de berging 186 gram cocaïne; "
                    "de sleutel had Kevin (F3)."
                ),
                strengths="Marco houdt zich sinds juli aan zijn meldplicht.",
                possibilities="Eén vast contact bij de politie.",
            ),
            paper.View(
                who="Sociaal",
                concern="Jesse mist de eerste uren op school en is bang om langs het plein te lopen (F4).",
                strengths="Oma Ria en tante Monique bieden een rustig huis. Sandra houdt elke afspraak.",
                tried="Een eerste hulptraject stopte in 2024 na bedreiging.",
            ),
        ),
        stances=(
            paper.Stance(organisation=SAFETY, domain="Veiligheid", agrees=True, on=date(2026, 11, 5)),
            paper.Stance(
                organisation="Gemeente, openbare orde", domain="Veiligheid", agrees=True, on=date(2026, 11, 5)
            ),
            paper.Stance(organisation=SOCIAL, domain="Sociaal", agrees=True, on=date(2026, 11, 5)),
            paper.Stance(organisation="College De Wissel", domain="Onderwijs", agrees=None),
            paper.Stance(
                organisation="Woonstichting Havenhuis",
                domain="Wonen",
                agrees=False,
                on=date(2026, 11, 6),
                reason=(
                    "De overlast rond de Gildestraat duurt al anderhalf jaar en de buren hebben recht op rust. "
                    "De definitie zegt daar te weinig over."
                ),
            ),
        ),
    )


def interventions() -> list[paper.Chosen]:
    return [
        paper.Chosen(
            name="Sluiting van de berging, drie maanden",
            article="Opiumwet 13b",
            authority="Burgemeester",
            subject="Gildestraat 31",
            organisation="Gemeente, openbare orde",
            reason="De handel loopt via de berging; de woning zelf blijft open voor de kinderen.",
            flanking_care="systeemtherapie loopt door",
            starts_on=date(2026, 12, 2),
            ends_on=date(2027, 3, 2),
            status="Gekozen",
            is_asked_of_board=True,
        ),
        paper.Chosen(
            name="Systeemtherapie (MST)",
            article="Jeugdwet 2.3",
            authority="College van B en W",
            subject="Jesse Veldrinck",
            organisation="Jeugdbescherming Rivierland",
            owner="Carla Ooms",
            starts_on=date(2026, 9, 14),
            status="Loopt",
        ),
    ]


def not_used() -> list[paper.NotUsed]:
    return [
        paper.NotUsed(
            name="Sluiting van de hele woning",
            article="Opiumwet 13b",
            authority="Burgemeester",
            reason="Schaadt kinderen",
            text="Een lichter middel kan.",
            look_again_on=date(2027, 1, 21),
        ),
        paper.NotUsed(
            name="Tijdelijk huisverbod",
            article="Wet tijdelijk huisverbod 2",
            authority="Burgemeester",
            subject="Kevin Veldrinck",
            reason="Feiten onvoldoende",
            text="Het gevaar komt van buiten, niet van Kevin tegen zijn huisgenoten.",
        ),
    ]


def adoptions() -> list[paper.Adoption]:
    agreed = [
        paper.Adoption(
            organisation=seat.organisation, person=seat.professional, reply=paper.Reply.AGREED, on=date(2026, 11, 19)
        )
        for seat in a_table()
        if seat.domain not in {"Wonen", "Onderwijs"}
    ]
    return [
        *agreed,
        paper.Adoption(
            organisation="Woonstichting Havenhuis",
            person="Wim Terlouwen",
            reply=paper.Reply.RESERVATION,
            on=date(2026, 11, 20),
            remark=(
                "Bij een nieuw incident in of bij Gildestraat 31 vraagt de woonstichting de kantonrechter om "
                "ontbinding van de huur."
            ),
        ),
        paper.Adoption(organisation="College De Wissel", reply=paper.Reply.NONE),
    ]


def sources() -> list[paper.Fact]:
    return [
        paper.Fact(
            text="Sandra vraagt om hulp en noemt bedreiging door Marco",
            nature="Verklaring",
            source="Sociaal team, gesprek",
            on=date(2026, 3, 3),
        ),
        paper.Fact(
            text="Explosief bij de deur van Gildestraat 31, geen gewonden",
            nature="Feit",
            source="Politie, bestuurlijke rapportage",
            on=date(2026, 9, 2),
            regime="Wpg (politiegegevens)",
        ),
        paper.Fact(
            text="186 gram cocaïne (indicatieve test) in de berging",
            nature="Feit",
            source="Politie, bestuurlijke rapportage",
            on=date(2026, 10, 28),
            regime="Wpg (politiegegevens)",
        ),
        paper.Fact(
            text="Jesse drie keer ’s nachts op straat met een bezorgtas",
            nature="Zorgpunt",
            source="Buurtmeldingen, wijkagent",
            on=date(2026, 10, 14),
            disputed_by="Jesse en zijn moeder",
            disputed_on=date(2026, 10, 29),
            disputed_text="Hij was die avonden bij een vriend en de tas is een sporttas.",
        ),
    ]


def a_police_fact(text: str, on: date) -> paper.Fact:
    source, regime = "Politie, bestuurlijke rapportage", "Wpg (politiegegevens)"
    return paper.Fact(text=text, nature="Feit", source=source, on=on, regime=regime)
