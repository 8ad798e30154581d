"""Row-level security on every table of a case."""

from django.db import migrations

from familienetwerk.db import only_for_the_app
from familienetwerk.second_line.policies import FUNCTIONS, NO_FUNCTIONS, RULES, VIEWS, guarded, unguarded, view


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("accounts", "0003_throttle"),
        ("cases", "0007_one_case_per_form_sent"),
        ("domains", "0004_released_assessments_stand"),
        ("interventions", "0004_taking_a_plan_back_asks_again"),
    ]

    operations = [
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        *(migrations.RunSQL(view(name), f"DROP VIEW {name}") for name in VIEWS),
        *(only_for_the_app(name, "SELECT") for name in VIEWS),
        *(migrations.RunSQL(guarded(table), unguarded(table)) for table in RULES),
    ]
