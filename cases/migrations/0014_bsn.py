"""The BSN of a member: locked, found by a mark, and only under a frame with a ground for it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import familienetwerk.cipher.fields

GUARD = """
CREATE FUNCTION bsn_has_a_ground() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM cases_member person JOIN cases_case dossier ON dossier.id = person.case_id
        JOIN cases_legalframe frame ON frame.id = dossier.legal_frame_id
        WHERE person.id = NEW.member_id AND dossier.id = NEW.case_id AND frame.bsn_ground <> '')
    THEN
        RAISE EXCEPTION 'Het kader van deze casus heeft geen grondslag voor het BSN.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'bsn_has_a_ground';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bsn_has_a_ground BEFORE INSERT OR UPDATE ON cases_bsn
    FOR EACH ROW EXECUTE FUNCTION bsn_has_a_ground();
ALTER TABLE cases_bsn ADD CONSTRAINT bsn_is_locked
    CHECK (get_byte(number, 0) = 1 AND octet_length(number) > 39 AND octet_length(mark) = 32);
"""
GONE = """
ALTER TABLE cases_bsn DROP CONSTRAINT bsn_is_locked;
DROP TRIGGER bsn_has_a_ground ON cases_bsn; DROP FUNCTION bsn_has_a_ground();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0013_rights_that_end"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "legalframe",
            "bsn_ground",
            models.CharField(
                "grondslag voor het BSN",
                max_length=200,
                blank=True,
                default="",
                help_text="Leeg: onder dit kader geen BSN.",
            ),
            preserve_default=False,
        ),
        migrations.CreateModel(
            "Bsn",
            [
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="bsn",
                        serialize=False,
                        to="cases.member",
                    ),
                ),
                ("number", familienetwerk.cipher.fields.LockedField("nummer", max_length=200)),
                ("mark", familienetwerk.cipher.fields.MarkField("kenmerk", of="number", max_length=32)),
                ("noted_at", models.DateTimeField("vastgelegd op", auto_now=True)),
                ("lock_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "BSN",
                "verbose_name_plural": "BSN's",
                "indexes": [models.Index(fields=["mark"], name="bsn_by_mark")],
            },
        ),
        migrations.RunSQL(GUARD, GONE),
    ]
