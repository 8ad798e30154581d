"""Versions of an action with whom it is for. Versions from before say of nobody else that they may read them."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_recovery_takes_two"),
        ("cases", "0023_what_was_shared"),
        ("history", "0003_last_day"),
        ("interventions", "0006_for_whom_an_action_is"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="actionitemevent",
            name="by_case_interventions_actionit",
        ),
        migrations.AddField(
            model_name="actionitemevent",
            name="audience",
            field=models.CharField(default="ALL_INVOLVED", max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="actionitemevent",
            name="author",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="actionitemevent",
            name="case",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.case",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="actionitemevent",
            name="created_at",
            field=models.DateTimeField(auto_now_add=True, default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="actionitemevent",
            name="frame",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.legalframe",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="actionitemevent",
            name="named",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=[]),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="actionitemevent",
            name="regime",
            field=models.CharField(default="AVG", max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="actionitemevent",
            name="released_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="actionitemevent",
            index=models.Index(fields=["case"], name="by_case_interventions_actionit"),
        ),
    ]
