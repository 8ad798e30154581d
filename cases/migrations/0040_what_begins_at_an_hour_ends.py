"""A seat that begins at an hour has an end: without one, the rule of before said neither yes nor no."""

from django.db import migrations, models
from django.db.models import F, Q

NAME = "involvement_that_begins_at_an_hour_ends_after_it"


class Migration(migrations.Migration):
    dependencies = [("cases", "0039_restricted_since")]

    operations = [
        migrations.RemoveConstraint("involvement", NAME),
        migrations.AddConstraint(
            "involvement",
            models.CheckConstraint(
                name=NAME,
                condition=Q(begins_at=None) | Q(ends_at__isnull=False, ends_at__gt=F("begins_at")),
                violation_error_message="Het einde ligt voor het begin.",
            ),
        ),
    ]
