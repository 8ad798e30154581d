"""On the work list: a month to sign for the privacy officer, a question about looking for the worker."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from cases.notices import Notice, Section
from familienetwerk.accounts.models import User
from familienetwerk.accounts.roles import Power
from familienetwerk.accounts.written_once import ask_anew
from familienetwerk.oversight.models import LogReview, LogSignal


def months_to_sign(user: User, today: date) -> QuerySet[LogReview]:
    return LogReview.objects.overseen_by(user).to_sign(today)


def month_to_sign(review: LogReview, user: User, today: date) -> Notice:
    return Notice(
        text=f"De controle van {review} is nog niet ondertekend.",
        url=reverse("oversight:review", args=[review.pk]),
        act="Controleer",
    )


def questions_to_answer(user: User, today: date) -> QuerySet[LogSignal]:
    return LogSignal.objects.waiting_for(user).in_order()


def question_to_answer(signal: LogSignal, user: User, today: date) -> Notice:
    return Notice(
        text="De privacy officer vraagt waarom u keek.",
        url=reverse("oversight:answer_signal", args=[signal.pk]),
        act="Antwoord",
    )


def months_to_judge(user: User, today: date) -> QuerySet[LogReview]:
    return LogReview.objects.waiting_for(user)


def month_to_judge(review: LogReview, user: User, today: date) -> Notice:
    return Notice(
        text=f"In de controle van {review} gaat iets over de privacy officer. Dat beoordeelt u.",
        url=reverse("oversight:officers"),
        act="Beoordeel",
    )


SECTIONS = [
    Section(
        title="Controle van het logboek",
        is_for=lambda user: user.may(Power.SEE_LOG),
        rows=months_to_sign,
        line=month_to_sign,
        asking=ask_anew,
    ),
    Section(
        title="Controle op de privacy officer",
        is_for=lambda user: user.may(Power.JUDGE_LOOKING) and not user.may(Power.SEE_LOG),
        rows=months_to_judge,
        line=month_to_judge,
        asking=ask_anew,
    ),
    Section(
        title="Vraag over wat u bekeek",
        is_for=lambda user: True,  # also an officer is asked, by another
        rows=questions_to_answer,
        line=question_to_answer,
    ),
]
