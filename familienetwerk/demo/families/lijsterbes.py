"""Lijsterbes: evaluated this week; people now choose how it goes on."""

from collections.abc import Mapping

from cases.models import Case, Member, MemberRole, MembershipReason, Nature, Regime, RelationKind
from domains.models import Focus
from familienetwerk.demo.network import MAN, WOMAN, House, Kin, Tie, children
from familienetwerk.demo.opening import Opening, open_case
from familienetwerk.demo.story import Saw
from familienetwerk.demo.table import agree, assess, contribute, define, fix, look_at_children
from familienetwerk.demo.town import Town
from familienetwerk.demo.work import Aim, Do, adopt, evaluate, lay_before, react, tell_progress, write_plan
from interventions.models import ActionStatus, FamilyView

WHY = MembershipReason
OPENING = Opening(
    name="Lijsterbes",
    signal=222,
    bringing="attendance",
    family=[
        Kin("timo", "Timo Schellekoorn", MAN, 16, WHY.INDEX, "Hij verkocht vapes en pillen op school.", informed=200),
        Kin("astrid", "Astrid Schellekoorn", WOMAN, 43, WHY.PARENT, "Zijn moeder was lang ziek.", informed=200),
        Kin("mees", "Mees Schellekoorn", MAN, 11, WHY.CHILD_AT_RISK, "Hij keek op tegen zijn broer.", informed=200),
        Kin("frank", "Frank Postelein", MAN, 45, WHY.PROTECTIVE, "Oom. Timo werkt bij hem.", (MemberRole.PROTECTIVE,)),
    ],
    saw=[Saw(Nature.FACT, "In het kluisje van Timo lagen 40 pillen.", 222, "attendance", "conciërge")],
    said={"bram": "Timo is nieuw voor ons.", "hugo": "Veel verzuim.", "sanne": "Moeder was bij ons in beeld."},
    table={
        "bram": ("Contact met Timo", ("timo",)),
        "sanne": ("Steun voor Astrid en Mees", ("astrid", "mees")),
        "hugo": ("School", ("timo", "mees")),
        "yara": ("Zorg op school", ("timo",)),
    },
    reasons=(
        "School, geld en gezondheid.",
        "School, politie en hulp.",
        "Mees doet zijn broer na.",
        "Handel op school.",
    ),
    why_together="Met snelle hulp gaat Timo weer naar school.",
    houses=[House("Huis Wederik", "Wederikstraat 60", ("timo", "astrid", "mees"))],
    ties=[*children("timo", "mees", of=["astrid"]), Tie("astrid", "frank", RelationKind.SIBLING)],
)
AIMS = [
    Aim(
        what="Timo haalt zijn diploma",
        life_domain="school_development",
        person="timo",
        own_words="Bij oom Frank leer ik meer dan op school.",
        target=4,
        due=60,
        do=(
            Do(
                what="Regel twee dagen stage bij zijn oom",
                by="school",
                who="yara",
                due=-120,
                status=ActionStatus.DONE,
                told=125,
            ),
            Do(
                what="Drink elke maand koffie met Astrid",
                by="team_north",
                who="sanne",
                due=18,
                status=ActionStatus.RUNNING,
                told=100,
            ),
        ),
    )
]


def tell(town: Town) -> None:
    case, family = open_case(town, OPENING)
    look_together(town, case, family)
    work_by_plan(town, case, family)


def look_together(town: Town, case: Case, family: Mapping[str, Member]) -> None:
    contribute(
        town,
        case,
        "sanne",
        days_ago=190,
        concern="Astrid kon maanden niet voor de jongens zorgen.",
        strengths="Oom Frank staat klaar.",
    )
    contribute(town, case, "bram", days_ago=188, concern="Iemand van buiten levert de pillen.", regime=Regime.WPG)
    contribute(town, case, "yara", days_ago=186, concern="Timo verkocht om geld te hebben voor eten.")
    look_at_children(town, case, "sanne", days_ago=184, children={"timo": 3, "mees": 3}, family=family)
    definition = define(
        town,
        case,
        by="anna",
        days_ago=180,
        statement="Timo verkocht pillen omdat er thuis geen geld was. Met steun voor zijn moeder kan hij stoppen.",
        focus=[Focus.HELP, Focus.PROTECT_CHILDREN],
    )
    agree(town, definition, "anna", "bram", "sanne", "hugo", "yara", days_ago=174)
    fix(town, definition, by="anna", days_ago=170)


def work_by_plan(town: Town, case: Case, family: Mapping[str, Member]) -> None:
    plan = write_plan(
        town,
        case,
        by="anna",
        aims=AIMS,
        family=family,
        summary="Timo leert bij zijn oom, en Astrid krijgt hulp met geld en gezondheid.",
        agreements="Sanne is contactpersoon.",
        view=FamilyView.AGREES,
        words="",
        evaluate=-4,
    )
    lay_before(town, plan, by="anna", days_ago=162)
    react(town, plan, "anna", "bram", "sanne", "hugo", "yara", days_ago=158)
    adopt(town, plan, by="anna", days_ago=153)
    tell_progress(town, plan, AIMS, by="anna")
    assess(town, case, "yara", days_ago=40, subject=family["timo"], marks={"school_development": 4}, source="Mentor")
    look_at_children(town, case, "sanne", days_ago=20, children={"timo": 4, "mees": 5}, family=family)
    outcome = (
        "Timo is in vijf maanden één dag ziek geweest. Mees gaat weer graag naar school. Astrid werkt halve dagen."
    )
    evaluate(town, plan, by="anna", days_ago=4, outcome=outcome)
