"""Everything that the plan on paper needs to know, as plain data.

`interventions.plan_document` fills it from the rows, on behalf of who asked for it; `interventions.plan_pdf` makes
the document. Names here are short, so import the module: `from interventions.paper import content as paper`.

Who fills it decides what may be seen: a fact that is not here is not in the document. Texts are what people typed;
empty ones leave their line or table out. Lists stand in the order in which they will be read.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import batched

from cases.genogram import Picture, Svg
from interventions.paper.scores import score_strip
from interventions.paper.words import begins, in_a_row, in_words


class Line(StrEnum):
    """The word of a line of work; also the class of its sign."""

    PREVENTIVE = "preventief"
    REPRESSIVE = "repressief"
    RESPONSIVE = "responsief"


class Reply(StrEnum):
    """What an organisation says of the plan."""

    AGREED = "akkoord"
    RESERVATION = "akkoord met voorbehoud"
    NOT_AGREED = "niet akkoord"
    NONE = "nog geen reactie"


SHORT = 110  # letters of a sentence
DOMAINS_WITH_ROOM = 6  # of life domains on the second page
LINES_OF_A_PAGE = 16  # of a table of actions, so that the rest of a life domain fits beside it
WIDEST_ON_A4, WIDEST_ON_A3 = 1400, 2400  # width of a picture whose names can still be read on that paper


@dataclass(frozen=True, kw_only=True)
class Coordinator:
    role: str  # Procesregisseur
    name: str
    organisation: str


@dataclass(frozen=True, kw_only=True)
class LegalFrame:
    name: str
    purpose: str
    legal_basis: str
    controller: str
    agreement: str = ""
    contact_point: str = ""


@dataclass(frozen=True, kw_only=True)
class GateException:
    """Both domains should have looked together and did not; why, on whose word, since when."""

    reason: str
    by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class PersonInPlan:
    name: str
    reason: str  # Kind over wie zorgen zijn
    reason_text: str = ""
    roles: tuple[str, ...] = ()
    born: date | None = None
    is_born_estimated: bool = False
    died: date | None = None
    is_minor: bool = False
    household: str = ""
    review_on: date | None = None

    @property
    def years(self) -> str:
        born = f"{'±' if self.is_born_estimated else ''}{self.born.year}" if self.born else "onbekend"
        if self.died:
            return f"{born}–{self.died.year}"
        return f"{born} (kind)" if self.is_minor else born


@dataclass(frozen=True, kw_only=True)
class Seat:
    """An organisation at the table."""

    organisation: str
    domain: str  # Sociaal
    since: date
    professional: str = ""
    contributed_on: date | None = None
    task: str = ""


@dataclass(frozen=True, kw_only=True)
class View:
    """What one domain or organisation sees: concerns, strengths, what was tried, what it can do."""

    who: str
    concern: str = ""
    strengths: str = ""
    tried: str = ""
    possibilities: str = ""


@dataclass(frozen=True, kw_only=True)
class Stance:
    """Whether an organisation shares the definition; `agrees` None means that it did not answer."""

    organisation: str
    domain: str
    agrees: bool | None
    on: date | None = None
    reason: str = ""

    @property
    def word(self) -> str:
        if self.agrees is None:
            return "geen reactie"
        return "eens" if self.agrees else "oneens"


@dataclass(frozen=True, kw_only=True)
class Definition:
    version: int
    fixed_on: date
    statement: str
    priorities: str = ""
    focus: tuple[str, ...] = ()
    unknowns: str = ""
    views: tuple[View, ...] = ()
    stances: tuple[Stance, ...] = ()

    @property
    def pairs_of_views(self) -> list[tuple[View, ...]]:
        """Side by side in the same width: safety and social first."""
        return list(batched(self.views, 2))

    @property
    def dissents(self) -> list[Stance]:
        return [stance for stance in self.stances if stance.agrees is False]


@dataclass(frozen=True, kw_only=True)
class Score:
    """One subject in one life domain, from 1 (acute) to 5 (good). Not assessed is None and is no fault."""

    subject: str
    start: int | None
    now: int | None
    target: int | None = None
    start_on: date | None = None
    now_on: date | None = None
    situation: str = ""

    @property
    def figures(self) -> str:
        """„start 2 · nu 3 · doel 4”"""
        parts = (("start", self.start), ("nu", self.now or "niet beoordeeld"), ("doel", self.target))
        return " · ".join(f"{word} {score}" for word, score in parts if score)

    @property
    def in_a_sentence(self) -> str:
        """The first sentence of the situation, when it is short enough to stand on the first pages."""
        first = self.situation.strip().partition("\n")[0].partition(". ")[0].rstrip(".")
        return f"{first}." if 0 < len(first) <= SHORT else ""


@dataclass(frozen=True, kw_only=True)
class Action:
    what: str
    owner: str
    organisation: str
    due_on: date
    line: Line
    status: str  # Loopt

    @property
    def who(self) -> str:
        """Somebody of the family or a professional, and the organisation; an organisation once."""
        return self.owner if self.owner == self.organisation else f"{self.owner}, {self.organisation}"


def by_day(action: Action) -> tuple[date, str]:
    return action.due_on, action.what


@dataclass(frozen=True, kw_only=True)
class Goal:
    statement: str
    subject: str = ""  # left out for the whole network
    own_words: str = ""
    due_on: date | None = None
    actions: tuple[Action, ...] = ()
    small: tuple["Goal", ...] = ()

    @property
    def all_actions(self) -> list[Action]:
        return [*self.actions, *(action for goal in self.small for action in goal.all_actions)]


@dataclass(frozen=True, kw_only=True)
class LifeDomain:
    name: str
    scores: tuple[Score, ...] = ()
    goals: tuple[Goal, ...] = ()

    @property
    def worst(self) -> Score | None:
        """The score that asks most attention; it stands for the domain on the first pages."""
        assessed = [score for score in self.scores if score.now]
        return min(assessed, key=lambda score: score.now or 0, default=None)

    @property
    def strips(self) -> list[tuple[Score, Svg]]:
        return [(score, self.strip_of(score)) for score in self.scores]

    @property
    def strip(self) -> Svg:
        return self.strip_of(self.worst) if self.worst else Svg()

    def strip_of(self, score: Score) -> Svg:
        return score_strip(f"{self.name}, {score.subject}", score.start, score.now, score.target)

    @property
    def is_long(self) -> bool:
        """Too much to keep on one page."""
        return len(self.scores) + sum(len(goal.all_actions) + 2 for goal in self.goals) > LINES_OF_A_PAGE


@dataclass(frozen=True, kw_only=True)
class Measure:
    """An intervention that was chosen."""

    name: str
    article: str
    authority: str
    subject: str
    organisation: str
    reason: str = ""
    owner: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    flanking_care: str = ""
    status: str = ""  # Loopt
    is_asked_of_board: bool = False  # mayor or executive still has to decide


@dataclass(frozen=True, kw_only=True)
class NotUsed:
    """An intervention that was considered and not used."""

    name: str
    article: str
    authority: str
    reason: str  # the coded reason
    text: str = ""
    subject: str = ""
    look_again_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    on: date
    kind: str
    outcome: str = ""


@dataclass(frozen=True, kw_only=True)
class Adoption:
    organisation: str
    reply: Reply
    person: str = ""
    on: date | None = None
    remark: str = ""

    @property
    def is_full(self) -> bool:
        return self.reply == Reply.AGREED


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What the plan rests on, with its source; a dispute stays with it."""

    text: str
    nature: str  # Feit, Verklaring, Zorgpunt
    source: str
    on: date
    regime: str = ""  # the law under which it came about, when it is not the AVG
    disputed_by: str = ""
    disputed_on: date | None = None
    disputed_text: str = ""

    @property
    def is_disputed(self) -> bool:
        return self.disputed_on is not None


@dataclass(frozen=True, kw_only=True)
class PlanOnPaper:
    """One version of the plan, as it will be signed and kept."""

    municipality: str
    case_number: str
    case_name: str  # the neutral name, never a surname
    version: int
    legal_frame: LegalFrame
    adopted_on: date | None = None
    adopted_by: str = ""
    replaces: str = ""  # versie 1 van 11-06-2026
    remark: str = ""  # Vervangen door versie 3.
    evaluate_on: date | None = None
    coordinators: tuple[Coordinator, ...] = ()
    exception: GateException | None = None

    summary: str = ""
    picture: Picture = field(default_factory=Picture)
    people: tuple[PersonInPlan, ...] = ()
    households: int = 0
    table: tuple[Seat, ...] = ()
    asked_not_joined: tuple[str, ...] = ()
    definition: Definition | None = None
    life_domains: tuple[LifeDomain, ...] = ()
    measures: tuple[Measure, ...] = ()
    not_used: tuple[NotUsed, ...] = ()
    agreements: str = ""
    family_view: str = ""  # Deels eens
    family_words: str = ""
    evaluations: tuple[Evaluation, ...] = ()
    adoptions: tuple[Adoption, ...] = ()
    facts: tuple[Fact, ...] = ()

    @property
    def title(self) -> str:
        """For the properties of the file: no word about anybody."""
        return f"Plan van aanpak {self.case_number}, versie {self.version}"

    @property
    def picture_page(self) -> str:
        """The class of the page that the picture needs."""
        return "wide" if self.picture.width <= WIDEST_ON_A4 else "wide large"

    @property
    def is_picture_too_wide(self) -> bool:
        return self.picture.width > WIDEST_ON_A3

    @property
    def goals(self) -> list[Goal]:
        return [goal for domain in self.life_domains for goal in domain.goals]

    @property
    def actions(self) -> list[Action]:
        return [action for goal in self.goals for action in goal.all_actions]

    @property
    def first_actions(self) -> list[Action]:
        """What happens first, one of every line before a second of the same."""
        first = {action.what: action for action in sorted(self.actions, key=by_day, reverse=True)}
        seen: Counter[Line] = Counter()
        turns = []
        for action in sorted(first.values(), key=by_day):
            turns.append((seen[action.line], action))
            seen[action.line] += 1
        chosen = [action for _, action in sorted(turns, key=lambda turn: turn[0])[:5]]
        return sorted(chosen, key=by_day)

    @property
    def assessed(self) -> list[LifeDomain]:
        return [domain for domain in self.life_domains if domain.worst]

    @property
    def has_room_for_situations(self) -> bool:
        """On the page that a reader in a hurry reads."""
        return len(self.assessed) <= DOMAINS_WITH_ROOM

    @property
    def counts(self) -> list[tuple[str, int]]:
        return [
            ("Personen", len(self.people)),
            ("Kinderen", sum(person.is_minor for person in self.people)),
            ("Huishoudens", self.households),
            ("Organisaties", len(self.table)),
            ("Acties", len(self.actions)),
            ("Overwogen, niet gebruikt", len(self.not_used)),
        ]

    @property
    def adoption_in_words(self) -> str:
        """„Acht organisaties: zeven akkoord, één akkoord met voorbehoud.”"""
        if not self.adoptions:
            return "Nog geen organisatie gaf een reactie."
        many = Counter(adoption.reply for adoption in self.adoptions)
        parts = [f"{in_words(many[reply])} {reply}" for reply in Reply if many[reply]]
        total = len(self.adoptions)
        whole = f"{begins(in_words(total))} {'organisatie' if total == 1 else 'organisaties'}"
        return f"{whole}: {in_a_row(parts)}."

    @property
    def regimes(self) -> list[str]:
        return sorted({fact.regime for fact in self.facts if fact.regime})

    @property
    def asked_of_board(self) -> list[Measure]:
        return [measure for measure in self.measures if measure.is_asked_of_board]

    @property
    def remarks_in_words(self) -> str:
        """„Woonstichting Havenhuis: akkoord met voorbehoud.”"""
        return " ".join(f"{adoption.organisation}: {adoption.reply}." for adoption in self.reservations)

    @property
    def reservations(self) -> list[Adoption]:
        return [adoption for adoption in self.adoptions if adoption.remark]

    @property
    def disputes(self) -> list[tuple[int, Fact]]:
        return [(number, fact) for number, fact in enumerate(self.facts, start=1) if fact.is_disputed]
