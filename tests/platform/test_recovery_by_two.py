"""Two people let somebody in again, neither of them that person: on the page, in the action and in the database."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from familienetwerk.accounts.models import HowKnown, Recovery, User
from familienetwerk.accounts.roles import Role
from familienetwerk.admission import actions
from familienetwerk.admission.mail import Kind, letter
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.behalf import acting_for
from familienetwerk.outbox.models import Job
from tests.platform.people import PASSWORD, log_in, somebody, types_of, with_an_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def fatima() -> User:
    return somebody(Role.FUNCTIONAL_ADMIN, name="Fatima el Amrani")


@pytest.fixture
def paul() -> User:
    return somebody(Role.PRIVACY_OFFICER, name="Paul Privé")


@pytest.fixture
def chris() -> User:
    return with_an_app(somebody(name="Chris Vos"))


def as_somebody(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def asked(chris: User, fatima: User) -> Recovery:
    return actions.ask_recovery(chris, how_known=HowKnown.CALLED, by=fatima)


def stored(chris: User, fatima: User, **fields: Any) -> Recovery:
    now = timezone.now()
    filled = {"asked_at": now, "expires_at": now + timedelta(hours=24), "how_known": HowKnown.SEEN}
    return Recovery.objects.create(user=chris, asked_by=fatima, **filled | fields)


def test_is_asked_by_one_and_confirmed_by_another(fatima: User, paul: User, chris: User) -> None:
    page = as_somebody(fatima).post(f"/beheer/gebruikers/{chris.pk}/herstel/", {"how_known": "CALLED"})
    recovery = Recovery.objects.get()
    before = types_of(chris)
    confirmed = as_somebody(paul).post(f"/beheer/herstel/{recovery.pk}/")

    chris.refresh_from_db()
    recovery.refresh_from_db()
    assert page.url == confirmed.url == "/beheer/herstel/"
    assert before == ["recovery_codes", "totp"]
    assert types_of(chris) == []
    assert not chris.has_usable_password()
    assert (recovery.asked_by, recovery.confirmed_by) == (fatima, paul)


def test_lets_the_person_in_by_a_link_and_a_new_second_factor(fatima, paul, chris, settings) -> None:
    settings.MFA_REQUIRED = True
    actions.confirm_recovery(asked(chris, fatima), by=paul)

    link = re.search(r"https?://[^/]+(\S+)", letter(Kind.RECOVERED, User.objects.get(pk=chris.pk)).body)[1]
    guest = Client()
    form = guest.get(link, follow=True)
    guest.post(form.request["PATH_INFO"], {"password1": "een heel nieuwe zin", "password2": "een heel nieuwe zin"})

    assert log_in(Client(), chris, PASSWORD).status_code == 200
    log_in(guest, chris, "een heel nieuwe zin")
    assert guest.get("/account/").url == "/account/tweede-stap/"


def test_ends_every_session_at_once(fatima: User, paul: User, chris: User) -> None:
    here = as_somebody(chris)
    assert here.get("/account/").status_code == 200

    actions.confirm_recovery(asked(chris, fatima), by=paul)

    assert here.get("/account/").status_code == 302
    assert not chris.usersession_set.exists()


def test_tells_everybody_it_touches_and_nothing_about_anybody(fatima: User, paul: User, chris: User) -> None:
    second = somebody(Role.FUNCTIONAL_ADMIN)
    actions.confirm_recovery(asked(chris, fatima), by=paul)

    told = set(Job.objects.values_list("kind", "subject_id"))
    texts = "".join(letter(Kind(kind), user).body for kind in {kind for kind, _ in told} for user in [chris])
    assert told == {
        ("recovery_asked", chris.pk),
        ("recovery_waits", paul.pk),
        ("recovery_waits", second.pk),
        ("recovered", chris.pk),
        ("recovery_done", fatima.pk),
        ("recovery_done", paul.pk),
    }
    assert not [word for user in (fatima, paul, chris) for word in (user.name, user.email) if word in texts]


def test_is_written_down(fatima: User, paul: User, chris: User) -> None:
    actions.confirm_recovery(asked(chris, fatima), by=paul)

    lines = AuditEvent.objects.filter(type=EventType.ACCOUNT_CHANGED, subject_ids=str(chris.pk)).order_by("pk")
    assert list(lines.values_list("page", "user_id")) == [
        ("ask_recovery", fatima.pk),
        ("confirm_recovery", paul.pk),
    ]


@pytest.mark.parametrize(
    ("who", "reason"),
    [("fatima", "U vroeg dit zelf aan."), ("chris", "Dit gaat over uw eigen account."), ("late", "jonger dan dit")],
)
def test_is_not_confirmed_by_who_asked_by_the_person_or_by_a_newcomer(fatima, chris, who: str, reason: str) -> None:
    User.objects.filter(pk=chris.pk).update(roles=[Role.FUNCTIONAL_ADMIN])
    recovery = asked(chris, fatima)
    late = somebody(Role.FUNCTIONAL_ADMIN)
    User.objects.filter(pk=late.pk).update(invited_at=timezone.now() + timedelta(seconds=1))
    by = {"fatima": fatima, "chris": chris, "late": late}[who]

    page = as_somebody(by).post(f"/beheer/herstel/{recovery.pk}/")

    assert page.status_code == 422
    assert reason in page.text
    assert types_of(chris) == ["recovery_codes", "totp"]


def test_is_not_asked_for_oneself(fatima: User) -> None:
    page = as_somebody(fatima).post(f"/beheer/gebruikers/{fatima.pk}/herstel/", {"how_known": "SEEN"})

    assert "Dit is uw eigen account." in page.text
    assert not Recovery.objects.exists()


def test_expires_after_a_day(fatima: User, paul: User, chris: User) -> None:
    recovery = asked(chris, fatima)

    with (
        time_machine.travel(timezone.now() + timedelta(hours=24, minutes=1)),
        pytest.raises(actions.CannotRecover, match="loopt niet meer"),
    ):
        actions.confirm_recovery(recovery, by=paul)

    assert types_of(chris) == ["recovery_codes", "totp"]


def test_runs_once_at_a_time(fatima: User, paul: User, chris: User) -> None:
    asked(chris, fatima)

    again = as_somebody(fatima).get(f"/beheer/gebruikers/{chris.pk}/herstel/")

    assert "Er loopt al een verzoek voor deze persoon." in again.text


def test_may_be_refused_and_then_changes_nothing(fatima: User, paul: User, chris: User) -> None:
    recovery = asked(chris, fatima)

    as_somebody(paul).post(f"/beheer/herstel/{recovery.pk}/afwijzen/")

    with pytest.raises(actions.CannotRecover, match="loopt niet meer"):
        actions.confirm_recovery(recovery, by=paul)
    assert types_of(chris) == ["recovery_codes", "totp"]


def test_privacy_officer_sees_what_waits_and_nothing_else_of_beheer(fatima: User, paul: User, chris: User) -> None:
    asked(chris, fatima)
    client = as_somebody(paul)

    page = client.get("/beheer/", follow=True)

    assert "Chris Vos" in page.text
    assert "/beheer/gebruikers/" not in page.text
    assert client.get("/beheer/gebruikers/").status_code == 403


def test_stands_on_the_work_list_of_who_may_confirm_it_and_not_of_who_asked(
    fatima: User, paul: User, chris: User
) -> None:
    asked(chris, fatima)

    pages = {user.name: as_somebody(user).get("/werk/toegang/").text for user in (paul, fatima, chris)}

    waiting = {name for name, page in pages.items() if "wacht op herstel van de toegang" in page}
    assert waiting == {"Paul Privé"}
    assert "Chris Vos" not in pages["Paul Privé"]


def test_is_asked_for_a_limited_number_of_people_an_hour(fatima: User, chris: User) -> None:
    client = as_somebody(fatima)
    answers = [client.post(f"/beheer/gebruikers/{chris.pk}/herstel/").status_code for _ in range(11)]

    assert answers == [422] * 10 + [429]


def refused_by_the_database(act, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        act()


def confirm_in_sql(recovery: Recovery, by: User) -> None:
    Recovery.objects.filter(pk=recovery.pk).update(confirmed_by=by, confirmed_at=timezone.now())


def test_database_refuses_one_person_in_two_parts(fatima: User, chris: User) -> None:
    User.objects.filter(pk=chris.pk).update(roles=[Role.FUNCTIONAL_ADMIN])
    recovery = stored(chris, fatima)

    refused_by_the_database(lambda: confirm_in_sql(recovery, fatima), "recovery_is_confirmed_by_a_second_other")
    refused_by_the_database(lambda: confirm_in_sql(recovery, chris), "recovery_is_confirmed_by_a_second_other")
    refused_by_the_database(lambda: stored(fatima, fatima), "recovery_is_not_asked_by_the_person")


def test_database_refuses_who_holds_no_such_role(fatima: User, paul: User, chris: User) -> None:
    recovery = stored(chris, fatima)

    refused_by_the_database(lambda: confirm_in_sql(recovery, somebody(Role.MANAGER)), "privacy officer bevestigt")
    refused_by_the_database(lambda: stored(chris, paul), "functioneel beheerder vraagt")


def test_database_refuses_a_request_that_is_confirmed_from_the_start_changed_or_too_old(fatima, paul, chris) -> None:
    now = timezone.now()
    yesterday = {"asked_at": now - timedelta(hours=25), "expires_at": now - timedelta(hours=1)}
    refused_by_the_database(lambda: stored(chris, fatima, confirmed_by=paul, confirmed_at=now), "vraagt herstel aan")
    refused_by_the_database(lambda: stored(chris, fatima, expires_at=now + timedelta(hours=25)), "a_day_at_most")
    old, other = stored(chris, fatima, **yesterday), somebody()
    recovery = stored(other, fatima)

    refused_by_the_database(lambda: confirm_in_sql(old, paul), "recovery_is_confirmed_in_time")
    refused_by_the_database(lambda: Recovery.objects.filter(pk=recovery.pk).update(user=chris), "staat vast")
    refused_by_the_database(lambda: stored(other, fatima), "recovery_runs_once_at_a_time")


def test_database_keeps_what_was_asked(fatima: User, chris: User) -> None:
    recovery = stored(chris, fatima)

    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        Recovery.objects.filter(pk=recovery.pk).delete()


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM mfa_authenticator WHERE user_id = %s",
        "UPDATE mfa_authenticator SET user_id = (SELECT min(id) FROM accounts_user) WHERE user_id = %s",
        "UPDATE mfa_authenticator SET type = 'webauthn' WHERE user_id = %s",
    ],
)
def test_database_lets_no_admin_take_a_second_factor_away(fatima: User, chris: User, sql: str) -> None:
    with acting_for(fatima.pk), connection.cursor() as cursor:
        refused_by_the_database(lambda: cursor.execute(sql, [chris.pk]), "haalt alleen de persoon zelf weg")

    assert types_of(chris) == ["recovery_codes", "totp"]


def test_database_lets_the_person_take_away_their_own(chris: User) -> None:
    with acting_for(chris.pk):
        Authenticator.objects.filter(user=chris).delete()

    assert types_of(chris) == []


def test_database_lets_nobody_hand_their_own_to_another(fatima: User, chris: User) -> None:
    with acting_for(chris.pk):
        refused_by_the_database(
            lambda: Authenticator.objects.filter(user=chris).update(user=fatima), "haalt alleen de persoon zelf weg"
        )

    assert types_of(fatima) == []
