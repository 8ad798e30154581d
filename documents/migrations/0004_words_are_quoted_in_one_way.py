"""Words on the screen are quoted in one way: no rule changes."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0014_home_streets"),
        ("cases", "0065_it_names_who_acts"),
        ("documents", "0003_it_names_who_acts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="document",
            name="documents_document_names_who_reads_it",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("audience", "NAMED"), ("named__len__gt", 0)),
                    models.Q(models.Q(("audience", "NAMED"), _negated=True), ("named__len", 0)),
                    _connector="OR",
                ),
                name="documents_document_names_who_reads_it",
                violation_error_message="Kies bij “Met name genoemd” minstens één persoon of organisatie.",
            ),
        ),
    ]
