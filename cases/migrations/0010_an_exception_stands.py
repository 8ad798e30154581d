"""Why the two-domain gate was opened stays as it was written, whatever route somebody takes (FR-060)."""

from django.db import migrations

STANDS = """
CREATE FUNCTION case_exception_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    RAISE EXCEPTION 'Een uitzondering op samen kijken blijft zoals zij is.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'case_exception_stands';
END $$;
CREATE TRIGGER case_exception_stands BEFORE UPDATE ON cases_case FOR EACH ROW
    WHEN (OLD.exception_on IS NOT NULL
        AND (OLD.exception_on, OLD.exception_by_id, OLD.exception_reason)
            IS DISTINCT FROM (NEW.exception_on, NEW.exception_by_id, NEW.exception_reason))
    EXECUTE FUNCTION case_exception_stands();
"""
GONE = "DROP TRIGGER case_exception_stands ON cases_case; DROP FUNCTION case_exception_stands();"


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_what_a_term_is_about")]

    operations = [migrations.RunSQL(STANDS, GONE)]
