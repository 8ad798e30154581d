"""Es: rejected, with advice. What was feared turned out otherwise."""

from cases.models import Answer, Case, Criterion, CriterionOutcome, MembershipReason, Nature, TriageOutcome, Urgency
from familienetwerk.demo.network import MAN, Kin
from familienetwerk.demo.story import Said, Saw, begin_intake, decide, weigh
from familienetwerk.demo.town import Town

NO = CriterionOutcome.NO
FAMILY = [
    Kin("arno", "Arno Weversluis", MAN, 52, MembershipReason.INDEX, "Over hem kwam een anonieme melding."),
]


def tell(town: Town) -> None:
    case = begin_intake(
        town,
        name="Es",
        by="ruben",
        days_ago=110,
        signal=118,
        bringing="enforcement",
        urgency=Urgency.LOW,
        family=FAMILY,
        about=1,
        saw=[Saw(Nature.STATEMENT, "Een buurman denkt dat er in het pand drugs worden gemaakt.", 118, "enforcement")],
        asked=["police", "team_south", "housing"],
        said=[
            Said("joris", Answer.UNKNOWN, 106),
            Said("lotte", Answer.UNKNOWN, 105),
            Said("wim", Answer.KNOWN, 105, "Meneer brouwt bier als hobby. Wij zagen niets anders."),
        ],
        frame="regional",
    )
    reject(town, case)


def reject(town: Town, case: Case) -> None:
    weigh(
        town,
        case,
        by="ruben",
        days_ago=100,
        reasons=dict.fromkeys(Criterion, (NO, "Geen enkele partner ziet een probleem.")),
    )
    decide(
        town,
        case,
        TriageOutcome.REJECTED,
        by="ruben",
        days_ago=99,
        reason="Er is niets gevonden. Advies: de wijkagent drinkt koffie met de buren.",
        deciders=["municipality", "police", "team_south"],
    )
