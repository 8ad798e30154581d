"""Managers see one page of figures and take it along as XLSX and CSV: no name, no number, no formula."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from cases.models import Case, FirstContribution
from familienetwerk.accounts.models import PolicyDomain
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.screen.spreadsheet import safe
from tests.factories import a_case, a_member, a_user, an_organisation, anna
from tests.queries import statements

pytestmark = pytest.mark.django_db
PAGE, XLSX, CSV = "/rapportage/", "/rapportage/voortgang.xlsx", "/rapportage/voortgang.csv"
PERIOD = "?first=01-01-2026&last=31-12-2026"


@pytest.fixture
def manager(client: Client) -> Client:
    client.force_login(a_user(Role.MANAGER, name="=Mila()", domain=PolicyDomain.OTHER))
    return client


def some_cases(number: int = 6) -> list[Case]:
    social = an_organisation(PolicyDomain.SOCIAL)
    cases = [a_case(definition_fixed_on=date(2026, 11, 1), name=f"Geheim {number}") for number in range(number)]
    for case in cases:
        a_member(case, given_name="Kanarie")
        FirstContribution.objects.create(case=case, organisation=social, on=case.first_signal_on + timedelta(days=10))
    return cases


def test_the_page_says_in_how_many_social_came_first_and_after_how_many_days(manager):
    some_cases()

    said = manager.get(PAGE + PERIOD).text

    assert "100%" in said
    assert "10 dagen" in said


def test_there_is_no_family_on_it(manager):
    case = some_cases()[0]

    said = manager.get(PAGE + PERIOD).text

    assert "Kanarie" not in said
    assert case.number not in said
    assert case.name not in said


def test_too_few_cases_are_said_and_not_shown(manager):
    some_cases(2)

    assert "Te weinig casussen om te tonen." in manager.get(PAGE + PERIOD).text


def test_an_empty_installation_shows_a_page(manager):
    assert manager.get(PAGE).status_code == 200


def test_a_wrong_period_is_said_and_keeps_what_was_typed(manager):
    said = manager.get(f"{PAGE}?first=01-06-2026&last=31-02-2026").text

    assert "De dag 31 bestaat niet" in said
    assert "01-06-2026" in said


def test_a_period_that_ends_before_it_begins_is_said(manager):
    said = manager.get(f"{PAGE}?first=01-06-2026&last=01-01-2026").text

    assert "De laatste dag ligt voor de eerste." in said


def test_the_workbook_has_the_tables_of_the_page_and_no_formula(manager):
    some_cases()

    book = load_workbook(BytesIO(manager.get(XLSX + PERIOD).content))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert book.sheetnames[0] == "Uitleg"
    assert ["Sociaal droeg bij vóór de probleemdefinitie", 6, 6] in [
        [cell.value for cell in row] for row in book["Kerncijfers"].iter_rows()
    ]
    assert any(cell.value == "=Mila()" for cell in cells)
    assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells)


def test_the_csv_is_read_by_a_dutch_spreadsheet_and_runs_nothing(manager):
    some_cases()

    rows = list(csv.reader(StringIO(manager.get(CSV + PERIOD).content.decode("utf-8-sig")), delimiter=";"))

    assert ["Kerncijfers", "Casussen", "Sociaal droeg bij vóór de probleemdefinitie", "6"] in rows
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_a_text_that_begins_as_a_formula_is_made_harmless(value):
    assert safe(value) == f"'{value}"


@pytest.mark.parametrize("path", [XLSX, CSV])
def test_an_export_holds_no_family_and_is_logged(manager, path):
    some_cases()

    answer = manager.get(path + PERIOD)

    assert b"Kanarie" not in answer.content
    assert b"Geheim" not in answer.content
    assert "attachment" in answer["Content-Disposition"]
    assert AuditEvent.objects.filter(type=EventType.EXPORTED, subject="report").count() == 1


@pytest.mark.parametrize("path", [XLSX, CSV])
def test_a_wrong_period_makes_no_file_and_leads_back_to_what_was_typed(manager, path):
    answer = manager.get(f"{path}?first=01-06-2026&last=31-02-2026", follow=True)

    assert "De dag 31 bestaat niet" in answer.text
    assert "01-06-2026" in answer.text
    assert not AuditEvent.objects.filter(type=EventType.EXPORTED).exists()


@pytest.mark.parametrize("path", [PAGE, XLSX, CSV])
def test_only_managers_may(client, path):
    client.force_login(anna())

    assert client.get(path).status_code == 403


def test_another_municipality_is_not_counted(client):
    some_cases()
    own = a_user(Role.MANAGER, domain=PolicyDomain.OTHER)
    elsewhere = type(own.organisation.municipality).objects.create(name="Elders")
    type(own.organisation).objects.filter(pk=own.organisation_id).update(municipality=elsewhere)
    client.force_login(own)

    assert "0 casussen" in client.get(PAGE + PERIOD).text


def test_the_page_asks_as_many_questions_about_2_as_about_40(manager):
    counts = []
    for number in (2, 38):
        some_cases(number)
        counts.append(len(statements(manager, PAGE + PERIOD)))

    assert counts[0] == counts[1] <= 15


def test_on_a_phone_each_figure_of_a_wide_table_says_what_it_is(manager):
    some_cases()

    said = manager.get(PAGE + PERIOD).text

    assert 'data-label="Mediaan in dagen"' in said
    assert "<figure>" in said
