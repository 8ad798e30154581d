"""A double click, a slow line, somebody who presses again: what was sent once is done once."""

import re
import threading
from datetime import timedelta

import pytest
import time_machine
from django.contrib.messages.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.shortcuts import redirect
from django.test import Client
from django.utils import timezone

from cases.models import Case
from domains.models import Contact
from familienetwerk.accounts.models import SentForm, User
from familienetwerk.accounts.roles import Role
from familienetwerk.accounts.sent_once import once
from familienetwerk.admission.tasks import forget_old_sessions
from tests.factories import a_case, a_user, an_intake, an_involvement, an_organisation, anna, bram
from tests.question_factories import asked

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@pytest.fixture
def director() -> User:
    return anna()


@pytest.fixture
def case(director) -> Case:
    return a_case(coordinator=director)


def page_of(case: Case) -> str:
    return f"/casussen/{case.pk}/gezin/huishoudens/nieuw/"


def logged_in(user: User) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return client


def a_form(client: Client, case: Case, **typed: str) -> dict[str, str]:
    """As the page shows it, filled in."""
    token = TOKEN.search(client.get(page_of(case)).text)
    return {
        "csrfmiddlewaretoken": token[1],
        "name": "Huis Havenkade",
        "address": "",
        "on": f"{timezone.localdate():%d-%m-%Y}",
        **typed,
    }


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_row_and_both_lead_on(case, director):
    client = logged_in(director)
    form, answers = a_form(client, case), []
    holds = threading.Barrier(2)

    def click() -> None:
        finger = Client(enforce_csrf_checks=True)
        finger.cookies = client.cookies
        holds.wait()
        answers.append(finger.post(page_of(case), form))
        connection.close()

    fingers = [threading.Thread(target=click) for _ in range(2)]
    [finger.start() for finger in fingers]
    [finger.join() for finger in fingers]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert len({answer.url for answer in answers}) == 1
    assert case.households.count() == 1


def test_sent_again_later_from_the_same_page_it_is_not_done_again(case, director):
    client = logged_in(director)
    form = a_form(client, case)

    answers = [client.post(page_of(case), form) for _ in range(3)]

    assert {(answer.status_code, answer.url) for answer in answers} == {(302, answers[0].url)}
    assert case.households.count() == 1
    assert client.get(answers[0].url).text.count("U stuurde dit al. Het is één keer gedaan.") == 2


def test_what_was_refused_in_a_message_is_judged_again_and_says_again_why(director):
    intake, desk = an_intake(coordinator=director), an_organisation()
    question = asked(intake, desk)
    client, page = logged_in(director), f"/casussen/{intake.pk}/intake/"
    button = {"csrfmiddlewaretoken": TOKEN.search(client.get(page).text)[1]}
    address = f"{page}vraag/{question.pk}/herinneren/"

    said = [client.post(address, button, follow=True).text for _ in range(2)]
    a_user(Role.SOCIAL_PROFESSIONAL, organisation=desk)
    said += [client.post(address, button, follow=True).text for _ in range(2)]

    assert ["Bel deze organisatie" in text for text in said] == [True, True, False, False]
    assert ["1 collega krijgt" in text for text in said] == [False, False, True, False]
    assert "U stuurde dit al" in said[3]


def test_however_long_the_address_is_to_which_it_led(director, rf):
    far = "/casussen/?" + "q" * 3000
    request = rf.post("/ergens/", {"csrfmiddlewaretoken": "x"})
    request.user, request.session = director, {}
    request._messages = default_storage(request)

    answers = [once(request, lambda: redirect(far)) for _ in range(2)]

    assert [answer.url for answer in answers] == [far, far]


def test_another_word_is_another_form(case, director):
    client = logged_in(director)
    form = a_form(client, case)

    client.post(page_of(case), form)
    client.post(page_of(case), form | {"name": "Huis van oma"})

    assert [house.name for house in case.households.order_by("pk")] == ["Huis Havenkade", "Huis van oma"]


def a_contact(client: Client, page: str, **typed: str) -> dict[str, str]:
    """A page of which one may well save two with the same words."""
    token = TOKEN.search(client.get(page).text)
    today = f"{timezone.localdate():%d-%m-%Y}"
    told = {
        "held_on": today,
        "kind": "PHONE",
        "said": "Wij belden over school.\r\nMorgen weer.",
        "audience": "ALL_INVOLVED",
        "regime": "AVG",
    }
    return {"csrfmiddlewaretoken": token[1], **told, **typed}


def test_going_back_and_saving_the_same_again_asks_first_and_loses_nothing(case, director):
    client, page = logged_in(director), f"/casussen/{case.pk}/contactmomenten/nieuw/"
    first = client.post(page, a_contact(client, page))

    again = client.post(page, a_contact(client, page))

    assert first.status_code == 302
    assert (again.status_code, Contact.objects.filter(case=case).count()) == (409, 1)
    assert "Dit stuurde u al" in again.text
    assert f'href="{first.url}"' in again.text
    assert 'name="said" value="Wij belden over school.\r\nMorgen weer."' in again.text
    assert client.post(page, a_contact(client, page, said="Wij belden over werk.")).status_code == 302


def test_who_has_the_same_to_say_twice_says_so_and_then_it_is_done_once_more(case, director):
    client, page = logged_in(director), f"/casussen/{case.pk}/contactmomenten/nieuw/"
    client.post(page, a_contact(client, page))
    asked = client.post(page, a_contact(client, page))
    token = TOKEN.search(asked.text.partition("<main")[2])[1]

    form = a_contact(client, page) | {"csrfmiddlewaretoken": token, "nog-een-keer": "1"}
    answers = [client.post(page, form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Contact.objects.filter(case=case).count() == 2


@time_machine.travel(timezone.now().replace(hour=11), tick=False)
def test_it_says_on_which_day_that_was_and_after_a_day_it_is_not_asked(case, director):
    client, page, now = logged_in(director), f"/casussen/{case.pk}/contactmomenten/nieuw/", timezone.localtime()
    client.post(page, form := a_contact(client, page))
    moments = [now.replace(hour=0, minute=5), now - timedelta(hours=23, minutes=59), now - timedelta(hours=24)]
    answers = []

    for sent_at in moments:
        SentForm.objects.done().update(sent_at=sent_at)
        token = a_contact(client, page)["csrfmiddlewaretoken"]
        answers.append(client.post(page, form | {"csrfmiddlewaretoken": token}))

    assert [answer.status_code for answer in answers] == [409, 409, 302]
    assert "U stuurde precies dit al, om 00:05." in answers[0].text
    assert f"U stuurde precies dit al, op {moments[1]:%d-%m-%Y om %H:%M}." in answers[1].text


def test_the_same_words_of_a_colleague_or_at_another_case_are_not_the_same(case, director):
    other, mine = a_case(coordinator=director), logged_in(director)
    pages = [f"/casussen/{each.pk}/contactmomenten/nieuw/" for each in (case, other)]
    an_involvement(case, colleague := a_user(Role.SOCIAL_PROFESSIONAL))
    theirs = logged_in(colleague)

    answers = [mine.post(page, a_contact(mine, page)) for page in pages]
    answers.append(theirs.post(pages[0], a_contact(theirs, pages[0])))

    assert [answer.status_code for answer in answers] == [302, 302, 302]


def test_the_same_words_that_did_nothing_are_judged_again(case, director):
    client, page = logged_in(director), f"/casussen/{case.pk}/contactmomenten/nieuw/"
    wrong = a_contact(client, page, held_on="")

    answers = [
        client.post(page, wrong | {"csrfmiddlewaretoken": a_contact(client, page)["csrfmiddlewaretoken"]})
        for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [422, 422]


def test_a_form_that_came_back_with_a_mistake_is_judged_again(case, director):
    client = logged_in(director)
    wrong = a_form(client, case, name="")

    answers = [client.post(page_of(case), wrong) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert client.post(page_of(case), wrong | {"name": "Huis Havenkade"}).status_code == 302


def test_what_was_refused_can_be_sent_when_it_may(case, director):
    reader = bram()
    client = logged_in(reader)
    form = a_form(logged_in(director), case)
    client.cookies["csrftoken"] = "x" * 32
    assert client.post(page_of(case), form).status_code == 403  # another browser's token

    client = Client()
    client.force_login(reader)
    assert client.post(page_of(case), form).status_code == 404
    an_involvement(case, reader)
    assert client.post(page_of(case), form).status_code == 403
    assert not SentForm.objects.exclude(led_to="").exists()


def test_of_what_was_typed_nothing_is_kept_and_after_a_day_not_even_that(case, director):
    client = logged_in(director)
    client.post(page_of(case), a_form(client, case, name="Huis van Kevin"))

    [sent] = SentForm.objects.all()
    assert "Kevin" not in sent.mark + sent.led_to
    with pytest.raises(IntegrityError), transaction.atomic():
        SentForm.objects.create(user=director, mark=sent.mark)
    SentForm.objects.update(sent_at=timezone.now() - timedelta(days=1, minutes=1))
    forget_old_sessions()
    assert not SentForm.objects.exists()
