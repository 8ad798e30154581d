"""Sharing is an act: what, to whom, on which ground. It stays in the ledger, and a correction follows it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client

from cases import actions, rules
from cases.models import Audience, Case, Deadline, DeadlineKind, InvolvementRole, Recall, Regime, SharedPiece, Sharing
from cases.shareable import pieces_for
from familienetwerk.accounts.models import User
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.behalf import acting_for
from tests.factories import TODAY, a_case, an_involvement, an_observation, an_organisation, anna, bram, chris, sanne
from tests.queries import questions

pytestmark = pytest.mark.django_db
GIVEN = {"ground": "Wpg 20", "reason": "Voor de aanvraag van een gebiedsverbod", "on": TODAY}


@pytest.fixture(scope="module")
def table(one_transaction: None) -> tuple[int, int, int]:
    """Who directs, a partner, and their case."""
    director, partner = anna(), bram()
    case = a_case(coordinator=director)
    an_involvement(case, partner)
    return director.pk, partner.pk, case.pk


@pytest.fixture
def director(table) -> User:
    return User.objects.select_related("organisation").get(pk=table[0])


@pytest.fixture
def partner(table) -> User:
    return User.objects.select_related("organisation").get(pk=table[1])


@pytest.fixture
def case(table) -> Case:
    return Case.objects.select_related("started_by__organisation").get(pk=table[2])


def key_of(observation) -> str:
    return f"observation-{observation.pk}"


def shared(observation, *, by: User, **fields) -> Sharing:
    given = GIVEN | {"recipient_name": "Gemeente Duinveen, team Veiligheid"} | fields
    return actions.share(observation.case, by=by, keys=[key_of(observation)], **given)


def test_is_recorded_with_recipient_ground_reason_day_and_version(case, partner):
    seen = an_observation(case, partner)

    sharing = shared(seen, by=partner)

    [piece] = sharing.pieces.all()
    assert (sharing.to, sharing.ground, sharing.shared_on) == ("Gemeente Duinveen, team Veiligheid", "Wpg 20", TODAY)
    assert piece.digest == next(piece.digest for piece in pieces_for(case, partner) if piece.key == key_of(seen))
    assert AuditEvent.objects.filter(type=EventType.SHARED, subject="sharing", case_id=case.pk).count() == 1


def test_what_the_ledger_keeps_never_says_what_stood_there(case, partner):
    sharing = shared(an_observation(case, partner, text="Kanarie in de tekst."), by=partner)

    assert "anarie" not in " ".join(sharing.pieces.values_list("title", flat=True))


@pytest.mark.parametrize(
    ("facts", "coordinates", "words"),
    [
        ({"is_own": True, "is_source_bound": True}, False, None),
        ({"is_of_all": True}, True, None),
        ({"is_of_all": True}, False, "vraag een regisseur"),
        ({}, True, None),
        ({}, False, "vraag een regisseur"),
        ({"is_source_bound": True}, True, "alleen de organisatie waar dit vandaan komt"),
    ],
)
def test_each_gives_its_own_and_what_is_bound_to_its_source_stays_there(facts, coordinates, words):
    piece = rules.PieceFacts(**{"title": "Feit", "is_own": False, "is_of_all": False, "is_source_bound": False} | facts)

    obstacles = rules.obstacles_to_sharing([piece], coordinates=coordinates, is_complete=True)

    assert bool(obstacles) == bool(words)
    assert words is None or words in obstacles[0]


def test_police_data_of_another_is_refused_and_nothing_is_recorded(case, director, partner):
    seen = an_observation(case, partner, regime=Regime.WPG)

    with pytest.raises(ValidationError, match="alleen de organisatie waar dit vandaan komt"):
        shared(seen, by=director)

    assert not Sharing.objects.exists()


def test_the_database_refuses_police_data_of_another_too(case, director, partner):
    sharing = shared(an_observation(case, director), by=director)
    piece = {"kind": "observation", "subject_id": 1, "title": "Feit", "sharer": director.organisation}

    for source in (partner.organisation, None):
        with pytest.raises(DatabaseError, match="piece_bound_to_its_source"), transaction.atomic():
            SharedPiece.objects.create(sharing=sharing, organisation=source, regime=Regime.WPG, **piece)
    with pytest.raises(DatabaseError, match="organisatie die verstrekt"), transaction.atomic():
        SharedPiece.objects.create(
            sharing=sharing,
            organisation=partner.organisation,
            regime=Regime.WPG,
            **piece | {"sharer": partner.organisation},
        )


def test_what_one_may_not_read_cannot_be_given(case, director, partner):
    hidden = an_observation(case, partner, audience=Audience.OWN_ORGANISATION)

    with pytest.raises(ValidationError, match="is er niet meer"):
        shared(hidden, by=director)


@pytest.mark.parametrize("recipient", [{}, {"recipient_name": "Duinveen", "recipient": True}])
def test_there_is_one_recipient(case, partner, recipient):
    seen = an_observation(case, partner)
    given = {"recipient_name": ""} | recipient
    if recipient:
        given["recipient"] = an_organisation()

    with pytest.raises(ValidationError, match="Kies een organisatie, of schrijf op"):
        shared(seen, by=partner, **given)


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE cases_sharing SET reason = 'anders'",
        "DELETE FROM cases_sharing",
        "UPDATE cases_sharedpiece SET digest = ''",
        "DELETE FROM cases_sharedpiece",
        "UPDATE cases_recall SET reason = 'anders'",
        "DELETE FROM cases_recall",
    ],
)
def test_what_was_given_stands(case, partner, deed):
    seen = an_observation(case, partner)
    shared(seen, by=partner)
    actions.dispute_observation(seen, by=partner, on=TODAY, disputed_by="moeder", text="Het was haar fiets.")

    with pytest.raises(DatabaseError, match="blijft staan"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(deed)


def test_a_correction_is_work_for_who_shared_until_the_recipient_was_told(case, director, partner):
    seen = an_observation(case, partner)
    shared(seen, by=partner)

    actions.dispute_observation(seen, by=director, on=TODAY, disputed_by="moeder", text="Het was haar fiets.")

    recall = Recall.objects.get()
    due = Deadline.objects.open().get(kind=DeadlineKind.RECALL)
    assert (due.user, due.subject_id) == (partner, recall.pk)
    actions.tell_recipient(recall, by=partner, on=TODAY)
    assert not Deadline.objects.open().filter(kind=DeadlineKind.RECALL).exists()


def test_a_disputed_piece_is_another_version(case, partner):
    seen = an_observation(case, partner)
    before = shared(seen, by=partner).pieces.get().digest

    actions.dispute_observation(seen, by=partner, on=TODAY, disputed_by="moeder", text="Het was haar fiets.")

    assert shared(seen, by=partner).pieces.get().digest != before


def test_a_coordinator_knows_all_and_a_partner_what_touches_its_own(client: Client, case, director, partner):
    team = sanne()
    an_involvement(case, team)
    shared(an_observation(case, director), by=director, recipient_name="Van de gemeente")
    shared(an_observation(case, partner), by=partner, recipient_name="Van de politie")
    shared(an_observation(case, team), by=director, recipient_name="Stuk van het team")

    seen = {}
    for user in (director, partner, team):
        client.force_login(user)
        page = client.get(f"/casussen/{case.pk}/verstrekkingen/").text
        seen[user.name] = {name for name in ("Van de gemeente", "Van de politie", "Stuk van het team") if name in page}

    assert seen == {
        "Anna de Wit": {"Van de gemeente", "Van de politie", "Stuk van het team"},
        "Bram Visser": {"Van de politie"},
        "Sanne Bakker": {"Stuk van het team"},
    }


def test_is_not_there_for_who_is_not_involved(case, partner):
    shared(an_observation(case, partner), by=partner)

    with acting_for(chris().pk):
        assert not Sharing.objects.exists()
        assert not SharedPiece.objects.exists()


def test_the_page_records_it_and_a_form_with_mistakes_comes_back_filled_in(client: Client, case, partner):
    seen = an_observation(case, partner)
    client.force_login(partner)
    address = f"/casussen/{case.pk}/verstrekkingen/nieuw/"
    typed = {"keys": key_of(seen), "recipient_name": "Duinveen", "ground": "", "reason": "Nodig", "on": "02-11-2026"}

    refused = client.post(address, typed)
    accepted = client.post(address, typed | {"ground": "Wpg 20"})

    assert refused.status_code == 422
    assert 'value="Duinveen"' in refused.text
    assert accepted.headers["Location"] == f"/casussen/{case.pk}/verstrekkingen/"
    assert Sharing.objects.get().to == "Duinveen"


def test_a_reader_sees_the_ledger_and_records_nothing(client: Client, case):
    reader = sanne()
    an_involvement(case, reader, role=InvolvementRole.READER)
    client.force_login(reader)

    assert client.get(f"/casussen/{case.pk}/verstrekkingen/").status_code == 200
    assert client.get(f"/casussen/{case.pk}/verstrekkingen/nieuw/").status_code == 403


def test_another_organisation_does_not_say_that_the_recipient_was_told(client: Client, case, partner):
    seen, team = an_observation(case, partner), sanne()
    an_involvement(case, team)
    shared(seen, by=partner)
    actions.dispute_observation(seen, by=partner, on=TODAY, disputed_by="moeder", text="Het was haar fiets.")
    address = f"/casussen/{case.pk}/verstrekkingen/{Recall.objects.get().pk}/melden/"
    client.force_login(team)
    assert client.post(address).status_code == 404

    client.force_login(partner)
    client.post(address)
    assert Recall.objects.get().told_by == partner


def test_the_button_is_there_for_who_may_say_it(client: Client, case, director, partner):
    """Of a piece of the police that the coordinator gave: the police reads that it was, and the coordinator says it."""
    seen = an_observation(case, partner)
    shared(seen, by=director)
    actions.dispute_observation(seen, by=partner, on=TODAY, disputed_by="moeder", text="Het was haar fiets.")

    pages = {}
    for user in (director, partner):
        client.force_login(user)
        pages[user] = client.get(f"/casussen/{case.pk}/verstrekkingen/").text

    assert "Ontvanger weet het nog niet" in pages[partner]
    assert ("/melden/" in pages[director], "/melden/" in pages[partner]) == (True, False)


def test_a_long_ledger_asks_no_more_than_a_short_one(client: Client, case, partner):
    client.force_login(partner)
    address = f"/casussen/{case.pk}/verstrekkingen/"
    shared(an_observation(case, partner), by=partner)
    few = len(questions(client, address))
    for _ in range(5):
        shared(an_observation(case, partner), by=partner)

    assert len(questions(client, address)) == few <= 15


def test_the_form_tells_pieces_of_one_day_apart_and_says_who_reads_each(client: Client, case, partner):
    an_observation(case, partner, text="Kevin stond bij de poort. " * 9)
    an_observation(case, partner, text="De deur was open.", audience=Audience.OWN_ORGANISATION)
    client.force_login(partner)

    page = client.get(f"/casussen/{case.pk}/verstrekkingen/nieuw/").text

    assert "De deur was open. · Wie ziet dit? Eigen organisatie" in page
    assert "Kevin stond bij de poort." in page
    assert page.count("Kevin stond bij de poort.") < 9
