"""The process coordinator opens the two-domain gate with a reason, that stays visible."""

from functools import partial

import pytest
from django.test import Client
from django.utils import timezone

from cases import actions as case_actions
from cases.models import Case, InvolvementRole
from domains.readiness import obstacles_to_fixing_definition
from familienetwerk.accounts.roles import Role
from tests.domain_factories import (
    a_contribution,
    a_definition,
    a_fixed_definition,
    agree,
    fix,
    refused_by_the_database,
)
from tests.factories import a_case, a_user, an_involvement, chris

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
NO_SAFETY = "Er is nog geen bijdrage uit het domein veiligheid."
NO_SOCIAL = "Er is nog geen bijdrage uit het domein sociaal."
SOCIAL_IS_SILENT = "Nog geen organisatie uit het domein sociaal is akkoord met de probleemdefinitie."


def except_it(case: Case, *, reason: str = "Wijkteam heeft tot 1 december niemand.") -> None:
    case_actions.record_exception(case, by=case.started_by, on=TODAY, reason=reason)


def test_an_exception_opens_the_gate_and_the_version_says_so(case, police, proposed):
    a_contribution(case, police)
    agree(proposed, police)
    except_it(case)

    assert fix(proposed).with_exception


def test_an_exception_that_was_not_needed_in_the_end_is_not_said_of_the_version(case):
    except_it(case)

    assert not a_fixed_definition(case).with_exception


def test_an_exception_does_not_skip_asking_the_partners(case):
    except_it(case)
    case.refresh_from_db()
    draft = a_definition(case)

    assert obstacles_to_fixing_definition(draft) == ["Leg de probleemdefinitie eerst voor aan de partners."]


def test_an_exception_stays_visible_on_the_page(client: Client, case, police, team, proposed):
    except_it(case)
    fix(proposed)
    client.force_login(team)

    page = client.get(f"/casussen/{case.pk}/probleemdefinitie/").text

    assert "Uitzondering op samen kijken" in page
    assert "Wijkteam heeft tot 1 december niemand." in page
    assert "Vastgesteld met een uitzondering op samen kijken" in page


def test_an_exception_says_what_is_missing_until_it_is_fixed(client: Client, case, director, proposed):
    except_it(case)
    client.force_login(director)

    page = client.get(f"/casussen/{case.pk}/probleemdefinitie/").text

    assert "Zonder deze uitzondering kan vaststellen niet:" in page
    assert NO_SOCIAL in page


def test_an_exception_is_recorded_by_the_process_coordinator(client: Client, case, director):
    client.force_login(director)

    response = client.post(f"/casussen/{case.pk}/probleemdefinitie/uitzondering/", {"reason": "Er is haast."})

    case.refresh_from_db()
    assert response.status_code == 302
    assert (case.exception_by, case.exception_reason) == (director, "Er is haast.")


def test_an_exception_needs_a_reason(client: Client, case, director):
    client.force_login(director)

    response = client.post(f"/casussen/{case.pk}/probleemdefinitie/uitzondering/", {"reason": "  "})

    case.refresh_from_db()
    assert response.status_code == 422
    assert "Vul “Waarom kunnen wij niet wachten?” in." in response.text
    assert not case.has_exception


def test_an_exception_without_a_reason_is_refused_by_the_database(case):
    def act():
        except_it(case, reason="")

    assert refused_by_the_database(act) == "case_exception_is_complete_or_absent"


def test_an_exception_stands_by_whatever_route(case):
    except_it(case)

    gone = {"exception_reason": "", "exception_on": None, "exception_by": None}
    for change in ({"exception_reason": "Iets anders."}, gone):
        assert refused_by_the_database(partial(Case.objects.update, **change)) == "case_exception_stands"


def test_an_exception_is_not_for_the_case_coordinator(client: Client):
    case, coordinator = a_case(), a_user(Role.CASE_COORDINATOR)
    an_involvement(case, coordinator, role=InvolvementRole.CASE_COORDINATOR)
    client.force_login(coordinator)
    address = f"/casussen/{case.pk}/probleemdefinitie/uitzondering/"

    assert client.post(address, {"reason": "Er is haast."}).status_code == 403
    assert address not in client.get(f"/casussen/{case.pk}/probleemdefinitie/").text


def test_an_exception_is_not_for_an_outsider(client: Client, case):
    client.force_login(chris())

    response = client.post(f"/casussen/{case.pk}/probleemdefinitie/uitzondering/", {"reason": "Er is haast."})

    assert response.status_code == 404


def test_an_exception_is_recorded_once(client: Client, case, director):
    except_it(case)
    client.force_login(director)

    response = client.post(f"/casussen/{case.pk}/probleemdefinitie/uitzondering/", {"reason": "Andere reden."})

    case.refresh_from_db()
    assert case.exception_reason == "Wijkteam heeft tot 1 december niemand."
    assert "al een uitzondering vastgelegd" in response.text
    assert "Andere reden." in response.text
