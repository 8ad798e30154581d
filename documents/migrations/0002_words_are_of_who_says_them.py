"""A document, and what is said of it, is changed by the organisation that added it alone."""

from django.db import migrations

from cases.words_guard import words_of


class Migration(migrations.Migration):
    dependencies = [("cases", "0054_words_are_of_who_says_them"), ("documents", "0001_documents")]

    operations = [
        words_of("documents_document"),
        words_of("documents_documentcontent", of="documents_document", by="document_id"),
    ]
