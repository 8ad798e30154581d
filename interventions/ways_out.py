"""Where somebody goes to solve an obstacle of a plan: the link beside the sentence."""

from dataclasses import dataclass

from django.urls import reverse

from cases.models import Case
from interventions.models import Plan
from interventions.rules import Obstacle, Step


@dataclass(frozen=True)
class Way:
    """A page that solves an obstacle, and the words of the link to it."""

    page: str
    act: str


# For everybody in the case.
OPEN_WAYS = {
    Step.DEFINITION: Way("domains:problem", "Naar de probleemdefinitie"),
    Step.CONTRIBUTION: Way("domains:problem", "Bekijk wie bijdroeg"),
}
# For who may change the plan.
WAYS = {
    Step.GOAL: Way("interventions:add_goal", "Voeg een doel toe"),
    Step.ACTION: Way("interventions:add_action", "Voeg een actie toe"),
    Step.WORDS: Way("interventions:change_plan", "Vul aan"),
}


def way_out_of(obstacle: Obstacle, case: Case, plan: Plan) -> dict[str, str]:
    """The sentence with its link, for components/obstacles.html. Who cannot solve it gets the sentence alone."""
    access = case.access  # type: ignore[attr-defined]
    step, url, act = obstacle.step, "", ""
    if step in OPEN_WAYS:
        url, act = reverse(OPEN_WAYS[step].page, args=[case.pk]), OPEN_WAYS[step].act
    elif step == Step.AGREEMENT:
        url, act = "#reacties", "Bekijk de reacties"
    elif step == Step.ASSESSMENT and access.adds:
        url, act = reverse("domains:assess", args=[case.pk]), "Maak een beoordeling"
    elif step in WAYS and access.changes:
        goal = [obstacle.goal_id] if obstacle.goal_id else []
        url, act = reverse(WAYS[step].page, args=[case.pk, plan.version, *goal]), WAYS[step].act
    return {"text": obstacle.sentence, "url": url, "act": act, "step": step}
