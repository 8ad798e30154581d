"""Zilverlinde: 14 people; the plan lies before the partners. Sanne and Bram still have to say what they think."""

from collections.abc import Mapping

from cases.models import Audience, Case, Member, Nature, Regime, Urgency
from domains.models import Focus
from familienetwerk.demo.families.zilverlinde.family import FAMILY, HOUSES, TIES
from familienetwerk.demo.families.zilverlinde.goals import AIMS
from familienetwerk.demo.opening import Opening, open_case
from familienetwerk.demo.story import Saw
from familienetwerk.demo.table import agree, contribute, define, fix, look_at_children
from familienetwerk.demo.town import Town
from familienetwerk.demo.work import choose, consider, lay_before, react, write_plan
from interventions.models import FamilyView, Intervention

OPENING = Opening(
    name="Zilverlinde",
    signal=126,
    bringing="police",
    urgency=Urgency.HIGH,
    family=FAMILY,
    about=3,
    saw=[
        Saw(Nature.FACT, "Kevin is aangehouden met zakjes cocaïne in een tas.", 126, "police", regime=Regime.WPG),
        Saw(
            Nature.STATEMENT, "Sandra zegt dat Marco de jongens geld en scooters belooft.", 122, "team_north", "moeder"
        ),
        Saw(Nature.CONCERN, "Jesse en Luca zijn vaak moe op school.", 120, "attendance", "mentor"),
    ],
    said={
        "bram": "Kevin en Marco zijn bekend bij ons.",
        "sanne": "Wij helpen Sandra met geld.",
        "hugo": "Jesse mist veel lessen.",
        "wim": "Drie woningen, één met overlast.",
    },
    table={
        "bram": ("Contact met Kevin en Marco", ("kevin", "marco")),
        "sanne": ("Steun voor Sandra en de tweeling", ("sandra", "jesse", "luca")),
        "carla": ("Noor en Sem", ("noor", "sem")),
        "hugo": ("Weer naar school", ("jesse", "luca")),
        "wim": ("Wonen", ("sandra", "marco")),
    },
    reasons=(
        "School, geld, wonen en opgroeien.",
        "Politie, jeugd en wonen zijn samen nodig.",
        "De vader haalt zijn zoons erbij.",
        "Er wordt gehandeld naast een school.",
    ),
    why_together="De tweeling van veertien dreigt Kevin achterna te gaan.",
    houses=HOUSES,
    ties=TIES,
)


def tell(town: Town) -> None:
    case, family = open_case(town, OPENING)
    look_together(town, case, family)
    define_together(town, case)
    measure = weigh(town, case, family)
    plan = write_plan(
        town,
        case,
        by="anna",
        aims=AIMS,
        family=family,
        summary="De tweeling gaat weer naar school. Kevin krijgt werk, en Marco verdient niets meer aan zijn zoons.",
        agreements="Sanne is contactpersoon voor Sandra. Wie nieuws heeft over de tweeling, belt Sanne dezelfde dag.",
        view=FamilyView.AGREES,
        words="“Als jullie doen wat hier staat, doe ik het ook.” (Sandra)",
        evaluate=95,
        measures=[measure],
    )
    lay_before(town, plan, by="anna", days_ago=5, answer_within=7)
    react(town, plan, "anna", "hugo", days_ago=4)


def look_together(town: Town, case: Case, family: Mapping[str, Member]) -> None:
    contribute(
        town,
        case,
        "sanne",
        days_ago=84,
        concern="Sandra staat er alleen voor. De tweeling luistert meer naar Kevin dan naar haar.",
        explanation="Marco geeft geld en spullen. Sandra kan daar niets tegenover zetten.",
        strengths="Sandra doet mee met alles wat wij voorstellen. Oma vangt drie kinderen op.",
        possibilities="Twee keer per week een gezinscoach.",
    )
    contribute(
        town,
        case,
        "bram",
        days_ago=80,
        concern="Kevin rijdt met bestellingen. Jesse is twee keer meegereden.",
        tried="Een waarschuwing op het bureau, met moeder erbij.",
        possibilities="Marco aanpakken op zijn geld.",
        regime=Regime.WPG,
    )
    look_at_the_young(town, case, family)


def look_at_the_young(town: Town, case: Case, family: Mapping[str, Member]) -> None:
    contribute(
        town,
        case,
        "carla",
        days_ago=77,
        concern="Noor vraagt of zij kan blijven. Er komt ’s nachts bezoek bij oma in de straat.",
        audience=Audience.COORDINATORS,
        regime=Regime.JEUGDWET,
    )
    safety = {"naomi": 4, "jesse": 2, "luca": 3, "zoe": 3, "sem": 4, "noor": 4}
    look_at_children(town, case, "carla", days_ago=70, children=safety, family=family)


def define_together(town: Town, case: Case) -> None:
    definition = define(
        town,
        case,
        by="anna",
        days_ago=62,
        statement=(
            "Marco laat zijn oudste zoon drugs bezorgen en belooft de tweeling hetzelfde leven. "
            "Sandra wil dat stoppen, maar staat er alleen voor."
        ),
        priorities="1. Jesse en Luca gaan naar school en zijn ’s avonds thuis.\n2. Kevin krijgt een andere weg.",
        focus=[Focus.PROTECT_CHILDREN, Focus.STOP_HARM, Focus.HELP],
        unknowns="Wat vindt Kevin zelf?",
    )
    agree(town, definition, "anna", "bram", "sanne", "carla", "hugo", "wim", days_ago=55)
    fix(town, definition, by="anna", days_ago=50)


def weigh(town: Town, case: Case, family: Mapping[str, Member]) -> Intervention:
    measure = consider(
        town,
        case,
        "credible_messengers",
        by="sanne",
        days_ago=30,
        why="Kevin luistert naar iemand die zelf uit de handel stapte.",
        organisation="community",
        owner="bo",
        subject=family["kevin"],
    )
    return choose(town, measure, by="anna", days_ago=20)
