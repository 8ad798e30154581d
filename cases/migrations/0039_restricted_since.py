"""Who is restricted, is so since a moment: what was put on paper before it no longer goes round."""

from django.db import migrations, models
from django.db.migrations.operations.base import Operation
from django.db.models import Q


def since(model: str) -> list[Operation]:
    return [
        migrations.AddField(
            model,
            "restricted_at",
            models.DateTimeField("afgeschermd sinds", null=True, blank=True, editable=False),
        ),
        migrations.RunSQL(
            f"UPDATE cases_{model} SET restricted_at = now() WHERE restricted_to IS NOT NULL; "
            "SET CONSTRAINTS ALL IMMEDIATE;",
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model,
            models.CheckConstraint(
                name=f"{model}_is_restricted_since_a_moment",
                condition=Q(restricted_to=None, restricted_at=None)
                | Q(restricted_to__isnull=False, restricted_at__isnull=False),
                violation_error_message="Afschermen heeft een moment.",
            ),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("cases", "0038_only_for_who_is_named")]

    operations = [*since("member"), *since("relation")]
