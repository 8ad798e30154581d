"""Who is in the plan, and who is at the table."""

from datetime import date

from cases.family import Family
from cases.models import Case, FirstContribution, Involvement, InvolvementRole
from familienetwerk.accounts.models import PolicyDomain
from interventions.paper import content as paper


def people_of(family: Family) -> tuple[paper.PersonInPlan, ...]:
    """Everybody who is in the case now, eldest first."""
    homes = homes_by_member(family)
    return tuple(
        paper.PersonInPlan(
            name=member.full_name,
            reason=member.get_reason_display(),
            reason_text=member.reason_text,
            roles=tuple(member.role_names),
            born=member.birth_date,
            is_born_estimated=member.is_birth_date_estimated,
            died=member.died_on,
            is_minor=member.is_minor(family.today),
            household=" en ".join(homes.get(member.pk, [])),
            review_on=member.review_on,
        )
        for member in family.current
    )


def homes_by_member(family: Family) -> dict[int, list[str]]:
    homes: dict[int, list[str]] = {}
    for residence in family.running_residences:
        homes.setdefault(residence.member_id, []).append(residence.household.name)
    return homes


def seats_of(case: Case, *, today: date) -> tuple[paper.Seat, ...]:
    """Organisations at the table now, in table order; each professional on a line of its own."""
    first = dict(FirstContribution.objects.filter(case=case).values_list("organisation_id", "on"))
    running = (
        case.involvements.running(today)
        .exclude(role__in=[*InvolvementRole.only_reading(), *InvolvementRole.coordinating()])
        .select_related("organisation", "user")
        .order_by("organisation__name", "pk")
    )
    return tuple(
        paper.Seat(
            organisation=seat.organisation.name,
            domain=seat.organisation.get_policy_domain_display(),
            since=seat.since or today,
            professional=seat.user.name if seat.user else "",
            contributed_on=first.get(seat.organisation_id),
            task=seat.task,
        )
        for seat in sorted(running, key=table_order)
    )


def table_order(seat: Involvement) -> int:
    return PolicyDomain.values.index(seat.organisation.policy_domain)


def asked_not_joined(case: Case) -> tuple[str, ...]:
    asked = case.involvements.asked().select_related("organisation").order_by("organisation__name")
    return tuple(f"{seat.organisation} (gevraagd op {seat.asked_on:%d-%m-%Y})" for seat in asked)
