"""What somebody was asked and has not joined is gathered from these alone (second_line.policies: app_known)."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_recovery_takes_two"),
        ("cases", "0023_what_was_shared"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="intakequestion",
            index=models.Index(
                condition=models.Q(("withdrawn_on", None)),
                fields=["organisation", "case"],
                name="question_by_organisation",
            ),
        ),
        migrations.AddIndex(
            model_name="involvement",
            index=models.Index(
                condition=models.Q(("period", None)),
                fields=["organisation"],
                include=("case", "user"),
                name="involvement_not_joined",
            ),
        ),
    ]
