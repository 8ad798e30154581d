"""The discussions of a case as their page shows them: what comes first, then what was."""

from dataclasses import dataclass
from typing import Self

from django.db.models import Prefetch

from cases.models import AgendaItem, AgendaParticipant, AgreedAction, Case, Decision, Dissent, MissedOrganisation
from familienetwerk.accounts.models import Organisation


@dataclass(frozen=True, kw_only=True)
class Discussion:
    item: AgendaItem
    participants: list[AgendaParticipant]
    missed: list[Organisation]
    decisions: list[Decision]
    agreed: list[AgreedAction]

    @property
    def at_table(self) -> list[AgendaParticipant]:
        return [one for one in self.participants if not one.is_guest]

    @property
    def expected(self) -> list[AgendaParticipant]:
        return [one for one in self.participants if not one.was_sent_away]

    @property
    def came_to_something(self) -> bool:
        """It took place, and is not called off any more."""
        return bool(self.decisions or self.agreed or self.present)

    @property
    def is_noted(self) -> bool:
        return any(one.was_there is not None for one in self.expected)

    @property
    def present(self) -> list[AgendaParticipant]:
        return [one for one in self.expected if one.was_there]

    @property
    def absent(self) -> list[AgendaParticipant]:
        return [one for one in self.expected if one.was_there is False]

    @property
    def guests(self) -> list[AgendaParticipant]:
        """Who was there for this item only, and was not sent away before."""
        return [
            one for one in self.participants if one.involvement and (self.item.is_cancelled or not one.was_sent_away)
        ]


@dataclass(frozen=True, kw_only=True)
class AgendaPage:
    coming: list[Discussion]
    past: list[Discussion]

    @classmethod
    def of(cls, case: Case) -> Self:
        """Six queries."""
        rows = case.agenda_items.select_related("chair__organisation", "cancelled_by").soonest_first()
        people = AgendaParticipant.objects.filter(case=case).select_related("user__organisation", "involvement")
        by_item: dict[int, list[AgendaParticipant]] = {}
        for participant in people.order_by("user__name", "pk"):
            by_item.setdefault(participant.item_id, []).append(participant)
        missed: dict[int, list[Organisation]] = {}
        for row in (
            MissedOrganisation.objects.filter(case=case).select_related("organisation").order_by("organisation__name")
        ):
            missed.setdefault(row.item_id, []).append(row.organisation)
        decisions, agreed = decided_in(case), agreed_in(case)
        found = [
            Discussion(
                item=item,
                participants=by_item.get(item.pk, []),
                missed=missed.get(item.pk, []),
                decisions=decisions.get(item.pk, []),
                agreed=agreed.get(item.pk, []),
            )
            for item in rows
        ]
        return cls(
            coming=[one for one in found if one.item.may_change],
            past=[one for one in reversed(found) if not one.item.may_change],
        )


def decided_in(case: Case) -> dict[int, list[Decision]]:
    """By the number of the discussion, each with who sees it otherwise."""
    dissents = Dissent.objects.select_related("organisation").order_by("pk")
    found: dict[int, list[Decision]] = {}
    for row in Decision.objects.filter(case=case).prefetch_related(Prefetch("dissents", dissents)).order_by("pk"):
        found.setdefault(row.item_id, []).append(row)
    return found


def agreed_in(case: Case) -> dict[int, list[AgreedAction]]:
    """By the number of the discussion, soonest first."""
    found: dict[int, list[AgreedAction]] = {}
    rows = AgreedAction.objects.filter(case=case).select_related("user", "organisation")
    for row in rows.order_by("due_on", "pk"):
        found.setdefault(row.item_id, []).append(row)
    return found
