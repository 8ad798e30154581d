"""Under a frame only its participants are asked, involved and given something, whoever writes it and however."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client

from cases import actions
from cases.models import Answer, AskedAbout, Case, FrameParticipant, Grant, IntakeQuestion, Involvement, LegalFrame
from cases.periods import end_of
from familienetwerk.accounts.actions import add_organisation
from familienetwerk.accounts.models import Organisation, PolicyDomain, User
from familienetwerk.accounts.roles import Role
from familienetwerk.behalf import acting_for
from tests.emergency_factories import REASON
from tests.factories import a_case, a_frame, a_member, a_municipality, a_user, an_intake, an_organisation, anna, bram
from tests.question_factories import asked
from tests.rights import EVERYWHERE, NOWHERE, rights_of
from tests.seat_factories import TODAY, TOMORROW, a_seat

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - timedelta(days=1)
DUE = TODAY + timedelta(days=7)


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def partner() -> User:
    """Of an organisation that takes part everywhere, until a test ends that."""
    return bram()


@pytest.fixture
def case(director, partner) -> Case:
    return a_case(coordinator=director)


def leaves(case: Case, user: User, on: Any = YESTERDAY) -> FrameParticipant:
    participant = FrameParticipant.objects.get(frame=case.legal_frame, organisation=user.organisation_id)
    actions.end_participation(participant, by=case.started_by, on=on, today=TODAY)
    return participant


def share_with(case: Case, user: User) -> None:
    actions.share(
        case, by=case.started_by, keys=["x"], recipient=user.organisation, ground="AVG 6", reason="Nodig", on=TODAY
    )


WAYS = {
    "a seat": a_seat,
    "an invitation": lambda case, user: actions.ask_to_join(
        case, user.organisation, by=case.started_by, on=TODAY, due_on=DUE, reason="Nodig"
    ),
    "a guest": lambda case, user: actions.invite_guest(
        case, user, by=case.started_by, ends_at=end_of(TOMORROW), agenda_item="Punt 1", reason="Nodig"
    ),
    "a piece": share_with,
}


@pytest.mark.parametrize("way", WAYS)
def test_nobody_comes_in_who_does_not_take_part(case, partner, way):
    leaves(case, partner)

    with pytest.raises(ValidationError, match="niet mee in het kader"):
        WAYS[way](case, partner)
    assert rights_of(partner, case) == NOWHERE


def test_nor_in_an_emergency_which_does_not_say_that_there_is_such_a_case(case, partner):
    leaves(case, partner)

    assert actions.open_in_emergency(case.number, by=partner, on=TODAY, reason=REASON) is None
    assert rights_of(partner, case) == NOWHERE


def test_nor_past_the_app(case, partner, director):
    common = {"case_id": case.pk, "asked_by_id": director.pk, "asked_on": TODAY}
    seat = common | dict.fromkeys(["task", "declined_reason", "ended_reason"], "")
    rows = {
        "cases_involvement": seat | {"role": "READER", "asked_reason": "x", "user_id": partner.pk},
        "cases_intakequestion": common | {"question": "x", "due_on": DUE, "answer": "", "answer_text": ""},
    }
    leaves(case, partner)

    for table, values in rows.items():
        assert refused(table, **values, organisation_id=partner.organisation_id) == "check_violation"


def refused(table: str, **values: Any) -> str:
    marks = ", ".join(["%s"] * len(values))
    with pytest.raises(IntegrityError, match="niet mee in het kader") as error, transaction.atomic():
        connection.cursor().execute(
            f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", list(values.values())
        )
    assert error.value.__cause__.diag.constraint_name.startswith("only_participants")
    return "check_violation"


def test_a_right_ends_with_the_participation_and_comes_back_with_it(case, partner, director):
    seat = a_seat(case, partner)
    participant = leaves(case, partner, TOMORROW)
    ends = Grant.objects.get(involvement=seat).period.upper
    leaves(case, partner)
    closed = rights_of(partner, case)

    actions.end_participation(participant, by=director, on=None, today=TODAY)

    assert ends == end_of(TOMORROW)
    assert closed == NOWHERE
    assert rights_of(partner, case) == rights_of(director, case) == EVERYWHERE
    call_command("check_case_permissions")


def test_a_right_that_is_written_past_the_app_ends_with_the_participation(case, partner):
    seat = a_seat(case, partner)
    leaves(case, partner)

    Grant.objects.filter(involvement=seat).update(period=(end_of(YESTERDAY), end_of(DUE)))

    assert rights_of(partner, case) == NOWHERE


def test_who_was_asked_before_answers_and_joins_no_more(client: Client, director, partner):
    intake = an_intake(coordinator=director)
    a_member(intake)
    question = asked(intake, partner.organisation)
    leaves(intake, partner)

    with pytest.raises(actions.CannotAnswer, match="niet mee in het kader"):
        actions.answer_question(question, by=partner, on=TODAY, answer=Answer.KNOWN)
    with pytest.raises(IntegrityError), transaction.atomic():
        IntakeQuestion.objects.filter(pk=question.pk).update(answer="KNOWN", answered_by=partner, answered_on=TODAY)
    with acting_for(partner.pk):
        assert not AskedAbout.objects.filter(case=intake.pk).exists()
    client.force_login(partner)
    page = client.get(f"/vragen/{question.pk}/").text
    assert "U kunt deze vraag nu niet beantwoorden" in page
    assert "Niet bekend bij ons" not in page


def test_who_was_invited_before_does_not_join(case, partner):
    invited = WAYS["an invitation"](case, partner)
    leaves(case, partner)

    with pytest.raises(actions.CannotInvolve, match="niet mee in het kader"):
        actions.join(invited, by=partner, on=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Involvement.objects.filter(pk=invited.pk).update(user=partner, period=(TODAY, None))


def test_a_case_moves_only_to_a_frame_of_all_who_work_on_it(case, partner, director):
    a_seat(case, partner)
    other = a_frame(name="Regio")
    FrameParticipant.objects.filter(frame=other, organisation=partner.organisation_id).update(valid_until=YESTERDAY)

    with pytest.raises(ValidationError, match=f"{partner.organisation} doet niet mee in het kader “Regio”"):
        actions.change_frame(case, by=director, on=TODAY, frame=other, reason="Zwaarder")
    Case.objects.filter(pk=case.pk).update(legal_frame=other)

    assert rights_of(partner, case) == NOWHERE
    assert rights_of(director, case) == EVERYWHERE


def test_no_intake_asks_who_does_not_take_part(client: Client, director, partner):
    frame = a_frame()
    FrameParticipant.objects.filter(organisation=partner.organisation_id).update(valid_until=YESTERDAY)
    client.force_login(director)

    page = client.get("/casussen/nieuw/").text

    assert f"Niet in de lijst, want geen deelnemer: {partner.organisation}." in page
    assert f'name="asked" value="{partner.organisation_id}"' not in page
    assert "Niet in de lijst" not in client.get(f"/beheer/kaders/{frame.pk}/deelnemers/").text


def test_forms_say_why_an_organisation_is_not_in_the_list(client: Client, case, partner, director):
    leaves(case, partner)
    client.force_login(director)
    reason = f"Niet in de lijst: {partner.organisation}. Die doet niet mee in het kader"

    for page in ("betrokkenen/gast", "verstrekkingen/nieuw"):
        assert reason in client.get(f"/casussen/{case.pk}/{page}/").text
    choosing = client.get(f"/casussen/{case.pk}/betrokkenen/vragen/").text

    assert "geen deelnemer aan dit kader" in choosing
    assert f"/betrokkenen/vragen/{partner.organisation_id}/" not in choosing


class TestKeeping:
    """By the functional admin, who sees no case."""

    @pytest.fixture
    def fatima(self, client: Client) -> Client:
        client.force_login(a_user(Role.FUNCTIONAL_ADMIN, name="Fatima", domain=PolicyDomain.OTHER))
        return client

    @pytest.fixture
    def frame(self, fatima) -> LegalFrame:
        """A copy, for which nobody signed yet."""
        frame = a_frame()
        frame.pk, frame._state.adding = None, True
        frame.save()
        return frame

    def page(self, frame: LegalFrame) -> str:
        return f"/beheer/kaders/{frame.pk}/deelnemers/"

    def sent(self, *organisations: Organisation, **fields: str) -> dict[str, Any]:
        return {"organisations": [one.pk for one in organisations], "valid_from": "01-06-2026"} | fields

    def organisation(self) -> Organisation:
        """That signed for nothing yet."""
        return add_organisation(
            name="Buurtwerk", kind="OTHER", policy_domain=PolicyDomain.OTHER, municipality=a_municipality()
        )

    def test_of_a_new_frame_all_of_the_municipality_are_ticked(self, fatima, frame):
        organisation = self.organisation()

        page = fatima.get(self.page(frame))

        assert organisation.pk in page.context["form"]["organisations"].value()
        assert "Zonder deelnemers kan er geen intake starten" in page.text

    def test_an_organisation_takes_part_once_at_a_time(self, fatima, frame):
        organisation = self.organisation()

        fatima.post(self.page(frame), self.sent(organisation, valid_until="31-12-2027"))
        again = fatima.post(self.page(frame), self.sent(organisation))

        assert again.status_code == 422
        assert [(one.organisation, f"{one.valid_until:%d-%m-%Y}") for one in frame.participants.all()] == [
            (organisation, "31-12-2027")
        ]

    def test_the_last_day_does_not_lie_before_the_first(self, fatima, frame):
        participant = frame.participants.get(organisation=an_organisation())

        ended = fatima.post(f"/beheer/deelnemers/{participant.pk}/", {"on": "01-01-2020"})
        added = fatima.post(self.page(frame), self.sent(self.organisation(), valid_until="01-01-2020"))

        for answer in (ended, added):
            assert answer.status_code == 422
            assert "De laatste dag ligt voor de eerste dag." in answer.text

    def test_only_the_last_day_changes(self, fatima, frame):
        participant = frame.participants.get(organisation=an_organisation())

        for change in ({"frame": a_frame()}, {"valid_from": TODAY}):
            with pytest.raises(IntegrityError, match="alleen de laatste dag"), transaction.atomic():
                FrameParticipant.objects.filter(pk=participant.pk).update(**change)
