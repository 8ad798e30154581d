"""Names of workers are shielded since a moment: what was put on paper before it no longer goes round."""

from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    dependencies = [("cases", "0048_a_dpia_has_a_reference")]

    operations = [
        migrations.AddField(  # of those that stand already: since now, so that all paper of before is made anew
            "shield",
            "set_at",
            models.DateTimeField(
                "afgeschermd sinds het moment",
                db_default=Now(),
                editable=False,
                help_text="Papier van daarvoor telt niet meer.",
            ),
        ),
    ]
