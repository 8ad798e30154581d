"""Documents can be given to others, in the ledger of sharing (FR-136)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0049_shielded_since"),
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
                    ("document", "Document"),
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
                    (
                        "kind__in",
                        ["observation", "contribution", "assessment", "contact", "document", "definition", "plan"],
                    )
                ),
                name="cases_sharedpiece_kind_is_known",
                violation_error_message="Kies een waarde uit de lijst.",
            ),
        ),
    ]
