"""What left a case of Rivierstede: to whom, on which ground, and who must hear that it was corrected."""

from cases import actions
from cases.models import Case, PieceKind
from cases.shareable import pieces_for
from domains.models import Contact
from familienetwerk.demo.town import Town


def give_the_plan(town: Town, case: Case) -> None:
    """To who comes to the discussion of next week and is not at the table."""
    actions.share(
        case,
        by=town.people["anna"],
        keys=keys_of(town, case, "anna", PieceKind.PLAN),
        recipient=town.organisations["mental_health"],
        ground="AVG 6 lid 1 onder e; convenant Familieaanpak, artikel 7",
        reason="Stijn Morgenster bereidt de bespreking van volgende week voor.",
        on=town.day(-3),
    )


def give_the_call(town: Town, contact: Contact, *, days_ago: int) -> None:
    """Before it turned out that its day was wrong."""
    actions.share(
        contact.case,
        by=town.people["hugo"],
        keys=[f"{PieceKind.CONTACT}-{contact.pk}"],
        recipient_name="Samenwerkingsverband onderwijs Rivierland, zorgteam",
        ground="AVG 6 lid 1 onder e; Leerplichtwet 16",
        reason="Het zorgteam beslist over extra begeleiding voor Lina.",
        on=town.day(-days_ago),
    )


def keys_of(town: Town, case: Case, who: str, kind: PieceKind) -> list[str]:
    return [piece.key for piece in pieces_for(case, town.people[who]) if piece.kind == kind]
