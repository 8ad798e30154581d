"""What was decided, who sees it otherwise, and what was agreed: that is work until it is done (FR-105)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cases import actions
from cases.models import AgendaItem, AgreedAction, Case, Deadline, Decision, Dissent, InvolvementRole
from familienetwerk.accounts.models import User
from familienetwerk.behalf import acting_for
from tests.discussion_factories import HOUR, NOW, a_discussion, page, takes_place
from tests.factories import a_case, an_involvement, anna, bram, chris, sanne

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DUE = TODAY + timedelta(days=9)


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def case(director) -> Case:
    return a_case(coordinator=director)


@pytest.fixture
def partner(case) -> User:
    partner = bram()
    an_involvement(case, partner)
    return partner


@pytest.fixture
def item(case, director, partner) -> AgendaItem:
    """It was, an hour ago."""
    item = a_discussion(case, at_table=[partner])
    takes_place(item, NOW - 2 * HOUR, NOW - HOUR)
    item.refresh_from_db()
    return item


@pytest.fixture
def decision(item, director) -> Decision:
    return actions.record_decision(item, by=director, text="Eerst praten")


def agreed(item: AgendaItem, user: User, *, by: User) -> AgreedAction:
    return actions.agree_action(item, by=by, text="De school bellen", user=user, due_on=DUE)


def test_it_is_recorded_on_pages_and_everybody_at_the_table_reads_it(client: Client, item, director, partner):
    client.force_login(director)
    client.post(f"{page(item.case)}{item.pk}/besluit/", {"text": "Eerst praten met de ouders"})
    filled = {"text": "De school bellen", "user": partner.pk, "due_on": f"{DUE:%d-%m-%Y}"}
    client.post(f"{page(item.case)}{item.pk}/afspraak/", filled)
    client.force_login(partner)
    otherwise = {"organisation": partner.organisation_id, "reason": "Niet wachten"}
    client.post(f"/casussen/{item.case_id}/besluiten/{Decision.objects.get().pk}/", otherwise)

    read = client.get(page(item.case)).text

    assert "1 besluit en 1 afspraak" in client.get(f"/casussen/{item.case_id}/tijdlijn/").text
    for words in ("Eerst praten met de ouders", f"{partner.organisation} ziet dit anders", "De school bellen"):
        assert words in read


def test_what_is_agreed_is_work_until_it_is_done(client: Client, item, director, partner):
    action = agreed(item, partner, by=director)
    client.force_login(partner)
    address = f"/casussen/{item.case_id}/afspraken/{action.pk}/"
    before = client.get("/").text

    empty = client.post(address, {"result": ""})
    client.post(address, {"result": "De juf belt terug"})

    assert "Doe wat in een bespreking is afgesproken" in before
    assert address in before
    assert "Vul “Wat kwam eruit?” in." in empty.text
    assert Deadline.objects.get(kind="AGREED").settled_on == TODAY
    assert "Klaar op" in client.get(page(item.case)).text
    assert client.post(address, {"result": "Nog eens"}).status_code == 422


def test_who_does_not_do_it_is_led_to_where_it_stands_and_not_to_a_refusal(
    client: Client, item, case, director, partner
):
    action, reader = agreed(item, partner, by=director), sanne()
    an_involvement(case, reader)
    client.force_login(reader)

    pages = [client.get(f"/casussen/{case.pk}/{part}").text for part in ("", "tijdlijn/")]

    assert all("Doe wat in een bespreking is afgesproken" in text and page(case) in text for text in pages)
    assert all(f"/afspraken/{action.pk}/" not in text for text in pages)


def test_nothing_came_of_what_has_not_begun(client: Client, case, director, partner):
    item = a_discussion(case, at_table=[partner])
    client.force_login(director)

    for act in (
        lambda: actions.record_decision(item, by=director, text="Eerst praten"),
        lambda: agreed(item, partner, by=director),
    ):
        with pytest.raises(actions.CannotRecord, match="nog niet begonnen"):
            act()
    with pytest.raises(IntegrityError, match="nog niet begonnen"), transaction.atomic():
        Decision.objects.create(item=item, case=case, text="Toch", recorded_by=director)
    assert client.get(f"{page(case)}{item.pk}/besluit/").status_code == 403


def test_who_only_reads_along_gets_nothing_to_do(item, case, director):
    reader = sanne()
    an_involvement(case, reader, role=InvolvementRole.READER)

    with pytest.raises(ValidationError, match="werkt niet mee"):
        agreed(item, reader, by=director)
    with pytest.raises(IntegrityError, match="Kies iemand die meewerkt"), transaction.atomic():
        AgreedAction.objects.create(
            item=item,
            case=case,
            text="x",
            user=reader,
            organisation=reader.organisation,
            due_on=DUE,
            recorded_by=director,
        )


def test_a_partner_speaks_for_the_own_organisation_alone(client: Client, decision, case, director, partner):
    other = sanne()
    an_involvement(case, other)
    client.force_login(partner)
    address = f"/casussen/{case.pk}/besluiten/{decision.pk}/"

    refused = client.post(address, {"organisation": other.organisation_id, "reason": "Zij vinden van niet"})
    with acting_for(partner.pk), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Dissent.objects.create(
            decision=decision, case=case, organisation=other.organisation, reason="x", recorded_by=partner
        )
    client.force_login(director)
    client.post(address, {"organisation": other.organisation_id, "reason": "Dat zeiden zij"})

    assert refused.status_code == 422
    assert Dissent.objects.get().organisation == other.organisation


def test_only_who_takes_part_sees_it_otherwise_and_once(decision, case, director, partner):
    said = {"by": director, "reason": "Niet wachten"}
    actions.record_dissent(decision, organisation=partner.organisation, **said)

    with pytest.raises(ValidationError, match="staat er al"):
        actions.record_dissent(decision, organisation=partner.organisation, **said)
    with pytest.raises(IntegrityError, match="Alleen wie meedoet"), transaction.atomic():
        actions.record_dissent(decision, organisation=chris().organisation, **said)


def test_another_organisation_does_not_finish_it(client: Client, item, case, director, partner):
    other = sanne()
    an_involvement(case, other)
    action = agreed(item, partner, by=director)
    client.force_login(other)

    assert client.get(f"/casussen/{case.pk}/afspraken/{action.pk}/").status_code == 403
    assert client.get(f"/casussen/{case.pk}/afspraken/0/").status_code == 404
    with acting_for(other.pk):
        changed = AgreedAction.objects.filter(pk=action.pk).update(done_on=TODAY, done_by=other, result="Klaar")
    assert changed == 0


def test_what_was_recorded_stands(decision, item, director, partner):
    action = agreed(item, partner, by=director)
    actions.finish_agreed(action, by=partner, on=TODAY, result="Gebeld")

    for rows, change in (
        (Decision.objects.filter(pk=decision.pk), {"text": "Anders"}),
        (AgreedAction.objects.filter(pk=action.pk), {"text": "Anders"}),
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            rows.update(**change)
    with pytest.raises(IntegrityError, match="blijft staan"), transaction.atomic():
        AgreedAction.objects.filter(pk=action.pk).update(result="Anders")


def test_a_stranger_sees_none_of_it(decision, item, director, partner):
    stranger = chris()
    agreed(item, partner, by=director)

    with acting_for(stranger.pk):
        seen = [model.objects.count() for model in (Decision, Dissent, AgreedAction)]
    with acting_for(partner.pk):
        seen += [model.objects.count() for model in (Decision, AgreedAction)]

    assert seen == [0, 0, 0, 1, 1]
