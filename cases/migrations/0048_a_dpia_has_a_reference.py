"""A frame whose DPIA has no reference cannot be used until it has (FR-155)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0047_why_no_longer_restricted_is_for_who_knew")]

    operations = [
        migrations.RunSQL(
            "UPDATE cases_legalframe SET dpia_on = NULL WHERE dpia_reference = ''", migrations.RunSQL.noop
        ),
        migrations.AddConstraint(
            model_name="legalframe",
            constraint=models.CheckConstraint(
                condition=models.Q(("dpia_on", None), models.Q(("dpia_reference", ""), _negated=True), _connector="OR"),
                name="dpia_has_a_reference",
                violation_error_message="Vul het kenmerk in van de DPIA.",
            ),
        ),
    ]
