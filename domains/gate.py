"""Who said what at the table: the facts that the two-domain gate asks (rules.obstacles_to_joint_fixing)."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Exists, OuterRef, Q

from cases.models import Case, InvolvementRole
from domains.models import Contribution
from domains.rules import Voice
from familienetwerk.accounts.models import Organisation


def voices_of(case: Case, *, agreement_of: Mapping[int, bool]) -> list[Voice]:
    """One voice per organisation that contributed or answered. `agreement_of`: organisation id to whether it agreed.

    One query, whatever the number of organisations. Used for the problem definition here and for the plan above.
    """
    contributed = Exists(Contribution.objects.filter(case=case, organisation=OuterRef("pk")).released())
    spoke = Organisation.objects.annotate(has_contributed=contributed)
    organisations = spoke.filter(Q(has_contributed=True) | Q(pk__in=list(agreement_of)))
    return [
        Voice(
            organisation=organisation.name,
            policy_domain=organisation.policy_domain,
            has_contributed=organisation.has_contributed,  # type: ignore[attr-defined]
            agrees=agreement_of.get(organisation.pk),
        )
        for organisation in organisations
    ]


def organisations_at_table(case: Case, *, today: date) -> list[Organisation]:
    """Every organisation with a running involvement other than reading along, in table order."""
    seats = case.involvements.running(today).exclude(role__in=InvolvementRole.only_reading())
    return list(Organisation.objects.filter(pk__in=seats.values("organisation")).by_table_order())
