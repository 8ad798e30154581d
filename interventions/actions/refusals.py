"""Why something of a plan cannot be done: each ends a sentence, and says it to the user."""

from datetime import date

from django.core.exceptions import ValidationError

from interventions.rules import Obstacle


class PlanIsFixed(ValidationError):
    """This version no longer changes, or not while the partners look at it."""

    def __init__(self) -> None:
        super().__init__("Deze versie ligt voor of ligt vast. Haal haar terug of maak een nieuwe versie.")


class PlanIsNotProposed(ValidationError):
    """One can only react to, or take back, what lies before the partners."""

    def __init__(self, message: str = "Deze versie ligt niet voor aan de partners.") -> None:
        super().__init__(message)


class ReactionIsTooLate(PlanIsNotProposed):
    """Decided meanwhile: what was typed comes back, and it says where to go with it."""

    def __init__(self, on: date) -> None:
        super().__init__(
            f"Deze versie is op {on:%d-%m-%Y} vastgesteld. Uw reactie kwam daarna en is niet bewaard. "
            "Vertel de casusregisseur wat u wilt zeggen."
        )


class PlanIsNotInForce(ValidationError):
    """Only the plan in force is evaluated, and only its actions go on."""

    def __init__(self) -> None:
        super().__init__("Deze versie is niet het plan dat nu geldt.")


class EvaluatedTooEarly(ValidationError):
    """What a plan brought is not known before it was adopted."""

    def __init__(self, adopted_on: date) -> None:
        super().__init__({"on": f"Dit plan is vastgesteld op {adopted_on:%d-%m-%Y}. Kies die dag of een latere dag."})


class CannotStartPlan(ValidationError):
    """There is one draft at a time, and none during the intake."""


class NotAtTheTable(ValidationError):
    """Only who works on the case speaks for the organisation."""

    def __init__(self) -> None:
        super().__init__("Uw organisatie zit niet aan tafel in deze casus.")


class CannotProposePlan(ValidationError):
    """The plan cannot be laid before the partners, for these reasons."""

    def __init__(self, obstacles: list[Obstacle]) -> None:
        super().__init__([str(obstacle) for obstacle in obstacles])
        self.obstacles = obstacles


class CannotAdoptPlan(ValidationError):
    """The plan cannot be adopted, for these reasons."""

    def __init__(self, obstacles: list[Obstacle]) -> None:
        super().__init__([str(obstacle) for obstacle in obstacles])
        self.obstacles = obstacles
