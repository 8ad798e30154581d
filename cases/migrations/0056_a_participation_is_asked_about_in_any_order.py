"""A participation that ends before it begins is refused in a sentence, and not because it is no range at all."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import migrations
from django.db.models import Case, F, Func, Value, When


class Migration(migrations.Migration):
    dependencies = [("cases", "0055_papers_of_a_frame_end")]

    operations = [
        migrations.RemoveConstraint("frameparticipant", "participant_is_once_at_a_time"),
        migrations.AddConstraint(
            "frameparticipant",
            ExclusionConstraint(
                name="participant_is_once_at_a_time",
                expressions=[
                    ("frame", "="),
                    ("organisation", "="),
                    (
                        Func(
                            F("valid_from"),
                            Case(When(valid_until__lt=F("valid_from"), then=F("valid_from")), default=F("valid_until")),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                violation_error_message="Deze organisatie doet in deze periode al mee.",
            ),
        ),
    ]
