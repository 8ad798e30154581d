"""Kornoelje, the first half: from the signal to the joint definition, and how it was seen again later."""

from collections.abc import Mapping

from cases.models import Answer, Audience, Case, Member, Nature, Regime, Urgency
from domains.models import Focus
from familienetwerk.demo.families.kornoelje.family import FAMILY, HOUSES, TIES
from familienetwerk.demo.network import settle
from familienetwerk.demo.story import Said, Saw, accept, begin_intake, dispute, sit_down, weigh_all
from familienetwerk.demo.table import about, agree, contribute, define, dissent, fix
from familienetwerk.demo.town import Town

AT_NIGHT = "Emir is drie keer na middernacht bij de haven gezien"
SAID = [
    Said("bram", Answer.ACTING, 188, "Wij kennen dit gezin goed. Er loopt een onderzoek."),
    Said("sanne", Answer.ACTING, 187, "Ik spreek Şule elke week."),
    Said("hugo", Answer.KNOWN, 186, "Emir en Lina missen veel lessen."),
    Said("nadia", Answer.KNOWN, 186, "Şule heeft een uitkering. Wij zien geld dat wij niet begrijpen."),
    Said("esther", Answer.KNOWN, 185, "Twee meldingen in drie jaar."),
    Said("wim", Answer.KNOWN, 185, "Drie van de vier woningen zijn van ons."),
    Said("carla", Answer.ACTING, 184, "Kyra is bij ons in begeleiding."),
]


def take_in(town: Town) -> tuple[Case, dict[str, Member]]:
    return open_it(town, ask_round(town))


def ask_round(town: Town) -> Case:
    return begin_intake(
        town,
        name="Kornoelje",
        by="anna",
        days_ago=190,
        signal=205,
        bringing="police",
        urgency=Urgency.HIGH,
        family=FAMILY,
        about=3,
        saw=[
            Saw(Nature.FACT, "Een explosief ging af bij Dijkweg 4. Niemand raakte gewond.", 205, "police"),
            Saw(Nature.FACT, "In een garagebox van Roy lag 186 gram cocaïne.", 198, "police", regime=Regime.WPG),
            Saw(
                Nature.STATEMENT,
                "Şule zegt dat zij bang is en dat de kinderen slecht slapen.",
                196,
                "team_north",
                "moeder",
            ),
            Saw(Nature.CONCERN, f"{AT_NIGHT}, met een tas van een bezorgdienst.", 193, "police", "buurtbewoners"),
        ],
        asked=["police", "team_north", "attendance", "income", "veilig_thuis", "housing", "youth_protection"],
        said=SAID,
        fears_for_a_child=True,
    )


def open_it(town: Town, case: Case) -> tuple[Case, dict[str, Member]]:
    weigh_all(
        town,
        case,
        by="anna",
        days_ago=176,
        life_domains="Geld, school, veiligheid en opgroeien.",
        chains="Straf, bestuur en zorg zijn samen nodig. Elk apart lukte tien jaar lang niet.",
        family="Drie generaties. De handel gaat van vader op zoon.",
        safety="Er ging een explosief af in een woonwijk.",
    )
    case = accept(
        town,
        case,
        name="Kornoelje",
        days_ago=172,
        reason="Kinderen lopen gevaar en de wijk is bang. Alleen samen kunnen wij dit keren.",
        deciders=["municipality", "police", "team_north", "youth_protection"],
        invited=["police", "team_north", "attendance", "income", "housing", "youth_protection", "probation", "school"],
    )
    anna = town.people["anna"]
    family = settle(town, case, FAMILY, by=anna, on=town.day(-170), houses=HOUSES, ties=TIES)
    return case, family


def come_to_the_table(town: Town, case: Case, family: Mapping[str, Member]) -> None:
    tasks = {
        "bram": ("Onderzoek, en contact met Peter en Mike", 169, ("peter", "mike", "emir", "ricardo")),
        "sanne": ("Contactpersoon voor Şule en de kinderen", 169, ("sule", "emir", "lina", "aylin", "demi")),
        "carla": ("Begeleiding van Kyra, veiligheid van de kinderen", 167, ("kyra", "emir", "lina")),
        "hugo": ("Weer naar school", 166, ("emir", "lina")),
        "nadia": ("Inkomen van Şule", 166, ("sule",)),
        "wim": ("Wonen en afspraken met de buurt", 165, ("sule", "ton", "roy")),
        "koen": ("Toezicht op Mike", 165, ("mike",)),
        "yara": ("Zorg op school", 163, ("emir", "lina")),
    }
    for who, (task, days_ago, people) in tasks.items():
        sit_down(town, case, who, days_ago=days_ago, task=task, members=[family[key] for key in people])


def look_together(town: Town, case: Case, family: Mapping[str, Member]) -> None:
    """Each from the own domain, some only for those who need to know."""
    contribute(
        town,
        case,
        "sanne",
        days_ago=160,
        concern="De kinderen groeien op met dreiging. Emir raakt steeds verder weg van school en thuis.",
        explanation="Geld en respect komen in deze familie uit de handel. Şule durft Peter niet tegen te spreken.",
        strengths="Şule wil weg van de dreiging. Oma en Wilma vangen de kinderen op.",
        tried="Opvoedhulp stopte twee keer toen Peter het niet meer wilde.",
        possibilities="Elke week een gesprek met Şule. Demi helpen aan een eigen kamer.",
        saw=[Saw(Nature.STATEMENT, "Lina vertelt dat zij thuis moet zwijgen over bezoek.", 162, "team_north", "Lina")],
    )
    look_of_the_police(town, case)
    look_for_few(town, case)
    look_at_daily_life(town, case)
    notice(town, case, family)


def look_of_the_police(town: Town, case: Case) -> None:
    contribute(
        town,
        case,
        "bram",
        days_ago=158,
        concern="Peter stuurt de handel aan. Mike en Emir doen het werk en lopen het gevaar.",
        explanation="Een schuld bij een andere groep maakt dat er nu druk op staat.",
        strengths="Peter komt zijn afspraken met de wijkagent na.",
        tried="Drie keer een inval. Na een maand was alles als daarvoor.",
        possibilities="Geld afpakken, en zichtbaar zijn rond school.",
        saw=[
            Saw(Nature.FACT, "Mike werd aangehouden met twee telefoons en 3.400 euro.", 161, "police"),
            Saw(Nature.CONCERN, "Ricardo haalt Mike op in een auto die van niemand lijkt.", 160, "police", "wijkagent"),
        ],
        regime=Regime.WPG,
    )


def look_for_few(town: Town, case: Case) -> None:
    """What only the coordinators read."""
    contribute(
        town,
        case,
        "carla",
        days_ago=152,
        concern="Kyra vertelde dat zij bang is om naar haar zus te gaan. Voor de jongste drie is meer rust nodig.",
        strengths="Bij Wilma is Kyra veilig.",
        possibilities="Een gesprek met elk kind, apart en op school.",
        audience=Audience.COORDINATORS,
        regime=Regime.JEUGDWET,
    )
    contribute(
        town,
        case,
        "koen",
        days_ago=150,
        concern="Mike houdt zich aan zijn meldplicht, maar wil niets zeggen over zijn schulden.",
        possibilities="Een training en hulp bij werk, als voorwaarde van zijn toezicht.",
        audience=Audience.COORDINATORS,
        regime=Regime.WJSG,
    )


def look_at_daily_life(town: Town, case: Case) -> None:
    """What income, housing and school see."""
    contribute(
        town,
        case,
        "nadia",
        days_ago=149,
        concern="Er komt geld binnen dat niet bij de uitkering past.",
        tried="Een gesprek. Şule kon het niet uitleggen en was bang.",
        audience=Audience.OWN_DOMAIN,
        regime=Regime.PARTICIPATIEWET,
    )
    contribute(
        town,
        case,
        "wim",
        days_ago=147,
        concern="Buren van de Dijkweg vragen om een andere woning. Er is geen huurachterstand.",
        possibilities="Gedragsafspraken maken, en camera’s in het portiek.",
    )
    contribute(
        town,
        case,
        "yara",
        days_ago=146,
        concern="Emir miste 61 lesuren in drie maanden. Lina is stil geworden.",
        strengths="Emir is goed in techniek en komt wel naar die lessen.",
        saw=[Saw(Nature.FACT, "Emir kwam dit schooljaar 61 uur niet.", 150, "school", "verzuimregister")],
    )


def notice(town: Town, case: Case, family: Mapping[str, Member]) -> None:
    about(case, AT_NIGHT, family["emir"])
    about(case, "Şule zegt", family["sule"])
    about(case, "Emir kwam dit schooljaar", family["emir"])
    about(case, "Mike werd aangehouden", family["mike"])
    about(case, "Ricardo haalt Mike op", family["mike"], family["ricardo"])
    about(case, "Lina vertelt", family["lina"])
    dispute(
        town,
        case,
        words=AT_NIGHT,
        by="sanne",
        name="Emir en zijn moeder",
        days_ago=130,
        text="Ik was die avonden bij een vriend. Het is gewoon mijn sporttas.",
    )


def define_the_problem(town: Town, case: Case) -> None:
    first = define(
        town,
        case,
        by="anna",
        days_ago=138,
        statement=(
            "In deze familie is handel in drugs gewoon geworden. Peter stuurt, zijn zoons doen het werk. "
            "De moeders en de kinderen zijn bang en zwijgen. Hulp stopt telkens als Peter haar niet meer wil."
        ),
        priorities="1. Emir stopt met pakketjes en gaat naar school.\n2. Şule en de kinderen zijn thuis veilig.",
        focus=[Focus.PROTECT_CHILDREN, Focus.STOP_HARM],
        unknowns="Wie is Ricardo?\nBij wie heeft de familie schulden?",
    )
    agree(town, first, "anna", "bram", days_ago=135)
    agree(town, first, "sanne", "carla", "hugo", "koen", "wim", "yara", days_ago=132)
    fix(town, first, by="anna", days_ago=128)


def define_it_again(town: Town, case: Case) -> None:
    """After half a year the picture is another one; one partner does not share it."""
    second = define(
        town,
        case,
        by="anna",
        days_ago=42,
        statement=(
            "Emir gaat weer naar school en Şule durft hulp te vragen. De handel is verplaatst naar het autobedrijf "
            "van Ton. Mike zit klem tussen zijn vader en zijn schuld bij een andere groep."
        ),
        priorities="1. Mike komt los van zijn schuld.\n2. Wat Şule en Emir bereikten, blijft.\n3. Geld volgen.",
        focus=[Focus.PROTECT_CHILDREN, Focus.HELP, Focus.DISABLE],
        unknowns="Wat weet Anton Hekkers van het geld in het bedrijf?",
    )
    agree(town, second, "anna", "sanne", "carla", days_ago=39)
    agree(town, second, "bram", "hugo", "koen", days_ago=37)
    dissent(
        town,
        second,
        "wim",
        days_ago=36,
        reason="De buren van de Dijkweg zijn nog steeds bang. Dat missen wij in deze tekst.",
    )
    fix(town, second, by="anna", days_ago=33)
