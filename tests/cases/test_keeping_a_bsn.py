"""A BSN: only where the law allows, for who coordinates, found but never told."""

import psycopg
import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import assume, given
from hypothesis import strategies as st

from cases import actions, rules
from cases.models import Bsn, BsnPurpose, InvolvementRole
from cases.search import find, kind_of
from familienetwerk.admission.unsent import typed_fields
from familienetwerk.audit.models import AuditEvent
from familienetwerk.behalf import acting_for
from familienetwerk.cipher.keys import data_keys
from familienetwerk.cipher.values import key_id_of, marks_of
from familienetwerk.locking import Conflict
from tests.factories import TODAY, a_case, a_frame, a_member, an_involvement, anna, bram, chris

pytestmark = pytest.mark.django_db
BSN, NO_BSN = "999990019", "999990021"
GROUND = "Wabb 10; Jeugdwet 7.2.1"
figures = st.text("0123456789", min_size=8, max_size=8)


@pytest.fixture
def director():
    return anna()


@pytest.fixture
def case(director):
    return a_case(coordinator=director, legal_frame=a_frame(bsn_ground=GROUND))


@pytest.fixture
def kevin(case):
    return a_member(case)


@pytest.fixture
def known(kevin, director) -> Bsn:
    return actions.note_bsn(kevin, by=director, number=BSN, lock_version=0)


def page_of(member) -> str:
    return f"/casussen/{member.case_id}/gezin/{member.pk}/"


@given(figures)
def test_one_wrong_figure_or_two_that_changed_places_is_no_bsn(beginning: str):
    candidates = [f"{beginning}{last}" for last in range(10)]
    good = [text for text in candidates if rules.is_bsn(text)]
    assume(good)

    wrong = [f"{good[0][:place]}{figure}{good[0][place + 1 :]}" for place in range(9) for figure in "0123456789"]
    swapped = [good[0][:n] + good[0][n + 1] + good[0][n] + good[0][n + 2 :] for n in range(8)]

    assert len(good) == 1
    assert not any(rules.is_bsn(text) for text in [*wrong, *swapped] if text != good[0])


@given(st.text(max_size=12))
def test_no_other_text_is_a_bsn(text: str):
    assert not rules.is_bsn(text) or (len(text) == 9 and text.isascii() and text.isdigit())


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (BSN, True),
        (NO_BSN, False),
        ("000000000", False),
        ("99999001", False),
        ("٩٩٩٩٩٠٠١٩", False),
        ("111222333", True),
    ],
)
def test_the_eleven_test(text: str, is_one: bool):
    assert rules.is_bsn(text) is is_one


@pytest.mark.parametrize("typed", ["9999.90.019", "999 990 019", "999-990-019"])
def test_it_is_read_as_people_type_it(typed: str):
    assert rules.bare_bsn(typed) == BSN


def test_it_is_noted_masked_and_shown_for_a_purpose(client: Client, kevin, director):
    client.force_login(director)

    answer = client.post(f"{page_of(kevin)}bsn/", {"bsn": "9999.90.019", "lock_version": "0"}, follow=True)
    assert "•••••••19" in answer.text
    assert BSN not in answer.text

    shown = client.post(f"{page_of(kevin)}bsn/tonen/", {"purpose": BsnPurpose.REGISTRATION})
    assert BSN in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    event = AuditEvent.objects.filter(subject="bsn").latest("pk")
    assert (event.type, event.user_id, event.subject_ids) == ("PERSONS_VIEWED", director.pk, str(kevin.pk))
    assert event.purpose == BsnPurpose.REGISTRATION.label


def test_asking_without_a_purpose_shows_nothing(client: Client, known, director):
    client.force_login(director)
    for answer in (client.get(f"{page_of(known.member)}bsn/tonen/"), client.post(f"{page_of(known.member)}bsn/tonen/")):
        assert BSN not in answer.text

    assert not AuditEvent.objects.filter(subject="bsn", page="reveal_bsn").exists()


def test_a_number_that_is_none_comes_back_with_a_sentence(client: Client, kevin, director):
    client.force_login(director)

    answer = client.post(f"{page_of(kevin)}bsn/", {"bsn": NO_BSN, "lock_version": "0"})

    assert answer.status_code == 422
    assert "Dit is geen BSN" in answer.text
    assert f'value="{NO_BSN}"' in answer.text


def test_a_partner_knows_nothing_of_it(client: Client, known, case):
    partner = bram()
    an_involvement(case, partner)
    client.force_login(partner)

    assert "BSN" not in client.get(page_of(known.member)).text.split("<main", 1)[1]
    assert client.get(f"{page_of(known.member)}bsn/tonen/").status_code == 403
    assert client.post(f"{page_of(known.member)}bsn/tonen/", {"purpose": "REGISTRATION"}).status_code == 403
    assert not Bsn.objects.visible_to(partner).exists()
    with acting_for(partner.pk):
        assert not Bsn.objects.exists()


def test_a_stranger_gets_a_page_that_does_not_exist(client: Client, known):
    client.force_login(chris())

    assert client.post(f"{page_of(known.member)}bsn/tonen/", {"purpose": "REGISTRATION"}).status_code == 404


def test_a_frame_without_a_ground_has_no_bsn(client: Client, director):
    member = a_member(a_case(coordinator=director))
    client.force_login(director)

    assert client.get(f"{page_of(member)}bsn/").status_code == 403
    with pytest.raises(actions.CannotNoteBsn, match="geen grondslag"):
        actions.note_bsn(member, by=director, number=BSN, lock_version=0)


def test_the_database_refuses_it_too(director, known):
    elsewhere = a_member(a_case(coordinator=director))
    locked = {"number": bytes(known.number), "mark": bytes(known.mark), "noted_by": director}

    with pytest.raises(IntegrityError, match="geen grondslag"), transaction.atomic():
        Bsn.objects.create(member=elsewhere, case=elsewhere.case, **locked)
    with pytest.raises(IntegrityError, match="geen grondslag"), transaction.atomic():
        Bsn.objects.create(member=elsewhere, case=known.case, **locked)
    with pytest.raises(IntegrityError, match="bsn_is_locked"), transaction.atomic():
        Bsn.objects.filter(pk=known.pk).update(number=BSN.encode())


def test_when_the_ground_falls_away_it_is_gone_for_everybody(known, director):
    known.case.legal_frame.bsn_ground = ""
    known.case.legal_frame.save()

    assert not Bsn.objects.visible_to(director).exists()
    with acting_for(director.pk):
        assert not Bsn.objects.exists()


def test_the_second_who_corrects_sees_that_it_changed(client: Client, known, director):
    client.force_login(director)

    answer = client.post(f"{page_of(known.member)}bsn/", {"bsn": "111222333", "lock_version": "0"})

    assert "Een collega legde net een BSN vast" in answer.text
    assert Bsn.objects.get().figures == BSN
    with pytest.raises(Conflict):
        actions.note_bsn(known.member, by=director, number="111222333", lock_version=7)


def test_who_left_the_case_gets_no_bsn(kevin, director):
    actions.end_member(kevin, by=director, on=TODAY, reason="Verhuisd")
    kevin.refresh_from_db()

    with pytest.raises(actions.CannotNoteBsn, match="uit de casus"):
        actions.note_bsn(kevin, by=director, number=BSN, lock_version=0)


def test_searching_finds_it_only_where_one_may_see_it(client: Client, known, case, director):
    partner, stranger = bram(), chris()
    an_involvement(case, partner)
    a_case(coordinator=stranger, legal_frame=case.legal_frame)

    assert [one.pk for one in find("9999.90.019", user=director).members] == [known.member_id]
    assert find(BSN[:8], user=director).members == []
    for user in (partner, stranger):
        client.force_login(user)
        answers = [client.post("/zoeken/", {"q": text}).text for text in (BSN, "111222333")]
        assert [answer.count("Niets gevonden.") for answer in answers] == [1, 1]
        assert "Kevin" not in answers[0]


def test_the_same_person_elsewhere_is_not_told(known, director):
    stranger = chris()
    elsewhere = a_member(a_case(coordinator=stranger, legal_frame=known.case.legal_frame))

    second = actions.note_bsn(elsewhere, by=stranger, number=BSN, lock_version=0)

    assert bytes(second.mark) == bytes(known.mark)
    assert [one.pk for one in find(BSN, user=stranger).members] == [elsewhere.pk]


def test_a_search_is_logged_without_the_figures(client: Client, known, director):
    client.force_login(director)
    client.post("/zoeken/", {"q": BSN})

    assert kind_of(BSN) == "BSN"
    assert not [event for event in AuditEvent.objects.values() if BSN in str(event)]


def test_the_figures_stand_nowhere_in_the_database(known, as_owner: psycopg.Connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, mark FROM cases_bsn")
        row = b"".join(bytes(value) for value in cursor.fetchone())

    assert BSN.encode() not in row


def test_a_locked_number_does_not_open_in_another_row(known, director):
    other = a_member(known.case, given_name="Lisa")
    actions.note_bsn(other, by=director, number="111222333", lock_version=0)
    Bsn.objects.filter(pk=other.pk).update(number=bytes(known.number))

    with pytest.raises(ValueError, match="cases_bsn"):
        _ = Bsn.objects.get(pk=other.pk).figures


def test_a_form_that_came_too_late_is_kept_without_it(rf):
    kept = typed_fields(rf.post("/", {"bsn": BSN, "lock_version": "0"}).POST)

    assert dict(kept.items()) == {"lock_version": "0"}


def test_who_looked_at_one_person_knows_whose_number_was_shown(known, director):
    other = a_member(known.case, given_name="Lisa")
    actions.reveal_bsn(known, by=director, purpose=BsnPurpose.CORRECTION)
    about = [AuditEvent.objects.showing(person.pk, case_id=known.case_id) for person in (known.member, other)]

    assert [lines.filter(page="reveal_bsn").count() for lines in about] == [1, 0]


def test_a_number_without_a_ground_gets_the_newest_key_too(settings, known):
    settings.DATA_KEYS = [("new", b"n" * 32), *((key.id, key.secret) for key in data_keys().values())]
    known.case.legal_frame.bsn_ground = ""
    known.case.legal_frame.save()

    call_command("rotate_keys")

    locked = Bsn.objects.get()
    assert (key_id_of(bytes(locked.number)), locked.figures) == ("new", BSN)
    with pytest.raises(IntegrityError, match="geen grondslag"), transaction.atomic():
        Bsn.objects.update(number=locked.number)


def test_keys_are_rotated_as_far_as_needed(settings, known, director, capsys):
    settings.DATA_KEYS, settings.LOOKUP_KEYS = [("oud", b"\1" * 32)], [("oud", b"\3" * 32)]
    known.hold(BSN)
    known.save()
    settings.DATA_KEYS.insert(0, ("nieuw", b"\2" * 32))
    settings.LOOKUP_KEYS.insert(0, ("nieuw", b"\4" * 32))
    assert [one.pk for one in find(BSN, user=director).members] == [known.member_id]

    call_command("rotate_keys")
    call_command("rotate_keys")

    settings.DATA_KEYS.pop()
    settings.LOOKUP_KEYS.pop()
    row = Bsn.objects.get()
    assert (row.figures, row.noted_at) == (BSN, known.noted_at)
    assert Bsn.objects.filter(mark__in=marks_of(BSN)).exists()
    assert [line for line in capsys.readouterr().out.splitlines() if "BSN" in line] == [
        "BSN: 1 opnieuw versleuteld",
        "BSN: 0 opnieuw versleuteld",
    ]
    assert timezone.is_aware(row.noted_at)


def test_a_coordinator_of_another_case_gets_404_for_this_member(client: Client, known):
    stranger = chris()
    an_involvement(a_case(), stranger, role=InvolvementRole.CASE_COORDINATOR)
    client.force_login(stranger)

    assert client.get(f"{page_of(known.member)}bsn/tonen/").status_code == 404
