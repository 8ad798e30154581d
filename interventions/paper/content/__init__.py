"""Everything that the plan on paper needs to know, as plain data.

`interventions.plan_document` fills it from the rows, on behalf of who asked for it; `interventions.plan_pdf` makes
the document. Names here are short, so import the module: `from interventions.paper import content as paper`.

Who fills it decides what may be seen: a fact that is not here is not in the document. Texts are what people typed;
empty ones leave their line or table out. Lists stand in the order in which they will be read.
"""

from interventions.paper.content.closing import Adoption, Evaluation, Fact, Reply
from interventions.paper.content.definition import Definition, Stance, View
from interventions.paper.content.frame import Coordinator, GateException, LegalFrame
from interventions.paper.content.people import PersonInPlan, Seat
from interventions.paper.content.plan import PlanOnPaper
from interventions.paper.content.work import Action, Chosen, Goal, LifeDomain, Line, NotUsed, Score

__all__ = [
    "Action",
    "Adoption",
    "Chosen",
    "Coordinator",
    "Definition",
    "Evaluation",
    "Fact",
    "GateException",
    "Goal",
    "LegalFrame",
    "LifeDomain",
    "Line",
    "NotUsed",
    "PersonInPlan",
    "PlanOnPaper",
    "Reply",
    "Score",
    "Seat",
    "Stance",
    "View",
]
