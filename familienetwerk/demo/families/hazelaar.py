"""Hazelaar: looking together has begun. Only safety contributed yet; the social team still has the floor."""

from collections.abc import Mapping

from cases.models import (
    Answer,
    Audience,
    Case,
    Member,
    MemberRole,
    MembershipReason,
    Nature,
    Regime,
    RelationKind,
    Urgency,
)
from familienetwerk.demo.network import MAN, WOMAN, House, Kin, Tie, children, settle
from familienetwerk.demo.story import Said, Saw, accept, begin_intake, sit_down, weigh_all
from familienetwerk.demo.table import contribute
from familienetwerk.demo.town import Town

FAMILY = [
    Kin(
        "quinten",
        "Quinten Roelofswaard",
        MAN,
        24,
        MembershipReason.INDEX,
        "Hij werft jongeren om pakketjes weg te brengen.",
        (MemberRole.SUSPECT,),
        informed=10,
    ),
    Kin("sharon", "Sharon Roelofswaard", WOMAN, 49, MembershipReason.PARENT, "Bij haar komen de jongeren samen."),
    Kin(
        "daan",
        "Daan Roelofswaard",
        MAN,
        15,
        MembershipReason.SIBLING,
        "Hij loopt met zijn broer mee.",
        (MemberRole.VICTIM_EXPLOITATION,),
        postponed=0,
        postponed_why="Eerst praat jeugdbescherming met hem alleen.",
    ),
    Kin("isa", "Isa Roelofswaard", WOMAN, 11, MembershipReason.CHILD_AT_RISK, "Zij ziet wat er thuis gebeurt."),
    Kin("opa", "Cor van Lierop", MAN, 74, MembershipReason.PROTECTIVE, "Isa gaat elke woensdag naar haar opa."),
]


def tell(town: Town) -> None:
    case = ask_round(town)
    case = decide_to_open(town, case)
    family = settle(
        town,
        case,
        FAMILY,
        by=town.people["anna"],
        on=town.day(-15),
        houses=[House("Huis Kweldijk", "Kweldijk 52", ("quinten", "sharon", "daan", "isa"))],
        ties=[
            *children("quinten", "daan", "isa", of=["sharon"]),
            *children("sharon", of=["opa"]),
            Tie("opa", "isa", RelationKind.GRANDPARENT, source="Isa"),
        ],
    )
    look_together(town, case, family)


def ask_round(town: Town) -> Case:
    return begin_intake(
        town,
        name="Hazelaar",
        by="anna",
        days_ago=31,
        signal=38,
        bringing="police",
        urgency=Urgency.HIGH,
        family=FAMILY,
        about=3,
        saw=[
            Saw(Nature.FACT, "Drie minderjarigen zijn met pakketjes aangehouden. Zij noemen Quinten.", 38, "police"),
            Saw(Nature.CONCERN, "Daan heeft dure kleren en twee telefoons.", 34, "attendance", "school"),
        ],
        asked=["police", "team_north", "attendance", "housing", "veilig_thuis"],
        said=[
            Said("bram", Answer.ACTING, 29, "Wij doen onderzoek naar Quinten."),
            Said("sanne", Answer.KNOWN, 28, "Sharon was twee jaar geleden bij ons voor schulden."),
            Said("hugo", Answer.KNOWN, 27, "Daan spijbelt sinds de zomer."),
            Said("wim", Answer.UNKNOWN, 27),
            Said("esther", Answer.UNKNOWN, 26),
        ],
    )


def decide_to_open(town: Town, case: Case) -> Case:
    weigh_all(
        town,
        case,
        by="anna",
        days_ago=18,
        life_domains="School, geld, opgroeien en veiligheid.",
        chains="Politie stopt de handel, sociaal geeft Daan een andere weg.",
        family="Een broer haalt zijn jongere broer erbij.",
        safety="Jongeren uit de hele wijk worden geworven.",
    )
    return accept(
        town,
        case,
        name="Hazelaar",
        days_ago=16,
        reason="De jongste kinderen lopen gevaar. Geen partner kan dit alleen.",
        deciders=["municipality", "police", "team_north"],
        invited=["police", "team_north", "attendance"],
    )


def look_together(town: Town, case: Case, family: Mapping[str, Member]) -> None:
    sit_down(town, case, "bram", days_ago=13, task="Onderzoek en contact met Quinten", members=[family["quinten"]])
    sit_down(town, case, "sanne", days_ago=12, task="Contact met Sharon en de kinderen", members=[family["sharon"]])
    contribute(
        town,
        case,
        "bram",
        days_ago=9,
        concern="Quinten stuurt jongeren aan. Daan brengt zelf ook pakketjes weg.",
        explanation="Zij verdienen snel geld en durven geen nee te zeggen.",
        tried="Twee gesprekken met Quinten. Hij wil niet stoppen.",
        possibilities="Wij spreken Daan en zijn moeder thuis, samen met het sociaal team.",
        saw=[Saw(Nature.FACT, "Daan stond drie avonden op de uitkijk bij de haven.", 11, "police", "wijkagent")],
        audience=Audience.ALL_INVOLVED,
        regime=Regime.WPG,
    )
