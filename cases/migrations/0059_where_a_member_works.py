"""Of a family member can be noted at which of the organisations one works, so that colleagues who look are noticed."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0014_home_streets"), ("cases", "0058_lawfulness_is_judged")]

    operations = [
        migrations.AddField(
            "member",
            "works_at",
            models.ForeignKey(
                "accounts.organisation",
                blank=True,
                help_text="Alleen om op te merken wie in een casus van een collega kijkt.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                verbose_name="werkt bij",
            ),
        ),
    ]
