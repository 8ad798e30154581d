"""What the organisations at the table say of a version of the plan, and who stays silent."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, prefetch_related_objects

from cases.models import Deadline, DeadlineKind
from domains.gate import organisations_at_table
from familienetwerk.accounts.models import Organisation, PolicyDomain
from interventions.models import Adoption, Decision, Plan

WORDS: dict[str, str] = {
    Decision.AGREED: "Akkoord",
    Decision.RESERVATION: "Voorbehoud",
    Decision.NOT_AGREED: "Niet akkoord",
}
TONES: dict[str, str] = {
    Decision.AGREED: "good",
    Decision.RESERVATION: "warn",
    Decision.NOT_AGREED: "late",
}


@dataclass(frozen=True, kw_only=True)
class Reaction:
    """One organisation that was asked, and what it said, if anything."""

    organisation: Organisation
    adoption: Adoption | None

    @property
    def word(self) -> str:
        return WORDS[self.adoption.decision] if self.adoption else "Geen reactie"

    @property
    def tone(self) -> str:
        return TONES[self.adoption.decision] if self.adoption else "quiet"


def reactions_to(plan: Plan, *, today: date) -> list[Reaction]:
    """Everybody who is or was asked, and who reacted though no longer there, in table order. Two queries."""
    prefetch_related_objects([plan], Prefetch("adoptions", Adoption.objects.select_related("organisation", "given_by")))
    given = {adoption.organisation_id: adoption for adoption in plan.adoptions.all()}
    organisations = organisations_at_table(plan.case, today=today) if plan.is_open else asked_of(plan)
    present = {organisation.pk for organisation in organisations}
    organisations += sorted((given[pk].organisation for pk in given.keys() - present), key=table_order)
    return [Reaction(organisation=organisation, adoption=given.get(organisation.pk)) for organisation in organisations]


def asked_of(plan: Plan) -> list[Organisation]:
    """Who was asked for a reaction when this version was laid before the partners for the last time."""
    asked = Deadline.objects.filter(
        kind=DeadlineKind.ADOPTION, subject_id=plan.pk, settled_on__gte=plan.proposed_on
    ).values("organisation")
    return list(Organisation.objects.filter(pk__in=asked).by_table_order())


def table_order(organisation: Organisation) -> tuple[int, str]:
    return PolicyDomain.values.index(organisation.policy_domain), organisation.name
