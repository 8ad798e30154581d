"""Versions of an account say too which day was to be its last."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("history", "0002_who_directs"), ("accounts", "0006_who_may_open_cases")]

    operations = [
        migrations.AddField("userevent", "last_day", models.DateField(null=True)),
        migrations.AddField(
            "userevent",
            "last_day_set_by",
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
    ]
