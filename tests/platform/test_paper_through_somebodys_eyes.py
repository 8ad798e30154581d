"""“Bekijk als…” gives the paper that somebody truly gets, to the last byte: a plan is one file for its readers.

No other file of a case is made here: figures are of no case, and documents were brought.
"""

from collections.abc import Iterator
from io import BytesIO

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from pypdf import PdfReader
from pytest_django import DjangoDbBlocker

from cases.models import Case, Involvement
from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Role
from familienetwerk.audit.models import SEEN_AS, AuditEvent, EventType
from familienetwerk.outbox.delivery import deliver
from familienetwerk.outbox.models import Job
from interventions.actions import ask_for_pdf
from interventions.actions.paper import PLAN_PDF
from tests.databases import a_demo_of_ones_own
from tests.platform.matrix.asking import SEATS, logged_in, somebody
from tests.platform.people import ALL_DAY

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore:No fonts configured")]


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The plan of the largest family, drawn once."""
    with django_db_blocker.unblock(), override_settings(**ALL_DAY), a_demo_of_ones_own("paper"):
        plan = the_case().plans.with_document().newest_first()[0]
        ask_for_pdf(plan, by=User.objects.get(email="anna@demo.example"))
        deliver(Job.objects.for_subject(PLAN_PDF, plan.pk).get().pk)
        yield


@pytest.fixture(autouse=True)
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def the_case() -> Case:
    return Case.objects.get(name="Kornoelje")


def paper_of(case: Case) -> str:
    return f"/casussen/{case.pk}/plan/{case.plans.newest_first()[0].version}/pdf/bestand/"


def seats_of(case: Case) -> list[Involvement]:
    """Everybody at the table, but who looks."""
    seats = case.involvements.running(timezone.localdate()).exclude(user=None).select_related("user")
    return [seat for seat in seats.order_by("pk") if seat.user.email != "anna@demo.example"]


@pytest.mark.parametrize("looker", ["anna", "paul"])
def test_through_eyes_it_is_the_paper_that_each_of_them_gets(looker):
    case, through = the_case(), logged_in(User.objects.get(email=f"{looker}@demo.example"))
    seats = seats_of(case)

    truths = [logged_in(seat.user).get(paper_of(case)) for seat in seats]
    shown = [through.get(f"/bekijk-als/{seat.pk}{paper_of(case)}") for seat in seats]

    assert len(seats) > 5
    assert {truth.headers["Content-Type"] for truth in truths} == {"application/pdf"}
    assert [answer.content == truth.content for answer, truth in zip(shown, truths, strict=True)] == [True] * len(seats)
    assert "Wieldraaijer" in "".join(page.extract_text() for page in PdfReader(BytesIO(shown[0].content)).pages)


def test_the_log_says_who_printed_and_through_whose_eyes():
    case, anna = the_case(), User.objects.get(email="anna@demo.example")
    seat = seats_of(case)[0]
    logged_in(anna).get(f"/bekijk-als/{seat.pk}{paper_of(case)}")

    line = AuditEvent.objects.filter(type=EventType.PRINTED).latest("pk")

    assert (line.user_id, line.on_behalf_of_id, line.purpose) == (anna.pk, seat.user_id, SEEN_AS)


@pytest.mark.parametrize(
    ("standing", "status"),
    [*((seat, 200) for seat in SEATS), *((away, 404) for away in ("formerly involved", "on another case", "nobody"))],
)
def test_paper_is_for_who_is_on_the_case(standing, status):
    case = the_case()
    user = somebody(Role.PARTNER, standing, case)

    answer = logged_in(user).get(paper_of(case))

    assert answer.status_code == status
