"""The lists of cases in the order of their keys, as an index has what somebody holds. Who takes part in a role is guarded
by an index that no question about one user takes for its own.
"""

import django.contrib.postgres.constraints
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0014_home_streets"),
        ("cases", "0068_who_manages_keeps_what_cases_rest_on"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="involvement",
            name="involvement_is_once_at_a_time_in_a_role",
        ),
        migrations.RemoveIndex(
            model_name="case",
            name="case_by_stage",
        ),
        migrations.RemoveIndex(
            model_name="case",
            name="case_one_sided",
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["stage", "-id"], name="case_by_stage"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                models.F("id"),
                condition=models.Q(
                    ("closed_on", None),
                    ("opened_on__isnull", False),
                    models.Q(("lacks_safety", True), ("lacks_social", True), _connector="OR"),
                ),
                name="case_one_sided",
            ),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("case", "="),
                    (django.db.models.expressions.CombinedExpression(models.F("user"), "+", models.Value(0)), "="),
                    ("role", "="),
                    ("period", "&&"),
                ],
                name="involvement_is_once_at_a_time_in_a_role",
                violation_error_message="Deze professional doet al mee in deze rol.",
            ),
        ),
    ]
