"""Kornoelje at three moments: at the start, halfway and now. What got better, what did not."""

from collections.abc import Mapping

from cases.models import Audience, Case, Household, Member, Nature, Regime
from familienetwerk.demo.families.kornoelje.family import SAFETY_OF_CHILDREN
from familienetwerk.demo.story import Saw
from familienetwerk.demo.table import Mark, about, assess, contribute, look_at_children
from familienetwerk.demo.town import Town

MOMENTS = list(SAFETY_OF_CHILDREN)  # days ago: 150, 80 and 14
type Marks = dict[str, Mark | int]

AT_HOME: list[Marks] = [
    {
        "finances": Mark(2, "De post blijft dicht. Wat er binnenkomt, weet alleen Peter.", 4),
        "domestic_relations": Mark(2, "Iedereen let op het humeur van Peter.", 4),
        "social_network": Mark(3, "Oma en Wilma helpen. Vriendinnen van Şule bleven weg.", 4),
        "housing": 4,
    },
    {
        "finances": Mark(2, "De schulden zijn op een rij gezet.", 4),
        "domestic_relations": Mark(2, "Peter sliep twee weken bij zijn broer.", 4),
        "social_network": 3,
        "housing": 3,
    },
    {
        "finances": Mark(3, "Şule heeft een eigen rekening en een budgetplan.", 4),
        "domestic_relations": Mark(3, "Er zijn afspraken over bezoek. Meestal houdt Peter zich eraan.", 4),
        "social_network": Mark(4, "Şule gaat elke week naar de koffiegroep.", 4),
        "housing": 3,
    },
]
EMIR: list[Marks] = [
    {
        "school_development": Mark(1, "61 uur gemist in drie maanden.", 4),
        "time_use": Mark(2, "Veel op straat, ook ’s nachts.", 4),
        "exploitation": Mark(2, "Anderen verdienen aan wat hij wegbrengt.", 5),
    },
    {
        "school_development": Mark(2, "Hij volgt drie ochtenden techniek.", 4),
        "time_use": 2,
        "exploitation": 2,
    },
    {
        "school_development": Mark(3, "Vier dagen in de week op school.", 4),
        "time_use": Mark(4, "Drie avonden voetbal, met Jordy als trainer.", 4),
        "exploitation": Mark(3, "Hij heeft geen tweede telefoon meer.", 5),
    },
]
SULE: list[Marks] = [
    {"mental_health": Mark(2, "Zij slaapt slecht en huilt veel.", 4), "attitude_to_exit": 3, "participation": 2},
    {"mental_health": 2, "attitude_to_exit": 4, "participation": 2},
    {"mental_health": Mark(3, "Zij slaapt beter.", 4), "attitude_to_exit": 4, "participation": 4},
]
PETER: list[Marks] = [
    {"justice": Mark(1, "Verdachte in twee zaken."), "nuisance_intimidation": 1, "attitude_to_exit": 1},
    {"justice": 1, "nuisance_intimidation": Mark(2, "Minder bezoek aan de deur."), "attitude_to_exit": 1},
    {"justice": Mark(1, "De zitting is uitgesteld."), "nuisance_intimidation": 3, "attitude_to_exit": 2},
]
MIKE: list[Marks] = [
    {"finances": 1, "work_education": 2, "justice": 2},
    {"finances": 1, "work_education": 2, "justice": 2},
    {"finances": Mark(1, "De schuld groeit."), "work_education": Mark(3, "Hij werkt drie dagen."), "justice": 2},
]


def see(town: Town, case: Case, family: Mapping[str, Member], moment: int) -> None:
    """`moment`: 0, 1 or 2."""
    days_ago = MOMENTS[moment]
    home = Household.objects.get(case=case, name="Huis Dijkweg")
    look_at_children(town, case, "carla", days_ago=days_ago, children=SAFETY_OF_CHILDREN[days_ago], family=family)
    is_last = moment == len(MOMENTS) - 1
    assess(
        town,
        case,
        "sanne",
        days_ago=days_ago,
        subject=home,
        marks=AT_HOME[moment],
        conclusion="Thuis is er meer rust, maar geld blijft een zorg." if is_last else "",
        next_in=4 if is_last else None,
    )
    assess(town, case, "yara", days_ago=days_ago, subject=family["emir"], marks=EMIR[moment], source="Mentor en Emir")
    see_sule(town, case, family, moment)
    see_who_deals(town, case, family, moment)


def see_sule(town: Town, case: Case, family: Mapping[str, Member], moment: int) -> None:
    assess(
        town,
        case,
        "sanne",
        days_ago=MOMENTS[moment],
        subject=family["sule"],
        marks=SULE[moment],
        source="Gesprek met Şule",
        conclusion="Şule heeft tijd en steun nodig.",
        audience=Audience.OWN_DOMAIN,
        regime=Regime.WMO,
    )


def see_who_deals(town: Town, case: Case, family: Mapping[str, Member], moment: int) -> None:
    days_ago = MOMENTS[moment]
    assess(
        town,
        case,
        "bram",
        days_ago=days_ago,
        subject=family["peter"],
        marks=PETER[moment],
        source="Politiesystemen",
        audience=Audience.OWN_DOMAIN,
        regime=Regime.WPG,
        conclusion="De politie blijft aandacht geven.",
    )
    assess(
        town,
        case,
        "koen",
        days_ago=days_ago,
        subject=family["mike"],
        marks=MIKE[moment],
        source="Gesprek in het toezicht",
        audience=Audience.COORDINATORS,
        regime=Regime.WJSG,
        conclusion="Mike komt zijn afspraken na.",
    )


def tell_what_is_new(town: Town, case: Case, family: Mapping[str, Member]) -> None:
    """Since the second plan; what the police adds is for its own domain."""
    contribute(
        town,
        case,
        "sanne",
        days_ago=11,
        concern="Mike kwam twee nachten niet thuis. Demi durft hem niet te bellen.",
        strengths="Şule belde ons zelf toen zij zich zorgen maakte. Emir kookte die avond voor de kleintjes.",
        possibilities="Een gesprek met Demi, bij haar oma.",
        saw=[Saw(Nature.STATEMENT, "Demi zegt dat Mike geld moet hebben voor vrijdag.", 12, "team_north", "Demi")],
        regime=Regime.WMO,
    )
    contribute(
        town,
        case,
        "bram",
        days_ago=8,
        concern="De andere groep zoekt Mike. Wij rijden vaker langs het Stationsplein.",
        possibilities="Een noodknop voor Mike en Priscilla.",
        saw=[
            Saw(Nature.FACT, "Bij het Stationsplein stond twee keer dezelfde auto met draaiende motor.", 9, "police"),
            Saw(Nature.CONCERN, "Roy lijkt weer spullen te bewaren.", 9, "police", "wijkagent"),
        ],
        audience=Audience.OWN_DOMAIN,
        regime=Regime.WPG,
    )
    about(case, "Demi zegt dat Mike", family["demi"], family["mike"])
    about(case, "Bij het Stationsplein", family["mike"], family["priscilla"])
    about(case, "Roy lijkt", family["roy"])
