"""The joint problem definition that the plan rests on, with what each organisation sees."""

from django.db.models import Manager

from cases.models import Case
from domains.models import Agreement, Contribution
from domains.models import Stance as StanceChoice
from familienetwerk.accounts.models import PolicyDomain
from interventions.models import Plan
from interventions.paper import content as paper


def definition_of(plan: Plan) -> paper.Definition | None:
    definition = plan.definition
    if definition is None or definition.fixed_on is None:
        return None
    return paper.Definition(
        version=definition.version,
        fixed_on=definition.fixed_on,
        statement=definition.statement,
        priorities=definition.priorities,
        focus=tuple(definition.focus_names),
        unknowns=definition.unknowns,
        views=views_of(plan.case),
        stances=tuple(stance_of(agreement) for agreement in in_table_order(definition.agreements)),
    )


def in_table_order(agreements: Manager[Agreement]) -> list[Agreement]:
    rows = agreements.select_related("organisation").order_by("organisation__name")
    return sorted(rows, key=lambda row: PolicyDomain.values.index(row.organisation.policy_domain))


def stance_of(agreement: Agreement) -> paper.Stance:
    return paper.Stance(
        organisation=agreement.organisation.name,
        domain=agreement.organisation.get_policy_domain_display(),
        agrees=agreement.stance == StanceChoice.AGREES,
        on=agreement.given_on,
        reason=agreement.reason,
    )


def views_of(case: Case) -> tuple[paper.View, ...]:
    """Of each organisation its latest contribution for all involved; safety and social first."""
    rows = (
        Contribution.objects.filter(case=case)
        .for_all_involved()
        .select_related("organisation", "words")
        .order_by("released_at", "pk")
    )
    latest = {row.organisation_id: row for row in rows}
    ordered = sorted(latest.values(), key=view_order)
    return tuple(
        paper.View(
            who=row.organisation.name,
            concern=row.words.concern,
            strengths=row.words.strengths,
            tried=row.words.tried,
            possibilities=row.words.possibilities,
        )
        for row in ordered
    )


def view_order(row: Contribution) -> tuple[int, str]:
    return PolicyDomain.values.index(row.organisation.policy_domain), row.organisation.name
