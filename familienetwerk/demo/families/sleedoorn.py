"""Sleedoorn: a plan is being written. Run by the Zorg- en Veiligheidshuis."""

from cases.models import MemberRole, MembershipReason, Nature, Regime, RelationKind
from domains.models import Focus
from familienetwerk.demo.network import MAN, WOMAN, House, Kin, Tie, children
from familienetwerk.demo.opening import Opening, open_case
from familienetwerk.demo.story import Saw, ask_to_table
from familienetwerk.demo.table import agree, contribute, define, fix, look_at_children
from familienetwerk.demo.town import Town
from familienetwerk.demo.work import Aim, Do, write_plan
from interventions.models import FamilyView

WHY = MembershipReason
OPENING = Opening(
    name="Sleedoorn",
    signal=104,
    bringing="safety_house",
    family=[
        Kin("leon", "Leon Brinkhorstee", MAN, 29, WHY.INDEX, "Hij komt over een maand vrij.", (MemberRole.CONVICTED,)),
        Kin("tamara", "Tamara Brinkhorstee", WOMAN, 27, WHY.SIBLING, "Zij vangt hem op.", informed=70),
        Kin("nova", "Nova Brinkhorstee", WOMAN, 4, WHY.CHILD_AT_RISK, "Dochter van Tamara.", informed=70),
        Kin("henny", "Henny Brinkhorstee", WOMAN, 55, WHY.PARENT, "Hun moeder. Zij drinkt veel.", informed=70),
    ],
    saw=[
        Saw(
            Nature.CONCERN, "Leon komt vrij en gaat terug naar dezelfde flat en dezelfde vrienden.", 104, "safety_house"
        )
    ],
    said={"joris": "Leon is bekend.", "lotte": "Wij kennen Tamara.", "wim": "De flat geeft veel overlast."},
    table={
        "joris": ("Toezicht in de flat", ("leon",)),
        "lotte": ("Steun voor Tamara en Nova", ("tamara", "nova")),
        "koen": ("Toezicht na detentie", ("leon",)),
    },
    reasons=(
        "Wonen, werk en verslaving.",
        "Detentie, zorg en gemeente samen.",
        "Een kind in huis.",
        "De flat is onveilig.",
    ),
    why_together="Na eerdere detenties ging het binnen drie maanden mis.",
    houses=[House("Huis Sleutelbloem", "Sleutelbloemflat 118", ("tamara", "nova", "henny"))],
    ties=[
        *children("leon", "tamara", of=["henny"]),
        *children("nova", of=["tamara"]),
        Tie("leon", "tamara", RelationKind.SIBLING),
    ],
    asked=("police", "team_south", "housing"),
    process="ruben",
    coordinator="ruben",
    frame="regional",
)
AIMS = [
    Aim(
        what="Leon heeft een eigen plek en werk als hij vrijkomt",
        life_domain="housing",
        person="leon",
        own_words="Niet terug naar die flat.",
        due=45,
        do=(
            Do(what="Vraag een kamer aan met begeleiding", by="probation", who="koen", due=12),
            Do(what="Ga twee keer met Leon praten voordat hij vrijkomt", by="team_south", who="lotte", due=20),
        ),
    ),
    Aim(what="Nova groeit rustig op", life_domain="upbringing_climate", person="nova", due=60),
]


def tell(town: Town) -> None:
    case, family = open_case(town, OPENING)
    contribute(town, case, "lotte", days_ago=66, concern="Tamara kan Leon niet alleen opvangen.", regime=Regime.WMO)
    contribute(
        town, case, "joris", days_ago=64, concern="In de flat wonen mensen die op Leon wachten.", regime=Regime.WPG
    )
    look_at_children(town, case, "lotte", days_ago=60, children={"nova": 4}, family=family)
    definition = define(
        town,
        case,
        by="ruben",
        days_ago=40,
        statement="Zonder eigen plek gaat Leon terug naar de flat, en dan raken Tamara en Nova erbij betrokken.",
        focus=[Focus.HELP, Focus.PROTECT_CHILDREN],
    )
    agree(town, definition, "ruben", "joris", "lotte", "koen", days_ago=35)
    fix(town, definition, by="ruben", days_ago=29)
    ask_to_table(town, case, "team_north", by="ruben", days_ago=2, reason="Henny zocht hulp bij uw spreekuur")
    write_plan(
        town,
        case,
        by="ruben",
        aims=AIMS,
        family=family,
        summary="Leon krijgt een eigen plek, en Tamara hoeft het niet alleen te doen.",
        agreements="Koen is contactpersoon voor Leon.",
        view=FamilyView.NOT_DISCUSSED,
        words="Wij spreken Leon volgende week.",
        evaluate=100,
    )
