"""What is said of a sensitive life domain says why it is needed; the next look comes after this one (FR-047).

The check that an assessment stays within its case asks for what must be there: who may not see the other case would
otherwise not see what is wrong.
"""

from django.db import migrations, models
from django.db.models import F, Q

NECESSITY = """
CREATE FUNCTION sensitive_score_says_why() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF btrim(NEW.necessity) = '' AND (NEW.score IS NOT NULL OR NEW.target IS NOT NULL OR NEW.situation <> '')
        AND EXISTS (SELECT 1 FROM domains_lifedomain area WHERE area.id = NEW.life_domain_id AND area.is_sensitive)
    THEN
        PERFORM refuse_change_of_words(
            'Schrijf bij een gevoelig leefgebied waarom u dit nodig hebt.', 'sensitive_score_says_why');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sensitive_score_says_why BEFORE INSERT OR UPDATE ON domains_domainscore
    FOR EACH ROW EXECUTE FUNCTION sensitive_score_says_why();
"""

OWN_CASE = """
CREATE FUNCTION assessment_is_about_its_own_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.member_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM cases_member person WHERE person.id = NEW.member_id AND person.case_id = NEW.case_id)
        OR NEW.household_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM cases_household home WHERE home.id = NEW.household_id AND home.case_id = NEW.case_id)
    THEN
        PERFORM refuse_change_of_words(
            'Deze beoordeling gaat over een andere casus.', 'assessment_is_about_its_own_case');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER assessment_is_about_its_own_case
    BEFORE INSERT OR UPDATE OF case_id, member_id, household_id ON domains_assessment
    FOR EACH ROW EXECUTE FUNCTION assessment_is_about_its_own_case();
"""

GUARDS = {
    "sensitive_score_says_why": ("domains_domainscore", NECESSITY),
    "assessment_is_about_its_own_case": ("domains_assessment", OWN_CASE),
}


class Migration(migrations.Migration):
    dependencies = [("domains", "0004_released_assessments_stand")]

    operations = [
        *(
            migrations.RunSQL(sql, f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();")
            for name, (table, sql) in GUARDS.items()
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                name="assessment_looks_again_later",
                condition=Q(next_on__isnull=True) | Q(assessed_on__isnull=True) | Q(next_on__gte=F("assessed_on")),
                violation_error_message="De volgende beoordeling is niet eerder dan deze.",
            ),
        ),
    ]
