"""What is not in order is only written down: “Melden” promised that somebody hears of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0005_same_employer"),
    ]

    operations = [
        migrations.AlterField(
            model_name="logsample",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[("FINE", "In orde"), ("REPORT", "Niet in orde")],
                max_length=10,
                verbose_name="oordeel",
            ),
        ),
        migrations.AlterField(
            model_name="logsignal",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[("FINE", "In orde"), ("REPORT", "Niet in orde")],
                max_length=10,
                verbose_name="oordeel",
            ),
        ),
    ]
