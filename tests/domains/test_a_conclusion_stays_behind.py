"""What everybody may know of an assessment follows the law under which it came about, and not the case (FR-137)."""

import pytest
from django.test import Client

from cases.actions import change_frame, pass_on
from cases.models import Audience, Case, Regime
from domains.catalogue import load_life_domains
from domains.models import Assessment, SharedConclusion
from familienetwerk.accounts.models import User
from familienetwerk.behalf import acting_for
from tests.domain_factories import an_assessment
from tests.factories import TODAY, a_frame

pytestmark = pytest.mark.django_db
SAID = "Er loopt een onderzoek."


@pytest.fixture
def bound(case: Case, police: User) -> Assessment:
    load_life_domains()
    return an_assessment(case, police, regime=Regime.WPG, audience=Audience.COORDINATORS, conclusion=SAID)


def sees(user: User, bound: Assessment) -> tuple[bool, bool, bool]:
    """On the page of all, on its own page, and in plain SQL as the app's role."""
    client = Client()
    client.force_login(user)
    pages = [f"/casussen/{bound.case_id}/beoordelingen/", bound.get_absolute_url()]
    with acting_for(user.pk):
        row = SharedConclusion.objects.filter(assessment=bound).exists()
    return (*(SAID in client.get(page).text for page in pages), row)


def test_it_stays_behind_when_the_case_moves_until_its_organisation_passes_it_on(case, director, police, team, bound):
    everywhere, nowhere = (True, True, True), (False, False, False)
    before = sees(team, bound)

    change_frame(case, by=director, on=TODAY, frame=a_frame(name="Ander kader"), reason="Te zwaar voor hier")
    after = [sees(user, bound) for user in (team, director, police)]
    case.refresh_from_db()
    pass_on(case, [bound], by=police, ground="Wpg 20")

    assert (before, after) == (everywhere, [nowhere, nowhere, everywhere])
    assert sees(team, bound) == everywhere


def test_without_a_law_of_its_own_it_goes_along(case, director, police, team, bound):
    free = an_assessment(case, police, audience=Audience.COORDINATORS, conclusion=SAID)
    change_frame(case, by=director, on=TODAY, frame=a_frame(name="Ander kader"), reason="Te zwaar voor hier")

    assert sees(team, free) == (True, True, True)
