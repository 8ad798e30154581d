"""Linde: an intake that waits. The police is late with its answer; one organisation was asked later."""

from cases.models import Answer, Case, Criterion, CriterionOutcome, MembershipReason, Nature, RelationKind, Urgency
from familienetwerk.demo.network import MAN, WOMAN, House, Kin, Tie, children, settle
from familienetwerk.demo.story import Said, Saw, ask, begin_intake, weigh
from familienetwerk.demo.town import Town

FAMILY = [
    Kin("dylan", "Dylan Vossenberg", MAN, 21, MembershipReason.INDEX, "Aangehouden voor handel in wapens."),
    Kin("joan", "Joan Vossenberg", WOMAN, 46, MembershipReason.PARENT, "Zij vroeg zelf om hulp voor de kinderen."),
    Kin("lieke", "Lieke Vossenberg", WOMAN, 13, MembershipReason.CHILD_AT_RISK, "Zij gaat bijna niet naar school."),
    Kin("rik", "Rik Terpstraten", MAN, 48, MembershipReason.PARENT, "Vader. Hij zit tot het voorjaar vast."),
]


def tell(town: Town) -> None:
    case = ask_round(town)
    ask(town, case, "debts", by="anna", days_ago=4, due=town.work_day(2))
    weigh_what_is_known(town, case)


def ask_round(town: Town) -> Case:
    return begin_intake(
        town,
        name="Linde",
        by="anna",
        days_ago=13,
        signal=20,
        bringing="team_north",
        urgency=Urgency.HIGH,
        family=FAMILY,
        about=3,
        saw=[
            Saw(Nature.FACT, "Politie vond twee vuurwapens in de schuur van het gezin.", 20, "police"),
            Saw(
                Nature.STATEMENT,
                "Joan vertelt dat haar zoon onder druk staat om dingen te bewaren.",
                17,
                "team_north",
                "moeder",
            ),
            Saw(Nature.CONCERN, "Lieke blijft thuis om bij haar moeder te zijn.", 15, "attendance", "school"),
        ],
        asked=["police", "team_north", "attendance", "housing", "income", "veilig_thuis"],
        said=[
            Said("sanne", Answer.ACTING, 11, "Wij spreken Joan elke week. Er is nog geen hulp voor de kinderen."),
            Said("hugo", Answer.KNOWN, 9, "Lieke was dit schooljaar 34 dagen ziek gemeld."),
            Said("nadia", Answer.UNKNOWN, 8),
            Said("wim", Answer.KNOWN, 8, "De huur wordt op tijd betaald."),
            Said("esther", Answer.WITHHELD, 7, "Er loopt een onderzoek. Wij bellen u als wij meer kunnen delen."),
        ],
    )


def weigh_what_is_known(town: Town, case: Case) -> None:
    settle(
        town,
        case,
        FAMILY,
        by=town.people["anna"],
        on=town.day(-12),
        houses=[House("Huis Rietgors", "Rietgorsweg 14", ("dylan", "joan", "lieke"))],
        ties=[
            *children("dylan", "lieke", of=["joan", "rik"]),
            Tie("joan", "rik", RelationKind.MARRIED, since=23, until=4),
        ],
    )
    weigh(
        town,
        case,
        by="anna",
        days_ago=6,
        reasons={
            Criterion.SEVERAL_LIFE_DOMAINS: (CriterionOutcome.YES, "School, geld en veiligheid spelen tegelijk."),
            Criterion.FAMILY_SYSTEM: (CriterionOutcome.YES, "Alle drie de gezinsleden hebben last van de dreiging."),
            Criterion.LOCAL_SAFETY: (CriterionOutcome.UNKNOWN, "Wij wachten op het antwoord van de politie."),
        },
    )
