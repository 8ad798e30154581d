"""Kornoelje, the show case: in execution, after one evaluation, with a second definition and a second plan."""

from familienetwerk.demo.agenda import ask_the_committee, discuss
from familienetwerk.demo.families.kornoelje.looking import (
    come_to_the_table,
    define_it_again,
    define_the_problem,
    look_together,
    take_in,
)
from familienetwerk.demo.families.kornoelje.seeing import see, tell_what_is_new
from familienetwerk.demo.families.kornoelje.working import first_plan, look_back, second_plan, weigh_measures
from familienetwerk.demo.giving import give_the_plan
from familienetwerk.demo.journal import speak
from familienetwerk.demo.papers import add_papers
from familienetwerk.demo.town import Town


def tell(town: Town) -> None:
    case, family = take_in(town)
    come_to_the_table(town, case, family)
    look_together(town, case, family)
    see(town, case, family, 0)
    define_the_problem(town, case)
    measures = weigh_measures(town, case, family)
    plan = first_plan(town, case, family, measures)
    see(town, case, family, 1)
    look_back(town, case, plan)
    define_it_again(town, case)
    second_plan(town, case, family, measures)
    see(town, case, family, 2)
    tell_what_is_new(town, case, family)
    add_papers(town, case, family)
    speak(town, case, family)
    discuss(town, case)
    ask_the_committee(town, case)
    give_the_plan(town, case)
