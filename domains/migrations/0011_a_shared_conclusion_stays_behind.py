"""What everybody may know of an assessment stands apart from that it exists: under a law of its own it stays behind when
the case goes to another frame (FR-137), and row-level security hides rows, and no columns.
"""

import django.db.models.deletion
from django.db import migrations, models

from cases.words_guard import words_of

MOVED = """
INSERT INTO domains_sharedconclusion (assessment_id, text)
SELECT id, conclusion FROM domains_assessment WHERE conclusion <> '';
SET CONSTRAINTS ALL IMMEDIATE;
"""
STANDS = """
CREATE OR REPLACE FUNCTION assessment_stands_once_released() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.released_at IS NOT NULL AND (TG_OP = 'DELETE' OR
        (OLD.case_id, OLD.organisation_id, OLD.author_id, OLD.member_id, OLD.household_id, OLD.assessed_on,
         OLD.next_on, OLD.regime, OLD.audience, OLD.released_at)
        IS DISTINCT FROM
        (NEW.case_id, NEW.organisation_id, NEW.author_id, NEW.member_id, NEW.household_id, NEW.assessed_on,
         NEW.next_on, NEW.regime, NEW.audience, NEW.released_at))
    THEN
        PERFORM refuse_change_of_words(
            'Een vrijgegeven beoordeling blijft zoals zij is.', 'assessment_stands_once_released');
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF EXISTS (SELECT 1 FROM cases_member person WHERE person.id = NEW.member_id AND person.case_id <> NEW.case_id)
        OR EXISTS (
            SELECT 1 FROM cases_household home WHERE home.id = NEW.household_id AND home.case_id <> NEW.case_id)
    THEN
        PERFORM refuse_change_of_words(
            'Deze beoordeling gaat over een andere casus.', 'assessment_is_about_its_own_case');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION conclusion_stands_with_its_assessment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM domains_assessment assessment
        WHERE assessment.id = ANY (CASE TG_OP
            WHEN 'INSERT' THEN ARRAY[NEW.assessment_id] WHEN 'DELETE' THEN ARRAY[OLD.assessment_id]
            ELSE ARRAY[OLD.assessment_id, NEW.assessment_id] END)
        AND assessment.released_at IS NOT NULL
    ) THEN
        PERFORM refuse_change_of_words(
            'De gedeelde conclusie van een vrijgegeven beoordeling blijft.', 'conclusion_stands_with_its_assessment');
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER conclusion_stands_with_its_assessment BEFORE INSERT OR UPDATE OR DELETE ON domains_sharedconclusion
    FOR EACH ROW EXECUTE FUNCTION conclusion_stands_with_its_assessment();
"""


class Migration(migrations.Migration):
    dependencies = [("domains", "0010_words_are_of_who_says_them")]

    operations = [
        migrations.CreateModel(
            "SharedConclusion",
            [
                (
                    "assessment",
                    models.OneToOneField(
                        "domains.assessment",
                        django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        related_name="shared_conclusion",
                        verbose_name="beoordeling",
                    ),
                ),
                ("text", models.TextField("gedeelde conclusie")),
            ],
            {"verbose_name": "gedeelde conclusie"},
        ),
        migrations.AddConstraint(
            "sharedconclusion",
            models.CheckConstraint(
                name="domains_sharedconclusion_text_is_filled",
                condition=~models.Q(text=""),
                violation_error_message="Vul dit veld in.",
            ),
        ),
        migrations.RunSQL(MOVED, migrations.RunSQL.noop),
        migrations.RunSQL(STANDS, migrations.RunSQL.noop),
        words_of("domains_sharedconclusion", of="domains_assessment", by="assessment_id"),
        migrations.RemoveField("assessment", "conclusion"),
    ]
