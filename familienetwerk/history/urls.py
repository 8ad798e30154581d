"""What was: of a case part by part, and of one person."""

from django.urls import path

from familienetwerk.history import views

app_name = "history"
urlpatterns = [
    path("casussen/<int:case_id>/geschiedenis/", views.case_history, name="case"),
    path("casussen/<int:case_id>/gezin/<int:member_id>/geschiedenis/", views.member_history, name="member"),
]
