"""The secret of an installation is replaced while people keep their sessions and their second factor."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command

from familienetwerk.sealing import CannotUnseal
from tests.factories import anna
from tests.platform.people import code_of_the_app, with_an_app

pytestmark = pytest.mark.django_db

NEW = "het-geheim-van-volgend-jaar-het-geheim-van-volgend-jaar"


def second_factors_of(user) -> list[Authenticator]:
    return list(Authenticator.objects.filter(user=user).order_by("type"))


def codes_and_app_work(user) -> bool:
    codes, app = second_factors_of(user)
    return bool(codes.wrap().get_unused_codes()) and app.wrap().validate_code(code_of_the_app())


def test_with_a_new_secret_the_old_one_still_opens_a_second_factor(settings):
    user = with_an_app(anna())
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [settings.SECRET_KEY]

    assert codes_and_app_work(user)


def test_after_rotating_the_old_secret_may_go(settings):
    user = with_an_app(anna())
    codes = second_factors_of(user)[0].wrap().get_unused_codes()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [settings.SECRET_KEY]
    call_command("rotate_keys")
    settings.SECRET_KEY_FALLBACKS = []

    assert codes_and_app_work(user)
    assert second_factors_of(user)[0].wrap().get_unused_codes() == codes


def test_without_rotating_the_second_factor_would_be_lost(settings):
    user = with_an_app(anna())
    settings.SECRET_KEY = NEW

    with pytest.raises(CannotUnseal):
        codes_and_app_work(user)
