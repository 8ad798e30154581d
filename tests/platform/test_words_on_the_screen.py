"""Small words that people trip over: one full stop, one organisation that sees, and BSN in capitals."""

import pytest

from cases.models import Audience, Bsn
from cases.readers import Person, Present, Reader
from familienetwerk.accounts.models import Organisation
from familienetwerk.history.changes import EVENT_OF
from familienetwerk.history.words import title_of
from familienetwerk.screen.templatetags.screen import sentence


@pytest.mark.parametrize(
    ("text", "shown"),
    [("Wpg 20", "Wpg 20."), ("Zo is het.", "Zo is het."), ("Waarom? ", "Waarom?"), ("", "")],
)
def test_what_somebody_wrote_ends_with_one_full_stop(text: str, shown: str) -> None:
    assert sentence(text) == shown


def an_organisation_with_somebody(number: int, name: str) -> tuple[Reader, Person]:
    reader = Reader(organisation_id=number, principal=number, name=name, policy_domain="SOCIAL", has_others=True)
    return reader, Person(principal=number + 100, name="Noa", organisation_id=number, organisation=name)


@pytest.mark.parametrize(
    ("names", "named", "verb"),
    [
        (["Zorg en Veiligheid"], (), "ziet"),
        (["Leerplicht", "Wijkteam"], (), "zien"),
        ([], (), "zien"),
    ],
)
def test_one_organisation_sees_and_several_see(names: list[str], named: tuple[int, ...], verb: str) -> None:
    pairs = [an_organisation_with_somebody(number, name) for number, name in enumerate(names, start=1)]
    present = Present(people=[person for _, person in pairs], organisations=[reader for reader, _ in pairs])

    assert present.know(Audience.OWN_ORGANISATION, Organisation(pk=99, name="Politie"), frozenset(named)) == verb


def test_the_others_of_one_organisation_are_several() -> None:
    reader, person = an_organisation_with_somebody(1, "Wijkteam")
    other = Person(principal=102, name="Bo", organisation_id=1, organisation="Wijkteam")
    present = Present(people=[person, other], organisations=[reader])

    assert present.know(Audience.NAMED, Organisation(pk=99, name="Politie"), frozenset({101})) == "zien"


def test_the_history_writes_bsn_in_capitals() -> None:
    assert title_of(EVENT_OF[Bsn](), {}).startswith("BSN")
