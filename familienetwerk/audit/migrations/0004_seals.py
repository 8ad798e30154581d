"""Seals on the log: rows that only come, as the log itself."""

from django.db import migrations, models

from familienetwerk.db import only_for_the_app


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0003_parted_by_month"),
    ]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "number",
                    models.BigIntegerField(
                        help_text="1, 2, 3 … zonder gaten.", primary_key=True, serialize=False, verbose_name="nummer"
                    ),
                ),
                ("sealed_at", models.DateTimeField(verbose_name="moment")),
                (
                    "below",
                    models.BigIntegerField(
                        help_text="Alle transacties hiervóór zijn klaar en verzegeld.", verbose_name="tot transactie"
                    ),
                ),
                (
                    "next_transaction",
                    models.BigIntegerField(
                        help_text="Wat toen nog moest beginnen.", verbose_name="volgende transactie"
                    ),
                ),
                (
                    "cluster",
                    models.BigIntegerField(
                        help_text="Andere server (na terugzetten): andere nummers.", verbose_name="databaseserver"
                    ),
                ),
                (
                    "scheme",
                    models.PositiveSmallIntegerField(
                        help_text="Welke kolommen verzegeld zijn, zie chain.py.", verbose_name="schema"
                    ),
                ),
                ("first_id", models.BigIntegerField(verbose_name="eerste regel")),
                ("last_id", models.BigIntegerField(verbose_name="laatste regel")),
                ("count", models.PositiveIntegerField(verbose_name="aantal")),
                (
                    "lines",
                    models.BinaryField(
                        help_text="Van elke regel het nummer en een kenmerk met de sleutel.", verbose_name="regels"
                    ),
                ),
                ("key_id", models.CharField(max_length=16, verbose_name="sleutel")),
                ("previous", models.BinaryField(max_length=32, unique=True, verbose_name="vorig zegel")),
                ("mac", models.BinaryField(max_length=32, verbose_name="zegel")),
            ],
            options={
                "verbose_name": "zegel",
            },
        ),
        migrations.RunSQL(
            "CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE ON audit_seal "
            "FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()",
            migrations.RunSQL.noop,
        ),
        only_for_the_app("audit_seal", "SELECT", "INSERT"),
    ]
