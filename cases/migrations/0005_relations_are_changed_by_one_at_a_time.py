"""Two people who change the same relation: nobody's text disappears unseen."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_intake_in_full")]

    operations = [
        migrations.AddField(
            model_name="relation",
            name="lock_version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
    ]
