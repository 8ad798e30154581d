"""The family of a case as the plain data that the picture is drawn from."""

from cases.family import Family
from cases.genogram.network import (
    Certainty,
    Household,
    Kind,
    Network,
    Organisation,
    Person,
    Quality,
    Relation,
    Sex,
    Side,
)
from cases.models import Member, MembershipReason
from familienetwerk.accounts.models import PolicyDomain

SIDES: dict[str, Side] = {PolicyDomain.SAFETY: Side.SAFETY, PolicyDomain.SOCIAL: Side.SOCIAL}


def network_of(family: Family, *, with_links: bool = True) -> Network:
    """Everybody who is in the case now; on paper without links."""
    return Network(
        name=family.case.name,
        people=tuple(person_of(member, with_links=with_links) for member in family.current),
        relations=tuple(
            Relation(
                who=str(relation.from_member_id),
                whom=str(relation.to_member_id),
                kind=Kind(relation.kind),
                quality=Quality(relation.quality),
                certainty=Certainty(relation.certainty),
                source=relation.source,
                since=relation.from_on,
                until=relation.until_on,
            )
            for relation in family.relations
        ),
        households=tuple(
            Household(
                id=str(household.pk),
                name=household.name,
                members=tuple(str(member.pk) for member in family.residents[household.pk]),
            )
            for household in family.households
        ),
        organisations=organisations_of(family),
    )


def person_of(member: Member, *, with_links: bool) -> Person:
    return Person(
        id=str(member.pk),
        given_name=member.given_name,
        family_name=" ".join(part for part in (member.name_prefix, member.family_name) if part),
        sex=Sex(member.gender),
        born=member.birth_date,
        is_born_estimated=member.is_birth_date_estimated,
        died=member.died_on,
        is_index=member.reason == MembershipReason.INDEX,
        href=member.get_absolute_url() if with_links else "",
    )


def organisations_of(family: Family) -> tuple[Organisation, ...]:
    """Each organisation once. Whom it works with: the persons named, or nobody in particular, for the whole network."""
    people: dict[int, set[str]] = {}
    known = {}
    for involvement in family.involvements:
        known[involvement.organisation_id] = involvement.organisation
        named = people.setdefault(involvement.organisation_id, set())
        named |= {str(member_id) for member_id in involvement.member_ids}  # type: ignore[attr-defined]
    return tuple(
        Organisation(
            name=organisation.name,
            side=SIDES.get(organisation.policy_domain, Side.OTHER),
            people=tuple(sorted(people[pk], key=int)),
        )
        for pk, organisation in known.items()
    )
