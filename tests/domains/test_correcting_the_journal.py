"""A contact stands: a mistake is corrected by a next version or struck out, and stays in sight."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from cases.actions import change_frame, end_member, restrict, share
from cases.models import Audience, Passing, Recall, Regime
from cases.shareable import pieces_for
from domains import actions
from domains.models import Contact, ContactKind
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.behalf import acting_for
from tests.domain_factories import a_contact
from tests.factories import TODAY, a_frame, a_member, a_user, an_involvement

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


def test_a_next_version_takes_its_place_and_the_earlier_one_stays_below_it(client: Client, case, police, team):
    kevin, gone = a_member(case), a_member(case, given_name="Ties")
    contact = a_contact(case, team, said="Het was op woensdag.", members=[kevin, gone])
    end_member(gone, by=team, on=TODAY, reason="Verhuisd")
    client.force_login(team)
    form = client.get(act(contact, "verbeteren")).text

    answer = client.post(
        act(contact, "verbeteren"), the_form(said="Het was op donderdag.", members=[kevin.pk, gone.pk]), follow=True
    )

    assert "Het was op woensdag." in form
    assert "Ties Waterman" in form
    assert answer.text.index("Het was op donderdag.") < answer.text.index("Het was op woensdag.")
    assert answer.text.count("<article") == 1
    newest = Contact.objects.get(corrects=contact)
    assert AuditEvent.objects.filter(type=EventType.CHANGED, subject_ids=f"{contact.pk},{newest.pk}").exists()
    client.force_login(police)
    assert "Wat er eerst stond (1)" in client.get(journal(case)).text
    assert client.get(act(contact, "verbeteren")).status_code == 403


def test_who_may_not_read_the_next_version_still_reads_the_earlier_one(client: Client, case, police, team):
    contact = a_contact(case, team, said="Voor iedereen.")
    actions.correct_contact(
        contact, by=team, on=TODAY, **told(said="Toch voor minder.", audience=Audience.OWN_ORGANISATION)
    )
    client.force_login(police)

    page = client.get(journal(case)).text

    assert "Voor iedereen." in page
    assert "Hiervan is een nieuwere versie. U ziet alleen dat die bestaat." in page
    assert "Toch voor minder." not in page


def test_of_two_who_correct_the_second_hears_it_and_keeps_the_words(client: Client, case, team):
    contact = a_contact(case, team)
    client.force_login(team)
    client.get(act(contact, "verbeteren"))
    actions.correct_contact(contact, by=team, on=TODAY, **told())

    for word, typed in (("verbeteren", the_form(said="Mijn versie.")), ("doorhalen", {"reason": "Mijn versie."})):
        answer = client.post(act(contact, word), typed)
        assert answer.status_code == 422
        assert "Een collega verbeterde dit contactmoment al. Lees eerst de nieuwe versie." in answer.text
        assert "Mijn versie." in answer.text
        assert client.get(act(contact, word)).status_code == 403
    assert Contact.objects.filter(corrects=contact).count() == 1


def test_striking_out_leaves_it_in_sight_with_the_reason(client: Client, case, police, team):
    contact = a_contact(case, team, said="Dit hoort elders.")
    client.force_login(team)

    answer = client.post(act(contact, "doorhalen"), {"reason": "Van een ander gezin."}, follow=True)

    assert "<del>Dit hoort elders.</del>" in answer.text
    client.force_login(police)
    page = client.get(journal(case)).text
    assert "Van een ander gezin." in page
    assert f"door {team.name}" in page
    assert AuditEvent.objects.filter(type=EventType.ENDED, subject="contact", subject_ids=contact.pk).exists()
    client.force_login(team)
    assert client.post(act(contact, "verbeteren"), the_form()).status_code == 422
    assert "(doorgehaald)" in client.get(f"/casussen/{case.pk}/tijdlijn/").text


def test_only_its_own_organisation_corrects_it(case, police, team):
    contact = a_contact(case, team)

    with pytest.raises(actions.NotYourContact):
        actions.correct_contact(contact, by=police, on=TODAY, **told())
    with pytest.raises(actions.NotYourContact):
        actions.strike_contact(contact, by=police, on=TODAY, reason="Nee")


def test_whose_next_version_is_about_somebody_hidden_is_not_corrected_again(case, director, team):
    """A colleague who may not know of her does not see that version, and is told no more than that it cannot be."""
    colleague = a_user(organisation=team.organisation)
    an_involvement(case, colleague)
    contact, hidden = a_contact(case, team), a_member(case, given_name="Zoraya")
    actions.correct_contact(contact, by=team, on=TODAY, **told(members=[hidden]))
    restrict(hidden, by=director, named=[team.principal.pk], reason="Bedreigd")

    with acting_for(colleague.pk), pytest.raises(ValidationError, match="kunt u niet verbeteren"):
        actions.correct_contact(contact, by=colleague, on=TODAY, **told())

    assert Contact.objects.count() == 2


@pytest.mark.parametrize("end", ["correct", "strike"])
def test_who_received_it_must_hear_of_the_change(case, director, team, end: str):
    contact = a_contact(case, team)
    [key] = [piece.key for piece in pieces_for(case, team) if piece.kind == "contact"]
    given = {"recipient_name": "Team elders", "ground": "Wmo 5.1.1", "reason": "Verhuizing", "on": TODAY}
    share(case, by=team, keys=[key], **given)

    if end == "correct":
        actions.correct_contact(contact, by=team, on=TODAY, **told())
    else:
        actions.strike_contact(contact, by=team, on=TODAY, reason="Klopt niet")

    assert Recall.objects.get().piece.subject_id == contact.pk


def test_police_data_stays_behind_when_the_case_moves_until_the_police_lets_it_go(client, case, director, police, team):
    contact = a_contact(case, police, regime=Regime.WPG, said="Een tip over de loods.")
    change_frame(case, by=director, on=TODAY, frame=a_frame(name="Ander kader"), reason="Nodig")
    client.force_login(team)
    assert "Een tip over de loods." not in client.get(journal(case)).text
    client.force_login(police)

    passed = client.post(
        reverse("cases:passings", args=[case.pk]), {"items": [f"contact-{contact.pk}"], "ground": "Wpg 20"}
    )

    assert passed.status_code == 302
    assert Passing.objects.get().subject == "contact"
    client.force_login(team)
    assert "Een tip over de loods." in client.get(journal(case)).text
