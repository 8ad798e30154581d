"""Who looked at one person, in words that this person may get on paper."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from cases import actions
from cases.models import Case, Member, Shield
from familienetwerk.audit.models import AuditEvent, EventType, record
from tests.factories import TODAY, a_case, a_member, an_involvement, anna, bram, chris, dina, sanne
from tests.queries import questions

pytestmark = pytest.mark.django_db


@pytest.fixture
def director():
    return anna()


@pytest.fixture
def case(director) -> Case:
    return a_case(coordinator=director)


@pytest.fixture
def kevin(case) -> Member:
    return a_member(case, given_name="Kevin")


def looks(client: Client, kevin: Member, **period: str):
    return client.get(f"/casussen/{kevin.case_id}/gezin/{kevin.pk}/inzage/", period)


def test_pages_of_one_kind_on_one_day_are_one_line(client, director, case, kevin):
    partner = sanne()
    an_involvement(case, partner)
    client.force_login(partner)
    for _ in range(3):
        client.get(f"/casussen/{case.pk}/gezin/{kevin.pk}/")
    client.force_login(director)

    [look] = [look for look in looks(client, kevin).context["looks"] if look.who == partner.name]

    assert (look.on, look.what, look.times) == (timezone.localdate(), "gezin", 3)
    assert (look.organisation, look.role) == (str(partner.organisation), "Professional sociaal domein")
    assert not look.is_emergency


def test_who_looked_at_somebody_else_of_the_case_is_not_in_it(client, director, case, kevin):
    sister, partner = a_member(case, given_name="Kim"), sanne()
    an_involvement(case, partner)
    client.force_login(partner)
    client.get(f"/casussen/{case.pk}/gezin/{sister.pk}/")
    client.force_login(director)

    assert partner.name not in looks(client, kevin).text
    assert partner.name in looks(client, sister).text


def test_found_by_a_search_is_seen(client, director, kevin):
    client.force_login(director)
    client.post("/zoeken/", {"q": "Waterman"})

    assert "Gevonden bij zoeken" in looks(client, kevin).text


def test_it_is_narrowed_to_a_period_and_both_days_count(client, director, case, kevin):
    client.force_login(director)
    client.get(f"/casussen/{case.pk}/gezin/")
    today, yesterday = timezone.localdate(), timezone.localdate() - timedelta(days=1)

    assert looks(client, kevin, vanaf=f"{today:%d-%m-%Y}", tot=f"{today:%d-%m-%Y}").context["looks"]
    assert "keek niemand" in looks(client, kevin, tot=f"{yesterday:%d-%m-%Y}").text


def test_a_period_that_ends_before_it_begins_is_said(client, director, kevin):
    client.force_login(director)

    page = looks(client, kevin, vanaf="02-11-2026", tot="01-11-2026")

    assert page.status_code == 422
    assert "Het einde ligt voor het begin." in page.text


def test_an_emergency_stands_in_its_line(client, director, case, kevin):
    record(EventType.CASE_VIEWED, by=bram(), case_id=case.pk, page="detail", is_emergency=True)
    client.force_login(director)

    assert [look.is_emergency for look in looks(client, kevin).context["looks"] if look.who == "Bram Visser"] == [True]


def test_looking_there_is_logged(client, director, case, kevin):
    client.force_login(director)

    looks(client, kevin)

    line = AuditEvent.objects.get(type=EventType.LOG_VIEWED)
    assert (line.case_id, line.subject, line.subject_ids) == (case.pk, "member", str(kevin.pk))


def test_it_asks_as_much_about_2_as_about_60_lines(client, director, case, kevin):
    client.force_login(director)
    there, counts = f"/casussen/{case.pk}/gezin/{kevin.pk}/inzage/", []
    for number in (2, 58):
        for _ in range(number):
            record(EventType.CASE_VIEWED, by=chris(), case_id=case.pk, page="detail")
        counts.append(len(questions(client, there)))

    assert counts[0] == counts[1] <= 15


# --- for whom ------------------------------------------------------------------------------------------


def test_a_participant_does_not_see_who_looked(client, case, kevin):
    partner = sanne()
    an_involvement(case, partner)
    client.force_login(partner)

    assert looks(client, kevin).status_code == 403


def test_the_privacy_officer_finds_a_person_by_name_and_day_of_birth_together(client, kevin):
    client.force_login(dina())

    found = client.post("/logboek/personen/", {"family_name": "waterman", "birth_date": "14-05-2003"})
    wrong_day = client.post("/logboek/personen/", {"family_name": "Waterman", "birth_date": "15-05-2003"})
    part_of_name = client.post("/logboek/personen/", {"family_name": "Wat", "birth_date": "14-05-2003"})

    assert f"/logboek/personen/{kevin.pk}/" in found.text
    assert "Niemand gevonden" in wrong_day.text
    assert "Niemand gevonden" in part_of_name.text
    assert AuditEvent.objects.filter(type=EventType.SEARCHED, purpose="naam en geboortedatum").count() == 3


def test_the_privacy_officer_sees_who_looked_and_nothing_of_the_case(client, director, case, kevin):
    client.force_login(director)
    client.get(f"/casussen/{case.pk}/gezin/")
    client.force_login(dina())

    page = client.get(f"/logboek/personen/{kevin.pk}/").text

    assert director.name in page
    assert case.number in page
    assert case.name not in page


def test_others_find_nobody_there(client, director, kevin):
    client.force_login(director)

    assert client.get("/logboek/personen/").status_code == 403
    assert client.get(f"/logboek/personen/{kevin.pk}/").status_code == 403


# --- names of workers ----------------------------------------------------------------------------------


def test_after_shielding_no_worker_is_named(client, director, case, kevin):
    client.force_login(director)
    client.get(f"/casussen/{case.pk}/gezin/")
    client.post(f"/casussen/{case.pk}/inzage/afschermen/", {"reason": "Een medewerker is bedreigd."})
    client.force_login(dina())

    page = client.get(f"/logboek/personen/{kevin.pk}/").text

    assert director.name not in page
    assert "naam afgeschermd" in page
    assert "Casusregisseur" in page


def test_the_shield_ends_with_a_reason_and_stays_readable(client, director, case, kevin):
    actions.shield_workers(case, by=director, on=TODAY, reason="Bedreiging")
    client.force_login(director)

    client.post(f"/casussen/{case.pk}/inzage/afschermen/", {"reason": "Dader zit vast."})

    ended = Shield.objects.get(case=case)
    assert (ended.reason, ended.ended_reason, ended.ended_by) == ("Bedreiging", "Dader zit vast.", director)
    assert list(AuditEvent.objects.filter(subject="shield").order_by("pk").values_list("type", flat=True)) == [
        EventType.CREATED,
        EventType.ENDED,
    ]


def test_shielding_asks_a_reason(client, director, case):
    client.force_login(director)

    page = client.post(f"/casussen/{case.pk}/inzage/afschermen/", {"reason": ""})

    assert page.status_code == 422
    assert not Shield.objects.exists()


def test_a_participant_shields_nobody(client, case):
    partner = sanne()
    an_involvement(case, partner)
    client.force_login(partner)

    assert client.post(f"/casussen/{case.pk}/inzage/afschermen/", {"reason": "Zomaar"}).status_code == 403


def test_names_are_shielded_also_in_a_case_at_rest(case, director):
    actions.close_case(case, by=director, on=TODAY, reason="WRONGLY_OPENED")

    actions.shield_workers(case, by=director, on=TODAY, reason="Bedreiging")

    assert case.shields.standing().exists()


def test_names_are_shielded_once(case, director):
    actions.shield_workers(case, by=director, on=TODAY, reason="Bedreiging")

    with pytest.raises(ValidationError, match="al afgeschermd"):
        actions.shield_workers(case, by=director, on=TODAY, reason="Nog een keer")
