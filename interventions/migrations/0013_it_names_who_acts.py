"""Who wrote a plan, an action or an intervention, and who reacted to a plan, is who did so, in plain SQL too."""

from django.db import migrations

from cases.acts_guard import names_who_acts


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0065_it_names_who_acts"),
        ("interventions", "0012_a_plan_is_evaluated_after_it_is_adopted"),
    ]

    operations = [
        names_who_acts("interventions_actionitem", "author_id"),
        names_who_acts("interventions_adoption", "given_by_id"),
        names_who_acts("interventions_intervention", "recorded_by_id"),
        names_who_acts("interventions_plan", "written_by_id", "adopted_by_id"),
        names_who_acts("interventions_plandocument", "asked_by_id"),
    ]
