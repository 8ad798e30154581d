"""The file catalogue.yaml as frozen dataclasses. Says everything that is wrong with the file at once, and where."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, get_type_hints

import yaml

CATALOGUE = Path(__file__).with_name("catalogue.yaml")
SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the fast one where it was compiled in
type Texts = tuple[str, ...]
type Codes = tuple[str, ...]


class CatalogueIsWrong(Exception):
    """The catalogue cannot be loaded; nothing was changed."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("De catalogus is niet geladen:\n" + "\n".join(f"- {problem}" for problem in problems))
        self.problems = problems


@dataclass(frozen=True, kw_only=True)
class Step:
    name: str
    explanation: str = ""
    actor: str = ""
    term: str = ""
    article: str = ""
    deadline_rule: str = ""


@dataclass(frozen=True, kw_only=True)
class Card:
    key: str
    name: str
    summary: str
    kind: str
    target: str
    authority: str
    deciding_bodies: Codes
    minors: str
    verified: bool
    currency: str
    checked_on: date
    steps: tuple[Step, ...]
    conditions: Texts
    legal_basis: Texts
    stage: str = "MEASURE"
    search_words: str = ""
    minors_conditions: str = ""
    parental_role: str = ""
    duration: str = ""
    social_counterpart: str = ""
    text_state: str = ""
    history: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    evidence: Texts = ()
    considerations: Texts = ()
    risks: Texts = ()
    partners: Texts = ()
    doubts: Texts = ()
    combined_with: Codes = ()
    hesitance_reasons: Codes = ()
    sources: Codes = ()


@dataclass(frozen=True, kw_only=True)
class Rule:
    code: str
    strength: str
    when: str
    then: str
    basis: str
    general: bool = False
    triggers: Codes = ()
    concerns: Codes = ()


@dataclass(frozen=True, kw_only=True)
class Hesitance:
    code: str
    label: str
    verified: bool
    explanation: str = ""
    sources: Codes = ()


@dataclass(frozen=True, kw_only=True)
class NotUsed:
    code: str
    label: str
    legal: bool
    explanation: str = ""


@dataclass(frozen=True, kw_only=True)
class Reading:
    code: str
    name: str
    address: str
    how_read: str
    part_read: str = ""
    dated: str = ""


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    deadline_rules: dict[str, str]
    cards: list[Card] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    hesitance_reasons: list[Hesitance] = field(default_factory=list)
    not_used_reasons: list[NotUsed] = field(default_factory=list)
    sources: list[Reading] = field(default_factory=list)


PARTS: dict[str, tuple[str, type]] = {
    "interventions": ("cards", Card),
    "combination_rules": ("rules", Rule),
    "hesitance_reasons": ("hesitance_reasons", Hesitance),
    "not_used_reasons": ("not_used_reasons", NotUsed),
    "sources": ("sources", Reading),
}
OTHER_PARTS = {"checked_on", "deadline_rules", "standard_steps"}


def read(path: Path = CATALOGUE) -> Catalogue:
    """The whole file, or CatalogueIsWrong with all its problems."""
    reader = Reader(parsed(path))
    catalogue = reader.catalogue()
    problems = reader.problems or list(broken_references(catalogue))
    if problems:
        raise CatalogueIsWrong(problems)
    return catalogue


def parsed(path: Path) -> dict[str, Any]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=SAFE_LOADER)  # noqa: S506 (it is a safe loader)
    except yaml.YAMLError as error:
        raise CatalogueIsWrong([f"{path.name} is geen geldige yaml: {error}"]) from error
    if not isinstance(content, dict):
        raise CatalogueIsWrong([f"{path.name} is leeg of heeft geen onderdelen."])
    return content


class Reader:
    """Turns the parsed file into dataclasses and gathers what is wrong on the way."""

    def __init__(self, content: dict[str, Any]) -> None:
        self.content = content
        self.problems: list[str] = []

    def catalogue(self) -> Catalogue:
        for name in sorted(self.content.keys() - PARTS.keys() - OTHER_PARTS):
            self.problems.append(f"onbekend onderdeel “{name}”")
        parts = {part: self.rows(name, shape) for name, (part, shape) in PARTS.items()}
        return Catalogue(deadline_rules=self.content.get("deadline_rules") or {}, **parts)

    def rows(self, name: str, shape: type) -> list[Any]:
        rows = self.content.get(name)
        if not isinstance(rows, list) or not rows:
            self.problems.append(f"onderdeel “{name}” ontbreekt of is leeg")
            return []
        made = [self.made(shape, row, f"{name} {number}") for number, row in enumerate(rows, start=1)]
        codes = Counter(code_of(row) for row in rows if isinstance(row, dict))
        self.problems += [f"{name}: “{code}” staat er {count} keer" for code, count in codes.items() if count > 1]
        return [row for row in made if row is not None]

    def made[T](self, shape: type[T], row: Any, where: str) -> T | None:
        """One dataclass from one mapping of the file; None when it cannot be."""
        if not isinstance(row, dict):
            self.problems.append(f"{where}: hier hoort een rij met velden")
            return None
        where = f"{where} ({code_of(row)})" if code_of(row) else where
        if shape is Card:
            row = {"checked_on": self.content.get("checked_on")} | row
            row["steps"] = self.steps(row.get("steps"), where)
        before = len(self.problems)
        values = {name: value for name, value in row.items() if value is not None}
        fields = {field.name: field for field in dataclasses.fields(shape)}  # type: ignore[arg-type]
        required = {name for name, field in fields.items() if is_required(field)}
        self.problems += [f"{where}: onbekend veld “{name}”" for name in values if name not in fields]
        self.problems += [f"{where}: veld “{name}” ontbreekt" for name in sorted(required - values.keys())]
        hints = get_type_hints(shape)
        values = {
            name: self.value(hints[name], value, f"{where}, {name}") for name, value in values.items() if name in hints
        }
        return shape(**values) if len(self.problems) == before else None

    def value(self, hint: Any, value: Any, where: str) -> Any:
        """The value as the dataclass wants it."""
        if isinstance(value, tuple):
            return value
        if hint in (Texts, Codes):
            if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
                self.problems.append(f"{where}: hier hoort een lijst van teksten")
                return ()
            return tuple(value)
        if not isinstance(value, hint) or value == "":
            self.problems.append(f"{where}: “{value}” is niet goed, hier hoort {WANTED[hint]}")
        return value

    def steps(self, rows: Any, where: str) -> tuple[Step, ...] | None:
        """The steps of a card, each in full: its own words over those of its standard step."""
        if not isinstance(rows, list):
            return None
        steps = [self.step(row, f"{where}, stap {number}") for number, row in enumerate(rows, start=1)]
        return tuple(step for step in steps if step is not None)

    def step(self, row: Any, where: str) -> Step | None:
        if not isinstance(row, dict):
            return self.made(Step, row, where)
        own = dict(row)
        standard: dict[str, str] = {}
        if name := own.pop("standard", None):
            standard = (self.content.get("standard_steps") or {}).get(name, {})
            if not standard:
                self.problems.append(f"{where}: standaardstap “{name}” bestaat niet")
                return None
        return self.made(Step, {key: value for key, value in (standard | own).items() if value != ""}, where)


WANTED = {str: "een tekst", bool: "true of false", date: "een datum", date | None: "een datum"}


def code_of(row: dict[str, Any]) -> str:
    return str(row.get("key") or row.get("code") or "")


def is_required(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def broken_references(catalogue: Catalogue) -> Iterator[str]:
    """Every key that points at something that is not there."""
    keys = {card.key for card in catalogue.cards}
    sources = {source.code for source in catalogue.sources}
    hesitance = {reason.code for reason in catalogue.hesitance_reasons}
    for card in catalogue.cards:
        yield from unknown(card.combined_with, keys, f"{card.key}, combined_with")
        yield from unknown(card.hesitance_reasons, hesitance, f"{card.key}, hesitance_reasons")
        yield from unknown(card.sources, sources, f"{card.key}, sources")
        rules = [step.deadline_rule for step in card.steps if step.deadline_rule]
        yield from unknown(rules, set(catalogue.deadline_rules), f"{card.key}, steps")
        if card.key in card.combined_with:
            yield f"{card.key}, combined_with: een interventie gaat niet samen met zichzelf"
    for rule in catalogue.rules:
        yield from unknown([*rule.triggers, *rule.concerns], keys, f"combinatieregel {rule.code}")
    for reason in catalogue.hesitance_reasons:
        yield from unknown(reason.sources, sources, f"terughoudendheid {reason.code}")


def unknown(codes: Iterable[str], known: set[str], where: str) -> Iterator[str]:
    for code, count in Counter(codes).items():
        if code not in known:
            yield f"{where}: “{code}” bestaat niet"
        elif count > 1 and not where.endswith("steps"):
            yield f"{where}: “{code}” staat er {count} keer"
