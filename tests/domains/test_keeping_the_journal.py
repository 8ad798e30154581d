"""The journal of a case: logging a contact on the doorstep, finding it back, and what is done about a mistake."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client
from django.utils import timezone

from cases.actions import end_involvement
from cases.models import Audience, Regime
from domains import actions
from domains.models import Contact, ContactKind, ContactWords
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.behalf import acting_for
from familienetwerk.screen.templatetags.screen import unbroken
from tests.domain_factories import a_contact, refused_by_the_database
from tests.factories import TODAY, a_case, a_member, an_involvement, chris, sanne
from tests.queries import questions

pytestmark = pytest.mark.django_db


def journal(case) -> str:
    return f"/casussen/{case.pk}/contactmomenten/"


def act(contact, word: str) -> str:
    return f"{journal(contact.case)}{contact.pk}/{word}/"


def the_form(**fields) -> dict[str, object]:
    return {
        "kind": "PHONE",
        "held_on": "20-11-2026",
        "said": "Moeder belde over de school.",
        "audience": "ALL_INVOLVED",
        "regime": "AVG",
    } | fields


def told(**fields) -> dict[str, object]:
    return {
        "held_on": TODAY,
        "kind": ContactKind.PHONE,
        "members": [],
        "said": "Het was op donderdag.",
        "regime": Regime.AVG,
        "audience": Audience.ALL_INVOLVED,
        "named": [],
    } | fields


def test_a_contact_is_logged_with_one_form_and_stands_on_top(client: Client, case, team):
    kevin = a_member(case)
    a_contact(case, team, said="Vorige week.", held_on=TODAY.replace(day=1))
    client.force_login(team)
    opened = client.get(journal(case)).text

    answer = client.post(
        f"{journal(case)}nieuw/",
        the_form(members=[kevin.pk], agreed="Vrijdag bellen.", own_words="“Ik ga weer.”"),
        follow=True,
    )

    assert f'action="{journal(case)}nieuw/"' in opened
    assert answer.redirect_chain == [(journal(case), 302)]
    for word in (
        f"Telefoon, {unbroken('20-11-2026')}",
        "Kevin Waterman",
        "Vrijdag bellen.",
        "“Ik ga weer.”",
        str(team),
    ):
        assert word in answer.text
    assert answer.text.index("Moeder belde") < answer.text.index("Vorige week.")
    contact = Contact.objects.newest_first()[0]
    assert (contact.organisation, contact.author, contact.frame) == (team.organisation, team, case.legal_frame)
    assert AuditEvent.objects.filter(type=EventType.CREATED, subject="contact", subject_ids=contact.pk).exists()


def test_the_form_knows_the_day_and_says_who_reads_it_in_plain_words(client: Client, case, police, team):
    client.force_login(team)

    page = client.get(journal(case)).text

    assert f'value="{timezone.localdate():%d-%m-%Y}"' in page
    assert f"Dit leest: {team.organisation}. " in page
    assert f"Dit leest: {team.organisation} en de regisseurs." in page


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(client: Client, case, team):
    client.force_login(team)

    answer = client.post(f"{journal(case)}nieuw/", the_form(kind="", held_on="31-02-2026", regime="WPG"))

    assert answer.status_code == 422
    for sentence in ("Kies een antwoord bij “Hoe had u contact?”.", "februari 2026 heeft 28 dagen"):
        assert sentence in answer.text
    assert "Moeder belde over de school." in answer.text
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("audience", "reads"),
    [(Audience.ALL_INVOLVED, True), (Audience.OWN_DOMAIN, False), (Audience.OWN_ORGANISATION, False)],
)
def test_who_may_not_read_it_only_sees_that_there_was_contact(client: Client, police, team, audience, reads):
    case = police.involvements.get().case
    kevin = a_member(case)
    contact = a_contact(case, police, audience=audience, said="Een tip over de loods.", members=[kevin])
    client.force_login(team)

    page, timeline = client.get(journal(case)).text, client.get(f"/casussen/{case.pk}/tijdlijn/").text
    narrowed = client.get(journal(case), {"lid": kevin.pk}).text

    assert [("Een tip over de loods." in text) for text in (page, timeline, narrowed)] == [reads] * 3
    unseen = f"{police.organisation} heeft 1 contactmoment. U ziet alleen dat het bestaat."
    assert [(unseen in text) for text in (page, narrowed)] == [not reads, False]
    assert (f"door {police.organisation}: u ziet alleen dat dit bestaat" in timeline) is not reads
    for word in ("verbeteren", "doorhalen"):
        assert client.get(act(contact, word)).status_code == (403 if reads else 404)
    assert AuditEvent.objects.filter(subject="contact", page="journal", subject_ids=contact.pk).exists() is reads


def test_it_can_be_for_somebody_by_name(client: Client, case, director, police, team):
    a_contact(case, police, audience=Audience.NAMED, named=[team.principal.pk], said="Alleen voor Sanne.")

    for user, reads in ((team, True), (director, False), (police, True)):
        client.force_login(user)
        assert ("Alleen voor Sanne." in client.get(journal(case)).text) is reads


def test_the_database_keeps_the_words_and_the_people_from_who_may_only_know_that_it_exists(case, police, team):
    a_contact(case, police, audience=Audience.OWN_ORGANISATION, members=[a_member(case)])
    tables = ("domains_contact", "domains_contactwords", "domains_contact_members")

    assert [number_of_rows(table, user=police) for table in tables] == [1, 1, 1]
    assert [number_of_rows(table, user=team) for table in tables] == [1, 0, 0]
    assert [number_of_rows(f"history_{table}", user=team) for table in tables] == [0, 0, 0]
    assert [number_of_rows(table, user=chris()) for table in tables] == [0, 0, 0]


def number_of_rows(table: str, *, user) -> int:
    with acting_for(user.pk), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


def test_who_is_not_involved_gets_a_page_that_does_not_exist(client: Client, case, director):
    contact = a_contact(case, director)
    stranger = chris()
    elsewhere = a_case(coordinator=stranger)
    client.force_login(stranger)

    for address in (journal(case), f"{journal(case)}nieuw/", act(contact, "verbeteren")):
        assert client.get(address).status_code == 404
    assert client.get(f"{journal(elsewhere)}{contact.pk}/verbeteren/").status_code == 404


def test_an_involvement_that_ended_reads_nothing(client: Client, case, director, team):
    a_contact(case, director)
    client.force_login(team)
    assert client.get(journal(case)).status_code == 200

    end_involvement(case.involvements.get(user=team), by=director, on=TODAY, reason="Klaar")

    assert client.get(journal(case)).status_code == 404
    assert number_of_rows("domains_contact", user=team) == 0


def test_a_filter_finds_by_kind_by_person_and_by_period(client: Client, case, team):
    kevin, mother = a_member(case), a_member(case, given_name="Carla")
    a_contact(case, team, said="Bezoek aan Kevin.", members=[kevin])
    a_contact(case, team, said="Telefoon met Carla.", kind=ContactKind.PHONE, members=[mother])
    a_contact(case, team, said="Lang geleden.", held_on=TODAY.replace(year=2025), members=[kevin, mother])
    client.force_login(team)

    def found(**chosen) -> list[bool]:
        text = client.get(journal(case), chosen).text
        return [words in text for words in ("Bezoek aan Kevin.", "Telefoon met Carla.", "Lang geleden.")]

    assert found() == [True, True, True]
    assert found(soort="PHONE") == [False, True, False]
    assert found(lid=kevin.pk) == [True, False, True]
    assert found(vanaf="01-01-2026") == [True, True, False]
    assert found(tot="31-12-2025", lid=mother.pk) == [False, False, True]
    assert "Geen contactmomenten gevonden." in client.get(journal(case), {"soort": "MESSAGE"}).text
    assert "De dag 31 bestaat niet" in client.get(journal(case), {"vanaf": "31-11-2026"}).text


def test_a_long_journal_has_pages_and_asks_as_little_as_a_short_one(client: Client, case, team):
    kevin = a_member(case)
    client.force_login(team)

    def fill(number: int) -> int:
        for _ in range(number):
            first = a_contact(case, team, members=[kevin])
            actions.correct_contact(first, by=team, on=TODAY, **told(members=[kevin]))
        return len(questions(client, journal(case)))

    few, many = fill(1), fill(27)

    assert few == many <= 15
    second = client.get(journal(case), {"pagina": "2"}).text
    assert second.count("<article") == 3
    assert "Volgende" not in second


# --- past the app ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"held_on": TODAY.replace(day=1)},
        {"audience": Audience.OWN_ORGANISATION},
        {"regime": Regime.WPG},
        {"released_at": None},
        {"case": "another"},
    ],
    ids=str,
)
def test_a_contact_is_never_changed(case, team, change: dict):
    contact = a_contact(case, team)
    if "case" in change:
        change = {"case": a_case()}

    assert refused_by_the_database(lambda: Contact.objects.filter(pk=contact.pk).update(**change)) in {
        "contact_stands",
        "names_stand_once_released",
    }


def test_its_words_and_people_stand_and_what_is_struck_stays_struck(case, team):
    contact, words = a_contact(case, team, members=[a_member(case)]), ContactWords.objects
    rows = Contact.objects.filter(pk=contact.pk)

    assert refused_by_the_database(lambda: words.update(said="Anders")) == "contact_words_stand"
    assert refused_by_the_database(lambda: contact.members.add(a_member(case))) == "contact_members_stand"
    no_reason = refused_by_the_database(lambda: rows.update(struck_at=contact.created_at, struck_by=team))
    assert no_reason == "contact_is_struck_with_a_reason"
    actions.strike_contact(contact, by=team, on=TODAY, reason="Klopt niet")
    assert refused_by_the_database(lambda: words.update(struck_reason="Toch wel")) == "contact_words_stand"
    assert refused_by_the_database(lambda: rows.update(struck_at=None, struck_by=None)) == "contact_stands"


def test_a_next_version_is_of_the_same_case_and_organisation_and_of_what_was_not_struck_out(case, police, team):
    contact = a_contact(case, team)

    def next_version(**fields):
        row = {"case": case, "organisation": team.organisation, "author": team, "held_on": TODAY, "corrects": contact}
        return lambda: Contact.objects.create(**row | fields)

    assert refused_by_the_database(next_version(case=a_case())) == "contact_corrects_its_own"
    assert refused_by_the_database(next_version(organisation=police.organisation)) == "contact_corrects_its_own"
    actions.strike_contact(contact, by=team, on=TODAY, reason="Klopt niet")
    assert refused_by_the_database(next_version()) == "contact_corrects_its_own"


def test_it_is_about_people_of_its_own_case(case, team):
    stranger = a_member(a_case())

    assert refused_by_the_database(lambda: a_contact(case, team, members=[stranger])) == "contact_is_about_its_own_case"


@pytest.mark.parametrize("table", ["domains_contact", "domains_contactwords", "domains_contact_members"])
def test_nothing_of_it_is_ever_deleted(case, team, table: str):
    a_contact(case, team, members=[a_member(case)])

    refused = pytest.raises(ProgrammingError, match="permission denied")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")


def test_another_organisation_writes_nothing_in_its_name_nor_strikes_its_words(case, police, team):
    contact = a_contact(case, team)
    strike = "UPDATE domains_contactwords SET struck_reason = 'Weg' WHERE contact_id = %s"
    copy = (
        "INSERT INTO domains_contact (case_id, organisation_id, author_id, regime, frame_id, audience, named, "
        "created_at, held_on) SELECT case_id, organisation_id, app_user(), regime, frame_id, audience, named, "
        "created_at, held_on FROM domains_contact WHERE id = %s"
    )

    for statement in (strike, copy):
        refused = pytest.raises(IntegrityError, match="andere organisatie")
        with refused, transaction.atomic(), acting_for(police.pk), connection.cursor() as cursor:
            cursor.execute(statement, [contact.pk])


def test_another_who_joins_later_reads_what_was_for_all(client: Client, case, team):
    a_contact(case, team, said="Voor iedereen.")
    newcomer = sanne()
    an_involvement(case, newcomer)
    client.force_login(newcomer)

    assert "Voor iedereen." in client.get(journal(case)).text
