"""Who opens a case in which somebody works for the own organisation, is a signal too."""

from django.db import migrations, models

KINDS = [
    ("NO_TIE", "Zonder rol, taak of vraag"),
    ("SAME_NAME", "Zelfde achternaam"),
    ("SAME_ROAD", "Zelfde straat"),
    ("SAME_WORK", "Zelfde werkgever"),
    ("NIGHT", "In de nacht"),
    ("WEEKEND", "In het weekend"),
    ("BULK", "Veel casussen in korte tijd"),
    ("REFUSED", "Vaak geweigerd"),
]


class Migration(migrations.Migration):
    dependencies = [("oversight", "0004_same_street")]

    operations = [
        migrations.AlterField("logsignal", "kind", models.CharField("soort", max_length=10, choices=KINDS)),
        migrations.RemoveConstraint("logsignal", "oversight_logsignal_kind_is_known"),
        migrations.AddConstraint(
            "logsignal",
            models.CheckConstraint(
                condition=models.Q(kind__in=[code for code, _ in KINDS]),
                name="oversight_logsignal_kind_is_known",
                violation_error_message="Kies een waarde uit de lijst.",
            ),
        ),
    ]
