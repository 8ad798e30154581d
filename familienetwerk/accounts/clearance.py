"""How somebody stands with what this installation requires, for the page that says what to do."""

from dataclasses import dataclass
from datetime import date

from familienetwerk.accounts.models import Mandate, Requirement, Statement, StatementKind, User


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One kind of statement, or the mandate that access rests on, and the newest that was seen."""

    name: str
    is_required: bool
    newest: Statement | Mandate | None
    counts: bool

    @property
    def blocks(self) -> bool:
        return self.is_required and not self.counts


def statements_of(user: User, *, today: date) -> list[Standing]:
    """Three queries."""
    required = set(Requirement.objects.values_list("kind", flat=True))
    newest: dict[str, Statement] = {}
    valid = set()
    for statement in Statement.objects.of_user(user).newest_first():
        newest.setdefault(statement.kind, statement)
        if statement.given_on <= today and (statement.valid_until is None or statement.valid_until >= today):
            valid.add(statement.kind)
    return [
        *(
            Standing(name=str(kind.label), is_required=kind in required, newest=newest.get(kind), counts=kind in valid)
            for kind in StatementKind
        ),
        *mandate_of(user, today=today),
    ]


def mandate_of(user: User, *, today: date) -> list[Standing]:
    """Nothing, for whose access rests on none."""
    mandates = list(Mandate.objects.giving_access_to(user).newest_first())
    holding = [mandate for mandate in mandates if mandate.holds(today)]
    return [
        Standing(name="Mandaat", is_required=True, newest=one, counts=bool(holding))
        for one in [*holding, *mandates][:1]
    ]
