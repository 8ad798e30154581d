"""Berk: referred. One organisation can do this; no joint case is needed."""

from cases.models import Answer, Case, Criterion, CriterionOutcome, MembershipReason, Nature, TriageOutcome, Urgency
from familienetwerk.demo.network import MAN, WOMAN, Kin
from familienetwerk.demo.story import Said, Saw, begin_intake, decide, weigh
from familienetwerk.demo.town import Town

YES, NO = CriterionOutcome.YES, CriterionOutcome.NO
FAMILY = [
    Kin("sem", "Sem Duinhoven", MAN, 15, MembershipReason.INDEX, "Hij steelt in winkels, samen met klasgenoten."),
    Kin("ilse", "Ilse Duinhoven", WOMAN, 41, MembershipReason.PARENT, "Zijn moeder werkt mee en zoekt hulp."),
]


def tell(town: Town) -> None:
    case = begin_intake(
        town,
        name="Berk",
        by="anna",
        days_ago=75,
        signal=82,
        bringing="police",
        urgency=Urgency.NORMAL,
        family=FAMILY,
        about=2,
        saw=[Saw(Nature.FACT, "Sem is twee keer betrapt op diefstal uit een winkel.", 82, "police")],
        asked=["police", "team_north", "attendance"],
        said=[
            Said("bram", Answer.KNOWN, 72, "Twee keer, geen geweld. Geen zorgen over het gezin."),
            Said("sanne", Answer.UNKNOWN, 71),
            Said("hugo", Answer.KNOWN, 70, "Hij gaat gewoon naar school."),
        ],
    )
    refer(town, case)


def refer(town: Town, case: Case) -> None:
    weigh(
        town,
        case,
        by="anna",
        days_ago=66,
        reasons={
            Criterion.SEVERAL_LIFE_DOMAINS: (NO, "Alleen vrije tijd vraagt aandacht."),
            Criterion.SEVERAL_CHAINS: (NO, "Halt en het sociaal team kunnen dit samen aan."),
            Criterion.FAMILY_SYSTEM: (NO, "Moeder biedt steun en houdt toezicht."),
            Criterion.LOCAL_SAFETY: (NO, "Het gaat om kleine diefstallen."),
        },
    )
    decide(
        town,
        case,
        TriageOutcome.REFERRED,
        by="anna",
        days_ago=65,
        reason="Halt pakt dit op. Het sociaal team belt moeder en blijft contactpunt.",
        deciders=["municipality", "police", "team_north"],
    )
