"""Versions say where a family member works."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("history", "0018_lawfulness_is_judged"), ("cases", "0059_where_a_member_works")]

    operations = [
        migrations.AddField(
            "memberevent",
            "works_at",
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
    ]
