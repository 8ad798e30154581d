"""Pages of the documents of a case."""

from django.urls import path

from documents import views

app_name = "documents"

DOCUMENTS = "casussen/<int:case_id>/documenten/"
DOCUMENT = f"{DOCUMENTS}<int:document_id>/"

urlpatterns = [
    path(DOCUMENTS, views.documents, name="documents"),
    path(f"{DOCUMENTS}nieuw/", views.add_document, name="add_document"),
    path(f"{DOCUMENT}ophalen/", views.fetch_document, name="fetch_document"),
    path(f"{DOCUMENT}verbeteren/", views.correct_document, name="correct_document"),
    path(f"{DOCUMENT}intrekken/", views.withdraw_document, name="withdraw_document"),
]
