"""A case that moves to another frame: what is bound to its source stays behind until that source lets it go."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client
from django.utils import timezone

from cases import actions
from cases.models import Audience, Case, CaseStage, FrameMove, Grant, LegalFrame, Observation, Passing, Regime
from familienetwerk.behalf import acting_for
from tests.factories import TODAY, a_case, a_frame, a_user, an_involvement, an_observation, anna, bram, chris, sanne
from tests.queries import questions

pytestmark = pytest.mark.django_db

TAP = "Er loopt een onderzoek."


@pytest.fixture
def director():
    return anna()


@pytest.fixture
def police():
    return bram()


@pytest.fixture
def team():
    return sanne()


@pytest.fixture
def case(director, police, team) -> Case:
    """The police and the neighbourhood team are at the table; the police wrote something down under the Wpg."""
    case = a_case(coordinator=director)
    for user in (police, team):
        an_involvement(case, user)
    an_observation(case, police, text=TAP, regime=Regime.WPG)
    return case


@pytest.fixture
def regional():
    return a_frame(name="Zorg- en Veiligheidshuis")


def moved(case: Case, director, frame) -> Case:
    return actions.change_frame(case, by=director, on=TODAY, frame=frame, reason="Het is te zwaar voor hier")


def page(user, path: str) -> str:
    client = Client()
    client.force_login(user)
    return client.get(path).content.decode()


def post(user, path: str, **fields):
    client = Client()
    client.force_login(user)
    return client.post(path, fields)


def observations(case: Case) -> str:
    return f"/casussen/{case.pk}/waarnemingen/"


def test_police_data_stays_behind_and_the_others_see_that_it_exists(case, director, police, team, regional):
    before = page(team, observations(case))
    moved(case, director, regional)

    for user in (team, director):
        after = page(user, observations(case))
        assert TAP not in after
        assert f"{police.organisation} heeft 1 waarneming. U ziet alleen dat die bestaat." in after
    assert TAP in before
    assert TAP in page(police, observations(case))


def test_every_right_rests_on_the_new_frame_and_ends_with_it(case, director, police):
    old, last_day = case.legal_frame, timezone.localdate() + timedelta(days=9)
    new = a_frame(name="Nieuw kader", legal_basis="Wgs 2", valid_until=last_day)
    with acting_for(director.pk):
        moved(case, director, new)

    running = Grant.objects.running().on_case(case)
    assert {grant.legal_basis for grant in running} == {"Wgs 2"}
    assert {timezone.localdate(grant.period.upper) for grant in running} == {last_day + timedelta(days=1)}
    assert Case.objects.visible_to(police).filter(pk=case.pk).exists()
    assert old.legal_basis != "Wgs 2"


def test_a_seat_still_to_begin_and_an_hour_in_an_emergency_rest_on_the_new_frame_too(case, director):
    today = timezone.localdate()
    later = an_involvement(case, a_user(name="Els Later"), on=today + timedelta(days=3))
    hour = actions.open_in_emergency(case.number, by=chris(), on=TODAY, reason="Er is nu iemand in gevaar").grant
    hour.refresh_from_db()
    before = hour.period
    new = a_frame(name="Nieuw kader", legal_basis="Wgs 2", valid_until=today + timedelta(days=9))
    with acting_for(director.pk):
        moved(case, director, new)

    assert {grant.legal_basis for grant in Grant.objects.not_over().on_case(case)} == {"Wgs 2"}
    hour.refresh_from_db()
    assert (hour.legal_basis, hour.period) == ("Wgs 2", before)
    [right] = Grant.objects.not_over().filter(involvement=later)
    assert timezone.localdate(right.period.lower) == today + timedelta(days=3)
    assert timezone.localdate(right.period.upper) == today + timedelta(days=10)


def test_a_case_whose_frame_ended_is_opened_again_by_moving_it(case, director, police, regional):
    LegalFrame.objects.filter(pk=case.legal_frame_id).update(valid_until=TODAY - timedelta(days=1))
    assert not Case.objects.visible_to(police).filter(pk=case.pk).exists()

    moved(case, director, regional)

    assert Case.objects.visible_to(police).filter(pk=case.pk).exists()


def test_ordinary_data_follows_the_case(case, director, team, police, regional):
    an_observation(case, team, text="De keuken was leeg.")
    moved(case, director, regional)

    assert "De keuken was leeg." in page(police, observations(case))


def test_the_source_lets_it_go_and_takes_it_back(case, director, police, team, regional):
    moved(case, director, regional)
    seen = Observation.objects.get()

    post(police, f"/casussen/{case.pk}/vrijgeven/", items=f"observation-{seen.pk}", ground="Wpg artikel 20")
    let_go = page(team, observations(case))
    passing = Passing.objects.get()
    post(police, f"/casussen/{case.pk}/vrijgeven/{passing.pk}/", reason="Onderzoek loopt weer")

    assert TAP in let_go
    assert TAP not in page(team, observations(case))
    passing.refresh_from_db()
    assert (passing.frame, passing.passed_by, passing.ground) == (regional, police, "Wpg artikel 20")
    assert (passing.taken_back_by, passing.taken_back_reason) == (police, "Onderzoek loopt weer")


def test_nobody_else_lets_it_go(case, director, police, team, regional):
    moved(case, director, regional)
    case.refresh_from_db()
    seen = Observation.objects.get()

    assert "staat hier niets dat nog bij u blijft" in page(team, f"/casussen/{case.pk}/vrijgeven/")
    refused = post(team, f"/casussen/{case.pk}/vrijgeven/", items=f"observation-{seen.pk}", ground="Wpg 20")
    with pytest.raises(actions.NotYoursToPassOn):
        actions.pass_on(case, [seen], by=director, ground="Wpg 20")

    assert refused.status_code == 422
    assert not Passing.objects.exists()


def test_raw_sql_of_another_organisation_lets_nothing_go(case, director, police, team, regional):
    moved(case, director, regional)
    row = {"case_id": case.pk, "subject": "observation", "subject_id": Observation.objects.get().pk}
    let_go = row | {"frame": regional, "ground": "Wpg 20", "passed_by": team}

    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic(), acting_for(team.pk):
        Passing.objects.create(**let_go, organisation=police.organisation)
    with acting_for(team.pk):
        Passing.objects.create(**let_go, organisation=team.organisation)

    assert TAP not in page(team, observations(case))


def test_what_was_let_go_is_never_rewritten(case, director, police, regional):
    moved(case, director, regional)
    case.refresh_from_db()
    actions.pass_on(case, [Observation.objects.get()], by=police, ground="Wpg 20")

    for act in (Passing.objects.all().delete, lambda: Passing.objects.update(ground="Anders")):
        with pytest.raises(IntegrityError, match="Een vrijgave blijft staan"), transaction.atomic():
            act()


def test_a_frame_that_does_not_allow_it_does_not_get_it(case, director, police):
    moved(case, director, a_frame(name="Sociaal domein", regimes=["AVG", "JEUGDWET"]))
    case.refresh_from_db()

    with pytest.raises(actions.FrameDoesNotAllow):
        actions.pass_on(case, [Observation.objects.get()], by=police, ground="Wpg 20")


def test_a_kind_that_the_frame_does_not_allow_is_refused_at_the_field_and_in_the_database(director, police):
    frame = a_frame(name="Sociaal domein", regimes=["AVG", "JEUGDWET"])
    case = a_case(coordinator=director, legal_frame=frame)
    an_involvement(case, police)
    typed = {"nature": "FACT", "text": TAP, "observed_on": "01-11-2026", "audience": "ALL_INVOLVED", "regime": "WPG"}

    refused = post(police, f"/casussen/{case.pk}/intake/waarneming/", **typed)

    assert refused.status_code == 422
    assert "mag niet in een casus onder het kader “Sociaal domein”" in refused.content.decode()
    assert TAP in refused.content.decode()
    with pytest.raises(IntegrityError, match="mag niet in een casus onder dit kader"), transaction.atomic():
        an_observation(case, police, regime=Regime.WPG)


@pytest.mark.parametrize("change", [{"regime": "AVG"}, {"frame": "regional"}])
def test_law_and_frame_of_what_was_shared_never_change(case, regional, change):
    fields = {"frame": regional} if "frame" in change else change

    with pytest.raises(IntegrityError, match="verandert niet"), transaction.atomic():
        Observation.objects.update(**fields)


def test_a_draft_is_given_under_the_frame_in_which_it_is_shared(case, director, police, team, regional):
    draft = an_observation(case, police, text="Concept.", regime=Regime.WPG, released_at=None)
    moved(case, director, regional)

    Observation.objects.filter(pk=draft.pk).update(released_at=timezone.now())

    draft.refresh_from_db()
    assert draft.frame == regional
    assert "Concept." in page(team, observations(case))


def test_a_case_moves_only_to_a_frame_that_holds_here_today(case, director):
    ended = a_frame(name="Oud", valid_until=TODAY.replace(year=2025, month=12))

    with pytest.raises(ValidationError):
        moved(case, director, ended)
    with pytest.raises(ValidationError):
        moved(case, director, case.legal_frame)
    assert not FrameMove.objects.exists()


def test_who_directs_moves_it_and_the_move_stands(case, director, police, regional):
    address = f"/casussen/{case.pk}/kader/"

    assert post(police, address, frame=regional.pk, reason="x").status_code == 403
    assert post(chris(), address, frame=regional.pk, reason="x").status_code == 404
    post(director, address, frame=regional.pk, reason="Zwaarder")

    case.refresh_from_db()
    assert (case.legal_frame, FrameMove.objects.get().reason) == (regional, "Zwaarder")
    with pytest.raises(IntegrityError, match="overgang naar een ander kader blijft staan"), transaction.atomic():
        FrameMove.objects.update(reason="Anders")


def test_an_item_for_people_by_name_says_who_and_they_alone_read_it(case, police, team, director):
    Case.objects.filter(pk=case.pk).update(stage=CaseStage.INTAKE, opened_on=None)
    typed = {"nature": "FACT", "text": "Voor Sanne.", "observed_on": "01-11-2026", "regime": "AVG"}
    address = f"/casussen/{case.pk}/intake/waarneming/"

    wider = post(police, address, **typed, audience="ALL_INVOLVED", named=team.principal.pk)
    nobody = post(police, address, **typed, audience="NAMED")
    sent = post(police, address, **typed, audience="NAMED", named=team.principal.pk)

    assert sent.status_code == 302
    assert "Kies hierboven “Met name genoemd”, of haal deze vinkjes weg." in wider.content.decode()
    assert "Kies minstens één persoon of organisatie." in nobody.content.decode()
    assert "Voor Sanne." in page(team, observations(case))
    assert "Voor Sanne." not in page(director, observations(case))
    assert f"Dit leest: {team.name} en {police.organisation}." in page(police, observations(case))


def test_a_form_says_in_plain_words_who_will_read_it(case, police, team):
    form = page(police, f"/casussen/{case.pk}/intake/waarneming/")

    assert f"Dit leest: {police.organisation}." in form
    assert "alleen dát er iets staat." in form
    assert f"{team.name}" in form


def test_only_who_is_on_the_case_can_be_named(case, police):
    stranger = chris()

    with pytest.raises(IntegrityError, match="Kies alleen wie nu bij deze casus betrokken is"), transaction.atomic():
        an_observation(case, police, audience=Audience.NAMED, named=[stranger.principal.pk])


def test_the_page_asks_as_much_about_25_as_about_1(case, director, police, regional):
    moved(case, director, regional)
    address = f"/casussen/{case.pk}/vrijgeven/"
    client = Client()
    client.force_login(police)
    one = questions(client, address)
    moved(case, director, a_frame(name="Derde"))
    for _ in range(24):
        an_observation(case, police, regime=Regime.WPG)
    moved(case, director, a_frame(name="Vierde"))

    assert len(questions(client, address)) == len(one) <= 15
