"""Who added or withdrew a document is who did so, in plain SQL too."""

from django.db import migrations

from cases.acts_guard import names_who_acts


class Migration(migrations.Migration):
    dependencies = [("cases", "0065_it_names_who_acts"), ("documents", "0002_words_are_of_who_says_them")]

    operations = [names_who_acts("documents_document", "author_id", "withdrawn_by_id")]
