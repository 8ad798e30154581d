"""The gate in the database: whatever route somebody takes, a definition is not fixed by one domain alone.

A safety and a social organisation each released a contribution and agreed with this version, unless the process
coordinator recorded an exception on the case; then the version says so itself (FR-060).
"""

from django.db import migrations

GATE = """
CREATE FUNCTION definition_is_fixed_by_two_domains() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    needed text;
BEGIN
    IF NEW.with_exception THEN
        IF NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.id = NEW.case_id AND c.exception_on IS NOT NULL) THEN
            RAISE EXCEPTION 'Er is geen uitzondering vastgelegd voor deze casus.' USING ERRCODE = 'check_violation',
                CONSTRAINT = 'definition_is_fixed_by_two_domains';
        END IF;
        RETURN NEW;
    END IF;
    FOREACH needed IN ARRAY ARRAY['SAFETY', 'SOCIAL'] LOOP
        IF NOT EXISTS (
            SELECT 1 FROM domains_agreement agreement
            JOIN accounts_organisation org ON org.id = agreement.organisation_id AND org.policy_domain = needed
            JOIN domains_contribution brought ON brought.case_id = NEW.case_id
                AND brought.organisation_id = org.id AND brought.released_at IS NOT NULL
            WHERE agreement.definition_id = NEW.id AND agreement.stance = 'AGREES'
        ) THEN
            RAISE EXCEPTION 'Vaststellen kan niet: het domein % heeft niet bijgedragen en ingestemd.', needed
                USING ERRCODE = 'check_violation', CONSTRAINT = 'definition_is_fixed_by_two_domains';
        END IF;
    END LOOP;
    RETURN NEW;
END $$;
CREATE TRIGGER definition_is_fixed_by_two_domains BEFORE INSERT OR UPDATE OF status ON domains_problemdefinition
    FOR EACH ROW WHEN (NEW.status = 'FIXED') EXECUTE FUNCTION definition_is_fixed_by_two_domains();
"""


class Migration(migrations.Migration):
    dependencies = [("domains", "0001_initial"), ("cases", "0002_rights_as_views")]

    operations = [
        migrations.RunSQL(
            GATE,
            "DROP TRIGGER definition_is_fixed_by_two_domains ON domains_problemdefinition; "
            "DROP FUNCTION definition_is_fixed_by_two_domains();",
        ),
    ]
