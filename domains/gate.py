"""Who said what at the table: the facts that the two-domain gate asks (rules.obstacles_to_joint_fixing)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.models import Case, Involvement
from domains.models import Contribution
from domains.rules import Voice
from familienetwerk.accounts.models import Organisation
from familienetwerk.accounts.models.organisation import OrganisationQuerySet
from familienetwerk.accounts.written_once import Blanks
from familienetwerk.accounts.written_rows import rows_in_case


def voices_of(
    case: Case, *, agreement_of: Mapping[int, bool], organisations: Sequence[Organisation] | None = None
) -> list[Voice]:
    """One voice per organisation that contributed or answered. `agreement_of`: organisation id to whether it agreed.

    One query, unless `organisations` are there (of `organisations_of`). Used for the problem definition here and for
    the plan above.
    """
    spoke = with_contributions(case).filter(Q(has_contributed=True) | Q(pk__in=list(agreement_of)))
    return [
        Voice(
            organisation=organisation.name,
            policy_domain=organisation.policy_domain,
            has_contributed=organisation.has_contributed,  # type: ignore[attr-defined]
            agrees=agreement_of.get(organisation.pk),
        )
        for organisation in (spoke if organisations is None else organisations)
        if organisation.has_contributed or organisation.pk in agreement_of  # type: ignore[attr-defined]
    ]


def with_contributions(case: Case | Blanks) -> OrganisationQuerySet:
    """Each with `has_contributed`."""
    contributed = Exists(Contribution.objects.filter(case=case, organisation=OuterRef("pk")).released())
    return Organisation.objects.annotate(has_contributed=contributed)


def organisations_of(case: Case, *, today: date, answered: Iterable[int]) -> list[Organisation]:
    """Who sits at the table, contributed or answered: each with `is_at_table` and `has_contributed`. One query."""
    numbers = {f"answered {place}": number for place, number in enumerate(answered)}
    return rows_in_case(organisations_in, None, today, len(numbers), case=case.pk, **numbers)


def organisations_in(_reader: None, today: date, answered: int) -> QuerySet[Organisation]:
    case = Blanks("case")
    seats = Involvement.objects.filter(case=case, organisation=OuterRef("pk")).with_a_voice(today)
    known = with_contributions(case).annotate(is_at_table=Exists(seats))
    these = Q(is_at_table=True) | Q(has_contributed=True)
    if answered:
        these |= Q(pk__in=Blanks(*(f"answered {place}" for place in range(answered))))
    return known.filter(these).by_table_order()


def organisations_at_table(case: Case, *, today: date) -> list[Organisation]:
    """Every organisation with a running involvement other than reading along, in table order."""
    seats = seats_with_a_voice(case, today=today)
    return list(Organisation.objects.filter(pk__in=seats.values("organisation")).by_table_order())


def seats_with_a_voice(case: Case, *, today: date) -> QuerySet[Involvement]:
    return case.involvements.with_a_voice(today)
