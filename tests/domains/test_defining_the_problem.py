"""Writing one definition together: drafts and versions, laid before the partners, agreed with or dissented from."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cases.models import Deadline, DeadlineKind
from domains import actions
from domains.models import Agreement, Focus, Stance
from domains.models.problem import DefinitionStatus
from familienetwerk.locking import Conflict
from tests.domain_factories import STATEMENT, a_contribution, a_definition, a_fixed_definition, agree, dissent, fix
from tests.factories import a_user, an_involvement, chris

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
NEXT_WEEK = TODAY + timedelta(days=7)


def address(case, rest: str = "") -> str:
    return f"/casussen/{case.pk}/probleemdefinitie/{rest}"


def day(when) -> str:
    return when.strftime("%d-%m-%Y")


def test_a_first_draft_is_written_by_a_coordinator(client: Client, case, director):
    client.force_login(director)
    words = {"statement": STATEMENT, "priorities": "- Veilig\n- School", "focus": ["HELP", "STOP_HARM"]}

    response = client.post(address(case, "nieuw/"), words)

    draft = case.definitions.get()
    assert response["Location"] == address(case)
    assert (draft.version, draft.status, draft.written_by) == (1, DefinitionStatus.DRAFT, director)
    assert draft.focus == [Focus.HELP, Focus.STOP_HARM]
    page = client.get(address(case)).text
    assert "<li>Veilig</li><li>School</li>" in page
    assert "Het concept is bewaard." in page


def test_a_definition_without_words_is_refused(client: Client, case, director):
    client.force_login(director)

    response = client.post(address(case, "nieuw/"), {"statement": " ", "priorities": "Eerst de baby"})

    assert response.status_code == 422
    assert "Vul “Waar het om gaat” in." in response.text
    assert "Eerst de baby" in response.text


def test_there_is_one_draft_at_a_time(client: Client, case, director):
    a_definition(case)
    client.force_login(director)

    with pytest.raises(actions.AlreadyBeingWritten):
        a_definition(case)
    response = client.post(address(case, "nieuw/"), {"statement": "Mijn tekst."})

    assert response.status_code == 422
    assert "Er ligt al een concept" in response.text
    assert "Mijn tekst." in response.text


def test_the_next_version_begins_with_the_words_in_force(client: Client, case, director):
    a_fixed_definition(case)
    client.force_login(director)

    assert STATEMENT in client.get(address(case, "nieuw/")).text


def test_new_words_are_marked_beside_the_version_before(client: Client, case, director):
    a_fixed_definition(case)
    a_definition(case, statement=f"{STATEMENT} Naomi woont nu in.")
    client.force_login(director)

    page = client.get(address(case)).text

    assert "<ins>Naomi woont nu in.</ins>" in page
    assert "Onderstreept: nieuw sinds versie 1" in page


def test_every_version_can_be_read(client: Client, case, team):
    a_fixed_definition(case)
    a_definition(case, statement="Iets heel anders.")
    client.force_login(team)

    first = client.get(address(case, "1/")).text

    assert STATEMENT in first
    assert "Iets heel anders." not in first
    assert address(case, "2/") in first
    assert client.get(address(case, "3/")).status_code == 404


def test_a_second_editor_sees_both_texts_and_loses_nothing(client: Client, case, director):
    draft = a_definition(case)
    actions.change_definition(
        draft, by=director, lock_version=1, statement="Eerst bewaard.", priorities="", focus=[], unknowns=""
    )
    client.force_login(director)
    words = {"statement": "Hier getypt.", "unknowns": "Wie heeft gezag?", "lock_version": "1"}

    response = client.post(address(case, "1/wijzigen/"), words)

    draft.refresh_from_db()
    assert response.status_code == 409
    assert "bewaard.</mark>" in response.text
    assert "getypt.</mark>" in response.text
    assert "Wie heeft gezag?" in response.text
    assert draft.statement == "Eerst bewaard."


def test_changing_asks_for_the_version_that_was_read(case, director):
    draft = a_definition(case)

    with pytest.raises(Conflict):
        actions.change_definition(
            draft, by=director, lock_version=7, statement="Anders", priorities="", focus=[], unknowns=""
        )


def test_proposing_asks_every_organisation_at_the_table(client: Client, case, director, police, team):
    reader = a_user()
    an_involvement(case, reader, role="READER")
    a_definition(case)
    client.force_login(director)

    client.post(address(case, "1/voorleggen/"), {"answer_by": day(NEXT_WEEK)})

    asked = Deadline.objects.open().filter(kind=DeadlineKind.AGREEMENT)
    at_table = {director.organisation_id, police.organisation_id, team.organisation_id}
    assert set(asked.values_list("organisation", flat=True)) == at_table
    assert set(asked.values_list("due_on", flat=True)) == {NEXT_WEEK}


def test_what_lies_before_the_partners_is_not_changed(client: Client, case, director, proposed):
    client.force_login(director)

    with pytest.raises(actions.DefinitionIsFixed):
        actions.change_definition(
            proposed, by=director, lock_version=1, statement="Anders", priorities="", focus=[], unknowns=""
        )
    assert client.post(address(case, "1/wijzigen/"), {"statement": "Anders"}).status_code == 403


def test_agreeing_settles_what_was_asked(client: Client, case, proposed, team):
    client.force_login(team)

    client.post(address(case, "1/reageren/"), {"stance": "AGREES"})

    assert proposed.agreements.get().organisation == team.organisation
    assert not Deadline.objects.open().filter(organisation=team.organisation).exists()


def test_dissent_needs_a_reason_at_the_field(client: Client, case, proposed, team):
    client.force_login(team)

    response = client.post(address(case, "1/reageren/"), {"stance": "DISSENTS", "reason": ""})

    assert response.status_code == 422
    assert "Schrijf op waarom u niet akkoord bent." in response.text


def test_dissent_needs_a_reason_in_the_action_and_in_the_database(proposed, team):
    with pytest.raises(ValidationError):
        dissent(proposed, team, reason="")
    with pytest.raises(IntegrityError, match="agreement_dissent_has_a_reason"), transaction.atomic():
        Agreement.objects.create(
            definition=proposed, organisation=team.organisation, stance="DISSENTS", given_by=team, given_on=TODAY
        )


def test_dissent_stays_with_the_fixed_version(client: Client, case, police, team, proposed):
    other = a_user()
    an_involvement(case, other)
    for partner in (police, team):
        a_contribution(case, partner)
    agree(proposed, police, team)
    dissent(proposed, other)
    client.force_login(case.started_by)
    before = client.get(address(case)).text
    fix(proposed)
    client.force_login(team)

    page = client.get(address(case)).text

    assert "1 organisatie is niet akkoord. Van 1 is er nog geen reactie." in before
    assert "Niet akkoord" in page
    assert "Eerst opvang voor Ties." in page


def test_an_organisation_may_change_its_mind_until_it_is_fixed(proposed, team):
    dissent(proposed, team)
    agree(proposed, team)

    answer = proposed.agreements.get()
    assert (answer.stance, answer.reason) == (Stance.AGREES, "")


def test_what_was_said_is_still_read_after_taking_back_and_asked_again_after_that(
    client: Client, case, director, proposed, team
):
    dissent(proposed, team)
    client.force_login(director)

    client.post(address(case, "1/terughalen/"))
    while_writing = client.get(address(case)).text
    client.post(address(case, "1/voorleggen/"), {"answer_by": day(NEXT_WEEK)})

    assert "Reacties op de vorige tekst" in while_writing
    assert "Eerst opvang voor Ties." in while_writing
    assert not Agreement.objects.exists()


def test_nobody_answers_a_draft(client: Client, case, team):
    draft = a_definition(case)
    client.force_login(team)

    with pytest.raises(actions.DefinitionIsNotProposed):
        agree(draft, team)
    assert client.get(address(case, "1/reageren/")).status_code == 302
    assert "ligt niet voor" in client.post(address(case, "1/reageren/"), {"stance": "AGREES"}).text


def test_an_answer_after_it_was_fixed_says_that_it_came_too_late(client: Client, case, team):
    fixed = a_fixed_definition(case)
    client.force_login(team)

    late = client.post(address(case, "1/reageren/"), {"stance": "DISSENTS", "reason": "Eerst opvang voor Ties."})

    assert f"Deze versie is op {fixed.fixed_on:%d-%m-%Y} vastgesteld. Uw reactie kwam daarna" in late.text
    assert "Eerst opvang voor Ties." in late.text


@pytest.mark.parametrize("rest", ["nieuw/", "1/wijzigen/", "1/voorleggen/"])
def test_a_partner_may_not_write_and_an_outsider_does_not_know(client: Client, case, police, rest):
    a_definition(case)

    client.force_login(police)
    assert client.get(address(case, rest)).status_code == 403
    client.force_login(chris())
    assert client.get(address(case, rest)).status_code == 404


def test_a_reader_may_not_answer_and_an_outsider_does_not_know(client: Client, case, proposed):
    reader = a_user()
    an_involvement(case, reader, role="READER")

    client.force_login(reader)
    assert client.post(address(case, "1/reageren/"), {"stance": "AGREES"}).status_code == 403
    client.force_login(chris())
    assert client.post(address(case, "1/reageren/"), {"stance": "AGREES"}).status_code == 404
