"""Mispel: the joint definition lies before the partners. Of one person only who has to know, knows."""

from cases.actions import restrict
from cases.models import Case, MemberRole, MembershipReason, Nature, Regime, RelationKind
from domains.models import Focus
from familienetwerk.demo.network import MAN, WOMAN, House, Kin, Tie, children
from familienetwerk.demo.opening import Opening, open_case
from familienetwerk.demo.story import Saw
from familienetwerk.demo.table import agree, contribute, define, look_at_children
from familienetwerk.demo.town import Town

WHY = MembershipReason
OPENING = Opening(
    name="Mispel",
    signal=58,
    bringing="team_north",
    family=[
        Kin(
            "jay",
            "Jay Pellegrom",
            MAN,
            18,
            WHY.INDEX,
            "Hij haalt contant geld op voor anderen.",
            (MemberRole.SUSPECT, MemberRole.VICTIM_EXPLOITATION),
            informed=30,
        ),
        Kin(
            "wendy",
            "Wendy Pellegrom",
            WOMAN,
            45,
            WHY.PARENT,
            "Zijn moeder kwam zelf naar het sociaal team.",
            informed=50,
        ),
        Kin("fay", "Fay Pellegrom", WOMAN, 9, WHY.CHILD_AT_RISK, "Zij is vaak alleen thuis.", informed=50),
        Kin("gerda", "Gerda Pellegrom", WOMAN, 71, WHY.PROTECTIVE, "Oma brengt Fay naar school."),
        Kin("hilde", "Hilde Donkersloot", WOMAN, 47, WHY.PROTECTIVE, "Bij haar kunnen Wendy en Fay schuilen."),
    ],
    saw=[
        Saw(
            Nature.FACT, "Op de rekening van Jay kwam in een maand 9.000 euro binnen.", 58, "police", regime=Regime.WPG
        ),
        Saw(Nature.STATEMENT, "Wendy vertelt dat Jay bang is voor een man die hij “de baas” noemt.", 56, "team_north"),
    ],
    said={"bram": "Jay is een keer gehoord.", "sanne": "Moeder vraagt om hulp.", "wim": "Twee maanden achterstand."},
    table={
        "bram": ("Onderzoek naar het geld", ("jay",)),
        "sanne": ("Steun voor Wendy en Fay", ("wendy", "fay")),
        "wim": ("Wonen", ("wendy",)),
    },
    reasons=(
        "Geld, school en opgroeien.",
        "Straf en hulp samen.",
        "Moeder en zus lijden mee.",
        "Jongeren worden geronseld.",
    ),
    why_together="Jay is dader en slachtoffer tegelijk. Dat vraagt meer dan één partner.",
    houses=[House("Huis Merelhof", "Merelhof 9", ("jay", "wendy", "fay"))],
    ties=[
        *children("jay", "fay", of=["wendy"]),
        *children("wendy", of=["gerda"]),
        Tie("wendy", "hilde", RelationKind.FRIEND, since=12, source="Wendy"),
    ],
)


def tell(town: Town) -> None:
    case, family = open_case(town, OPENING)
    why = "Wie Jay onder druk zet, mag niet weten waar Wendy en Fay kunnen schuilen."
    restrict(family["hilde"], by=town.people["anna"], named=[town.people["sanne"].principal.pk], reason=why)
    contribute(
        town,
        case,
        "sanne",
        days_ago=24,
        concern="Fay is na school vaak alleen. Wendy werkt ’s avonds en heeft schulden.",
        explanation="Jay ziet snel geld als de enige weg uit de schulden.",
        strengths="Oma helpt elke dag. Jay is lief voor zijn zusje.",
        possibilities="Schuldhulp binnen twee weken, en naschoolse opvang.",
    )
    contribute(
        town,
        case,
        "bram",
        days_ago=20,
        concern="Jay is geldezel. Wie boven hem staat, weten wij nog niet.",
        possibilities="Wij behandelen hem ook als slachtoffer.",
        regime=Regime.WPG,
    )
    look_at_children(town, case, "sanne", days_ago=19, children={"fay": 3}, family=family)
    define_together(town, case)


def define_together(town: Town, case: Case) -> None:
    definition = define(
        town,
        case,
        by="anna",
        days_ago=6,
        statement=(
            "Jay haalt geld op voor anderen en is bang om te stoppen. Thuis zijn er schulden en is er weinig toezicht. "
            "Fay is te vaak alleen."
        ),
        priorities="1. Fay is niet meer alleen.\n2. Jay kan veilig stoppen.",
        focus=[Focus.PROTECT_CHILDREN, Focus.HELP],
        unknowns="Wie is “de baas”?",
        answer_within=8,
    )
    agree(town, definition, "anna", days_ago=5)
    agree(town, definition, "bram", days_ago=3)
