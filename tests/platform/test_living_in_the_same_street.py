"""Who opens a case in which somebody lives in the own street: said by oneself, kept as a code, seen by one signal."""

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import Case
from cases.streets import digits_of, street_of
from familienetwerk.accounts.models import HomeStreet, User
from familienetwerk.admission.actions import end_account
from familienetwerk.admission.actions.home_street import give_home_street, take_home_street_away
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.oversight.models import SignalKind
from familienetwerk.oversight.signals import signals_in
from tests.factories import TODAY, a_case, a_household, a_municipality, an_involvement, anna, bram, sanne

pytestmark = pytest.mark.django_db
WORDS = "Opende een casus waarin iemand in dezelfde straat woont."


@pytest.fixture
def worker() -> User:
    return sanne()


@pytest.fixture
def case(worker) -> Case:
    case = a_case(coordinator=anna())
    an_involvement(case, worker)
    return case


def found(worker: User, case: Case) -> list[tuple[int, str, str]]:
    told = {"type": EventType.CASE_VIEWED, "organisation_id": worker.organisation_id, "page": "family"}
    line = AuditEvent.objects.create(user_id=worker.pk, case_id=case.pk, **told)
    day = timezone.localdate(line.at)
    signals = signals_in(day, day, municipality=a_municipality().pk)
    return [(one.user_id, one.case_number, one.words) for one in signals if one.kind == SignalKind.SAME_ROAD]


@pytest.mark.parametrize(
    ("address", "is_seen"),
    [
        ("Havenkade 12-b, 1234 AB Waterhoek", True),
        ("havenkade 3", True),  # without a postcode, any street of this name
        ("Havenkade 12, 9876 AB Duinveen", False),
        ("Havenkade-Oost 4, 1234 AB", False),
        ("Wilgenlaan 12, 1234 AB", False),
        ("", False),
    ],
)
def test_the_street_of_a_home_in_the_case_is_compared(worker, case, address, is_seen):
    give_home_street(by=worker, on=TODAY, street="Havenkade", digits="1234")
    a_household(case, address=address)

    assert found(worker, case) == ([(worker.pk, case.number, WORDS)] if is_seen else [])


def test_who_gave_none_took_it_away_or_never_looked_gives_no_signal(worker, case):
    a_household(case, address="Havenkade 3, 1234 AB")
    before = found(worker, case)
    give_home_street(by=bram(), on=TODAY, street="Havenkade", digits="1234")
    give_home_street(by=worker, on=TODAY, street="Havenkade", digits="1234")
    take_home_street_away(by=worker)

    assert before == found(worker, case) == []


def test_of_who_leaves_it_is_not_kept(worker):
    give_home_street(by=worker, on=TODAY, street="Havenkade", digits="1234")

    end_account(worker, by=anna())

    assert not HomeStreet.objects.exists()


def test_it_is_given_on_a_page_kept_as_a_code_and_shown_to_nobody(client: Client, worker):
    client.force_login(worker)
    refused = client.post("/account/straat/", {"street": "12", "digits": "12"})
    client.post("/account/straat/", {"street": "1e Havenstraat", "digits": "1234"})
    page = client.get("/account/straat/")
    kept = HomeStreet.objects.get(user=worker)

    assert refused.status_code == 422
    assert 'value="12"' in refused.text
    assert "Vul vier cijfers in, bijvoorbeeld 1234." in refused.text
    assert "U vulde dit in op" in page.text
    assert "Havenstraat" not in page.text
    assert b"haven" not in bytes(kept.street_mark) + bytes(kept.near_mark)
    assert len(bytes(kept.street_mark)) == len(bytes(kept.near_mark)) == 32
    logged = AuditEvent.objects.get(type=EventType.ACCOUNT_CHANGED)
    assert (logged.page, logged.subject_ids, logged.purpose) == ("give_home_street", str(worker.pk), "")
    client.post("/account/straat/weg/")
    assert not HomeStreet.objects.exists()


def test_what_is_no_street_is_said_at_its_field(client: Client, worker):
    client.force_login(worker)

    page = client.post("/account/straat/", {"street": "12", "digits": "1234"})

    assert "Vul de naam van de straat in, zonder huisnummer." in page.text
    assert not HomeStreet.objects.exists()


def test_another_key_makes_another_code(worker, settings):
    give_home_street(by=worker, on=TODAY, street="Havenkade", digits="1234")
    before = bytes(HomeStreet.objects.get().street_mark)
    settings.LOOKUP_KEYS = [("other", b"k" * 32)]
    give_home_street(by=worker, on=TODAY, street="Havenkade", digits="1234")

    assert bytes(HomeStreet.objects.get().street_mark) != before


@pytest.mark.parametrize(
    ("address", "street", "digits"),
    [
        ("1e Havenstraat 3, 1234AB", "1e havenstraat", "1234"),
        ("Plein '40-'45 12", "plein", ""),
        ("12", "", ""),
        ("Ds. Ĳsbrandtweg 7 1234 ab", "ds ijsbrandtweg", "1234"),
    ],
)
def test_of_an_address_the_name_and_the_figures_are_taken(address, street, digits):
    assert (street_of(address), digits_of(address)) == (street, digits)
