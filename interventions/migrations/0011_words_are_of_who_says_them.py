"""An action is written by who coordinates the case, who writes the plan, and by the organisation whose action it is."""

from django.db import migrations

from cases.words_guard import words_of


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0054_words_are_of_who_says_them"),
        ("interventions", "0010_paper_of_before_a_shield"),
    ]

    operations = [
        words_of("interventions_actionitem", also="COORDINATORS"),
        words_of("interventions_actionwords", of="interventions_actionitem", by="action_id", also="COORDINATORS"),
    ]
