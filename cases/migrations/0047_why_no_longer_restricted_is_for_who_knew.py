"""Why somebody is restricted no longer does not stand on the row, which everybody on the case reads then."""

from django.db import migrations, models
from django.db.migrations.operations.base import Operation
from django.db.models import Q


def without_a_reason(model: str) -> list[Operation]:
    name = f"{model}_is_restricted_by_somebody_with_a_reason"
    return [
        migrations.RunSQL(
            f"UPDATE cases_{model} SET restricted_reason = '' "
            "WHERE restricted_to IS NULL AND restricted_reason <> ''; SET CONSTRAINTS ALL IMMEDIATE;",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            model, "restricted_reason", models.CharField("waarom afgeschermd", max_length=300, blank=True)
        ),
        migrations.RemoveConstraint(model, name),
        migrations.AddConstraint(
            model,
            models.CheckConstraint(
                name=name,
                condition=Q(restricted_to=None, restricted_by=None, restricted_reason="")
                | (Q(restricted_to__isnull=False, restricted_by__isnull=False) & ~Q(restricted_reason="")),
                violation_error_message="Afschermen heeft een organisatie en een reden.",
            ),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("cases", "0046_who_was_there")]

    operations = [*without_a_reason("member"), *without_a_reason("relation")]
