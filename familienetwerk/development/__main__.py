"""The command line of `./run` for who develops or demonstrates."""

import os
import sys
from collections.abc import Callable

from familienetwerk.development.checks import check, tidy
from familienetwerk.development.demo import demo, manage
from familienetwerk.development.measure import measure
from familienetwerk.development.pins import pins
from familienetwerk.development.screens import screens
from familienetwerk.development.stopping import stop_tidily
from familienetwerk.development.tests import prove, test
from familienetwerk.processes import ROOT

HELP = """\
./run demo [--port N] [--fresh]   een draaiend familienetwerk met verzonnen gezinnen; Ctrl-C stopt alles
./run test [wat pytest wil]       alle controles en tests, of alleen die tests
./run prove [wat pytest wil]      de lange bewijzen op volle aantallen, die ./run test in het klein doet
./run check                       stijl, typen, lagen, lengtes, sjablonen en migraties
./run measure [--cases N]         vult een stad en meet elke pagina naast een lege
./run tidy                        schrijft code en sjablonen zoals de controles het willen
./run manage …                    manage.py op de gegevens van de demo
./run screens                     maakt de schermafdrukken van de README opnieuw
./run pins [--upgrade]            maakt requirements.txt en requirements-dev.txt

./run web, worker, beat           de processen van een echte installatie; instellingen komen uit de omgeving
./run migrate                     werkt de database bij, als eigenaar van de tabellen
./run healthy                     slaagt zolang de klok en een worker werken"""


def show_help(*_: str) -> None:
    print(HELP)


COMMANDS: dict[str, Callable[..., None]] = {
    "check": check,
    "demo": demo,
    "help": show_help,
    "manage": manage,
    "measure": measure,
    "pins": pins,
    "prove": prove,
    "screens": screens,
    "test": test,
    "tidy": tidy,
}


def main(name: str = "help", *arguments: str) -> None:
    os.chdir(ROOT)
    if name not in COMMANDS:
        sys.exit(f"run: {name} ken ik niet.\n\n{HELP}")
    stop_tidily()
    COMMANDS[name](*arguments)


if __name__ == "__main__":
    main(*sys.argv[1:])
