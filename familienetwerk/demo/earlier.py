"""Cases of the past year, small, closed or long running, so that there are figures to look at: one row is one case."""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.actions import go_on, record_exception
from cases.models import Answer, Case, CaseStage, ClosingReason, Member, MembershipReason, Nature, Regime, Urgency
from cases.rules import WorkingMode
from familienetwerk.demo.network import MAN, WOMAN, House, Kin, children, settle
from familienetwerk.demo.story import Said, Saw, accept, ask_to_table, begin_intake, sit_down, weigh_all
from familienetwerk.demo.table import agree, contribute, define, fix, look_at_children
from familienetwerk.demo.themes import THEMES, Theme
from familienetwerk.demo.town import Town
from familienetwerk.demo.work import adopt, close, evaluate, lay_before, react, tell_progress, write_plan
from interventions.models import FamilyView

WHY, CARE = ClosingReason, CaseStage.AFTERCARE
PROACTIVE, LATE, REACTIVE = WorkingMode.PROACTIVE, WorkingMode.LATE, WorkingMode.REACTIVE
SAFETY, SOCIAL = "joris", "dewi"  # who spoke for the two domains
NO_WAITING = "De dreiging was acuut. Wij konden niet wachten op de bijdrage van het sociaal domein."


@dataclass(frozen=True)
class Earlier:
    """Days are counted from the first signal; `signal` itself in days ago. `family`: son, mother, sister, surname."""

    name: str
    family: str
    theme: str
    signal: int
    intake: int
    opened: int
    safety: int
    social: int | None
    definition: int
    plan: int
    evaluated: int
    closed: int | None = None
    reason: ClosingReason = ClosingReason.SUFFICIENT
    directs: str = "ruben"
    goes_on: CaseStage = CaseStage.IN_EXECUTION  # when it was not closed

    def ago(self, days: int) -> int:
        return self.signal - days

    @property
    def mode(self) -> WorkingMode:
        """As the figures will say of it."""
        if self.social is None or self.social > self.plan:
            return REACTIVE
        return PROACTIVE if self.social <= self.definition else LATE


# fmt: off
EARLIER = [
    Earlier("Duindoorn", "Bas Tineke Saar Kraanswijk", "violence", 363, 9, 30, 34, 141, 45, 60, 150, 164, WHY.MOVED),
    Earlier("Haagbeuk", "Thijmen Corrie Puck Overbosch", "nuisance", 368, 20, 45, 50, 84, 66, 90, 178, 185),
    Earlier("Brem", "Ferd Loes Nine Zandhof", "nuisance", 352, 8, 22, 29, 29, 43, 64, 155, 169, WHY.NOT_NEEDED, "anna"),
    Earlier("Schietwilg", "Youri Marga Lotje Velthoek", "drugs", 338, 10, 33, 37, None, 50, 68, 160, 174, WHY.DECLINED),
    Earlier("Catalpa", "Wessel Gerda Jip Waardenaar", "money", 357, 31, 59, 64, 97, 80, 115, 204, 211, WHY.GOALS_MET),
    Earlier("Laurier", "Glenn Petra Juul Boogstra", "money", 341, 24, 52, 58, 118, 86, 121, 210),
    Earlier("Gagel", "Kasper Hennie Roos Donkerbeek", "violence", 330, 17, 44, 48, 94, 63, 101, 192),
    Earlier("Trompetboom", "Delano Yvonne Lizzy Akkerhuis", "drugs", 326, 13, 35, 40, 160, 58, 79, 170),
    Earlier("Berberis", "Mauro Ankie Siena Hemelrijks", "money", 315, 11, 31, 36, 171, 49, 66, 155),
    Earlier("Abrikoos", "Rico Truus Fee Paardekoper", "nuisance", 318, 28, 60, 63, 132, 84, 140, 230, goes_on=CARE),
]
# fmt: on


def tell_earlier(town: Town) -> None:
    """Told first, in the order in which they came in."""
    for past in EARLIER:
        tell(town, past, THEMES[past.theme])


def tell(town: Town, past: Earlier, theme: Theme) -> None:
    family = people_of(past, theme)
    case = take_in(town, past, theme, family)
    members = settle(
        town,
        case,
        family,
        by=town.people[past.directs],
        on=town.day(-past.ago(past.opened)),
        houses=[House(f"Huis {theme.street}", f"{theme.street} {10 + past.intake}", ("index", "parent", "child"))],
        ties=children("index", "child", of=["parent"]),
    )
    look_at_children(
        town, case, past.directs, days_ago=past.ago(past.opened + 4), children={"child": 3}, family=members
    )
    sit_down(town, case, SAFETY, days_ago=past.ago(past.safety - 3), task=theme.safety_task)
    contribute(town, case, SAFETY, days_ago=past.ago(past.safety), concern=theme.concern_of_safety, regime=Regime.WPG)
    social = hear_social(town, case, past, theme, before=past.definition)
    agree_on_problem(town, case, past, theme, table=[SAFETY, *social])
    social += hear_social(town, case, past, theme, before=past.plan) if not social else []
    agree_on_plan(town, case, past, theme, table=[SAFETY, *social], members=members)
    if past.mode == REACTIVE:
        hear_social(town, case, past, theme, before=past.signal)
    end(town, case, past, theme)


def people_of(past: Earlier, theme: Theme) -> list[Kin]:
    son, mother, child, name = past.family.split()
    told = past.ago(past.opened + 6)
    return [
        Kin("index", f"{son} {name}", MAN, 25, MembershipReason.INDEX, theme.why_index, informed=told),
        Kin("parent", f"{mother} {name}", WOMAN, 48, MembershipReason.PARENT, theme.why_parent, informed=told),
        Kin("child", f"{child} {name}", WOMAN, 12, MembershipReason.CHILD_AT_RISK, theme.why_child, informed=told),
    ]


def take_in(town: Town, past: Earlier, theme: Theme, family: list[Kin]) -> Case:
    """From the first signal to an opened case. In a late or reactive case social said that it knew nothing."""
    case = ask_round(town, past, theme, family)
    weigh_all(
        town,
        case,
        by=past.directs,
        days_ago=past.ago(past.opened - 3),
        life_domains="Geld, wonen en opgroeien.",
        chains="Straf en hulp zijn samen nodig.",
        family="Het hele huishouden heeft er last van.",
        safety=theme.local_safety,
    )
    invited = ["police", "team_north"] if past.mode == PROACTIVE else ["police"]
    return accept(
        town,
        case,
        name=past.name,
        days_ago=past.ago(past.opened),
        reason="Geen organisatie lost dit alleen op.",
        deciders=["municipality", *invited],
        invited=invited,
        process=past.directs,
        coordinator=past.directs,
    )


def ask_round(town: Town, past: Earlier, theme: Theme, family: list[Kin]) -> Case:
    answer = Answer.KNOWN if past.mode == PROACTIVE else Answer.UNKNOWN
    return begin_intake(
        town,
        name=past.name,
        by=past.directs,
        days_ago=past.ago(past.intake),
        signal=past.signal,
        bringing=theme.bringing,
        urgency=Urgency.NORMAL,
        family=family,
        about=2,
        saw=[Saw(Nature.FACT, theme.first_signal, past.signal, theme.bringing)],
        asked=["police", "team_north"],
        said=[
            Said(SAFETY, Answer.ACTING, past.ago(past.intake + 3), theme.answer_of_safety),
            Said(SOCIAL, answer, past.ago(past.intake + 5), theme.answer_of_social if past.mode == PROACTIVE else ""),
        ],
    )


def hear_social(town: Town, case: Case, past: Earlier, theme: Theme, *, before: int) -> list[str]:
    """Social takes its seat and contributes, if that was before this day. Who asked late, asks now."""
    if past.social is None or past.social > before:
        return []
    if past.mode != PROACTIVE:
        asked = past.ago(past.social - 9)
        ask_to_table(town, case, "team_north", by=past.directs, days_ago=asked, reason="Wij missen wie het gezin helpt")
    sit_down(town, case, SOCIAL, days_ago=past.ago(past.social - 3), task="Hulp aan moeder en kind")
    contribute(
        town,
        case,
        SOCIAL,
        days_ago=past.ago(past.social),
        concern=theme.concern_of_social,
        strengths=theme.strengths,
        regime=Regime.WMO,
    )
    return [SOCIAL]


def agree_on_problem(town: Town, case: Case, past: Earlier, theme: Theme, *, table: Iterable[str]) -> None:
    """Without social this takes an exception, which stays visible."""
    fixed = past.ago(past.definition)
    if SOCIAL not in table:
        record_exception(case, by=town.people[past.directs], on=town.day(-fixed - 4), reason=NO_WAITING)
    definition = define(town, case, by=past.directs, days_ago=fixed + 3, statement=theme.statement)
    agree(town, definition, *table, days_ago=fixed)
    fix(town, definition, by=past.directs, days_ago=fixed)


def agree_on_plan(
    town: Town, case: Case, past: Earlier, theme: Theme, *, table: Iterable[str], members: dict[str, Member]
) -> None:
    adopted = past.ago(past.plan)
    looks_back = -past.ago(past.evaluated)
    plan = write_plan(
        town,
        case,
        by=past.directs,
        aims=theme.aims(due=looks_back),
        family=members,
        summary=theme.statement,
        agreements="Eén contactpersoon voor het gezin: de casusregisseur.",
        view=FamilyView.PARTLY,
        words=theme.words_of_family,
        evaluate=looks_back,
    )
    lay_before(town, plan, by=past.directs, days_ago=adopted + 4)
    react(town, plan, *table, days_ago=adopted)
    adopt(town, plan, by=past.directs, days_ago=adopted)


def end(town: Town, case: Case, past: Earlier, theme: Theme) -> None:
    """Evaluated, and then closed or further with the plan."""
    plan = case.plans.adopted().get()
    tell_progress(town, plan, theme.aims(due=-past.ago(past.evaluated)), by=past.directs)
    evaluate(town, plan, by=past.directs, days_ago=past.ago(past.evaluated), outcome=theme.outcome)
    if past.closed:
        close(town, Case.objects.get(pk=case.pk), by=past.directs, days_ago=past.ago(past.closed), reason=past.reason)
    else:
        go_on(case, past.goes_on, by=town.people[past.directs])
