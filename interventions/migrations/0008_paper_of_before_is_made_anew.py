"""Paper that was made before somebody was restricted goes round no longer (FR-043): it may be taken away and made anew."""

from django.db import migrations, models

OF_BEFORE = """
CREATE FUNCTION paper_is_of_before(wanted bigint, made timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM interventions_plan plan
        WHERE plan.id = wanted AND (
            EXISTS (SELECT 1 FROM cases_member person
                    WHERE person.case_id = plan.case_id AND person.restricted_at >= made)
            OR EXISTS (SELECT 1 FROM cases_relation relation
                       WHERE relation.case_id = plan.case_id AND relation.restricted_at >= made)));
END $$;
"""

STANDS = """
CREATE OR REPLACE FUNCTION plan_on_paper_stands() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP = 'DELETE' AND paper_is_of_before(OLD.plan_id, OLD.made_at) THEN
        RETURN OLD;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM refuse_change_of_plan('De pdf van een plan verandert niet.', 'plan_on_paper_stands');
    END IF;
    IF EXISTS (SELECT 1 FROM interventions_plan plan WHERE plan.id = NEW.plan_id
               AND plan.status NOT IN ('ADOPTED', 'SUPERSEDED')) THEN
        PERFORM refuse_change_of_plan('Alleen een vastgesteld plan gaat op papier.', 'plan_on_paper_was_adopted');
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("interventions", "0007_words_of_an_action"), ("cases", "0039_restricted_since")]

    operations = [
        migrations.AlterField(
            "plandocument",
            "made_at",
            models.DateTimeField("gemaakt op", help_text="Het moment waarop de gegevens zijn gelezen."),
        ),
        migrations.RunSQL(OF_BEFORE, "DROP FUNCTION paper_is_of_before(bigint, timestamptz);"),
        migrations.RunSQL(STANDS, migrations.RunSQL.noop),
    ]
