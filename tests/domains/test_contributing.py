"""Contributing what the own organisation sees: a draft of its own, facts apart, released once, and then it stands."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from cases.actions import CaseIsAtRest, Seen
from cases.models import Audience, FirstContribution, Nature, Observation, Regime
from domains import actions
from domains.models import Contribution
from familienetwerk.audit.models import AuditEvent, EventType
from tests.domain_factories import a_contribution
from tests.factories import a_case, a_user, an_involvement, an_observation, anna, chris

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
NO_FACTS = {"feiten-TOTAL_FORMS": "1", "feiten-INITIAL_FORMS": "0"}


def address(case, rest: str = "") -> str:
    return f"/casussen/{case.pk}/probleemdefinitie/bijdrage/{rest}"


def typed(**fields: str) -> dict[str, str]:
    filled = {"concern": "De jongste zoon loopt mee.", "regime": "AVG", "audience": "ALL_INVOLVED"}
    return filled | NO_FACTS | fields


def a_typed_fact(number: int, *, text: str = "Drie scooters in de gang.", **fields: str) -> dict[str, str]:
    row = {"nature": "FACT", "text": text, "observed_on": "01-11-2026", "source": "wijkagent"} | fields
    return {f"feiten-{number}-{name}": value for name, value in row.items()}


def a_fact(user, text: str = "Drie scooters in de gang.") -> Seen:
    return Seen(nature=Nature.FACT, text=text, observed_on=date(2026, 11, 1), organisation=user.organisation)


def test_a_draft_keeps_texts_facts_origin_and_audience(client: Client, case, police):
    client.force_login(police)
    sent = typed(strengths="Oom werkt mee.", regime="WPG", audience="OWN_DOMAIN", then="write") | a_typed_fact(0)

    response = client.post(address(case), sent)

    draft = Contribution.objects.get()
    fact = draft.observations.get()
    assert response["Location"] == address(case)
    assert (draft.author, draft.organisation, draft.is_draft) == (police, police.organisation, True)
    assert (draft.words.strengths, draft.regime, draft.audience) == ("Oom werkt mee.", Regime.WPG, Audience.OWN_DOMAIN)
    assert (fact.text, fact.observed_on, fact.source) == ("Drie scooters in de gang.", date(2026, 11, 1), "wijkagent")
    assert (fact.regime, fact.audience, fact.is_draft) == (Regime.WPG, Audience.OWN_DOMAIN, True)


def test_the_form_starts_with_the_usual_origin_of_the_organisation(client: Client, case, police):
    client.force_login(police)

    assert '<option value="WPG" selected>Politiegegevens (Wpg)</option>' in client.get(address(case)).text


def test_a_draft_opens_again_with_what_was_written(client: Client, case, police):
    a_contribution(case, police, released=False, tried="Gesprek wijkagent.", observations=[a_fact(police)])
    client.force_login(police)

    page = client.get(address(case)).text

    assert "Gesprek wijkagent." in page
    assert "Drie scooters in de gang." in page
    assert "01-11-2026" in page


def test_a_fact_is_changed_and_another_taken_out(client: Client, case, police):
    facts = [a_fact(police), a_fact(police, "Een tas in de schuur.")]
    a_contribution(case, police, released=False, observations=facts)
    client.force_login(police)
    rows = a_typed_fact(0, text="Vier scooters in de gang.") | a_typed_fact(1) | {"feiten-1-DELETE": "on"}
    counts = {"feiten-TOTAL_FORMS": "2", "feiten-INITIAL_FORMS": "2"}

    client.post(address(case), typed(lock_version="1") | rows | counts)

    assert [fact.text for fact in Contribution.objects.get().observations.all()] == ["Vier scooters in de gang."]
    assert Observation.objects.filter(case=case).count() == 1


def test_another_empty_row_is_shown_without_javascript(client: Client, case, police):
    client.force_login(police)

    page = client.post(address(case), typed() | a_typed_fact(0) | {"add-row": "feiten"}).text

    assert "Waarneming 2" in page
    assert "Drie scooters in de gang." in page
    assert not Contribution.objects.exists()


def test_nothing_typed_is_lost_on_an_error(client: Client, case, police):
    client.force_login(police)
    wrong = a_typed_fact(0, observed_on="31-02-2026")

    response = client.post(address(case), typed(tried="Huiswerkplek.") | wrong)

    assert response.status_code == 422
    assert "De dag 31 bestaat niet" in response.text
    assert "Huiswerkplek." in response.text
    assert "Drie scooters in de gang." in response.text


def test_it_says_something(client: Client, case, police):
    client.force_login(police)

    response = client.post(address(case), typed(concern="  "))

    assert response.status_code == 422
    assert "Schrijf minstens één onderdeel" in response.text


def test_it_can_stand_on_what_the_organisation_said_before(client: Client, case, police, team):
    own = an_observation(case, police, text="Auto op naam van opa.")
    an_observation(case, team, text="Huurachterstand van vier maanden.")
    client.force_login(police)

    page = client.get(address(case)).text
    client.post(address(case), typed(known=str(own.pk)))

    assert "Auto op naam van opa." in page
    assert "Huurachterstand van vier maanden." not in page
    assert list(Contribution.objects.get().observations.all()) == [own]


def test_facts_of_another_organisation_cannot_be_claimed(client: Client, case, police, team):
    an_observation(case, police)
    theirs = an_observation(case, team, text="Huurachterstand.")
    client.force_login(police)

    assert client.post(address(case), typed(known=str(theirs.pk))).status_code == 422


def test_releasing_starts_the_clock_and_leaves_a_trace(client: Client, case, police):
    draft = a_contribution(case, police, released=False, observations=[a_fact(police)])
    client.force_login(police)

    review = client.get(address(case, "vrijgeven/")).text
    response = client.post(address(case, "vrijgeven/"))

    draft.refresh_from_db()
    assert "Lees uw bijdrage na" in review
    assert "Drie scooters in de gang." in review
    assert response.status_code == 302
    assert not draft.is_draft
    assert not draft.observations.get().is_draft
    assert FirstContribution.objects.get(case=case, organisation=police.organisation).on == TODAY
    assert AuditEvent.objects.filter(type=EventType.SHARED, subject="contribution", subject_ids=str(draft.pk)).exists()


def test_the_first_day_stays_with_a_second_contribution(case, police):
    a_contribution(case, police, on=date(2026, 10, 9))
    a_contribution(case, police, on=date(2026, 11, 9), concern="Ook de zus nu.")

    assert FirstContribution.objects.get(case=case, organisation=police.organisation).on == date(2026, 10, 9)


def test_what_is_released_cannot_be_changed_or_thrown_away(case, police):
    released = a_contribution(case, police)

    with pytest.raises(actions.ContributionIsReleased):
        actions.change_contribution(released, by=police, lock_version=1, concern="Anders")
    with pytest.raises(actions.ContributionIsReleased):
        actions.discard_contribution(released, by=police)
    with pytest.raises(actions.ContributionIsReleased):
        actions.release_contribution(released, by=police, on=TODAY)


def test_a_draft_is_its_authors_alone(client: Client, case, police):
    colleague = a_user(organisation=police.organisation)
    an_involvement(case, colleague)
    draft = a_contribution(case, police, released=False)
    client.force_login(colleague)

    with pytest.raises(actions.NotYourContribution):
        actions.release_contribution(draft, by=colleague, on=TODAY)
    assert client.post(address(case, "vrijgeven/")).status_code == 404
    assert client.post(address(case, "weggooien/")).status_code == 404


def test_somebody_writes_one_draft_at_a_time(case, police):
    a_contribution(case, police, released=False)

    with pytest.raises(actions.AlreadyWriting):
        a_contribution(case, police, released=False)


def test_nothing_empty_is_released(case, police):
    draft = actions.write_contribution(case, by=police, observations=[a_fact(police)])

    with pytest.raises(actions.ContributionIsEmpty):
        actions.release_contribution(draft, by=police, on=TODAY)


def test_throwing_a_draft_away_takes_its_own_facts_and_leaves_the_others(client: Client, case, police):
    known = an_observation(case, police)
    a_contribution(case, police, released=False, observations=[known, a_fact(police)])
    client.force_login(police)

    assert "verdwijnen" in client.get(address(case, "weggooien/")).text
    client.post(address(case, "weggooien/"))

    assert not Contribution.objects.exists()
    assert list(Observation.objects.filter(case=case)) == [known]


def test_two_windows_show_field_by_field_and_lose_nothing(client: Client, case, police):
    draft = a_contribution(case, police, released=False, concern="Begin.")
    saved = a_fact(police, "Uit het andere venster.")
    actions.change_contribution(draft, by=police, lock_version=1, concern="Eerst bewaard.", observations=[saved])
    client.force_login(police)
    typed_here = typed(lock_version="1", concern="Hier getypt.") | a_typed_fact(0)

    response = client.post(address(case), typed_here)

    assert response.status_code == 409
    for text in ("Eerst bewaard.", "Hier getypt.", "Drie scooters in de gang.", "Uit het andere venster."):
        assert text.split()[-1] in response.text


def test_after_choosing_a_text_the_facts_of_both_windows_are_kept(client: Client, case, police):
    draft = a_contribution(case, police, released=False, concern="Begin.")
    saved = a_fact(police, "Uit het andere venster.")
    actions.change_contribution(draft, by=police, lock_version=1, concern="Eerst bewaard.", observations=[saved])
    client.force_login(police)
    page = client.post(address(case), typed(lock_version="1", concern="Hier getypt.") | a_typed_fact(0))
    carried = dict(page.context["carried"])
    chosen = {"kies-concern": "hun", "mijn-concern": "Hier getypt.", "hun-concern": "Eerst bewaard."}

    client.post(address(case), {"lock_version": "2", "regime": "AVG", "audience": "ALL_INVOLVED"} | carried | chosen)

    draft.words.refresh_from_db()
    assert draft.words.concern == "Eerst bewaard."
    assert {fact.text for fact in draft.observations.all()} == {"Drie scooters in de gang.", "Uit het andere venster."}


def test_a_reader_may_not_and_an_outsider_does_not_know(client: Client, case):
    reader, outsider = a_user(), chris()
    an_involvement(case, reader, role="READER")

    for rest in ("", "vrijgeven/", "weggooien/"):
        client.force_login(reader)
        assert client.get(address(case, rest)).status_code == 403
        client.force_login(outsider)
        assert client.get(address(case, rest)).status_code == 404


def test_nothing_is_contributed_to_a_case_at_rest():
    director = anna()
    case = a_case(coordinator=director)
    type(case).objects.filter(pk=case.pk).update(
        stage="CLOSED", closed_on=TODAY, closed_by=director, closing_reason="GOALS_MET"
    )

    with pytest.raises(CaseIsAtRest):
        a_contribution(case, director)
