"""A file is taken along and never opened in the page, and its name gives nobody away."""

import re
from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from cases.models import Case
from familienetwerk.accounts.roles import Role
from interventions.models import PlanDocument
from tests.factories import a_case, a_member
from tests.plan_factories import an_adopted_plan
from tests.platform.people import PASSWORD, somebody

pytestmark = pytest.mark.django_db
PLAIN = re.compile(r'attachment; filename="[a-z0-9-]+\.(pdf|csv|xlsx)"')


@pytest.fixture
def case() -> Case:
    case = a_case(coordinator=somebody(*Role, name="Kanarie de Wit"), name="Kanarie")
    a_member(case, given_name="Kanarie")
    plan = an_adopted_plan(case, summary="Kanarie")
    PlanDocument.objects.create(
        plan=plan, pdf=b"%PDF-1.7", size=8, sha256="0" * 64, asked_by=case.started_by, made_at=timezone.now()
    )
    return case


def files_of(client: Client, case: Case) -> Iterator[HttpResponse]:
    client.post("/inloggen/", {"login": case.started_by.email, "password": PASSWORD})
    for address in (
        "/rapportage/voortgang.xlsx",
        "/rapportage/voortgang.csv",
        "/datalekken/register.xlsx",
        f"/casussen/{case.pk}/plan/1/pdf/bestand/",
    ):
        yield client.get(address)


def test_every_file_is_an_attachment_with_a_plain_name(client: Client, case: Case) -> None:
    given = list(files_of(client, case))

    assert [answer.status_code for answer in given] == [200] * 4
    assert all(PLAIN.fullmatch(answer.headers["Content-Disposition"]) for answer in given)
    assert "kanarie" not in " ".join(answer.headers["Content-Disposition"] for answer in given).lower()
