"""Documenten on the screen: who reads which, who fetches, and what a form says when it is wrong."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cases.actions import change_frame, end_involvement
from cases.models import Audience, Regime
from documents import actions, store
from documents.models import Document, DocumentContent
from familienetwerk.audit.models import AuditEvent, EventType
from tests.documents.clamd import an_absent_scanner
from tests.documents.conftest import a_document
from tests.documents.files import a_pdf
from tests.factories import TODAY, a_case, a_frame, a_member, chris
from tests.queries import questions

pytestmark = pytest.mark.django_db


def page(case) -> str:
    return f"/casussen/{case.pk}/documenten/"


def fetching(document) -> str:
    return f"{page(document.case)}{document.pk}/ophalen/"


def the_form(**fields) -> dict[str, object]:
    return {
        "file": SimpleUploadedFile("Kevin Waterman.pdf", a_pdf()),
        "title": "Gespreksverslag",
        "category": "REPORT",
        "dated_on": "12-11-2026",
        "regime": "JEUGDWET",
        "audience": "ALL_INVOLVED",
    } | fields


def test_it_is_added_and_stands_in_the_list(client: Client, case, team):
    kevin = a_member(case)
    client.force_login(team)

    answer = client.post(f"{page(case)}nieuw/", the_form(member=kevin.pk), follow=True)

    assert answer.redirect_chain == [(page(case), 302)]
    for word in ("Gespreksverslag", "Verslag, 12-11-2026", "Kevin Waterman", "Jeugdwet", "Nog niet gescand"):
        assert word in answer.text
    document = Document.objects.get()
    assert (document.organisation, document.author) == (team.organisation, team)
    assert AuditEvent.objects.filter(type=EventType.CREATED, subject="document", subject_ids=document.pk).exists()


def test_it_may_be_added_again_with_the_same_words_and_a_double_click_is_still_one(client: Client, case, team):
    client.force_login(team)

    tokens = ("a" * 64, "b" * 64, "b" * 64)
    answers = [
        client.post(f"{page(case)}nieuw/", the_form(title="Verslag van school", csrfmiddlewaretoken=token))
        for token in tokens
    ]

    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert Document.objects.count() == 2


def test_without_a_scanner_one_is_asked_once_more_and_then_gets_it(client: Client, case, director):
    document = a_document(case, director)
    client.force_login(director)

    asked = client.get(fetching(document))
    assert "nog niet gescand op virussen" in asked.text
    assert not AuditEvent.objects.filter(type=EventType.EXPORTED).exists()

    assert b"".join(client.post(fetching(document)).streaming_content) == a_pdf()


def test_it_is_sent_to_keep_and_can_do_nothing_in_a_browser(client: Client, case, director):
    document = a_document(case, director, name="Verslag Kevin Waterman.pdf")
    actions.keep_verdict(document.pk, is_infected=False)
    client.force_login(director)

    answer = client.get(fetching(document))

    assert b"".join(answer.streaming_content) == a_pdf()
    name = f"document-{case.number}-{document.pk}.pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert "; sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Length"] == str(len(a_pdf()))
    assert "Kevin" not in str(answer.headers)
    event = AuditEvent.objects.get(type=EventType.EXPORTED)
    assert (event.subject, event.subject_ids, event.user_id) == ("document", str(document.pk), director.pk)


def test_while_the_scanner_is_away_nobody_fetches_it(client: Client, case, director, settings):
    an_absent_scanner(settings)
    document = a_document(case, director)
    client.force_login(director)

    for answer in (client.get(fetching(document)), client.post(fetching(document))):
        assert answer.status_code == 403
    assert "nog niet gescand op virussen" in client.get(fetching(document)).text
    assert AuditEvent.objects.filter(type=EventType.REFUSED, page="fetch_document").exists()
    assert f'href="{fetching(document)}"' not in client.get(page(case)).text


@pytest.mark.parametrize("audience", [Audience.ALL_INVOLVED, Audience.OWN_DOMAIN, Audience.OWN_ORGANISATION])
def test_only_who_may_read_it_sees_its_name_and_fetches_it(client: Client, case, police, team, audience: Audience):
    may = audience == Audience.ALL_INVOLVED
    document = a_document(case, police, audience=audience, title="Tip over de loods")
    client.force_login(team)

    asked, fetched = client.get(fetching(document)), client.post(fetching(document))
    listed = client.get(page(case)).text

    assert asked.status_code == fetched.status_code == (200 if may else 404)
    assert ("Tip over de loods" in listed) is may
    assert (f"{police.organisation} heeft 1 document. U ziet alleen dat het bestaat." in listed) is not may
    assert AuditEvent.objects.filter(type=EventType.EXPORTED).exists() is may


def test_who_is_not_involved_gets_a_page_that_does_not_exist(client: Client, case, director):
    document = a_document(case, director)
    stranger = chris()
    elsewhere = a_case(coordinator=stranger)
    client.force_login(stranger)

    for address in (page(case), fetching(document), f"{page(elsewhere)}{document.pk}/ophalen/"):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code in {404, 405}


def test_an_involvement_that_ended_fetches_nothing(client: Client, case, director, team):
    document = a_document(case, director)
    client.force_login(team)
    assert client.post(fetching(document)).status_code == 200

    seat = case.involvements.get(user=team)
    end_involvement(seat, by=director, on=TODAY, reason="Klaar")

    assert client.post(fetching(document)).status_code == 404


def test_through_the_eyes_of_another_no_file_leaves(client: Client, case, director, team):
    document = a_document(case, team)
    client.force_login(director)
    seat = case.involvements.get(user=team)

    looked = client.get(reverse("cases:seen_as", args=[seat.pk, page(case).lstrip("/")]))
    fetched = client.get(reverse("cases:seen_as", args=[seat.pk, fetching(document).lstrip("/")]))

    assert (looked.status_code, fetched.status_code) == (200, 404)


def test_police_data_stays_behind_when_the_case_moves_until_the_police_lets_it_go(
    client: Client, case, director, police, team
):
    document = a_document(case, police, regime=Regime.WPG, title="Tip over de loods")
    change_frame(case, by=director, on=TODAY, frame=a_frame(name="Zorghuis"), reason="Het is te zwaar voor hier")
    client.force_login(team)
    behind = client.get(page(case)).text, client.post(fetching(document)).status_code

    client.force_login(police)
    letting_go = f"/casussen/{case.pk}/vrijgeven/"
    assert "Tip over de loods" in client.get(letting_go).text
    client.post(letting_go, {"items": f"document-{document.pk}", "ground": "Wpg artikel 20"})

    client.force_login(team)
    assert ("Tip over de loods" in behind[0], behind[1]) == (False, 404)
    assert client.post(fetching(document)).status_code == 200


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"file": SimpleUploadedFile("a.exe", b"MZ")}, "Dit soort bestand nemen wij niet aan"),
        ({"file": SimpleUploadedFile("a.exe", b"MZ"), "title": ""}, "Dit soort bestand nemen wij niet aan"),
        ({"file": SimpleUploadedFile("a.pdf", b"geen pdf")}, "dit is geen PDF"),
        ({"file": SimpleUploadedFile("a.pdf", b"")}, "Dit bestand is leeg"),
        ({"file": ""}, "Kies een bestand."),
        ({"title": ""}, "Vul “Titel” in."),
        ({"dated_on": "31-11-2026"}, "november heeft 30 dagen"),
        ({"category": "GEHEIM"}, "Selecteer een geldige keuze"),
        ({"audience": "IEDEREEN"}, "Selecteer een geldige keuze"),
    ],
)
def test_a_wrong_form_comes_back_filled_in(client: Client, case, team, fields, sentence: str):
    client.force_login(team)

    answer = client.post(f"{page(case)}nieuw/", the_form(title="Mijn verslag") | fields)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Mijn verslag" in answer.text or "title" in fields
    assert not Document.objects.exists()


def test_a_file_that_is_too_large_is_left_unread_and_the_rest_of_the_form_stays(client, case, team, settings):
    settings.DOCUMENT_MAX_BYTES = 1024 * 1024
    client.force_login(team)
    file = SimpleUploadedFile("groot.txt", b"a" * (3 * 1024 * 1024))

    answer = client.post(f"{page(case)}nieuw/", the_form(file=file, title="Mijn verslag"))

    assert answer.status_code == 422
    assert "Dit bestand is groter dan 1 MB." in answer.text
    assert 'value="Mijn verslag"' in answer.text


def test_what_is_said_of_it_is_corrected_and_the_second_sees_the_first(client: Client, case, team):
    document = a_document(case, team)
    client.force_login(team)
    address = f"{page(case)}{document.pk}/verbeteren/"
    fields = the_form(title="Verslag van het huisbezoek", lock_version="1")
    del fields["file"]

    assert client.post(address, fields, follow=True).status_code == 200
    assert DocumentContent.objects.get().title == "Verslag van het huisbezoek"

    second = client.post(address, fields | {"title": "Iets anders"})
    assert "Verslag van het huisbezoek" in second.text
    assert "Iets anders" in second.text
    assert DocumentContent.objects.get().title == "Verslag van het huisbezoek"


def test_it_is_withdrawn_with_a_reason_that_stays_in_sight(client: Client, case, team, director):
    document = a_document(case, team, title="Verkeerd verslag")
    client.force_login(team)
    address = f"{page(case)}{document.pk}/intrekken/"

    assert "Vul “Waarom trekt u dit document in?” in." in client.post(address, {}).text
    client.post(address, {"reason": "Hoort bij een ander gezin."})

    client.force_login(director)
    listed = client.get(page(case)).text
    assert "Ingetrokken (1)" in listed
    assert "Hoort bij een ander gezin." in listed
    assert client.post(fetching(document)).status_code == 403


@pytest.mark.parametrize("act", ["verbeteren", "intrekken"])
def test_another_organisation_changes_nothing(client: Client, case, team, director, act: str):
    document = a_document(case, team)
    client.force_login(director)

    assert client.get(f"{page(case)}{document.pk}/{act}/").status_code == 403
    assert client.post(f"{page(case)}{document.pk}/{act}/", {"reason": "x"}).status_code == 403
    assert not Document.objects.get().is_withdrawn


def test_what_was_withdrawn_is_not_corrected(client: Client, case, team):
    document = a_document(case, team)
    actions.withdraw_document(document, by=team, reason="Dubbel")
    client.force_login(team)

    assert client.get(f"{page(case)}{document.pk}/verbeteren/").status_code == 403


def test_the_list_asks_the_database_little_however_many_there_are(client: Client, case, team, director):
    for number in range(12):
        a_document(case, team if number % 2 else director, member=None)
    client.force_login(director)

    assert len(questions(client, page(case))) <= 15


@pytest.mark.parametrize("harm", ["lost", "cut off"])
def test_a_file_that_does_not_open_says_so_and_stays_a_refusal(client: Client, case, team, harm: str):
    document = a_document(case, team)
    path = store.path_of(DocumentContent.objects.get().stored_as)
    path.unlink() if harm == "lost" else path.write_bytes(path.read_bytes()[:-5])
    client.force_login(team)

    answer = client.post(fetching(document))

    assert answer.status_code == 403
    assert "Dit bestand kunnen wij nu niet openen." in answer.text
    assert AuditEvent.objects.filter(type=EventType.REFUSED, page="fetch_document").count() == 1


@pytest.mark.django_db(transaction=True)
def test_no_log_no_file(client: Client, case, director, monkeypatch):
    document = a_document(case, director)
    client.force_login(director)
    client.raise_request_exception = False
    monkeypatch.setattr(actions, "record", lambda *_, **__: 1 / 0)

    answer = client.post(fetching(document))

    assert answer.status_code == 500
    assert not answer.streaming
