"""Life domains of an invented plan as plain data: what was seen in each, and what is done there."""

from datetime import date, timedelta

from interventions.paper import content as paper
from tests.example_families import TODAY

SAFETY, SOCIAL = "Politie Rivierstede", "Sociaal team Noord"
SITUATIONS = (
    "Sinds het explosief slaapt {} twee nachten per week bij oma. Er is nog geen plek voor als het weer misgaat.",
    "{} volgt weer de meeste lessen. De eerste uren lukken nog niet, uit angst om langs het plein te lopen.",
    "Van de schulden van {} is een deel ontstaan tijdens het huwelijk. De deurwaarder wacht tot 01-02-2027.",
    "Bij {} is de portiek onrustig en de buurt bang; de huur is bijna op tijd betaald.",
)


def six_life_domains() -> list[paper.LifeDomain]:
    children, adults = ("Jesse", "Luca", "Naomi"), ("Kevin", "Marco")
    return [
        a_life_domain(
            "Veiligheid van de kinderen", (2, 2, 4), "Alle kinderen slapen in een huis zonder dreiging", children
        ),
        a_life_domain("Opgroeien en school", (2, 3, 4), "Jesse, Luca en Naomi gaan elke dag naar school", children[:1]),
        a_life_domain("Geld", (1, 2, 3), "Sandra heeft eigen inkomen en een regeling die zij kan betalen", ("Sandra",)),
        a_life_domain("Wonen", (3, 2, 4), "Rust in de portiek en een woning zonder handel", ("Gildestraat 31",)),
        a_life_domain(
            "Criminaliteit en justitie", (1, 1, 3), "Geen nieuwe strafbare feiten vanuit dit netwerk", adults
        ),
        a_life_domain("Steun en uitstappen", (2, 4, 4), "Wie eruit wil, kan eruit", adults[:1]),
    ]


def eight_life_domains() -> list[paper.LifeDomain]:
    names = ("Veiligheid", "Opgroeien", "School", "Geld", "Wonen", "Gezondheid", "Criminaliteit", "Steun")
    people = ("Mike", "Emir", "Lina", "Kyra", "Peter")
    return [
        a_life_domain(name, (1 + n % 3, 2 + n % 2, 4), f"{name} is op orde en blijft dat", people[: 2 + n % 4], goals=2)
        for n, name in enumerate(names)
    ]


def a_life_domain(
    name: str, scores: tuple[int, int, int], goal: str, subjects: tuple[str, ...], goals: int = 1
) -> paper.LifeDomain:
    start, now, target = scores
    return paper.LifeDomain(
        name=name,
        scores=tuple(
            paper.Score(
                subject=subject,
                start=start,
                now=None if number == 3 else min(now + number, 5),
                target=target,
                start_on=date(2026, 4, 28),
                now_on=date(2026, 11, 5),
                situation=SITUATIONS[(now + number + len(name)) % len(SITUATIONS)].format(subject),
            )
            for number, subject in enumerate(subjects)
        ),
        goals=tuple(
            a_goal(goal if not number else f"{goal}, ook na de zomer", subjects[0], turn=len(name) + number)
            for number in range(goals)
        ),
    )


MAYOR = "Gemeente, openbare orde"
ACTIONS = (
    ("Veiligheidsplan met moeder en de kinderen, in hun woorden", "Esra Duynker", SOCIAL, 7, paper.Line.PREVENTIVE),
    ("Vast nachtadres, ook doordeweeks", "Ria Osterhaal", SOCIAL, 4, paper.Line.RESPONSIVE),
    ("Camera en verlichting bij de portiek", "Wim Terlouwen", "Woonstichting Havenhuis", 11, paper.Line.PREVENTIVE),
    ("Tweewekelijks gesprek met Marco, ook thuis", "Piet Wallinga", "Reclassering", 21, paper.Line.REPRESSIVE),
    ("Voorstel aan alle elf schuldeisers", "Tim Zandkuyl", "Schuldhulp", 22, paper.Line.RESPONSIVE),
    ("Gesprek over verzuim, met beide zoons en moeder", "Ans Kieft", "College De Wissel", 9, paper.Line.PREVENTIVE),
    (
        "Besluit over berging en dwangsom",
        "Gemeente, openbare orde",
        "Gemeente, openbare orde",
        10,
        paper.Line.REPRESSIVE,
    ),
)


def a_goal(statement: str, subject: str, *, turn: int) -> paper.Goal:
    actions = [ACTIONS[(turn + number) % len(ACTIONS)] for number in range(4)]
    return paper.Goal(
        statement=statement,
        subject=subject,
        own_words="Ik wil gewoon kunnen slapen zonder bij het raam te kijken." if turn % 2 else "",
        due_on=date(2027, 6, 1),
        actions=tuple(an_action(*action) for action in actions[:2]),
        small=(
            paper.Goal(
                statement="Iedereen weet wie hij dag en nacht kan bellen",
                due_on=date(2026, 12, 10),
                actions=tuple(an_action(*action) for action in actions[2:]),
            ),
        ),
    )


def an_action(what: str, owner: str, organisation: str, days: int, line: paper.Line) -> paper.Action:
    status = "Klaar" if days < 5 else "Loopt"
    due_on = TODAY + timedelta(days=days)
    return paper.Action(what=what, owner=owner, organisation=organisation, due_on=due_on, line=line, status=status)
