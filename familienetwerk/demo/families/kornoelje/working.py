"""Kornoelje, the second half: what was weighed, the plan in two versions, and what became of it."""

from collections.abc import Mapping

from cases.actions import end_involvement
from cases.models import Case, Household, Member
from familienetwerk.demo.families.kornoelje.goals import FIRST, SECOND
from familienetwerk.demo.story import ask_to_table
from familienetwerk.demo.town import Town
from familienetwerk.demo.work import (
    adopt,
    choose,
    consider,
    evaluate,
    lay_before,
    leave,
    react,
    run,
    tell_progress,
    write_plan,
)
from interventions.models import Decision, FamilyView, Intervention, Plan

WORDS = (
    "“Het is beter dan vorig jaar. Maar beloof niet dat het veilig is, want dat is het nog niet.” "
    "Peter wilde niet meepraten."
)


def weigh_measures(town: Town, case: Case, family: Mapping[str, Member]) -> list[Intervention]:
    """What is used. What was weighed and left, has its reason."""
    home = Household.objects.get(case=case, name="Huis Dijkweg")
    leave_what_is_too_heavy(town, case, home)
    leave_what_is_not_proven(town, case, family)
    leave_what_comes_too_soon(town, case, home)
    help_for_emir = consider(
        town,
        case,
        "mst",
        by="anna",
        days_ago=125,
        why="Het gezin, school en vrienden tegelijk. Losse hulp werkte niet.",
        organisation="youth_protection",
        owner="carla",
        subject=family["emir"],
    )
    help_for_emir = run(town, choose(town, help_for_emir, by="anna", days_ago=121), by="anna", days_ago=105, until=45)
    behaviour = agree_with_landlord(town, case, home)
    assets = consider(
        town,
        case,
        "asset_seizure_36e",
        by="bram",
        days_ago=123,
        why="Zolang de handel geld oplevert, stopt zij niet.",
        organisation="prosecution",
        owner="marit",
        subject=family["peter"],
        care="Het inkomen van Şule en de kinderen blijft.",
    )
    return [help_for_emir, behaviour, choose(town, assets, by="anna", days_ago=121)]


def agree_with_landlord(town: Town, case: Case, home: Household) -> Intervention:
    behaviour = consider(
        town,
        case,
        "corporation_behaviour_agreement",
        by="wim",
        days_ago=124,
        why="Duidelijk voor de familie en voor de buren, zonder het huis kwijt te raken.",
        organisation="housing",
        owner="wim",
        subject=home,
        care="Sanne praat met Şule over wat de afspraken voor haar betekenen.",
    )
    return run(town, choose(town, behaviour, by="anna", days_ago=121), by="wim", days_ago=100, until=2)


def leave_what_is_too_heavy(town: Town, case: Case, home: Household) -> None:
    closure = consider(
        town,
        case,
        "closure_13b_drugs",
        by="bram",
        days_ago=126,
        why="Er lag cocaïne in de garagebox van Roy, en er komen kopers aan de Dijkweg.",
        organisation="municipality",
        owner="anna",
        subject=home,
    )
    leave(
        town,
        closure,
        "N05",
        by="anna",
        days_ago=122,
        text="Vijf kinderen en hun oma zouden op straat staan. Gedragsafspraken zijn een lichter middel.",
        look_again=20,
    )


def leave_what_is_not_proven(town: Town, case: Case, family: Mapping[str, Member]) -> None:
    ban = consider(
        town,
        case,
        "area_ban_172a",
        by="bram",
        days_ago=126,
        why="Mike hangt rond bij de haven, waar jongeren worden geworven.",
        organisation="municipality",
        owner="anna",
        subject=family["mike"],
    )
    leave(
        town,
        ban,
        "N02",
        by="anna",
        days_ago=122,
        text="De meldingen zijn zonder datum en gaan niet over hem alleen.",
    )


def leave_what_comes_too_soon(town: Town, case: Case, home: Household) -> None:
    eviction = consider(
        town,
        case,
        "tenancy_dissolution_court",
        by="wim",
        days_ago=126,
        why="De buren vragen erom.",
        organisation="housing",
        owner="wim",
        subject=home,
    )
    leave(town, eviction, "N04", by="wim", days_ago=122, text="Eerst gedragsafspraken, een half jaar lang.")


def first_plan(town: Town, case: Case, family: Mapping[str, Member], measures: list[Intervention]) -> Plan:
    plan = write_plan(
        town,
        case,
        by="anna",
        aims=FIRST,
        family=family,
        summary="Emir gaat naar school, Şule krijgt rust en steun, en de handel levert niets meer op.",
        agreements="Sanne is contactpersoon voor Şule. Bram belt Sanne voordat hij langsgaat, als dat kan.",
        view=FamilyView.PARTLY,
        words="“Help mijn kinderen, maar laat ons in ons huis.” Peter zei niets.",
        evaluate=-50,
        measures=measures,
    )
    plan = lay_before(town, plan, by="anna", days_ago=118)
    react(town, plan, "anna", "bram", "sanne", "carla", "hugo", "koen", "wim", "yara", "nadia", days_ago=115)
    plan = adopt(town, plan, by="anna", days_ago=110)
    tell_progress(town, plan, FIRST, by="anna")
    return plan


def look_back(town: Town, case: Case, plan: Plan) -> None:
    evaluate(
        town,
        plan,
        by="anna",
        days_ago=48,
        outcome=(
            "Emir komt weer op school en thuis is het rustiger. De handel is niet gestopt, maar verplaatst. "
            "Mike staat er nu alleen voor. Wij maken een nieuwe versie."
        ),
    )
    income = case.involvements.get(user=town.people["nadia"], ended_by=None)
    why = "Het inkomen van Şule is geregeld"
    end_involvement(income, by=town.people["anna"], on=town.day(-46), reason=why)


def second_plan(town: Town, case: Case, family: Mapping[str, Member], measures: list[Intervention]) -> None:
    plan = write_plan(
        town,
        case,
        by="anna",
        aims=SECOND,
        family=family,
        summary="Wij houden vast wat goed gaat, helpen Mike los te komen en volgen het geld.",
        agreements=(
            "Sanne blijft contactpersoon voor Şule, Koen voor Mike. "
            "Bij dreiging belt iedereen 112 en daarna Bram. Elke maandag bellen Anna, Bram en Sanne tien minuten."
        ),
        view=FamilyView.PARTLY,
        words=WORDS,
        evaluate=76,
        measures=measures,
    )
    adopt_second_plan(town, plan)
    ask_to_table(
        town,
        case,
        "mental_health",
        by="anna",
        days_ago=3,
        reason="Şule slaapt slecht en vraagt om hulp",
        due=town.work_day(2),
    )


def adopt_second_plan(town: Town, plan: Plan) -> None:
    plan = lay_before(town, plan, by="anna", days_ago=24)
    react(town, plan, "anna", "bram", "sanne", days_ago=22)
    react(town, plan, "carla", "hugo", "koen", days_ago=20)
    react(
        town,
        plan,
        "wim",
        days_ago=19,
        decision=Decision.RESERVATION,
        remark="Bij nieuw geweld rond de Dijkweg vragen wij de rechter alsnog om het huurcontract te beëindigen.",
    )
    plan = adopt(town, plan, by="anna", days_ago=15)
    tell_progress(town, plan, SECOND, by="anna")
