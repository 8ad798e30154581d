"""Versions say for whom a person, or how two are related, was restricted."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation


def restricted(event: str) -> list[Operation]:
    return [
        migrations.AddField(
            event,
            "restricted_to",
            django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), null=True),
        ),
        migrations.AddField(
            event,
            "restricted_by",
            models.ForeignKey(
                "accounts.organisation",
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
            ),
        ),
        migrations.AddField(
            event, "restricted_reason", models.CharField(max_length=300, default=""), preserve_default=False
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("history", "0009_versions_of_breaches"), ("cases", "0038_only_for_who_is_named")]

    operations = [*restricted("memberevent"), *restricted("relationevent")]
