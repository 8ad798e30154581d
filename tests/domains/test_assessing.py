"""Making an assessment: what is not assessed is no fault, what is sensitive says why, what is released stands."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import Audience, Case, Deadline, DeadlineKind, FirstContribution
from domains import actions
from domains.catalogue import load_life_domains
from domains.forms.assessments import Assessing
from domains.models import Assessment, DomainScore, LifeDomain
from familienetwerk.accounts.models import User
from tests.domain_factories import an_assessment
from tests.factories import TODAY, a_case, a_household, a_member, an_involvement, anna, bram, chris, sanne

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def table(one_transaction: None) -> tuple[int, int]:
    """A case and who assesses in it, with the life domains that there are."""
    load_life_domains()
    case = a_case(coordinator=anna())
    return case.pk, an_involvement(case, sanne()).user_id


@pytest.fixture
def case(table: tuple[int, int]) -> Case:
    return Case.objects.select_related("started_by__organisation").get(pk=table[0])


@pytest.fixture
def team(table: tuple[int, int]) -> User:
    return User.objects.select_related("organisation").get(pk=table[1])


@pytest.fixture
def member(case):
    return a_member(case, given_name="Naomi", birth_date=date(2012, 3, 1))


@pytest.fixture
def page(client: Client, team) -> Client:
    client.force_login(team)
    return client


def address(case: Case, word: str) -> str:
    return f"/casussen/{case.pk}/beoordelingen/nieuw/?wie={word}"


def typed(**fields: str) -> dict[str, str]:
    return {
        "assessed_on": f"{timezone.localdate():%d-%m-%Y}",
        "source": "huisbezoek",
        "regime": "AVG",
        "audience": "ALL_INVOLVED",
        "finances-score": "2",
        "finances-situation": "De huur is drie maanden niet betaald.",
        "then": "write",
    } | fields


def fields_of(form: Assessing) -> dict[str, str]:
    """What a browser would send of the page as it is shown."""
    shown = {field.html_name: field.field.prepare_value(field.value()) for part in form.parts for field in part}
    return {name: str(value) for name, value in shown.items() if value}


def test_first_one_says_about_whom(page, case, member):
    home = a_household(case)

    said = page.get(f"/casussen/{case.pk}/beoordelingen/nieuw/").text

    assert f"?wie=lid-{member.pk}" in said
    assert f"?wie=huis-{home.pk}" in said
    assert "?wie=netwerk" in said


def test_a_draft_is_saved_for_the_own_organisation(page, case, team, member):
    page.post(address(case, f"lid-{member.pk}"), typed())

    draft = Assessment.objects.get()
    assert draft.is_draft
    assert (draft.member, draft.organisation) == (member, team.organisation)
    assert [(score.life_domain.code, score.score) for score in draft.scores.all()] == [("finances", 2)]


def test_a_life_domain_that_is_left_open_is_not_assessed_and_no_fault(page, case):
    page.post(address(case, "netwerk"), typed(**{"then": "release"}))
    draft = Assessment.objects.get()

    page.post(f"/casussen/{case.pk}/beoordelingen/{draft.pk}/vrijgeven/")

    assert DomainScore.objects.count() == 1
    assert not Assessment.objects.get().is_draft


def test_a_story_without_a_score_is_kept(page, case):
    page.post(address(case, "netwerk"), typed(**{"finances-score": ""}))

    score = DomainScore.objects.get()
    assert not score.is_assessed
    assert score.situation


def test_a_sensitive_domain_says_why_it_is_needed(page, case):
    said = page.post(address(case, "netwerk"), typed(**{"mental_health-score": "3"}))

    assert said.status_code == 422
    assert "Schrijf in één zin waarom u dit nodig hebt" in said.text
    assert "De huur is drie maanden niet betaald." in said.text


def test_of_two_sensitive_domains_each_is_named_and_a_missing_source_is_said_at_once(page, case):
    scores = {"mental_health-score": "3", "substance_use-score": "2"}

    said = page.post(address(case, "netwerk"), typed(source="", **scores)).text

    summary = said[said.index("Uw beoordeling is nog niet klaar") :].partition("</ul>")[0]
    assert summary.count("Schrijf in één zin waarom u dit nodig hebt") == 2
    assert "Geestelijke gezondheid. Waarom" in summary
    assert "Alcohol en drugs. Waarom" in summary
    assert "Vul bij een score in waar uw informatie vandaan komt." in summary


def test_a_life_domain_has_a_source_and_a_day_of_its_own(page, case):
    page.post(
        address(case, "netwerk"),
        typed(
            information_on="01-11-2026",
            **{"housing-score": "3", "housing-source": "verhuurder", "housing-information_on": "12-10-2026"},
        ),
    )

    said = {score.life_domain.code: (score.source, score.information_on) for score in DomainScore.objects.all()}
    assert said == {
        "finances": ("huisbezoek", date(2026, 11, 1)),
        "housing": ("verhuurder", date(2026, 10, 12)),
    }


def test_writing_on_shows_every_source_again_and_saves_the_same(page, case):
    page.post(address(case, "netwerk"), typed(**{"housing-score": "3", "housing-source": "verhuurder"}))
    before = list(DomainScore.objects.order_by("life_domain").values_list("source", "information_on", "score"))
    url = f"/casussen/{case.pk}/beoordelingen/{Assessment.objects.get().pk}/wijzigen/"

    page.post(url, fields_of(page.get(url).context["form"]))

    assert Assessment.objects.get().lock_version == 2
    assert list(DomainScore.objects.order_by("life_domain").values_list("source", "information_on", "score")) == before


def test_what_a_draft_says_of_a_domain_that_went_out_of_use_stays(page, case):
    page.post(address(case, "netwerk"), typed())
    LifeDomain.objects.filter(code="finances").update(is_archived=True)

    said = page.get(f"/casussen/{case.pk}/beoordelingen/{Assessment.objects.get().pk}/wijzigen/").text

    assert "De huur is drie maanden niet betaald." in said


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"information_on": "23-11-2026"}, "Deze dag ligt na uw beoordeling."),
        ({"finances-information_on": "23-11-2026"}, "Deze dag ligt na uw beoordeling."),
        ({"finances-score": "", "finances-situation": ""}, "Dan bewaren wij ook de bron."),
        ({"housing-source": "verhuurder"}, "Anders bewaren wij dit leefgebied niet."),
        ({"finances-score": "6"}, "6 is geen beschikbare keuze"),
    ],
)
def test_what_cannot_be_is_refused_at_the_field_and_kept(page, case, fields, sentence):
    said = page.post(address(case, "netwerk"), typed(assessed_on="02-11-2026", conclusion="Rustig aan.", **fields))

    assert said.status_code == 422
    assert sentence in said.text
    assert "Rustig aan." in said.text
    assert not Assessment.objects.exists()


def test_a_second_draft_does_not_lead_to_the_first(page, case, team, member):
    first = an_assessment(case, team, released=False)

    said = page.post(address(case, f"lid-{member.pk}"), typed(assessed_on="02-11-2026"))

    assert said.url != f"/casussen/{case.pk}/beoordelingen/{first.pk}/wijzigen/"
    assert Assessment.objects.get(member=member).pk > first.pk


def test_a_day_in_the_future_is_refused_at_the_field(page, case):
    said = page.post(address(case, "netwerk"), typed(assessed_on="01-01-2099"))

    assert "De datum ligt in de toekomst" in said.text


def test_nothing_said_cannot_be_released(case, team):
    draft = actions.write_assessment(case, by=team, assessed_on=TODAY, scores=[])

    with pytest.raises(actions.AssessmentIsEmpty):
        actions.release_assessment(draft, by=team, on=TODAY)


def test_releasing_starts_the_clock_and_sets_the_next_look(case, team):
    an_assessment(case, team, next_on=date(2027, 1, 10))

    assert FirstContribution.objects.get(case=case).organisation == team.organisation
    due = Deadline.objects.get(kind=DeadlineKind.REASSESSMENT)
    assert (due.due_on, due.user) == (date(2027, 1, 10), team)


def test_looking_again_meets_the_appointment(case, team):
    an_assessment(case, team, next_on=date(2027, 1, 10))

    an_assessment(case, team, on=date(2027, 1, 8))

    assert not Deadline.objects.open().filter(kind=DeadlineKind.REASSESSMENT).exists()


def test_the_safety_of_a_child_is_not_asked_of_an_adult(page, case, member):
    adult = a_member(case, given_name="Petra", birth_date=date(1980, 1, 1))

    assert "child_safety-score" in page.get(address(case, f"lid-{member.pk}")).text
    assert "child_safety-score" not in page.get(address(case, f"lid-{adult.pk}")).text


def test_the_form_shows_the_previous_score_that_one_may_read(page, case, team, member):
    police = bram()
    an_involvement(case, police)
    an_assessment(case, police, member=member, scores={"finances": 4}, audience=Audience.OWN_ORGANISATION)
    an_assessment(case, team, member=member, scores={"finances": 2})

    said = page.get(address(case, f"lid-{member.pk}")).text

    assert "vorige score 2" in said
    assert "vorige score 4" not in said


def test_two_editors_see_field_by_field_what_differs_and_lose_nothing(page, case, team):
    draft = an_assessment(case, team, released=False, conclusion="Eerst")
    actions.change_assessment(
        draft, by=team, lock_version=1, scores=[], assessed_on=TODAY, conclusion="Van de ander", next_on=None
    )

    url = f"/casussen/{case.pk}/beoordelingen/{draft.pk}/wijzigen/"
    said = page.post(url, typed(lock_version="1", conclusion="Van mij"))

    assert said.status_code == 409
    assert "Van mij" in said.text
    assert "Van de ander" in said.text
    assert "Geld: wat ziet u nu?" in said.text
    assert "De huur is drie maanden niet betaald." in said.text


def test_the_choice_of_the_other_text_of_one_life_domain_is_saved(page, case, team):
    draft = an_assessment(case, team, released=False, scores={"finances": 2})
    url = f"/casussen/{case.pk}/beoordelingen/{draft.pk}/wijzigen/"
    chosen = {"kies-finances-situation": "hun", "mijn-finances-situation": "Van mij", "hun-finances-situation": "Hun"}

    page.post(url, typed(lock_version="1") | chosen)

    assert DomainScore.objects.get().situation == "Hun"


def test_somebody_of_another_case_cannot_be_assessed(page, case):
    stranger = a_member(a_case())

    assert page.get(address(case, f"lid-{stranger.pk}")).status_code == 404


def test_a_draft_of_a_colleague_is_not_mine_to_change(page, case):
    other = bram()
    an_involvement(case, other)
    draft = an_assessment(case, other, released=False)

    assert page.get(f"/casussen/{case.pk}/beoordelingen/{draft.pk}/wijzigen/").status_code == 404
    with pytest.raises(actions.NotYourAssessment):
        actions.release_assessment(draft, by=sanne(), on=TODAY)


def test_a_draft_is_thrown_away_after_asking(page, case, team):
    draft = an_assessment(case, team, released=False)
    url = f"/casussen/{case.pk}/beoordelingen/{draft.pk}/weggooien/"

    assert "Gooi weg" in page.get(url).text
    page.post(url)

    assert not Assessment.objects.exists()


def test_a_stranger_gets_nothing_and_a_reader_may_not_write(client, case):
    reader = bram()
    an_involvement(case, reader, role="READER")

    client.force_login(chris())
    assert client.get(f"/casussen/{case.pk}/beoordelingen/").status_code == 404
    client.force_login(reader)
    assert client.get(f"/casussen/{case.pk}/beoordelingen/nieuw/").status_code == 403
