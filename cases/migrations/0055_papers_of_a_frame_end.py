"""Until when the agreement and the DPIA of a frame hold: without them no intake starts under it (FR-155, FR-156)."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("cases", "0054_words_are_of_who_says_them")]

    operations = [
        migrations.AddField(
            "legalframe",
            "agreement_valid_until",
            models.DateField(blank=True, null=True, verbose_name="convenant of reglement geldig tot en met"),
        ),
        migrations.AddField(
            "legalframe",
            "dpia_valid_until",
            models.DateField(blank=True, null=True, verbose_name="DPIA geldig tot en met"),
        ),
        migrations.AddConstraint(
            "legalframe",
            models.CheckConstraint(
                condition=Q(dpia_valid_until__isnull=True)
                | Q(dpia_on__isnull=True)
                | Q(dpia_valid_until__gte=F("dpia_on")),
                name="dpia_holds_after_it_is_made",
                violation_error_message="De DPIA loopt af voor zij is gemaakt.",
            ),
        ),
    ]
