"""What was: of a case part by part, of one person, and of one breach."""

from django.urls import path

from familienetwerk.history import views

app_name = "history"
urlpatterns = [
    path("casussen/<int:case_id>/geschiedenis/", views.case_history, name="case"),
    path("datalekken/<int:breach_id>/geschiedenis/", views.breach_history, name="breach"),
    path("casussen/<int:case_id>/gezin/<int:member_id>/geschiedenis/", views.member_history, name="member"),
]
