"""Iep: parked, since the prosecution asked to wait. In two weeks people look again."""

from cases.models import Answer, Case, MembershipReason, Nature, TriageOutcome, Urgency
from familienetwerk.demo.network import MAN, WOMAN, Kin
from familienetwerk.demo.story import Said, Saw, begin_intake, decide, weigh_all
from familienetwerk.demo.town import Town

FAMILY = [
    Kin("stefan", "Stefan Kraaijvanger", MAN, 34, MembershipReason.INDEX, "Verdachte in een lopend onderzoek."),
    Kin("mirjam", "Mirjam Kraaijvanger", WOMAN, 33, MembershipReason.PARTNER, "Zij zorgt alleen voor de baby."),
    Kin("noor", "Noor Kraaijvanger", WOMAN, 1, MembershipReason.CHILD_AT_RISK, "Het jongste kind in dit gezin."),
]


def tell(town: Town) -> None:
    case = begin_intake(
        town,
        name="Iep",
        by="anna",
        days_ago=48,
        signal=60,
        bringing="enforcement",
        urgency=Urgency.LOW,
        family=FAMILY,
        about=3,
        saw=[
            Saw(Nature.FACT, "In de garage stonden vier motoren zonder kenteken.", 60, "enforcement"),
            Saw(Nature.CONCERN, "De huur wordt contant betaald.", 52, "housing", "woonconsulent"),
        ],
        asked=["police", "team_north", "housing", "veilig_thuis"],
        said=[
            Said("bram", Answer.WITHHELD, 45, "Er loopt een onderzoek. Wij mogen nu niets delen."),
            Said("dewi", Answer.UNKNOWN, 45),
            Said("wim", Answer.KNOWN, 44, "Er is geen huurachterstand. Buren klagen niet."),
            Said("esther", Answer.UNKNOWN, 43),
        ],
    )
    wait(town, case)


def wait(town: Town, case: Case) -> None:
    weigh_all(
        town,
        case,
        by="anna",
        days_ago=36,
        life_domains="Geld, wonen en mogelijk opgroeien.",
        chains="Straf en sociaal zijn samen nodig.",
        family="Een jong kind groeit hier op.",
        safety="Handel in voertuigen raakt de hele straat.",
    )
    decide(
        town,
        case,
        TriageOutcome.PARKED,
        by="anna",
        days_ago=34,
        reason="Het Openbaar Ministerie vraagt te wachten tot de aanhoudingen. Daarna kijken wij opnieuw.",
        deciders=["municipality", "police", "team_north"],
        look_again=15,
    )
