"""Plataan: in execution with an exception, since social came only after the plan. Its evaluation is overdue."""

from collections.abc import Mapping

from cases.actions import record_exception
from cases.models import Case, Member, MemberRole, MembershipReason, Nature, Regime, RelationKind, Urgency
from familienetwerk.demo.network import MAN, WOMAN, House, Kin, Tie
from familienetwerk.demo.opening import Opening, open_case
from familienetwerk.demo.story import Saw, ask_to_table, sit_down
from familienetwerk.demo.table import agree, contribute, define, fix
from familienetwerk.demo.town import Town
from familienetwerk.demo.work import Aim, Do, adopt, lay_before, react, tell_progress, write_plan
from interventions.models import ActionKind, ActionStatus, FamilyView, Line

WHY = MembershipReason
OPENING = Opening(
    name="Plataan",
    signal=170,
    bringing="municipality",
    urgency=Urgency.ACUTE,
    family=[
        Kin(
            "rens",
            "Rens Oldenkamper",
            MAN,
            26,
            WHY.INDEX,
            "Op zijn huis is geschoten.",
            (MemberRole.SUSPECT,),
            informed=150,
        ),
        Kin("wout", "Wout Oldenkamper", MAN, 31, WHY.SIBLING, "Hij werd drie keer bedreigd.", (MemberRole.SUSPECT,)),
        Kin("ans", "Ans Oldenkamper", WOMAN, 63, WHY.PARENT, "Moeder. Zij woont in hetzelfde huis.", informed=150),
    ],
    saw=[Saw(Nature.FACT, "Op de woning is twee keer geschoten. Ans was thuis.", 170, "police", regime=Regime.WPG)],
    said={"bram": "Er is een conflict met een andere groep."},
    table={"bram": ("Bewaken en verhoren", ("rens", "wout")), "wim": ("De woning", ("ans",))},
    reasons=("Veiligheid, geld en wonen.", "Politie, gemeente en wonen.", "Moeder loopt gevaar.", "Er is geschoten."),
    why_together="Iedereen in de straat loopt gevaar.",
    houses=[House("Huis Zeggeveld", "Zeggeveld 2", ("rens", "wout", "ans"))],
    ties=[Tie("ans", "rens", RelationKind.PARENT), Tie("ans", "wout", RelationKind.PARENT)],
    asked=("police", "team_north", "housing"),
)
AIMS = [
    Aim(
        what="Er wordt niet meer geschoten",
        life_domain="nuisance_intimidation",
        due=-20,
        do=(
            Do(
                what="Zet een camera in de straat",
                by="municipality",
                who="anna",
                due=-120,
                line=Line.REPRESSIVE,
                kind=ActionKind.ADMINISTRATIVE,
                status=ActionStatus.DONE,
                told=121,
            ),
            Do(
                what="Verhuis Ans tijdelijk",
                by="housing",
                who="wim",
                due=-20,
                kind=ActionKind.PRACTICAL,
                status=ActionStatus.RUNNING,
                told=40,
            ),
        ),
    )
]


def tell(town: Town) -> None:
    case, family = open_case(town, OPENING)
    contribute(
        town,
        case,
        "bram",
        days_ago=143,
        concern="Zolang de ruzie loopt, kan er elke dag opnieuw worden geschoten.",
        regime=Regime.WPG,
    )
    why = "Er is gevaar voor levens. Wij wachten niet op het sociaal domein; dat sluit aan zodra het kan."
    record_exception(case, by=town.people["anna"], on=town.day(-141), reason=why)
    definition = define(
        town, case, by="anna", days_ago=140, statement="Een conflict om geld brengt een gezin en een straat in gevaar."
    )
    agree(town, definition, "anna", "bram", "wim", days_ago=139)
    fix(town, definition, by="anna", days_ago=138)
    work_by_plan(town, case, family)
    ask_to_table(town, case, "team_north", by="anna", days_ago=90, reason="Ans heeft steun nodig")
    sit_down(town, case, "sanne", days_ago=84, task="Steun voor Ans", members=[family["ans"]])
    contribute(
        town, case, "sanne", days_ago=78, concern="Ans slaapt niet meer en durft de deur niet uit.", regime=Regime.WMO
    )


def work_by_plan(town: Town, case: Case, family: Mapping[str, Member]) -> None:
    plan = write_plan(
        town,
        case,
        by="anna",
        aims=AIMS,
        family=family,
        summary="Eerst veiligheid in de straat.",
        agreements="Bram belt Ans elke dag.",
        view=FamilyView.NOT_DISCUSSED,
        words="Daar was toen geen tijd voor.",
        evaluate=-9,
    )
    lay_before(town, plan, by="anna", days_ago=136, answer_within=3)
    react(town, plan, "anna", "bram", "wim", days_ago=135)
    adopt(town, plan, by="anna", days_ago=134)
    tell_progress(town, plan, AIMS, by="anna")
