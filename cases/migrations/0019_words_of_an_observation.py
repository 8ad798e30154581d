"""What an observation says stands apart from that it exists: row-level security hides rows, and no columns."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

MOVED = """
INSERT INTO cases_observationwords (observation_id, text, source, disputed_by, disputed_on, disputed_text)
SELECT id, text, source, disputed_by, disputed_on, disputed_text FROM cases_observation;
"""
DISPUTE = models.CheckConstraint(
    name="observation_dispute_is_complete_or_absent",
    condition=Q(disputed_on=None, disputed_by="", disputed_text="")
    | (Q(disputed_on__isnull=False) & ~Q(disputed_by="") & ~Q(disputed_text="")),
    violation_error_message="Zet bij een betwisting wie, wanneer en in welke woorden.",
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0018_what_a_list_says")]

    operations = [
        migrations.RemoveConstraint("observation", "observation_dispute_is_complete_or_absent"),
        migrations.RemoveConstraint("observation", "cases_observation_text_is_filled"),
        migrations.CreateModel(
            "ObservationWords",
            [
                (
                    "observation",
                    models.OneToOneField(
                        "cases.observation",
                        django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        related_name="words",
                        verbose_name="waarneming",
                    ),
                ),
                ("text", models.TextField("wat is gezien of gezegd")),
                (
                    "source",
                    models.CharField(
                        "bron",
                        max_length=200,
                        blank=True,
                        help_text="Wie zag of zei dit? Bijvoorbeeld: opa, school.",
                    ),
                ),
                ("disputed_by", models.CharField("betwist door", max_length=100, blank=True)),
                ("disputed_on", models.DateField("betwist op", null=True, blank=True)),
                ("disputed_text", models.TextField("in eigen woorden", blank=True)),
            ],
            {
                "verbose_name": "woorden van een waarneming",
                "constraints": [
                    models.CheckConstraint(
                        name="cases_observationwords_text_is_filled",
                        condition=~Q(text=""),
                        violation_error_message="Vul dit veld in.",
                    ),
                    DISPUTE,
                ],
            },
        ),
        migrations.RunSQL(MOVED, migrations.RunSQL.noop),
        *(
            migrations.RemoveField("observation", name)
            for name in ("text", "source", "disputed_by", "disputed_on", "disputed_text")
        ),
    ]
