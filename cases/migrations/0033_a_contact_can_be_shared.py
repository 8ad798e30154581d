"""Contacts of the journal can be given to others, in the ledger of sharing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0032_nobody_gives_oneself_access"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="sharedpiece",
            name="cases_sharedpiece_kind_is_known",
        ),
        migrations.AlterField(
            model_name="sharedpiece",
            name="kind",
            field=models.CharField(
                choices=[
                    ("observation", "Waarneming"),
                    ("contribution", "Bijdrage"),
                    ("assessment", "Beoordeling"),
                    ("contact", "Contactmoment"),
                    ("definition", "Probleemdefinitie"),
                    ("plan", "Plan van aanpak"),
                ],
                max_length=20,
                verbose_name="soort",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharedpiece",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["observation", "contribution", "assessment", "contact", "definition", "plan"])
                ),
                name="cases_sharedpiece_kind_is_known",
                violation_error_message="Kies een waarde uit de lijst.",
            ),
        ),
    ]
