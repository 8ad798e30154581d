"""Versions of a relation say too that it never was so, by whom and why."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("history", "0004_for_whom_an_action_is"), ("cases", "0030_relations_that_can_be")]

    operations = [
        migrations.AlterField("relationevent", "certainty", models.CharField(max_length=12)),
        migrations.AddField("relationevent", "removed_on", models.DateField(null=True)),
        migrations.AddField(
            "relationevent",
            "removed_by",
            models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField("relationevent", "removed_reason", models.TextField(default=""), preserve_default=False),
    ]
