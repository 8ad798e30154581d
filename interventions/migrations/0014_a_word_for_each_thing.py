"""“Termijn” is what is due, and “afspraak” what came of a discussion: a goal and a plan have other words."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("interventions", "0013_it_names_who_acts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="goal",
            name="term",
            field=models.CharField(
                choices=[("LONG", "Doel"), ("SMALL", "Werkdoel")],
                default="LONG",
                max_length=6,
                verbose_name="soort doel",
            ),
        ),
        migrations.AlterField(
            model_name="plan",
            name="agreements",
            field=models.TextField(
                blank=True,
                help_text="Wie vertelt het gezin wat, wie is contactpunt, wat als.",
                verbose_name="werkafspraken",
            ),
        ),
    ]
