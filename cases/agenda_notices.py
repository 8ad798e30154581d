"""On the work list: a discussion to which one is invited, also of who reads the case only as long as that lasts."""

from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from cases.models import AgendaParticipant, Case
from cases.notices import Notice, Section
from familienetwerk.accounts.models import User


def discussions(user: User, today: date) -> QuerySet[AgendaParticipant]:
    """Each with `case_number` where the case may be opened now: before its hour not even which case it is."""
    opened = Case.objects.visible_to(user).filter(pk=OuterRef("case_id")).values("number")
    rows = AgendaParticipant.objects.coming_for(user).select_related("item")
    return rows.annotate(case_number=Subquery(opened[:1])).order_by("item__begins_at", "pk")


def discussion(row: AgendaParticipant, user: User, today: date) -> Notice:
    text = f"Bespreking op {row.item.when}, {row.item.place}."
    if row.is_guest:
        text += f" U leest de casus alleen mee {row.item.hours}."
    number: str | None = row.case_number  # type: ignore[attr-defined]
    if number is None:
        return Notice(text=text)
    return Notice(text=text, url=reverse("cases:agenda", args=[row.case_id]), case_number=number, case_id=row.case_id)


SECTIONS = [
    Section(
        title="U bent uitgenodigd voor een bespreking",
        is_for=lambda user: True,  # whoever is invited, whatever else the role is
        rows=discussions,
        line=discussion,
    ),
]
