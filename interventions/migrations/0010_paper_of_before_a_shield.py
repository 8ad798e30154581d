"""Paper that names workers goes round no longer once their names are shielded (FR-194): it is made anew without."""

from django.db import migrations, models

OF_BEFORE = """
CREATE OR REPLACE FUNCTION paper_is_of_before(wanted bigint, made timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM interventions_plandocument paper JOIN interventions_plan plan ON plan.id = paper.plan_id
        WHERE paper.plan_id = wanted AND paper.made_at = made AND (
            EXISTS (SELECT 1 FROM cases_member person
                    WHERE person.case_id = plan.case_id AND person.restricted_at >= made)
            OR EXISTS (SELECT 1 FROM cases_relation relation
                       WHERE relation.case_id = plan.case_id AND relation.restricted_at >= made)
            OR EXISTS (SELECT 1 FROM cases_shield shield
                       WHERE shield.case_id = plan.case_id AND shield.ended_on IS NULL AND shield.set_at >= made)));
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("interventions", "0009_of_before_is_asked_of_paper_that_is_there"),
        ("cases", "0049_shielded_since"),
    ]

    operations = [
        migrations.RunSQL(OF_BEFORE, migrations.RunSQL.noop),
        migrations.AlterField("goal", "due_on", models.DateField("te halen op", null=True, blank=True)),
    ]
