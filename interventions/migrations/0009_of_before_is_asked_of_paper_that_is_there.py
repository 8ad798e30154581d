"""Whether paper is of before is answered for paper that is there: of any other moment it would tell who is restricted."""

from django.db import migrations

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
                       WHERE relation.case_id = plan.case_id AND relation.restricted_at >= made)));
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("interventions", "0008_paper_of_before_is_made_anew")]

    operations = [migrations.RunSQL(OF_BEFORE, migrations.RunSQL.noop)]
