"""Of each case whether somebody leads its process and the case, kept as who sits at the table; and nightly checks."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Now

COUNT = """
CREATE OR REPLACE FUNCTION case_lacks_role(wanted bigint, part text) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, public AS $$
    SELECT NOT EXISTS (
        SELECT 1 FROM cases_involvement seat WHERE seat.case_id = wanted AND seat.role = part
            AND (upper_inf(seat.period) OR (seat.ended_by_id IS NULL AND seat.ends_at > statement_timestamp())))
$$;

CREATE OR REPLACE FUNCTION count_who_is_missing(wanted bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE
    safety boolean; social boolean; direction boolean; coordinator boolean;
BEGIN
    PERFORM 1 FROM cases_case WHERE id = wanted FOR UPDATE;  -- two who join or leave at once count one after the other
    safety := case_lacks(wanted, 'SAFETY');
    social := case_lacks(wanted, 'SOCIAL');
    direction := case_lacks_role(wanted, 'PROCESS_COORDINATOR');
    coordinator := case_lacks_role(wanted, 'CASE_COORDINATOR');
    UPDATE cases_case SET lacks_safety = safety, lacks_social = social, lacks_direction = direction,
        lacks_case_coordinator = coordinator
    WHERE id = wanted
        AND (lacks_safety, lacks_social, lacks_direction, lacks_case_coordinator)
            IS DISTINCT FROM (safety, social, direction, coordinator);
END $$;

DROP TRIGGER seats_are_counted ON cases_involvement;
CREATE TRIGGER seats_are_counted AFTER INSERT OR DELETE OR UPDATE OF case_id, organisation_id, period, role
    ON cases_involvement FOR EACH ROW EXECUTE FUNCTION seats_are_counted();

SELECT count_who_is_missing(id) FROM cases_case;
"""
BACK = """
DROP TRIGGER seats_are_counted ON cases_involvement;
CREATE TRIGGER seats_are_counted AFTER INSERT OR DELETE OR UPDATE OF case_id, organisation_id, period
    ON cases_involvement FOR EACH ROW EXECUTE FUNCTION seats_are_counted();

CREATE OR REPLACE FUNCTION count_who_is_missing(wanted bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM 1 FROM cases_case WHERE id = wanted FOR UPDATE;
    UPDATE cases_case SET lacks_safety = case_lacks(id, 'SAFETY'), lacks_social = case_lacks(id, 'SOCIAL')
    WHERE id = wanted
        AND (lacks_safety, lacks_social) IS DISTINCT FROM (case_lacks(id, 'SAFETY'), case_lacks(id, 'SOCIAL'));
END $$;
DROP FUNCTION case_lacks_role(bigint, text);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0024_what_was_asked_is_gathered")]

    operations = [
        *(
            migrations.AddField("case", name, models.BooleanField(words, default=True, db_default=True, editable=False))
            for name, words in (
                ("lacks_direction", "procesregie ontbreekt"),
                ("lacks_case_coordinator", "casusregie ontbreekt"),
            )
        ),
        migrations.RunSQL(COUNT, BACK),
        migrations.AddIndex(
            "case",
            models.Index(F("municipality"), F("id"), name="case_without_direction", condition=Q(lacks_direction=True)),
        ),
        migrations.AddIndex(
            "case",
            models.Index(
                F("id"),
                name="case_without_coordinator",
                condition=Q(opened_on__isnull=False, closed_on=None) & Q(lacks_case_coordinator=True),
            ),
        ),
        migrations.CreateModel(
            name="PermissionCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("checked_at", models.DateTimeField(db_default=Now(), verbose_name="vergeleken op")),
                ("differences", models.PositiveIntegerField(verbose_name="verschillen")),
            ],
            options={
                "verbose_name": "vergelijking van rechten",
                "indexes": [models.Index(fields=["-checked_at"], name="permission_check_newest")],
            },
        ),
        migrations.CreateModel(
            name="Undirected",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="undirected",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                ("number", models.CharField(max_length=20)),
            ],
            options={"db_table": "app_undirected", "managed": False},
        ),
    ]
