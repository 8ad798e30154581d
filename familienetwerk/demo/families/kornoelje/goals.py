"""What must become true for Kornoelje: the goals of the first plan, and what the second adds."""

from familienetwerk.demo.work import Aim, Do
from interventions.models import ActionKind, ActionStatus, Line

FIRST = [
    Aim(
        what="Emir gaat vier dagen per week naar school",
        life_domain="school_development",
        person="emir",
        own_words="Ik wil monteur worden.",
        target=4,
        due=60,
        steps=(
            Aim(
                what="Emir volgt alle lessen techniek",
                life_domain="school_development",
                person="emir",
                due=-30,
                do=(
                    Do(
                        what="Maak met Emir en school een eigen rooster",
                        by="school",
                        who="yara",
                        due=-85,
                        status=ActionStatus.DONE,
                        told=88,
                    ),
                    Do(
                        what="Bel bij verzuim dezelfde ochtend",
                        by="attendance",
                        who="hugo",
                        due=-4,
                        status=ActionStatus.RUNNING,
                        told=70,
                    ),
                ),
            ),
            Aim(
                what="Emir heeft drie avonden per week iets te doen",
                life_domain="time_use",
                person="emir",
                due=30,
                do=(
                    Do(
                        what="Ga drie keer mee naar de voetbalclub",
                        by="team_north",
                        family="Jordy, zijn neef",
                        due=-60,
                        status=ActionStatus.DONE,
                        told=62,
                    ),
                ),
            ),
        ),
    ),
    Aim(
        what="Şule en de kinderen zijn thuis veilig",
        life_domain="child_safety",
        house="Huis Dijkweg",
        target=4,
        due=90,
        do=(
            Do(
                what="Praat elke week met Şule, buiten de deur",
                by="team_north",
                who="sanne",
                due=2,
                status=ActionStatus.RUNNING,
                told=90,
            ),
            Do(
                what="Praat met elk kind apart, op school",
                by="youth_protection",
                who="carla",
                due=-80,
                status=ActionStatus.DONE,
                told=82,
            ),
            Do(
                what="Maak met de buren een afspraak over wie zij bellen",
                by="housing",
                who="wim",
                due=-70,
                kind=ActionKind.PRACTICAL,
                line=Line.RESPONSIVE,
                status=ActionStatus.STOPPED,
                why="De buren willen nu eerst weten of zij kunnen verhuizen.",
                told=60,
            ),
        ),
    ),
    Aim(
        what="Peter verdient niet meer aan de handel",
        life_domain="justice",
        person="peter",
        due=150,
        do=(
            Do(
                what="Kom elke week onverwacht langs",
                by="police",
                who="bram",
                due=-6,
                line=Line.REPRESSIVE,
                kind=ActionKind.CRIMINAL,
                status=ActionStatus.RUNNING,
                told=75,
            ),
        ),
    ),
]

SECOND = [
    Aim(
        what="Mike is los van zijn schuld bij de andere groep",
        life_domain="finances",
        person="mike",
        own_words="Ik wil weer zonder om te kijken over straat.",
        target=3,
        due=120,
        do=(
            Do(
                what="Zoek met Mike een kamer in een andere stad",
                by="probation",
                who="koen",
                due=0,
                status=ActionStatus.RUNNING,
                told=9,
            ),
            Do(
                what="Zet de schulden van Mike op een rij",
                by="team_north",
                who="sanne",
                due=0,
                status=ActionStatus.RUNNING,
                told=7,
            ),
            Do(
                what="Doe samen met Mike aangifte van de dreiging",
                by="police",
                who="bram",
                due=1,
                line=Line.RESPONSIVE,
                kind=ActionKind.CRIMINAL,
            ),
            Do(
                what="Zoek een slaapplek voor Mike bij familie",
                by="community",
                due=-2,
                kind=ActionKind.PRACTICAL,
                status=ActionStatus.IMPOSSIBLE,
                why="Bij familie weten zij hem te vinden. Dan zijn de kinderen daar ook niet veilig.",
                told=8,
            ),
        ),
    ),
    Aim(
        what="Wat Şule en Emir bereikten, blijft",
        life_domain="upbringing_climate",
        house="Huis Dijkweg",
        due=100,
        do=(
            Do(what="Regel een eigen kamer voor Demi", by="housing", who="wim", due=-3, kind=ActionKind.PRACTICAL),
            Do(what="Ga met Şule naar de koffiegroep", by="team_north", family="Bianca, haar nicht", due=5),
            Do(
                what="Vertel Demi wat wij over haar opschreven",
                by="team_north",
                who="sanne",
                due=6,
                kind=ActionKind.PRACTICAL,
            ),
            Do(
                what="Maak budgetplan af met Şule",
                by="debts",
                who="pim",
                due=-9,
                status=ActionStatus.DONE,
                told=10,
            ),
        ),
    ),
    Aim(
        what="Het autobedrijf is schoon",
        life_domain="nuisance_intimidation",
        person="ton",
        due=140,
        do=(
            Do(
                what="Controleer het bedrijf samen, op één dag",
                by="municipality",
                who="anna",
                due=3,
                line=Line.REPRESSIVE,
                kind=ActionKind.ADMINISTRATIVE,
            ),
            Do(
                what="Bespreek de cijfers van het bedrijf met de Belastingdienst",
                by="municipality",
                who="anna",
                due=-1,
                line=Line.REPRESSIVE,
                kind=ActionKind.FISCAL,
                status=ActionStatus.RUNNING,
                told=6,
            ),
        ),
    ),
]
