"""A parent is born before the child, whatever route somebody takes; what never was so is removed with a reason."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Greatest, Least

# A guess about a birthday may be ten years off, as in cases/parenthood.py.
BIRTHDAYS = """
CREATE FUNCTION parent_is_born_first(parent bigint, child bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
    SELECT NOT EXISTS (
        SELECT FROM cases_member elder, cases_member younger
        WHERE elder.id = parent AND younger.id = child AND elder.birth_date >= younger.birth_date + CASE
            WHEN elder.is_birth_date_estimated OR younger.is_birth_date_estimated THEN interval '10 years'
            ELSE interval '0' END)
$$;

CREATE FUNCTION relation_parent_is_born_first() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF NOT parent_is_born_first(NEW.from_member_id, NEW.to_member_id) THEN
        RAISE EXCEPTION 'Een ouder kan niet jonger zijn dan het kind.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'relation_parent_is_born_first';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER relation_parent_is_born_first BEFORE INSERT OR UPDATE ON cases_relation FOR EACH ROW
    WHEN (NEW.kind IN ('PARENT', 'GRANDPARENT') AND NEW.removed_on IS NULL)
    EXECUTE FUNCTION relation_parent_is_born_first();

CREATE FUNCTION member_is_born_between() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF EXISTS (
        SELECT FROM cases_relation WHERE NEW.id IN (from_member_id, to_member_id) AND removed_on IS NULL
            AND kind IN ('PARENT', 'GRANDPARENT') AND NOT parent_is_born_first(from_member_id, to_member_id))
    THEN
        RAISE EXCEPTION 'Met deze geboortedatum is een ouder jonger dan het kind.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'member_is_born_between';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER member_is_born_between AFTER UPDATE ON cases_member FOR EACH ROW
    WHEN ((OLD.birth_date, OLD.is_birth_date_estimated) IS DISTINCT FROM (NEW.birth_date, NEW.is_birth_date_estimated))
    EXECUTE FUNCTION member_is_born_between();

CREATE FUNCTION removed_relation_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    RAISE EXCEPTION 'Een verwijderde relatie blijft zoals zij is.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'removed_relation_stands';
END $$;
CREATE TRIGGER removed_relation_stands BEFORE UPDATE ON cases_relation FOR EACH ROW
    WHEN (OLD.removed_on IS NOT NULL AND OLD IS DISTINCT FROM NEW)
    EXECUTE FUNCTION removed_relation_stands();
"""
GONE = """
DROP TRIGGER removed_relation_stands ON cases_relation; DROP FUNCTION removed_relation_stands();
DROP TRIGGER member_is_born_between ON cases_member; DROP FUNCTION member_is_born_between();
DROP TRIGGER relation_parent_is_born_first ON cases_relation; DROP FUNCTION relation_parent_is_born_first();
DROP FUNCTION parent_is_born_first(bigint, bigint);
"""
PARENTAL = ["PARENT", "STEP_PARENT", "ADOPTIVE_PARENT", "FOSTER_PARENT"]


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0029_a_bsn_is_locked_anew_without_a_ground"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            "relation",
            "certainty",
            models.CharField(
                choices=[("ESTABLISHED", "Vastgesteld"), ("STATED", "Verklaard"), ("PRESUMED", "Vermoed")],
                max_length=12,
                verbose_name="hoe zeker",
            ),
        ),
        migrations.AddField(
            "relation", "removed_on", models.DateField(blank=True, null=True, verbose_name="verwijderd op")
        ),
        migrations.AddField(
            "relation",
            "removed_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="verwijderd door",
            ),
        ),
        migrations.AddField(
            "relation",
            "removed_reason",
            models.TextField(blank=True, default="", verbose_name="waarom verwijderd"),
            preserve_default=False,
        ),
        migrations.RemoveConstraint("relation", "relation_parent_is_not_its_own_child"),
        migrations.RemoveConstraint("relation", "relation_is_recorded_once"),
        migrations.AddConstraint(
            "relation",
            models.UniqueConstraint(
                Least("from_member", "to_member"),
                Greatest("from_member", "to_member"),
                condition=models.Q(kind__in=PARENTAL, until_on=None, removed_on=None),
                name="relation_parent_is_not_its_own_child",
                violation_error_message="Tussen deze twee is al een ouderrelatie vastgelegd.",
            ),
        ),
        migrations.AddConstraint(
            "relation",
            models.UniqueConstraint(
                "from_member",
                "to_member",
                "kind",
                condition=models.Q(until_on=None, removed_on=None),
                name="relation_is_recorded_once",
                violation_error_message="Deze relatie staat er al.",
            ),
        ),
        migrations.AddConstraint(
            "relation",
            models.CheckConstraint(
                name="relation_is_removed_by_somebody_with_a_reason",
                condition=models.Q(removed_on=None, removed_by=None, removed_reason="")
                | (models.Q(removed_on__isnull=False, removed_by__isnull=False) & ~models.Q(removed_reason="")),
                violation_error_message="Zet bij verwijderen wie, wanneer en waarom.",
            ),
        ),
        migrations.RunSQL(BIRTHDAYS, GONE),
    ]
