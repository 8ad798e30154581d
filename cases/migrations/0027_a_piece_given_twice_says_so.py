"""A piece that is chosen twice in one sharing is refused in Dutch."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_who_may_open_cases"),
        ("cases", "0026_rights_of_who_is_cleared"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="sharedpiece",
            name="piece_is_shared_once_in_a_sharing",
            constraint=models.UniqueConstraint(
                models.F("sharing"),
                models.F("kind"),
                models.F("subject_id"),
                name="piece_is_shared_once_in_a_sharing",
                violation_error_message="Dit stuk staat al in deze verstrekking.",
            ),
        ),
    ]
