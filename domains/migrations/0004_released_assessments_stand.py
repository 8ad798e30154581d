"""A released assessment stands with its scores, whatever route somebody takes, and is about somebody of its own case."""

from django.db import migrations

ASSESSMENTS = """
CREATE FUNCTION assessment_stands_once_released() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.released_at IS NOT NULL AND (TG_OP = 'DELETE' OR
        (OLD.case_id, OLD.organisation_id, OLD.author_id, OLD.member_id, OLD.household_id, OLD.assessed_on,
         OLD.next_on, OLD.conclusion, OLD.regime, OLD.audience, OLD.released_at)
        IS DISTINCT FROM
        (NEW.case_id, NEW.organisation_id, NEW.author_id, NEW.member_id, NEW.household_id, NEW.assessed_on,
         NEW.next_on, NEW.conclusion, NEW.regime, NEW.audience, NEW.released_at))
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
CREATE TRIGGER assessment_stands_once_released BEFORE INSERT OR UPDATE OR DELETE ON domains_assessment
    FOR EACH ROW EXECUTE FUNCTION assessment_stands_once_released();
"""

SCORES = """
CREATE FUNCTION score_stands_with_its_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM domains_assessment assessment
        WHERE assessment.id = ANY (CASE TG_OP
            WHEN 'INSERT' THEN ARRAY[NEW.assessment_id] WHEN 'DELETE' THEN ARRAY[OLD.assessment_id]
            ELSE ARRAY[OLD.assessment_id, NEW.assessment_id] END)
        AND assessment.released_at IS NOT NULL
    ) THEN
        PERFORM refuse_change_of_words(
            'De scores van een vrijgegeven beoordeling blijven.', 'score_stands_with_its_assessment');
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER score_stands_with_its_assessment BEFORE INSERT OR UPDATE OR DELETE ON domains_domainscore
    FOR EACH ROW EXECUTE FUNCTION score_stands_with_its_assessment();
"""

GUARDS = {
    "assessment_stands_once_released": ("domains_assessment", ASSESSMENTS),
    "score_stands_with_its_assessment": ("domains_domainscore", SCORES),
}


class Migration(migrations.Migration):
    dependencies = [("domains", "0003_what_was_said_stands")]

    operations = [
        migrations.RunSQL(sql, f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();")
        for name, (table, sql) in GUARDS.items()
    ]
