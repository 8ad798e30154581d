"""The row that an action begins with: asked for in a statement that is kept, locked, and as it is now."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from familienetwerk.accounts.written_rows import row_to_lock
from familienetwerk.behalf import acting_for
from tests.factories import a_case, anna, chris

pytestmark = pytest.mark.django_db


def test_it_is_locked_and_as_it_is_now():
    case = a_case(coordinator=anna())
    Case.objects.filter(pk=case.pk).update(name="Es")

    with CaptureQueriesContext(connection) as captured:
        locked = row_to_lock(case, "legal_frame")

    assert (locked.name, locked.legal_frame.name) == ("Es", case.legal_frame.name)
    assert [query["sql"].endswith('FOR UPDATE OF "cases_case"') for query in captured.captured_queries] == [True]


def test_for_who_does_not_see_it_it_does_not_exist():
    case = a_case()
    with acting_for(chris().pk), pytest.raises(Case.DoesNotExist):
        row_to_lock(case)
