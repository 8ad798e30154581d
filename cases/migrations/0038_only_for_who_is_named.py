"""A person, or how two are related, can be restricted to whoever is named (FR-043)."""

import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.migrations.operations.base import Operation
from django.db.models import Q
from django.db.models.deletion import PROTECT


def restricted(model: str) -> list[Operation]:
    return [
        migrations.AddField(
            model,
            "restricted_to",
            django.contrib.postgres.fields.ArrayField(
                models.BigIntegerField(),
                null=True,
                blank=True,
                verbose_name="alleen voor",
                help_text="Mensen en organisaties, als houders van toegang (Principal). "
                "Leeg: voor iedereen in de casus.",
            ),
        ),
        migrations.AddField(
            model,
            "restricted_by",
            models.ForeignKey(
                "accounts.organisation",
                PROTECT,
                null=True,
                blank=True,
                related_name="+",
                verbose_name="afgeschermd door",
            ),
        ),
        migrations.AddField(
            model,
            "restricted_reason",
            models.CharField("waarom afgeschermd, of niet meer", max_length=300, blank=True),
        ),
        migrations.AddConstraint(
            model,
            models.CheckConstraint(
                name=f"{model}_is_restricted_by_somebody_with_a_reason",
                condition=Q(restricted_to=None, restricted_by=None)
                | (Q(restricted_to__isnull=False, restricted_by__isnull=False) & ~Q(restricted_reason="")),
                violation_error_message="Afschermen heeft een organisatie en een reden.",
            ),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("cases", "0037_who_comes_for_an_hour_fills_no_seat"), ("accounts", "0001_initial")]

    operations = [
        *restricted("member"),
        *restricted("relation"),
        migrations.AddIndex(
            "member", models.Index(fields=["case"], name="member_restricted", condition=Q(restricted_to__isnull=False))
        ),
    ]
