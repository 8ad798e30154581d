"""Geschiedenis: from what to what, by whom and when, in the words of the forms, and only what one may read."""

import pytest
from django.test import Client

from cases import actions
from cases.models import Audience, Bsn, Case, Member, ObservationWords
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.behalf import acting_for
from familienetwerk.breaches.models import Affected, Breach, Suspicion, Telling
from familienetwerk.history.changes import EVENT_OF
from familienetwerk.history.views import PARTS
from familienetwerk.history.words import NAMES, fields_to_show
from tests.factories import a_case, a_household, a_member, an_involvement, an_observation, anna, bram, chris, sanne
from tests.queries import questions

pytestmark = pytest.mark.django_db


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def case(director) -> Case:
    return a_case(coordinator=director)


@pytest.fixture
def kevin(case, director) -> Member:
    return a_member(case, given_name="Kevin")


@pytest.fixture
def reader(client: Client, director) -> Client:
    client.force_login(director)
    return client


def lines(page) -> list[tuple[str, str, str]]:
    return [(line.name, line.before, line.after) for change in page.context["changes"] for line in change.lines]


def test_a_person_shows_what_was_what_is_and_who_did_it(reader, kevin, director):
    with acting_for(director.pk):
        actions.change_member(kevin, by=director, lock_version=1, given_name="Kévin", gender="MALE")

    page = reader.get(f"/casussen/{kevin.case_id}/gezin/{kevin.pk}/geschiedenis/")

    newest = page.context["changes"][0]
    assert (newest.who, newest.what) == (director.name, "Gezinslid Kévin gewijzigd")
    assert ("voornaam", "Kevin", "Kévin") in lines(page)
    assert ("geslacht", "Onbekend", "Man") in lines(page)


def test_what_was_added_shows_what_was_filled_in(reader, kevin):
    page = reader.get(f"/casussen/{kevin.case_id}/gezin/{kevin.pk}/geschiedenis/")

    assert ("geboortedatum", "leeg", "14-05-2003") in lines(page)
    assert "De app zelf" in page.text


def test_looking_there_is_looking_at_the_person(reader, kevin):
    reader.get(f"/casussen/{kevin.case_id}/gezin/{kevin.pk}/geschiedenis/")

    line = AuditEvent.objects.get(type=EventType.PERSONS_VIEWED)
    assert (line.subject_ids, line.page) == (str(kevin.pk), "member_history")


def test_the_coordinator_reads_the_case_part_by_part(reader, case, kevin, director):
    a_household(case, name="Huis Kade")
    an_observation(case, director, text="Drie scooters")

    family = reader.get(f"/casussen/{case.pk}/geschiedenis/").text
    seen = reader.get(f"/casussen/{case.pk}/geschiedenis/?deel=waarnemingen").text

    assert "Huis Kade" in family
    assert "Drie scooters" not in family
    assert "Drie scooters" in seen


def test_what_one_may_not_read_has_no_history_either(client, case, director):
    partner = sanne()
    an_involvement(case, partner)
    an_observation(case, partner, text="Alleen voor ons", audience=Audience.OWN_ORGANISATION)
    client.force_login(director)

    assert "Alleen voor ons" not in client.get(f"/casussen/{case.pk}/geschiedenis/?deel=waarnemingen").text


def test_a_participant_reads_no_history_of_the_case_but_of_a_person(client, case, kevin):
    partner = bram()
    an_involvement(case, partner)
    client.force_login(partner)

    assert client.get(f"/casussen/{case.pk}/geschiedenis/").status_code == 403
    assert client.get(f"/casussen/{case.pk}/gezin/{kevin.pk}/geschiedenis/").status_code == 200


def test_a_stranger_finds_nothing(client, case, kevin):
    client.force_login(chris())

    assert client.get(f"/casussen/{case.pk}/geschiedenis/").status_code == 404


def test_of_a_long_text_that_part_is_shown_in_which_it_changed(reader, case, director):
    observation = an_observation(case, director, text=f"{'a' * 900} rood {'b' * 900}")
    ObservationWords.objects.filter(pk=observation.pk).update(text=f"{'a' * 900} groen {'b' * 900}")

    [line] = reader.get(f"/casussen/{case.pk}/geschiedenis/?deel=waarnemingen").context["changes"][0].lines

    assert ("a rood b" in line.before, "a groen b" in line.after) == (True, True)
    assert max(len(line.before), len(line.after)) < 500


def test_a_long_text_is_cut(reader, case, director):
    observation = an_observation(case, director, text="a" * 900)
    ObservationWords.objects.filter(pk=observation.pk).update(text="b" * 900)

    changes = reader.get(f"/casussen/{case.pk}/geschiedenis/?deel=waarnemingen").context["changes"]

    assert changes[0].what == "Woorden van een waarneming gewijzigd"
    assert len(changes[0].lines[0].after) < 500


def test_beside_each_piece_stands_for_whom_it_is(reader, case, director):
    an_observation(case, director, text="Voor weinigen.", audience=Audience.OWN_ORGANISATION)

    page = reader.get(f"/casussen/{case.pk}/geschiedenis/?deel=waarnemingen")

    changes = page.context["changes"]
    assert {change.what.partition(" ")[0] for change in changes} >= {"Waarneming", "Woorden"}
    assert {change.audience.word for change in changes} == {Audience.OWN_ORGANISATION.label}
    assert page.text.count("(wie ziet dit?)") == len(changes)


def test_each_part_asks_at_most_15_questions_however_much_changed(reader, case, director):
    counts = []
    for number in (1, 12):
        for index in range(number):
            member = a_member(case, given_name=f"Kim {number} {index}")
            Member.objects.filter(pk=member.pk).update(reason_text="Anders")
            an_observation(case, director)
        there = f"/casussen/{case.pk}/geschiedenis/?deel="
        counts.append({part: len(questions(reader, f"{there}{part}")) for part in PARTS})

    assert counts[0] == counts[1]
    assert max(counts[1].values()) <= 15


def test_every_field_that_is_shown_has_a_dutch_name():
    kinds = {Bsn, Breach, Telling, Affected, Suspicion, *(kind for _, kinds in PARTS.values() for kind in kinds)}
    named_by_python = {
        f"{kind.__name__}.{field.name}"
        for kind in kinds
        for field in fields_to_show(EVENT_OF[kind])
        if field.verbose_name == field.name.replace("_", " ") and field.name not in NAMES
    }

    assert named_by_python == set()
