"""What is looked after from outside the cases: the log, and work that failed."""

from django.urls import path

from familienetwerk.oversight.views import jobs, log, persons

app_name = "oversight"
urlpatterns = [
    path("logboek/", log.whole_log, name="log"),
    path("logboek/personen/", persons.find_person, name="find_person"),
    path("logboek/personen/<int:member_id>/", persons.who_looked, name="who_looked"),
    path("beheer/taken/", jobs.jobs, name="jobs"),
    path("beheer/taken/<uuid:job_id>/opnieuw/", jobs.try_again, name="try_again"),
    path("beheer/taken/<uuid:job_id>/afgehandeld/", jobs.settle, name="settle"),
]
