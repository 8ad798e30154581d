"""One version of the plan, as it will be signed and kept."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from cases.genogram import Picture
from cases.genogram.words import in_a_row
from interventions.paper.content.closing import Adoption, Evaluation, Fact, Reply
from interventions.paper.content.definition import Definition
from interventions.paper.content.frame import Coordinator, GateException, LegalFrame
from interventions.paper.content.people import PersonInPlan, Seat
from interventions.paper.content.work import Action, Chosen, Goal, LifeDomain, Line, NotUsed, by_day
from interventions.paper.words import begins, in_words

WIDEST_ON_A4, WIDEST_ON_A3 = 1400, 2400  # width of a picture whose names can still be read on that paper
MOST_URGENT = 6  # life domains on the page for a reader in a hurry


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
    interventions: tuple[Chosen, ...] = ()
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
        """What happens first of what is left to do, one of every line before a second of the same."""
        to_do = [action for action in self.actions if not action.is_finished]
        first = {action.what: action for action in sorted(to_do, key=by_day, reverse=True)}
        seen: Counter[Line] = Counter()
        turns = []
        for action in sorted(first.values(), key=by_day):
            turns.append((seen[action.line], action))
            seen[action.line] += 1
        chosen = [action for _, action in sorted(turns, key=lambda turn: turn[0])[:5]]
        return sorted(chosen, key=by_day)

    @property
    def most_urgent(self) -> list[LifeDomain]:
        """The life domains that ask most attention, in the order of the plan."""
        assessed = [(domain.worst.now or 0, domain) for domain in self.life_domains if domain.worst]
        chosen = [domain for _, domain in sorted(assessed, key=lambda pair: pair[0])[:MOST_URGENT]]
        return [domain for domain in self.life_domains if domain in chosen]

    @property
    def shows_all_domains(self) -> bool:
        return len(self.most_urgent) == len(self.life_domains)

    @property
    def organisations(self) -> set[str]:
        """At the table, with those that lead it."""
        return {seat.organisation for seat in self.table} | {leads.organisation for leads in self.coordinators}

    @property
    def counts(self) -> list[tuple[str, int]]:
        return [
            ("Personen", len(self.people)),
            ("Kinderen", sum(person.is_minor for person in self.people)),
            ("Huishoudens", self.households),
            ("Organisaties aan tafel", len(self.organisations)),
            ("Acties", len(self.actions) + sum(goal.all_unread for goal in self.goals)),
            ("Overwogen, niet gebruikt", len(self.not_used)),
        ]

    @property
    def adoption_in_words(self) -> str:
        """“Acht organisaties: zeven akkoord en één akkoord met voorbehoud. Geen reactie: School.”"""
        many = Counter(adoption.reply for adoption in self.adoptions)
        silent = [adoption.organisation for adoption in self.adoptions if adoption.reply == Reply.NONE]
        total = len(self.adoptions) - len(silent)
        if not total:
            return "Nog geen organisatie gaf een reactie."
        parts = [f"{in_words(many[reply])} {reply}" for reply in Reply if many[reply] and reply != Reply.NONE]
        whole = f"{begins(in_words(total))} {'organisatie' if total == 1 else 'organisaties'}: {in_a_row(parts)}."
        return f"{whole} Geen reactie: {in_a_row(silent)}." if silent else whole

    @property
    def help_in_words(self) -> str:
        """Only what is so of this version; nothing when no intervention asks for it."""
        lacking = [f"{chosen.name} ({chosen.subject})" for chosen in self.interventions if chosen.lacks_help]
        if lacking:
            return f"Nog niet afgesproken is welke hulp meeloopt naast {in_a_row(lacking)}."
        if any(chosen.flanking_care for chosen in self.interventions):
            return "Naast elke interventie die een kind raakt, loopt hulp."
        return ""

    @property
    def regimes(self) -> list[str]:
        return sorted({fact.regime for fact in self.facts if fact.regime})

    @property
    def asked_of_board(self) -> list[Chosen]:
        return [chosen for chosen in self.interventions if chosen.is_asked_of_board]

    @property
    def remarks_in_words(self) -> str:
        """“Woonstichting Havenhuis: akkoord met voorbehoud.”"""
        return " ".join(f"{adoption.organisation}: {adoption.reply}." for adoption in self.reservations)

    @property
    def reservations(self) -> list[Adoption]:
        return [adoption for adoption in self.adoptions if adoption.remark]

    @property
    def disputes(self) -> list[tuple[int, Fact]]:
        return [(number, fact) for number, fact in enumerate(self.facts, start=1) if fact.is_disputed]
