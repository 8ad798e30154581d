"""A session is kept as Django keeps it, in other statements: what Django promises of one holds."""

import pytest
from django.contrib.sessions.backends.base import CreateError, UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from familienetwerk.accounts.models import User
from familienetwerk.accounts.sessions import KEEP, READ, SessionStore
from familienetwerk.admission.whose_session import Accounts
from tests.factories import chris

pytestmark = pytest.mark.django_db


def a_session(**said: str) -> SessionStore:
    session = SessionStore()
    session.update(said)
    session.save()
    return session


def test_django_reads_what_we_keep_and_we_what_django_keeps():
    ours = a_session(said="van ons")
    ours["said"] = "daarna"
    ours.save()
    of_django = DatabaseSessions()
    of_django["said"] = "van Django"
    of_django.save()

    assert DatabaseSessions(ours.session_key)["said"] == "daarna"
    assert SessionStore(of_django.session_key)["said"] == "van Django"
    assert abs(DatabaseSessions(ours.session_key).get_expiry_age() - ours.get_expiry_age()) < 5


def test_one_that_was_ended_meanwhile_does_not_come_back():
    reading = SessionStore(a_session(said="nog hier").session_key)
    assert reading["said"] == "nog hier"
    Session.objects.all().delete()

    with pytest.raises(UpdateError):
        reading.save()

    assert not Session.objects.exists()


def test_none_is_begun_over_one_that_is_there():
    there = a_session(said="van een ander")

    with pytest.raises(CreateError):
        SessionStore(there.session_key).save(must_create=True)

    assert SessionStore(there.session_key)["said"] == "van een ander"


def test_a_key_that_nobody_gave_out_begins_nothing():
    stranger = SessionStore("zelf-bedacht-en-lang-genoeg")

    assert dict(stranger.items()) == {}
    assert stranger.session_key is None


def test_a_page_reads_its_session_and_keeps_it_in_one_statement_each(client: Client):
    client.force_login(chris())

    with CaptureQueriesContext(connection) as asked:
        client.get("/er-is-niets/")

    about_sessions = [query["sql"] for query in asked.captured_queries if "django_session" in query["sql"]]
    assert about_sessions == [READ, KEEP]


def test_whose_it_is_comes_whole():
    user = chris()

    again = Accounts().get_user(user.pk)

    assert again is not None
    of_django = User.objects.get(pk=user.pk)
    assert {**vars(again), "_state": None} == {**vars(of_django), "_state": None}
    assert Accounts().get_user(user.pk + 1) is None
