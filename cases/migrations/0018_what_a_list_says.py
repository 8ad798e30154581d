"""The view of what a list says of each case; it is laid after migrating (ADR 14)."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0017_found_by_their_beginning"),
    ]

    operations = [
        migrations.CreateModel(
            name="Listed",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="listed",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                ("seated", models.IntegerField()),
                ("asked", models.IntegerField()),
                ("coordinators", django.contrib.postgres.fields.ArrayField(base_field=models.TextField())),
                ("safety_on", models.DateField(null=True)),
                ("social_on", models.DateField(null=True)),
                ("members", models.IntegerField()),
                ("households", models.IntegerField()),
                ("next_due_on", models.DateField(null=True)),
            ],
            options={
                "db_table": "app_listed",
                "managed": False,
            },
        ),
    ]
