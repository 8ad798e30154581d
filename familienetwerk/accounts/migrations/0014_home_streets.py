"""Somebody may say in which street one lives: as keyed hashes, for the signal about who lives there too."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0013_mandates")]

    operations = [
        migrations.CreateModel(
            "HomeStreet",
            [
                (
                    "user",
                    models.OneToOneField(
                        settings.AUTH_USER_MODEL,
                        django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="home_street",
                        serialize=False,
                    ),
                ),
                ("street_mark", models.BinaryField(max_length=32, verbose_name="straat")),
                ("near_mark", models.BinaryField(max_length=32, verbose_name="straat en cijfers van de postcode")),
                ("given_on", models.DateField(verbose_name="ingevuld op")),
            ],
            {"verbose_name": "straat van een medewerker"},
        )
    ]
