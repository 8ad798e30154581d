"""What the database keeps of every item, for the migrations of the apps whose items they are.

The frame under which it was given, kinds of data that this frame allows, and that only who is on the case is named.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.migrations.operations.base import Operation
from django.db.models.deletion import PROTECT


def guarded_item(table: str) -> migrations.RunSQL:
    """For the table of a new kind of item; the function is of cases, migration 0015."""
    return migrations.RunSQL(
        f"CREATE TRIGGER item_keeps_its_frame BEFORE INSERT OR UPDATE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION item_keeps_its_frame();",
        f"DROP TRIGGER item_keeps_its_frame ON {table};",
    )


def frame(*, null: bool) -> models.ForeignKey:  # type: ignore[type-arg]
    return models.ForeignKey("cases.legalframe", PROTECT, related_name="+", null=null, blank=True, editable=False)


def audience_by_name(app: str, model: str) -> list[Operation]:
    """For items from before: their frame is the one of their case, and they name nobody."""
    table = f"{app}_{model}"
    of_its_case = (
        f"UPDATE {table} item SET frame_id = held.legal_frame_id "
        "FROM cases_case held WHERE held.id = item.case_id; SET CONSTRAINTS ALL IMMEDIATE;"
    )
    return [
        migrations.AddField(model, "frame", frame(null=True)),
        migrations.RunSQL(of_its_case, migrations.RunSQL.noop),
        migrations.AlterField(model, "frame", frame(null=False)),
        migrations.AddField(
            model,
            "named",
            ArrayField(
                models.BigIntegerField(),
                default=list,
                blank=True,
                verbose_name="voor wie met name",
                help_text="Mensen en organisaties, als houders van toegang (Principal).",
            ),
        ),
        migrations.AlterField(
            model,
            "audience",
            models.CharField("wie ziet dit", max_length=20, choices=AUDIENCES, default="ALL_INVOLVED"),
        ),
        migrations.RemoveConstraint(model, f"{table}_audience_is_known"),
        *audience_constraints(app, model),
        guarded_item(table),
    ]


AUDIENCES = [
    ("ALL_INVOLVED", "Alle betrokkenen"),
    ("OWN_DOMAIN", "Eigen domein en regisseurs"),
    ("COORDINATORS", "Eigen organisatie en regisseurs"),
    ("NAMED", "Met name genoemd"),
    ("OWN_ORGANISATION", "Eigen organisatie"),
]


def audience_constraints(app: str, model: str) -> list[Operation]:
    named, table = models.Q(audience="NAMED"), f"{app}_{model}"
    return [
        migrations.AddConstraint(
            model,
            models.CheckConstraint(
                name=f"{table}_audience_is_known",
                condition=models.Q(audience__in=[code for code, _ in AUDIENCES]),
                violation_error_message="Kies een waarde uit de lijst.",
            ),
        ),
        migrations.AddConstraint(
            model,
            models.CheckConstraint(
                name=f"{table}_names_who_reads_it",
                condition=(named & models.Q(named__len__gt=0)) | (~named & models.Q(named__len=0)),
                violation_error_message="Kies bij “Met name genoemd” minstens één persoon of organisatie.",
            ),
        ),
    ]
