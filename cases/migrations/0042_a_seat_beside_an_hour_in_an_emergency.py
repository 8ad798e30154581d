"""Who read along in an emergency may get a seat within that hour: the two rights stand beside each other."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import migrations
from django.db.models import F

NAME = "grant_is_given_once_at_a_time"


class Migration(migrations.Migration):
    dependencies = [("cases", "0041_what_stood_before_may_stay")]

    operations = [
        migrations.RemoveConstraint("grant", NAME),
        migrations.AddConstraint(
            "grant",
            ExclusionConstraint(
                name=NAME,
                expressions=[
                    (F("case") + 0, RangeOperators.EQUAL),
                    ("principal", RangeOperators.EQUAL),
                    ("purpose", RangeOperators.EQUAL),
                    ("level", RangeOperators.EQUAL),
                    ("is_emergency", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Deze toegang loopt al.",
            ),
        ),
    ]
