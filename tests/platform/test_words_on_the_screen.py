"""Small words that people trip over: one full stop, a day on one line, one organisation that sees, BSN in capitals."""

import pytest
from django.utils.safestring import SafeString

from cases.models import Audience, Bsn
from cases.readers import Person, Present, Reader
from familienetwerk.accounts.models import Organisation
from familienetwerk.history.changes import EVENT_OF
from familienetwerk.history.words import title_of
from familienetwerk.screen.templatetags.screen import sentence, unbroken


@pytest.mark.parametrize(
    ("text", "shown"),
    [("Wpg 20", "Wpg 20."), ("Zo is het.", "Zo is het."), ("Waarom? ", "Waarom?"), ("", "")],
)
def test_what_somebody_wrote_ends_with_one_full_stop(text: str, shown: str) -> None:
    assert sentence(text) == shown


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Besluit van 06-11-2026 om 10:00", 'Besluit van <span class="nowrap">06-11-2026</span> om 10:00'),
        ("Vraag over casus 2026-0009", 'Vraag over casus <span class="nowrap">2026-0009</span>'),
        (SafeString('<a title="06-11-2026">Besluit</a>'), '<a title="06-11-2026">Besluit</a>'),
        ("<b>Ton</b>", "&lt;b&gt;Ton&lt;/b&gt;"),
        ("DPIA-2024-07, 12345-6789", "DPIA-2024-07, 12345-6789"),
    ],
)
def test_a_title_keeps_days_and_numbers_of_cases_whole(title: str, shown: str) -> None:
    assert unbroken(title) == shown


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
