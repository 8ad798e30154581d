"""Whom of a case a reader may know of, with homes and relations: what nearly every page of it asks, written once."""

from django.db.models import QuerySet

from cases.models import Case, Deadline, Household, Member, Observation, Reader, Relation, Residence
from familienetwerk.accounts.models import User
from familienetwerk.accounts.written_once import Blanks
from familienetwerk.accounts.written_rows import rows_in_case, with_case


def known_members(case: Case, reader: Reader) -> list[Member]:
    """Eldest first, also who left. One query."""
    return with_case(rows_in_case(members_in, reader, case=case.pk), case)


def known_homes(case: Case) -> list[Household]:
    return with_case(rows_in_case(homes_in, case.reader, case=case.pk), case)


def known_residences(case: Case) -> list[Residence]:
    return rows_in_case(residences_in, case.reader, case=case.pk)


def known_relations(case: Case) -> list[Relation]:
    return with_case(rows_in_case(relations_in, case.reader, case=case.pk), case)


def known_observations(case: Case, user: User) -> list[Observation]:
    """Newest first, each with `view`."""
    return rows_in_case(observations_in, user, case=case.pk)


def known_work(case: Case, user: User) -> list[Deadline]:
    """What is due, soonest first."""
    return rows_in_case(work_in, user, case=case.pk)


def members_in(reader: Reader) -> QuerySet[Member]:
    return Member.objects.filter(case=Blanks("case")).known_to(reader).eldest_first()


def homes_in(reader: Reader) -> QuerySet[Household]:
    return Household.objects.filter(case=Blanks("case")).known_to(reader).order_by("name", "pk")


def residences_in(reader: Reader) -> QuerySet[Residence]:
    return Residence.objects.filter(household__case=Blanks("case")).known_to(reader).order_by("pk")


def relations_in(reader: Reader) -> QuerySet[Relation]:
    return Relation.objects.filter(case=Blanks("case")).standing().known_to(reader).in_order()


def observations_in(user: User) -> QuerySet[Observation]:
    return Observation.objects.filter(case=Blanks("case")).for_reader(user)


def work_in(user: User) -> QuerySet[Deadline]:
    rows = Deadline.objects.open().filter(case=Blanks("case")).known_to(user)
    return rows.select_related("organisation", "user").by_date()
