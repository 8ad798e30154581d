from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Who coordinates thousands of cases and takes part in none is told so at once."""

    dependencies = [
        ("cases", "0042_a_seat_beside_an_hour_in_an_emergency"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="involvement",
            index=models.Index(
                fields=["user"],
                condition=models.Q(ended_by=None, role="PARTICIPANT"),
                name="involvement_who_takes_part",
            ),
        )
    ]
