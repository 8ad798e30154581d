"""Kornoelje, the show case: in execution, after one evaluation, with a second definition and a second plan."""

from familienetwerk.demo.families.kornoelje.looking import (
    come_to_the_table,
    define_it_again,
    define_the_problem,
    look_together,
    take_in,
)
from familienetwerk.demo.families.kornoelje.seeing import see
from familienetwerk.demo.town import Town


def tell(town: Town) -> None:
    case, family = take_in(town)
    come_to_the_table(town, case, family)
    look_together(town, case, family)
    see(town, case, family, 0)
    define_the_problem(town, case)
    see(town, case, family, 1)
    define_it_again(town, case)
    see(town, case, family, 2)
