"""load_demo fills an empty database of a demo, and refuses anything else in one line."""

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from cases.models import Case
from familienetwerk.accounts.models import User
from tests.factories import anna

pytestmark = pytest.mark.django_db


def test_is_refused_outside_a_demo(settings: LazySettings) -> None:
    settings.DEMO = False

    with pytest.raises(CommandError, match=r"^Dit is geen demo\. .*$"):
        call_command("load_demo")

    assert not User.objects.exists()


def test_is_refused_where_people_work_already(settings: LazySettings) -> None:
    settings.DEMO = True
    anna()

    with pytest.raises(CommandError, match=r"^Er zijn al gebruikers\. .*$"):
        call_command("load_demo")

    assert User.objects.count() == 1
    assert not Case.objects.exists()
