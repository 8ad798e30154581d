"""Keep the family: changed, informed, looked at again and ended, never deleted."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cases import actions
from cases.models import Case, Deadline, DeadlineKind, Member, MembershipReason
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.locking import Conflict
from tests.factories import a_case, a_household, a_member, an_involvement, an_observation, anna, bram, chris

pytestmark = pytest.mark.django_db
NEXT_YEAR = timezone.localdate() + timedelta(days=300)


def typed_member(**fields: str) -> dict[str, str | list[str]]:
    return {
        "given_name": "Kevin",
        "family_name": "Waterman",
        "birth_date": "14-05-2003",
        "gender": "MALE",
        "reason": "INDEX",
        "reason_text": "Om hem gaat het eerste signaal.",
        "roles": ["SUSPECT", "VICTIM_EXPLOITATION"],
        "review_on": NEXT_YEAR.strftime("%d-%m-%Y"),
    } | fields


def add(case: Case, user, **fields) -> Member:
    filled = {
        "given_name": "Noël",
        "name_prefix": "van der",
        "family_name": "Bergkamp",
        "reason": MembershipReason.INDEX,
        "reason_text": "Om hem gaat het.",
        "review_on": NEXT_YEAR,
    } | fields
    return actions.add_member(case, by=user, on=timezone.localdate(), **filled)


@pytest.fixture
def director():
    return anna()


@pytest.fixture
def case(director) -> Case:
    return a_case(coordinator=director)


def test_changing_somebody_moves_the_day_to_look_again(case, director):
    member = add(case, director)
    later = NEXT_YEAR + timedelta(days=30)

    actions.change_member(member, by=director, lock_version=1, review_on=later)

    assert Deadline.objects.open().get(subject_id=member.pk).due_on == later
    assert Member.objects.get(pk=member.pk).lock_version == 2


def test_of_two_editors_the_second_is_told(case, director):
    member = add(case, director)
    actions.change_member(member, by=director, lock_version=1, given_name="Leon")

    with pytest.raises(Conflict):
        actions.change_member(member, by=director, lock_version=1, given_name="Noor")


def test_of_two_editors_the_second_chooses_field_by_field(client: Client, case, director):
    member = add(case, director, given_name="Kevin", name_prefix="", family_name="Waterman")
    actions.change_member(member, by=director, lock_version=1, given_name="Kelvin")
    client.force_login(director)

    response = client.post(
        f"/casussen/{case.pk}/gezin/{member.pk}/wijzigen/", typed_member(lock_version="1", given_name="Calvin")
    )

    assert response.status_code == 409
    assert "Tekst van Anna de Wit" in response.text
    assert "Kelvin" in response.text
    assert "Calvin" in response.text


def test_a_late_review_day_need_not_be_changed_to_mend_a_name(client: Client, case, director):
    member = a_member(case, review_on=date(2026, 10, 20))
    client.force_login(director)

    client.post(
        f"/casussen/{case.pk}/gezin/{member.pk}/wijzigen/",
        typed_member(lock_version="1", given_name="Kelvin", review_on="20-10-2026"),
    )

    assert Member.objects.get(pk=member.pk).given_name == "Kelvin"


def test_dying_before_birth_is_refused_at_the_field(client: Client, case, director):
    member = a_member(case)
    client.force_login(director)

    response = client.post(
        f"/casussen/{case.pk}/gezin/{member.pk}/wijzigen/",
        typed_member(lock_version="1", died_on="01-01-1999"),
    )

    assert 'id="id_died_on_error"' in response.text
    assert "Het overlijden ligt voor de geboorte." in response.text


def test_dying_before_birth_is_refused_by_the_database(case):
    with pytest.raises(IntegrityError), transaction.atomic():
        a_member(case, died_on=date(1999, 1, 1))


def test_looking_again_keeps_somebody_until_the_next_day(client: Client, case, director):
    member = add(case, director)
    client.force_login(director)

    client.post(
        f"/casussen/{case.pk}/gezin/{member.pk}/nog-nodig/",
        {"reason_text": "Woont weer thuis.", "review_on": (NEXT_YEAR + timedelta(days=9)).strftime("%d-%m-%Y")},
    )

    member.refresh_from_db()
    assert (member.reason_text, member.review_on) == ("Woont weer thuis.", NEXT_YEAR + timedelta(days=9))
    assert AuditEvent.objects.filter(type=EventType.DECIDED, subject="member").exists()


def test_whoever_looked_again_last_does_so_the_next_time_whatever_the_organisation(case, director):
    member, other = add(case, director), chris()

    actions.keep_member(member, by=other, review_on=NEXT_YEAR - timedelta(days=9), reason_text="Woont weer thuis.")

    due = Deadline.objects.open().get(kind=DeadlineKind.MEMBER_REVIEW, subject_id=member.pk)
    assert (due.user, due.due_on) == (other, NEXT_YEAR - timedelta(days=9))


def test_ending_leaves_the_person_readable_in_the_closed_list(client: Client, case, director):
    member = add(case, director)
    client.force_login(director)

    client.post(
        f"/casussen/{case.pk}/gezin/{member.pk}/eind/",
        {"on": timezone.localdate().strftime("%d-%m-%Y"), "reason": "Verhuisd naar Spanje."},
    )
    page = client.get(f"/casussen/{case.pk}/gezin/").text

    assert Member.objects.get(pk=member.pk).ended_reason == "Verhuisd naar Spanje."
    assert "Uit de casus" in page
    assert "Verhuisd naar Spanje." in page


def test_ending_settles_what_was_due_and_leaves_the_home(case, director):
    household = a_household(case)
    member = actions.add_member(
        case,
        by=director,
        on=date(2026, 10, 1),
        household=household,
        given_name="Bo",
        reason=MembershipReason.RELATIVE,
        reason_text="Nicht",
        review_on=NEXT_YEAR,
    )

    actions.end_member(member, by=director, on=date(2026, 11, 1), reason="Niet nodig")

    assert not Deadline.objects.open().filter(subject_id=member.pk).exists()
    assert member.residences.get().period.upper == date(2026, 11, 1)


def test_leaving_before_coming_is_refused_at_the_field(client: Client, case, director):
    member = add(case, director)
    client.force_login(director)

    response = client.post(f"/casussen/{case.pk}/gezin/{member.pk}/eind/", {"on": "01-01-2020", "reason": "Verhuisd"})

    assert "Deze persoon is toegevoegd op" in response.context["form"].errors["on"][0]
    assert Member.objects.get(pk=member.pk).ended_on is None


def test_ending_without_a_reason_is_refused_by_the_database(case):
    with pytest.raises(IntegrityError), transaction.atomic():
        a_member(case, ended_on=date(2026, 11, 1))


def test_somebody_who_left_is_not_changed_any_more(client: Client, case, director):
    member = a_member(case, ended_on=date(2026, 11, 1), ended_reason="Verhuisd")
    client.force_login(director)

    response = client.get(f"/casussen/{case.pk}/gezin/{member.pk}/wijzigen/")

    assert response.status_code == 403
    assert "Deze persoon is uit de casus." in response.text
    with pytest.raises(actions.MemberHasLeft):
        actions.change_member(member, by=director, lock_version=1, given_name="X")


def test_the_page_of_one_person_shows_content_or_only_that_it_exists(client: Client, case, director):
    police = bram()
    an_involvement(case, police)
    member = a_member(case)
    for_all = an_observation(case, director, text="Er stonden drie scooters.")
    secret = an_observation(case, director, text="Er loopt een tap.", audience="OWN_ORGANISATION")
    for item in (for_all, secret):
        item.members.add(member)
    client.force_login(police)

    page = client.get(member.get_absolute_url()).text

    assert "Er stonden drie scooters." in page
    assert "Er loopt een tap." not in page
    assert f"{director.organisation} heeft 1 waarneming. U ziet alleen dat die bestaat." in page


def test_reading_about_a_person_is_logged_with_the_person(client: Client, case, director):
    member = a_member(case)
    client.force_login(director)

    client.get(member.get_absolute_url())

    seen = AuditEvent.objects.filter(type=EventType.PERSONS_VIEWED, user_id=director.pk)
    assert [event.subject_ids for event in seen] == [str(member.pk)]


def test_a_child_is_marked_by_itself(client: Client, case, director):
    today = timezone.localdate()
    a_member(case, given_name="Lotte", birth_date=today.replace(year=today.year - 6))
    client.force_login(director)

    page = client.get(f"/casussen/{case.pk}/gezin/").text

    assert "minderjarig" in page
    assert "van wie 1 onder 18 jaar" in page


def test_a_member_of_another_case_is_not_found_here(client: Client, case, director):
    elsewhere = a_member(a_case(coordinator=director))
    client.force_login(director)

    assert client.get(f"/casussen/{case.pk}/gezin/{elsewhere.pk}/").status_code == 404


@pytest.mark.parametrize("members", [1, 30])
def test_the_family_page_asks_the_same_number_of_questions_however_many_people(
    client: Client, case, director, django_assert_max_num_queries, members
):
    home = a_household(case)
    for number in range(members):
        member = a_member(case, given_name=f"Kind {number}")
        actions.move_in(home, member, by=director, on=date(2026, 10, 1))
    client.force_login(director)
    client.get("/")

    with django_assert_max_num_queries(25):
        client.get(f"/casussen/{case.pk}/gezin/")


@pytest.mark.parametrize("act", ["wijzigen", "nog-nodig", "informeren", "uitstellen", "eind"])
def test_only_a_coordinator_changes_people(client: Client, case, director, act: str):
    police, stranger = bram(), chris()
    an_involvement(case, police)
    member = a_member(case)
    path = f"/casussen/{case.pk}/gezin/{member.pk}/{act}/"

    answers = {}
    for user in (director, police, stranger):
        client.force_login(user)
        answers[user.name] = client.get(path).status_code

    assert answers == {"Anna de Wit": 200, "Bram Visser": 403, "Chris Vos": 404}
