"""Weighing an intervention in a case: choosing, starting and ending it, or saying why it was not used."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cases.actions import MayNotKnow, restrict
from cases.models import Case, Deadline, DeadlineKind, Member
from familienetwerk.accounts.models import User
from interventions import actions
from interventions.models import INTERVENTION_TRANSITIONS, Intervention, InterventionStatus
from tests.factories import TODAY, a_case, a_member, an_involvement, anna, bram
from tests.plan_factories import a_proposed_plan, a_reason_not_to, adopt, an_intervention, an_intervention_type

pytestmark = pytest.mark.django_db

LATER = timezone.localdate() + timedelta(days=90)


@pytest.fixture
def case() -> Case:
    return a_case(coordinator=anna())


@pytest.fixture
def desk(client: Client, case) -> Client:
    client.force_login(case.started_by)
    return client


@pytest.fixture
def partner(case):
    partner = bram()
    an_involvement(case, partner)
    return partner


def address(case: Case, page: str = "") -> str:
    return f"/casussen/{case.pk}/interventies/{page}"


def typed(case: Case, **fields: object) -> dict[str, object]:
    filled = {"type": an_intervention_type().key, "subject": "network", "reason": "Een waarschuwing hielp niet."}
    return filled | {"organisation": case.started_by.organisation_id} | fields


def due(intervention: Intervention):
    return Deadline.objects.open().filter(kind=DeadlineKind.INTERVENTION, subject_id=intervention.pk)


def move(intervention: Intervention, to: InterventionStatus) -> Intervention:
    by = intervention.recorded_by
    match to:
        case InterventionStatus.CHOSEN:
            return actions.choose_intervention(intervention, by=by, on=TODAY)
        case InterventionStatus.RUNNING:
            return actions.start_intervention(intervention, by=by, on=TODAY, starts_on=TODAY, ends_on=None)
        case InterventionStatus.ENDED:
            return actions.end_intervention(intervention, by=by, on=TODAY, ends_on=TODAY)
        case InterventionStatus.CONSIDERED:
            return actions.reconsider_intervention(intervention, by=by, on=TODAY)
    reason = a_reason_not_to()
    return actions.record_not_used(intervention, by=by, on=TODAY, reason=reason, text="", look_again_on=None)


@pytest.mark.parametrize("after", InterventionStatus)
@pytest.mark.parametrize("before", InterventionStatus)
def test_it_follows_its_course_and_no_other(case, before, after):
    intervention = an_intervention(case, status=before)

    if after in INTERVENTION_TRANSITIONS[before]:
        assert move(intervention, after).status == after
    else:
        with pytest.raises(actions.CannotMoveIntervention):
            move(intervention, after)


def test_a_card_from_the_catalogue_comes_back_into_the_form(desk, case):
    an_intervention_type()

    page = desk.get(address(case, "nieuw/?soort=sluiting-woning"))

    assert '<input type="hidden" name="type" value="sluiting-woning"' in page.text
    assert "Kies een andere" in page.text


@pytest.mark.parametrize("key", ["", "bestaat-niet", "%00"])
def test_without_a_card_one_searches_first(desk, case, key: str):
    page = desk.get(address(case, f"nieuw/?soort={key}"))

    assert page.status_code == 200
    assert "Zoek een interventie" in page.text


def test_it_is_weighed_for_a_member_with_a_reason_and_an_owner(desk, case):
    kevin = a_member(case)

    answer = desk.post(address(case, "nieuw/"), typed(case, subject=f"member-{kevin.pk}", owner=case.started_by.pk))

    made = Intervention.objects.get()
    assert answer.headers["Location"] == address(case, f"{made.pk}/")
    assert (made.member, made.status, made.recorded_on) == (kevin, InterventionStatus.CONSIDERED, timezone.localdate())


def test_nothing_typed_is_lost_when_something_is_wrong(desk, case):
    page = desk.post(
        address(case, "nieuw/?soort=sluiting-woning"),
        typed(case, starts_on="01-12-2026", ends_on="01-11-2026", flanking_care="Opvang voor Ties"),
    )

    assert page.status_code == 422
    assert "Het einde ligt voor het begin." in page.text
    assert "Opvang voor Ties" in page.text
    assert not Intervention.objects.exists()


def test_two_who_change_it_are_compared_field_by_field(desk, case):
    chosen = an_intervention(case)
    page = address(case, f"{chosen.pk}/wijzigen/")
    version = {"lock_version": chosen.lock_version}
    desk.post(page, typed(case, reason="Van Karim", **version))

    answer = desk.post(page, typed(case, reason="Van mij", **version))

    assert answer.status_code == 409
    assert 'name="mijn-reason" value="Van mij"' in answer.text
    assert 'name="hun-reason" value="Van Karim"' in answer.text


def test_in_a_plan_that_stands_only_who_and_when_are_asked(desk, case):
    chosen = an_intervention(case)
    adopt(a_proposed_plan(case, interventions=[chosen]))
    chosen.refresh_from_db()

    page = desk.get(address(case, f"{chosen.pk}/wijzigen/"))
    answer = desk.post(
        address(case, f"{chosen.pk}/wijzigen/"),
        typed(case, lock_version=chosen.lock_version, reason="Iets anders", ends_on=f"{LATER:%d-%m-%Y}"),
    )

    chosen.refresh_from_db()
    assert "U wijzigt hier alleen wie haar oppakt en wanneer." in page.text
    assert set(page.context["form"].fields) == {"lock_version", "organisation", "owner", "starts_on", "ends_on"}
    assert answer.status_code == 302
    assert (chosen.reason, chosen.ends_on) == ("Een waarschuwing hielp niet.", LATER)


def test_what_runs_is_looked_at_again_when_it_ends(desk, case):
    chosen = an_intervention(case)
    dates = {"starts_on": f"{TODAY:%d-%m-%Y}", "ends_on": f"{LATER:%d-%m-%Y}"}

    desk.post(address(case, f"{chosen.pk}/starten/"), dates)

    assert due(chosen).get().due_on == LATER


def test_ending_it_settles_that(desk, case):
    chosen = an_intervention(case)
    actions.start_intervention(chosen, by=case.started_by, on=TODAY, starts_on=TODAY, ends_on=LATER)

    desk.post(address(case, f"{chosen.pk}/beeindigen/"), {"ends_on": f"{TODAY:%d-%m-%Y}"})

    chosen.refresh_from_db()
    assert chosen.status == InterventionStatus.ENDED
    assert not due(chosen).exists()


def test_it_does_not_end_before_it_began(desk, case):
    chosen = an_intervention(case, status=InterventionStatus.RUNNING)

    page = desk.post(address(case, f"{chosen.pk}/beeindigen/"), {"ends_on": "01-01-2026"})

    assert "Het einde ligt voor het begin." in page.text


def test_not_using_it_asks_a_coded_reason_and_a_day_to_look_again(desk, case):
    considered = an_intervention(case, status=InterventionStatus.CONSIDERED)
    reason = a_reason_not_to()

    without = desk.post(address(case, f"{considered.pk}/niet-gebruikt/"), {"text": "Liever niet"})
    desk.post(
        address(case, f"{considered.pk}/niet-gebruikt/"), {"reason": reason.pk, "look_again_on": f"{LATER:%d-%m-%Y}"}
    )

    considered.refresh_from_db()
    assert without.status_code == 422
    assert (considered.status, considered.not_used_reason) == (InterventionStatus.NOT_USED, reason)
    assert due(considered).get().due_on == LATER


def test_the_database_wants_the_coded_reason_too(case):
    considered = an_intervention(case, status=InterventionStatus.CONSIDERED)

    with pytest.raises(IntegrityError, match="not_used_has_a_coded_reason"), transaction.atomic():
        Intervention.objects.filter(pk=considered.pk).update(status=InterventionStatus.NOT_USED)


def test_a_reason_that_does_not_hold_in_law_says_so_on_the_page(desk, case):
    considered = an_intervention(case, status=InterventionStatus.CONSIDERED)
    weak = a_reason_not_to("NG-09", label="Te veel werk", is_legal_reason=False, explanation="Meld het aan de leiding.")
    actions.record_not_used(considered, by=case.started_by, on=TODAY, reason=weak, text="Geen tijd", look_again_on=None)

    for page in (address(case, f"{considered.pk}/"), address(case)):
        assert "Te veel werk" in desk.get(page).text
        assert "oudt juridisch geen stand" in desk.get(page).text
    assert "Meld het aan de leiding." in desk.get(address(case, f"{considered.pk}/")).text


def test_weighing_it_again_leaves_no_reason_behind(desk, case):
    dropped = an_intervention(case, status=InterventionStatus.NOT_USED)

    desk.post(address(case, f"{dropped.pk}/opnieuw/"))

    dropped.refresh_from_db()
    assert (dropped.status, dropped.not_used_reason) == (InterventionStatus.CONSIDERED, None)


def test_a_partner_weighs_and_says_why_not_but_does_not_choose(client: Client, case, partner):
    client.force_login(partner)
    considered = an_intervention(case, status=InterventionStatus.CONSIDERED)

    assert client.get(address(case, "nieuw/")).status_code == 200
    assert client.get(address(case, f"{considered.pk}/niet-gebruikt/")).status_code == 200
    assert client.post(address(case, f"{considered.pk}/kiezen/")).status_code == 403
    assert "Kies deze interventie" not in client.get(address(case, f"{considered.pk}/")).text


def test_a_partner_does_not_drop_what_was_chosen(client: Client, case, partner):
    client.force_login(partner)
    chosen = an_intervention(case)

    assert client.get(address(case, f"{chosen.pk}/niet-gebruikt/")).status_code == 403


@pytest.fixture
def not_for_partner(case, partner) -> Member:
    """Whom the partner took up work for, and may then no longer know of."""
    return a_member(case, given_name="Zoraya")


def taken_up(person: Member, partner: User, status: InterventionStatus) -> Intervention:
    fields = {"member": person, "owner": partner, "organisation": partner.organisation}
    taken = an_intervention(person.case, status=status, **fields)
    restrict(person, by=person.case.started_by, named=[], reason="Bedreigd")
    return taken


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (InterventionStatus.RUNNING, InterventionStatus.ENDED),
        (InterventionStatus.CHOSEN, InterventionStatus.NOT_USED),
        (InterventionStatus.CONSIDERED, InterventionStatus.NOT_USED),
        (InterventionStatus.NOT_USED, InterventionStatus.CONSIDERED),
    ],
)
def test_what_ends_asks_not_whether_its_owner_may_still_know_whom_it_is_about(not_for_partner, partner, before, after):
    assert move(taken_up(not_for_partner, partner, before), after).status == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (InterventionStatus.CONSIDERED, InterventionStatus.CHOSEN),
        (InterventionStatus.CHOSEN, InterventionStatus.RUNNING),
    ],
)
def test_what_goes_on_is_done_by_somebody_who_may_know_whom_it_is_about(not_for_partner, partner, before, after):
    taken = taken_up(not_for_partner, partner, before)

    with pytest.raises(MayNotKnow):
        move(taken, after)


def test_nobody_looks_again_at_what_is_about_somebody_whom_one_may_not_know_of(desk, not_for_partner, partner):
    considered = taken_up(not_for_partner, partner, InterventionStatus.CONSIDERED)
    filled = {"reason": a_reason_not_to().pk, "look_again_on": f"{LATER:%d-%m-%Y}"}

    page = desk.post(address(considered.case, f"{considered.pk}/niet-gebruikt/"), filled)

    assert "mag niet weten over wie dit gaat" in page.text
    assert not due(considered).exists()


def test_choosing_twice_says_why_the_second_does_nothing(desk, case):
    chosen = an_intervention(case)

    page = desk.post(address(case, f"{chosen.pk}/kiezen/"), follow=True)

    assert "Van “Gekozen” kan een interventie niet naar “Gekozen”." in page.text
