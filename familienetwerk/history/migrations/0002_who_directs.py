"""Versions of a case say too whether somebody led its process and the case; of older versions that is not known."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("history", "0001_every_version_of_a_row"), ("cases", "0025_who_directs")]

    operations = [
        migrations.AddField("caseevent", name, models.BooleanField(default=True), preserve_default=False)
        for name in ("lacks_direction", "lacks_case_coordinator")
    ]
