"""The versions of a shield say since which moment it stands."""

from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):
    dependencies = [
        ("history", "0012_who_was_there"),
        ("cases", "0049_shielded_since"),
    ]

    operations = [
        migrations.AddField(
            "shieldevent", "set_at", models.DateTimeField(default=timezone.now), preserve_default=False
        ),
    ]
