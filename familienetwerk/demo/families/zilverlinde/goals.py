"""What must become true for Zilverlinde."""

from familienetwerk.demo.work import Aim, Do
from interventions.models import ActionKind, Line

AIMS = [
    Aim(
        what="Jesse en Luca zijn elke dag op school",
        life_domain="school_development",
        house="Huis Gildestraat",
        own_words="Ik wil dat de jongens een diploma halen.",
        target=4,
        due=80,
        do=(
            Do(what="Haal de tweeling de eerste twee weken thuis op", by="attendance", who="hugo", due=14),
            Do(what="Zoek een plek bij de sportschool", by="team_north", who="sanne", due=21),
        ),
    ),
    Aim(
        what="Kevin heeft werk en geen bestellingen meer",
        life_domain="work_education",
        person="kevin",
        due=100,
        do=(
            Do(what="Ga met Kevin naar de werkplaats", by="community", who="bo", due=10),
            Do(
                what="Praat met Kevin over aangifte tegen wie hem onder druk zet",
                by="police",
                who="bram",
                due=12,
                line=Line.RESPONSIVE,
                kind=ActionKind.CRIMINAL,
            ),
        ),
    ),
    Aim(
        what="Marco verdient niet meer aan zijn zoons",
        life_domain="justice",
        person="marco",
        due=120,
        do=(
            Do(
                what="Breng met de Belastingdienst het geld in beeld",
                by="municipality",
                who="anna",
                due=25,
                line=Line.REPRESSIVE,
                kind=ActionKind.FISCAL,
            ),
        ),
    ),
]
