"""What is looked after from outside the cases: the log, and work that failed."""

from django.urls import path

from familienetwerk.oversight.views import jobs, log, persons, reviews

app_name = "oversight"
urlpatterns = [
    path("logboek/", log.whole_log, name="log"),
    path("logboek/personen/", persons.find_person, name="find_person"),
    path("logboek/personen/<int:member_id>/", persons.who_looked, name="who_looked"),
    path("logboek/controle/", reviews.reviews, name="reviews"),
    path("logboek/controle/<int:review_id>/", reviews.review, name="review"),
    path("logboek/controle/<int:review_id>/steekproef/", reviews.judge_samples, name="judge_samples"),
    path("logboek/controle/signalen/<int:signal_id>/", reviews.judge_signal, name="judge_signal"),
    path("logboek/controle/signalen/<int:signal_id>/vraag/", reviews.ask_worker, name="ask_worker"),
    path("toezicht/", reviews.officers, name="officers"),
    path("vraag-over-kijken/<int:signal_id>/", reviews.answer_signal, name="answer_signal"),
    path("beheer/taken/", jobs.jobs, name="jobs"),
    path("beheer/taken/<uuid:job_id>/opnieuw/", jobs.try_again, name="try_again"),
    path("beheer/taken/<uuid:job_id>/afgehandeld/", jobs.settle, name="settle"),
]
