"""A new intake: one form, everything or nothing, and both domains are asked from the first minute."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import actions, deadlines, rules
from cases.models import (
    Audience,
    Case,
    CaseStage,
    DeadlineKind,
    IntakeQuestion,
    InvolvementRole,
    Member,
    MembershipReason,
    Nature,
    Observation,
    Urgency,
)
from cases.names import TREES, next_name, next_number
from familienetwerk.accounts.models import PolicyDomain, User
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent, EventType
from tests.factories import TODAY, a_case, a_frame, a_user, an_organisation, anna, chris

pytestmark = pytest.mark.django_db

PAGE = "/casussen/nieuw/"


@pytest.fixture
def user() -> User:
    return anna()


@pytest.fixture
def page(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def seen(by: User, **fields: Any) -> actions.Seen:
    filled = {"nature": Nature.FACT, "text": "Drie scooters in de schuur.", "observed_on": date(2026, 11, 20)} | fields
    return actions.Seen(organisation=by.organisation, **filled)


def a_person(**fields: Any) -> actions.Person:
    filled = {
        "given_name": "Kevin",
        "family_name": "Waterman",
        "reason": MembershipReason.INDEX,
        "reason_text": "Om hem gaat het eerste signaal.",
        "review_on": date(2027, 5, 23),
        "informed_on": date(2026, 11, 20),
    } | fields
    return actions.Person(**filled)


def started(by: User, **fields: Any) -> Case:
    filled = {
        "on": TODAY,
        "bringing_organisation": by.organisation,
        "first_signal_on": date(2026, 11, 20),
        "urgency": Urgency.NORMAL,
        "seen": [seen(by)],
        "people": [a_person()],
        "question": "Kent u deze mensen?",
        "due_on": date(2026, 11, 30),
    } | fields
    filled["legal_frame"] = fields.get("legal_frame") or a_frame()
    filled.setdefault("asked", [an_organisation(PolicyDomain.SAFETY), an_organisation(PolicyDomain.SOCIAL)])
    return actions.start_intake(by=by, **filled)


def typed_in(by: User, **changed: Any) -> dict[str, Any]:
    """What a browser sends for a whole and right form; None leaves a field out."""
    today = timezone.localdate()
    sent = {
        "legal_frame": a_frame().pk,
        "bringing_organisation": by.organisation_id,
        "first_signal_on": f"{today:%d-%m-%Y}",
        "urgency": Urgency.HIGH,
        "fears_for_a_child": "nee",
        "consulted_on": "",
        "asked": [an_organisation(PolicyDomain.SAFETY).pk, an_organisation(PolicyDomain.SOCIAL).pk],
        "question": "Kent u deze mensen?",
        "due_on": f"{today + timedelta(days=7):%d-%m-%Y}",
        "gezien-TOTAL_FORMS": 1,
        "gezien-INITIAL_FORMS": 0,
        "gezien-0-nature": Nature.CONCERN,
        "gezien-0-text": "Het jongste kind is stil.",
        "gezien-0-observed_on": f"{today:%d-%m-%Y}",
        "gezien-0-source": "juf",
        "gezien-0-regime": "AVG",
        "gezien-0-audience": Audience.OWN_DOMAIN,
        "personen-TOTAL_FORMS": 1,
        "personen-INITIAL_FORMS": 0,
        "personen-0-given_name": "Naomi",
        "personen-0-family_name": "de Boer",
        "personen-0-gender": "FEMALE",
        "personen-0-reason": MembershipReason.CHILD_AT_RISK,
        "personen-0-reason_text": "Zij blijft weg van school.",
        "personen-0-discussed": "nee",
        "personen-0-informing_postponed_until": f"{today + timedelta(days=14):%d-%m-%Y}",
        "personen-0-informing_postponed_reason": "Er loopt een onderzoek.",
        "personen-0-review_on": f"{today + timedelta(days=180):%d-%m-%Y}",
    } | changed
    return {name: value for name, value in sent.items() if value is not None}


# --- what it makes ------------------------------------------------------------------------------


def test_makes_a_case_that_its_starter_directs(user):
    case = started(user)

    assert case.stage == CaseStage.INTAKE
    assert case.involvements.get().role == InvolvementRole.PROCESS_COORDINATOR
    assert AuditEvent.objects.filter(type=EventType.CREATED, case_id=case.pk, subject="intake").exists()


def test_sets_what_is_due(user):
    postponed = {"informed_on": None, "informing_postponed_until": date(2026, 12, 1)}

    case = started(user, people=[a_person(informing_postponed_reason="Onderzoek loopt.", **postponed)])

    assert list(case.deadlines.by_date().values_list("kind", "due_on")) == [
        (DeadlineKind.QUESTION, date(2026, 11, 30)),
        (DeadlineKind.QUESTION, date(2026, 11, 30)),
        (DeadlineKind.INFORMING, date(2026, 12, 1)),
        (DeadlineKind.TRIAGE, date(2026, 12, 14)),
        (DeadlineKind.MEMBER_REVIEW, date(2027, 5, 23)),
    ]


def test_shares_what_was_seen_with_its_audience(user):
    case = started(user, seen=[seen(user, nature=Nature.STATEMENT, source="opa", audience=Audience.COORDINATORS)])

    observation = Observation.objects.get(case=case)

    assert (observation.nature, observation.source, observation.audience) == ("STATEMENT", "opa", "COORDINATORS")
    assert observation.author == user
    assert not observation.is_draft


def test_notes_a_fear_for_a_child_and_that_veilig_thuis_was_consulted(user):
    asked = started(user, fears_for_a_child=True, consulted_on=date(2026, 11, 22))
    not_yet = started(user, fears_for_a_child=True)

    assert asked.child_safety_concern.consulted_by == user
    assert not_yet.child_safety_concern.is_open


# --- what it refuses ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("domains", "sentences"),
    [
        ([PolicyDomain.SAFETY], ["Vraag minstens één organisatie uit het sociaal domein."]),
        ([PolicyDomain.SOCIAL], ["Vraag minstens één organisatie uit het domein veiligheid."]),
        ([PolicyDomain.CARE], 2),
        ([], 2),
        ([PolicyDomain.SAFETY, PolicyDomain.SOCIAL, PolicyDomain.CARE], []),
    ],
)
def test_both_domains_must_be_asked(domains, sentences):
    obstacles = rules.obstacles_to_asking(frozenset(domains))

    assert obstacles == sentences if isinstance(sentences, list) else len(obstacles) == sentences


def test_is_refused_without_a_social_organisation_whatever_the_route(user):
    with pytest.raises(actions.CannotStartIntake, match="sociaal domein"):
        started(user, asked=[an_organisation(PolicyDomain.SAFETY)])

    assert not Case.objects.exists()


def test_is_refused_under_a_frame_that_is_not_in_force(user):
    ended = a_frame(valid_until=date(2026, 10, 1))
    without_dpia = a_frame(dpia_on=None)

    for frame in (ended, without_dpia):
        with pytest.raises(actions.CannotStartIntake, match="geldt vandaag niet"):
            started(user, legal_frame=frame)


def test_is_refused_without_a_person_and_without_anything_seen(user):
    with pytest.raises(actions.CannotStartIntake) as refusal:
        started(user, people=[], seen=[])

    assert len(refusal.value.messages) == 2


def test_makes_everything_or_nothing(user):
    twice = an_organisation(PolicyDomain.SOCIAL)

    with pytest.raises(ValidationError, match="al gevraagd"):
        started(user, asked=[an_organisation(PolicyDomain.SAFETY), twice, twice])

    assert not Case.objects.exists()
    assert not Member.objects.exists()


def test_a_first_signal_after_today_is_refused_by_the_table(user):
    with pytest.raises(ValidationError, match="Het eerste signaal ligt na de start"):
        started(user, first_signal_on=TODAY + timedelta(days=1))


# --- number and name ----------------------------------------------------------------------------


def test_numbers_follow_each_other_within_a_year_also_beyond_ten_thousand(user):
    for number in ("2026-0147", "2026-0009", "2025-9999"):
        a_case(number=number)

    assert next_number(year=2026) == "2026-0148"
    assert next_number(year=2027) == "2027-0001"
    assert next_number(year=2025) == "2025-10000"
    a_case(number="2025-10000")
    assert next_number(year=2025) == "2025-10001"


def test_a_name_is_a_tree_that_no_running_case_has_and_not_a_family_of_this_case(user):
    a_case(name=TREES[0])

    assert next_name(family_names=[]) == TREES[1]
    assert next_name(family_names=[f"van der {TREES[1]}"]) == TREES[2]


def test_when_all_trees_are_in_use_they_get_a_number(user):
    frame = a_frame()
    for name in TREES:
        a_case(name=name, started_by=user, legal_frame=frame)

    assert next_name(family_names=[]) == f"{TREES[0]} 2"


@pytest.mark.parametrize(
    ("name", "families", "tells"),
    [
        ("Wilg", ["Waterman", ""], False),
        ("Huize Waterman", ["Waterman"], True),
        ("WATERMAN", ["waterman"], True),
        ("Huize Boer", ["de Boer"], True),
        ("Özturk", ["Ozturk"], True),
        ("Waterwilg", ["Water"], False),
    ],
)
def test_a_neutral_name_holds_no_family_name(name, families, tells):
    assert rules.names_the_family(name, families) is tells


@pytest.mark.django_db(transaction=True)
def test_two_who_start_at_the_same_moment_get_two_numbers():
    user, frame = anna(), a_frame()
    asked = [an_organisation(PolicyDomain.SAFETY), an_organisation(PolicyDomain.SOCIAL)]

    def start(_turn: int) -> str:
        try:
            return started(user, legal_frame=frame, asked=asked).number
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=4) as together:
        numbers = list(together.map(start, range(8)))

    assert sorted(numbers) == [f"2026-{number:04}" for number in range(1, 9)]


# --- the page -----------------------------------------------------------------------------------


def test_anna_fills_in_one_page_and_lands_on_the_intake(page, user):
    answer = page.post(PAGE, typed_in(user))

    case = Case.objects.get()
    assert answer.headers["Location"] == f"/casussen/{case.pk}/intake/"
    assert case.started_on == timezone.localdate()
    assert case.members.get().name_key == rules.name_key("de Boer", "Naomi")
    assert case.members.get().informing_postponed_reason == "Er loopt een onderzoek."
    assert Observation.objects.get(case=case).organisation == user.organisation
    assert IntakeQuestion.objects.filter(case=case).count() == 2


def test_the_default_list_of_the_municipality_is_ticked_and_dates_are_filled_in(page):
    standard = an_organisation(PolicyDomain.SOCIAL, is_asked_at_intake=True)
    other = an_organisation(PolicyDomain.SOCIAL)
    due_on = deadlines.working_days_after(timezone.localdate(), 5)

    form = page.get(PAGE).context["intake"].form

    assert form["asked"].value() == [standard.pk]
    assert other in form.fields["asked"].queryset
    assert form["due_on"].value() == f"{due_on:%d-%m-%Y}"


def test_only_frames_in_force_today_are_offered_with_purpose_and_controller(page):
    a_frame(name="Oud kader", valid_until=date(2026, 1, 1))
    a_frame(name="Nieuw kader", purpose="Kinderen beschermen", controller="College van Waterhoek")

    text = page.get(PAGE).text

    assert "Oud kader" not in text
    assert "Doel: Kinderen beschermen" in text
    assert "Verantwoordelijk: College van Waterhoek" in text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"legal_frame": None}, "Kies een antwoord bij ‘Samenwerkingskader’."),
        ({"urgency": None}, "Kies een antwoord bij ‘Urgentie’."),
        ({"first_signal_on": "31-02-2026"}, "De dag 31 bestaat niet: februari 2026 heeft 28 dagen."),
        ({"first_signal_on": "1-1-2090"}, "De datum ligt in de toekomst."),
        ({"due_on": "1-1-2020"}, "De datum ligt in het verleden."),
        ({"asked": None}, "Vraag minstens één organisatie uit het sociaal domein."),
        ({"gezien-0-observed_on": "1-1-2090"}, "De datum ligt in de toekomst."),
        ({"gezien-0-nature": None}, "Kies een antwoord bij ‘Soort’."),
        ({"personen-0-given_name": ""}, "Vul ‘Voornaam’ in."),
        ({"personen-0-birth_date": "1-1-2090"}, "De datum ligt in de toekomst."),
        ({"personen-0-is_birth_date_estimated": "on"}, "Vul de geschatte geboortedatum in"),
        ({"personen-0-discussed": None}, "Is de aanmelding vooraf met deze persoon besproken?"),
        ({"personen-0-discussed": "ja"}, "Vul ‘Besproken op’ in."),
        ({"personen-0-informing_postponed_reason": ""}, "Vul ‘Reden van uitstel’ in."),
        ({"personen-0-informing_postponed_until": "1-1-2020"}, "De datum ligt in het verleden."),
        ({"personen-0-review_on": "1-1-2020"}, "De datum ligt in het verleden."),
    ],
)
def test_what_is_missing_or_impossible_is_said_at_the_field_and_nothing_typed_is_lost(page, user, changed, sentence):
    answer = page.post(PAGE, typed_in(user, **changed))

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Het jongste kind is stil." in answer.text
    assert not Case.objects.exists()


def test_a_missing_social_organisation_is_said_at_the_list(page, user):
    safety = an_organisation(PolicyDomain.SAFETY)

    answer = page.post(PAGE, typed_in(user, asked=[safety.pk]))

    assert "Vraag minstens één organisatie uit het sociaal domein." in answer.context["intake"].form.errors["asked"]


def test_a_frame_that_ended_cannot_be_sent_by_hand(page, user):
    answer = page.post(PAGE, typed_in(user, legal_frame=a_frame(valid_until=date(2026, 1, 1)).pk))

    assert answer.status_code == 422


def test_one_more_row_keeps_what_was_typed_and_an_empty_row_does_not_count(page, user):
    sent = typed_in(user)
    more = page.post(PAGE, sent | {"add-row": "personen"})
    row = more.context["intake"].people.forms[1]
    empty = {field.html_name: field.value() or "" for field in row}

    answer = page.post(PAGE, sent | empty | {"personen-TOTAL_FORMS": 2})

    assert more.status_code == 200
    assert more.context["intake"].people.forms[0]["given_name"].value() == "Naomi"
    assert row["review_on"].value()
    assert answer.status_code == 302
    assert Member.objects.count() == 1


def test_several_people_and_several_things_seen(page, user):
    sent = typed_in(user)
    again = {name.replace("-0-", "-1-"): value for name, value in sent.items() if "-0-" in name}
    totals = {"personen-TOTAL_FORMS": 2, "gezien-TOTAL_FORMS": 2}

    page.post(PAGE, sent | again | totals | {"personen-1-given_name": "Bo"})

    assert set(Member.objects.values_list("given_name", flat=True)) == {"Naomi", "Bo"}
    assert Observation.objects.count() == 2


def test_a_tampered_form_without_rows_is_refused(page, user):
    answer = page.post(PAGE, typed_in(user) | {"personen-TOTAL_FORMS": 0, "gezien-TOTAL_FORMS": 0})

    assert answer.status_code == 422
    assert "Noem minstens één persoon" in answer.text


def test_a_form_that_was_sent_twice_makes_one_case(page, user):
    sent = typed_in(user) | {"submission": page.get(PAGE).context["intake"].form["submission"].value()}

    first = page.post(PAGE, sent)
    second = page.post(PAGE, sent, follow=True)

    assert Case.objects.count() == 1
    assert second.redirect_chain[0][0] == first.url
    assert "Dit formulier was al verstuurd" in second.text


def test_every_form_is_another_and_one_without_a_mark_still_starts(page, user):
    sent = typed_in(user)
    marks = {page.get(PAGE).context["intake"].form["submission"].value() for _ in range(2)}

    page.post(PAGE, sent)
    page.post(PAGE, sent)

    assert len(marks) == 2
    assert Case.objects.count() == 2


def test_a_refused_form_keeps_its_mark(page, user):
    mark = str(uuid4())

    answer = page.post(PAGE, typed_in(user, question="", submission=mark))

    assert f'value="{mark}"' in answer.text


def test_the_mark_of_somebody_else_opens_no_case(user):
    mark = uuid4()
    started(anna(), submission=mark)

    with pytest.raises(ValidationError):
        started(user, submission=mark)


def test_a_professional_without_that_power_may_not_start_one(client):
    client.force_login(chris())

    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {}).status_code == 403


def test_a_case_coordinator_may_start_one(client):
    client.force_login(a_user(Role.CASE_COORDINATOR))

    assert client.get(PAGE).status_code == 200


def test_the_page_asks_a_fixed_number_of_queries(page):
    page.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        page.get(PAGE)
    for _ in range(20):
        an_organisation(PolicyDomain.CARE, is_asked_at_intake=True)

    with CaptureQueriesContext(connection) as many:
        page.get(PAGE)

    assert len(many) == len(few) <= 15
