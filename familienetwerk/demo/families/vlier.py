"""Vlier: the joint definition is fixed; the plan has yet to begin. Coordinated by the social team."""

from cases.models import MemberRole, MembershipReason, Nature, Regime, RelationKind
from domains.models import Focus
from familienetwerk.demo.network import MAN, WOMAN, House, Kin, Tie, children
from familienetwerk.demo.opening import Opening, open_case
from familienetwerk.demo.story import Saw
from familienetwerk.demo.table import agree, contribute, define, fix, look_at_children
from familienetwerk.demo.town import Town

WHY = MembershipReason
OPENING = Opening(
    name="Vlier",
    signal=92,
    bringing="police",
    family=[
        Kin(
            "bas", "Bas Hoogerheide", MAN, 38, WHY.INDEX, "Verdacht van bedreiging.", (MemberRole.SUSPECT,), informed=60
        ),
        Kin(
            "karin",
            "Karin Schoutens",
            WOMAN,
            36,
            WHY.PARTNER,
            "Zij deed aangifte en trok die weer in.",
            (MemberRole.VICTIM_VIOLENCE,),
            informed=60,
        ),
        Kin("luuk", "Luuk Hoogerheide", MAN, 12, WHY.CHILD_AT_RISK, "Hij vecht op school.", informed=60),
        Kin("sara", "Sara Hoogerheide", WOMAN, 8, WHY.CHILD_AT_RISK, "Zij slaapt bij vriendinnen.", informed=60),
    ],
    saw=[Saw(Nature.FACT, "Buren hoorden schoten bij het huis. Er lag een huls op de stoep.", 92, "police")],
    said={"joris": "Drie meldingen dit jaar.", "hugo": "Luuk is twee keer geschorst."},
    table={
        "joris": ("Contact met Bas", ("bas",)),
        "dewi": ("Steun voor Karin en de kinderen", ("karin", "luuk", "sara")),
        "yara": ("Luuk op school", ("luuk",)),
    },
    reasons=("Geweld, school en geld.", "Politie en hulp samen.", "De kinderen zien het geweld.", "Er is geschoten."),
    why_together="Kinderen wonen in een huis waar is geschoten.",
    houses=[House("Huis Vlietkade", "Vlietkade 31", ("bas", "karin", "luuk", "sara"))],
    ties=[*children("luuk", "sara", of=["bas", "karin"]), Tie("bas", "karin", RelationKind.COHABITING, since=14)],
    coordinator="lotte",
)


def tell(town: Town) -> None:
    case, family = open_case(town, OPENING)
    contribute(
        town,
        case,
        "dewi",
        days_ago=52,
        concern="Karin en de kinderen zijn bang voor wie Bas zoekt.",
        strengths="Karin heeft een zus bij wie zij terechtkan.",
    )
    contribute(
        town,
        case,
        "joris",
        days_ago=49,
        concern="Bas heeft ruzie over geld. Die ruzie is niet klaar.",
        regime=Regime.WPG,
    )
    contribute(town, case, "yara", days_ago=47, concern="Luuk vecht als iemand iets over zijn vader zegt.")
    look_at_children(town, case, "dewi", days_ago=45, children={"luuk": 2, "sara": 3}, family=family)
    definition = define(
        town,
        case,
        by="lotte",
        days_ago=30,
        statement="Bas wordt bedreigd om geld. Karin en de kinderen zijn niet veilig in hun eigen huis.",
        priorities="1. Een veilige plek voor Karin en de kinderen.\n2. De ruzie stopt.",
        focus=[Focus.PROTECT_CHILDREN, Focus.STOP_HARM],
    )
    agree(town, definition, "lotte", "joris", "dewi", "yara", days_ago=20)
    fix(town, definition, by="lotte", days_ago=12)
