"""Accounts, mandates, statements and frames are kept by the functional admin, and never what is about oneself.

They are beside the cases and have no row-level security (ADR 11): so these are triggers. Without anybody who acts, as
in a migration or when an organisation logs somebody in, they say nothing.
"""

from django.db import migrations

from cases.acts_guard import stands_as_it_was_said

JUDGE = """
CREATE FUNCTION who_manages_keeps_this() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE
    told jsonb := to_jsonb(CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END);
    about bigint := told ->> CASE TG_TABLE_NAME WHEN 'accounts_user' THEN 'id' ELSE 'user_id' END;
    signer bigint := CASE
        WHEN TG_OP = 'INSERT' THEN coalesce(told ->> 'recorded_by_id', told ->> 'required_by_id')
        WHEN told ->> 'last_day' IS DISTINCT FROM to_jsonb(OLD) ->> 'last_day' THEN told ->> 'last_day_set_by_id' END;
BEGIN
    IF (TG_OP <> 'DELETE' OR TG_TABLE_NAME = 'accounts_requirement')
        AND about IS DISTINCT FROM acts_now()
        AND coalesce(signer, acts_now()) = acts_now()
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
CREATE TRIGGER who_manages_changes_this BEFORE UPDATE ON accounts_user FOR EACH ROW WHEN (acts_now() IS NOT NULL AND
    (OLD.email, OLD.name, OLD.job_title, OLD.roles, OLD.organisation_id, OLD.is_active, OLD.last_day,
        OLD.last_day_set_by_id, OLD.invited_at)
    IS DISTINCT FROM
    (NEW.email, NEW.name, NEW.job_title, NEW.roles, NEW.organisation_id, NEW.is_active, NEW.last_day,
        NEW.last_day_set_by_id, NEW.invited_at))
    EXECUTE FUNCTION who_manages_keeps_this();
"""
TABLES = (
    "accounts_mandate",
    "accounts_municipality",
    "accounts_organisation",
    "accounts_principal",
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

# Django marks a password that opens nothing with a "!".
CHOICE = """
CREATE FUNCTION password_is_chosen_by_who_uses_it() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    RAISE EXCEPTION 'Een wachtwoord kiest iemand zelf.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'password_is_chosen_by_who_uses_it';
END $$;
CREATE TRIGGER password_is_chosen_by_who_uses_it BEFORE UPDATE ON accounts_user FOR EACH ROW
    WHEN (acts_now() <> NEW.id AND OLD.password <> NEW.password AND NEW.password NOT LIKE '!%')
    EXECUTE FUNCTION password_is_chosen_by_who_uses_it();
"""
NO_CHOICE = """
DROP TRIGGER password_is_chosen_by_who_uses_it ON accounts_user; DROP FUNCTION password_is_chosen_by_who_uses_it();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0014_home_streets"), ("cases", "0067_a_case_waits_for_who_ends_its_frame")]

    operations = [
        migrations.RunSQL(
            JUDGE + KEPT,
            f"{GONE} DROP TRIGGER who_manages_changes_this ON accounts_user; DROP FUNCTION who_manages_keeps_this();",
        ),
        migrations.RunSQL(CHOICE, NO_CHOICE),
        stands_as_it_was_said("accounts_principal", "user_id", "organisation_id"),
        stands_as_it_was_said("accounts_requirement", "kind", "required_by_id", "required_at"),
        stands_as_it_was_said(
            "cases_legalframe",
            "municipality_id",
            "kind",
            "name",
            "purpose",
            "legal_basis",
            "controller",
            "contact_point",
            "regimes",
            "bsn_ground",
            "valid_from",
        ),
    ]
