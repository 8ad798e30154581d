"""Eight people a case, in two houses, of one couple and their children."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from django.db.backends.postgresql.psycopg_any import DateRange

from benchmarks.town.common import BATCH, TODAY
from cases.models import Case, Certainty, Household, Member, MembershipReason, Relation, RelationKind, Residence

SURNAMES = [
    "Waterman",
    "Kuipers",
    "Van-Dam",
    "Terpstra",
    "Smit",
    "Yilmaz",
    "El-Idrissi",
    "Jansen",
    "De-Boer",
    "Vos",
    "Meijer",
    "Dekker",
    "Mulder",
    "Bos",
]
GIVEN = [
    "Kevin",
    "Naomi",
    "Ties",
    "Bo",
    "Jayden",
    "Sara",
    "Mo",
    "Lisa",
    "Daan",
    "Emma",
    "Noor",
    "Finn",
    "Fatima",
    "Sem",
    "Julia",
    "Bram",
    "Eva",
    "Levi",
    "Zoë",
    "Thijs",
]


def add_families(cases: list[Case], chance: Random) -> None:
    members = Member.objects.bulk_create(
        (member for case in cases for member in family_of(case, chance)), batch_size=BATCH
    )
    households = Household.objects.bulk_create(
        (Household(case=case, name=f"Huis {letter}", place="Meetstad") for case in cases for letter in "AB"),
        batch_size=BATCH,
    )
    homes = {(home.case_id, home.name[-1]): home for home in households}
    families = [members[start : start + 8] for start in range(0, len(members), 8)]
    period = DateRange(date(2020, 1, 1), None)
    Residence.objects.bulk_create(
        (
            Residence(household=homes[person.case_id, "A" if place < 5 else "B"], member=person, period=period)
            for family in families
            for place, person in enumerate(family)
        ),
        batch_size=BATCH,
    )
    Relation.objects.bulk_create((row for family in families for row in relations_in(family)), batch_size=BATCH)


def family_of(case: Case, chance: Random) -> Iterator[Member]:
    surname = chance.choice(SURNAMES)
    for place in range(8):
        given = chance.choice(GIVEN)
        yield Member(
            case=case,
            given_name=given,
            family_name=surname,
            name_key=f"{surname} {given}".lower(),
            given_key=given.lower(),
            birth_date=date(1960 + 6 * place, 1 + place, 1 + chance.randrange(28)),
            reason=MembershipReason.INDEX if place == 0 else MembershipReason.RELATIVE,
            reason_text="Gemeten.",
            review_on=TODAY + timedelta(days=chance.randrange(1, 200)),
            added_on=case.started_on,
            added_by_id=case.started_by_id,
        )


def relations_in(family: list[Member]) -> Iterator[Relation]:
    common = {"case_id": family[0].case_id, "certainty": Certainty.ESTABLISHED, "source": "BRP", "sourced_on": TODAY}
    yield Relation(from_member=family[0], to_member=family[1], kind=RelationKind.MARRIED, **common)
    for parent in family[:2]:
        for child in family[2:7]:
            yield Relation(from_member=parent, to_member=child, kind=RelationKind.PARENT, **common)
