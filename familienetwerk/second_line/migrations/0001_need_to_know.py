"""Row-level security on every table of a case: no longer laid here, but after every migration (see laying.py)."""

from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("accounts", "0003_throttle"),
        ("cases", "0007_one_case_per_form_sent"),
        ("domains", "0004_released_assessments_stand"),
        ("interventions", "0004_taking_a_plan_back_asks_again"),
    ]
