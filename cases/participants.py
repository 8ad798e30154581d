"""Who may be asked, involved and given something under a frame: its participants, and why another may not."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from cases.genogram.words import in_a_row
from cases.models import FrameParticipant, LegalFrame
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.accounts.models.organisation import OrganisationQuerySet


def participants_of(frame: LegalFrame) -> QuerySet[FrameParticipant]:
    """Who takes part now. The database asks the same of what is written (migration 0053)."""
    return FrameParticipant.objects.running(timezone.localdate()).filter(frame=frame)


def colleagues_of_participants(users: QuerySet[User], frame: LegalFrame) -> QuerySet[User]:
    return users.filter(organisation__in=participants_of(frame).values("organisation"))


def taking_part(organisations: OrganisationQuerySet, frame: LegalFrame) -> OrganisationQuerySet:
    return organisations.filter(pk__in=participants_of(frame).values("organisation"))


def why_not_under(frame: LegalFrame, organisations: Iterable[Organisation]) -> str:
    """A sentence about those that do not take part; empty when all do."""
    wanted = {organisation.pk: str(organisation) for organisation in organisations}
    present = participants_of(frame).filter(organisation__in=wanted).values_list("organisation", flat=True)
    absent = [name for pk, name in sorted(wanted.items(), key=lambda one: one[1]) if pk not in set(present)]
    if not absent:
        return ""
    return f"{in_a_row(absent)} {does(absent)} niet mee in het kader “{frame}”. Vraag de functioneel beheerder."


def who_is_not_listed(organisations: OrganisationQuerySet, frame: LegalFrame) -> str:
    """For under a list of participants: which organisations one may look for there in vain, and why."""
    present = participants_of(frame).values("organisation")
    absent = list(organisations.exclude(pk__in=present).order_by("name", "pk").values_list("name", flat=True))
    if not absent:
        return ""
    return f"Niet in de lijst: {in_a_row(absent)}. Die {does(absent)} niet mee in het kader “{frame}”."


def does(names: list[str]) -> str:
    return "doet" if len(names) == 1 else "doen"
