"""Accounts, mandates, statements and frames are kept by the functional admin, and never what is about oneself.

They are beside the cases and have no row-level security (ADR 11): so this is a trigger. Without anybody who acts, as in
a migration or when an organisation logs somebody in, it says nothing.
"""

from django.db import migrations

JUDGE = """
CREATE FUNCTION who_manages_keeps_this() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE
    told jsonb := to_jsonb(CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END);
    about bigint := told ->> CASE TG_TABLE_NAME WHEN 'accounts_user' THEN 'id' ELSE 'user_id' END;
BEGIN
    IF (TG_OP <> 'DELETE' OR TG_TABLE_NAME = 'accounts_requirement')
        AND about IS DISTINCT FROM acts_now()
        AND (TG_OP <> 'INSERT' OR coalesce((told ->> 'recorded_by_id')::bigint, acts_now()) = acts_now())
        AND EXISTS (
            SELECT 1 FROM accounts_user admin
            WHERE admin.id = acts_now() AND admin.is_active AND 'FUNCTIONAL_ADMIN' = ANY (admin.roles))
    THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    RAISE EXCEPTION 'Dit houdt de functioneel beheerder bij, en nooit over zichzelf.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'who_manages_keeps_this';
END $$;
CREATE TRIGGER who_manages_keeps_this BEFORE INSERT OR DELETE ON accounts_user
    FOR EACH ROW WHEN (acts_now() IS NOT NULL) EXECUTE FUNCTION who_manages_keeps_this();
CREATE TRIGGER who_manages_keeps_this_too BEFORE UPDATE ON accounts_user
    FOR EACH ROW WHEN (acts_now() IS NOT NULL AND (OLD.roles, OLD.organisation_id, OLD.is_active, OLD.last_day)
        IS DISTINCT FROM (NEW.roles, NEW.organisation_id, NEW.is_active, NEW.last_day))
    EXECUTE FUNCTION who_manages_keeps_this();
"""
TABLES = (
    "accounts_mandate",
    "accounts_requirement",
    "accounts_statement",
    "cases_frameparticipant",
    "cases_legalframe",
)
KEPT = "".join(
    f"CREATE TRIGGER who_manages_keeps_this BEFORE INSERT OR UPDATE OR DELETE ON {table} "
    "FOR EACH ROW WHEN (acts_now() IS NOT NULL) EXECUTE FUNCTION who_manages_keeps_this();"
    for table in TABLES
)
GONE = "".join(f"DROP TRIGGER who_manages_keeps_this ON {table};" for table in (*TABLES, "accounts_user"))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0014_home_streets"), ("cases", "0067_a_case_waits_for_who_ends_its_frame")]

    operations = [
        migrations.RunSQL(
            JUDGE + KEPT,
            f"{GONE} DROP TRIGGER who_manages_keeps_this_too ON accounts_user; DROP FUNCTION who_manages_keeps_this();",
        )
    ]
