"""Who asks, as SQL: set per transaction by familienetwerk.behalf. And what is asked of a table past its policy."""

from familienetwerk.second_line.policies import readable, sees

FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION app_user() RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('app.user_id', true), '')::bigint $$;

-- Who set it going, also who may open no case: whoever it is may say that something went wrong.
CREATE OR REPLACE FUNCTION app_set_going_by() RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('app.by_id', true), '')::bigint $$;

CREATE OR REPLACE FUNCTION app_is_on_an_errand() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(current_setting('app.errand', true), '') <> '' $$;

CREATE OR REPLACE FUNCTION app_organisation() RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('app.organisation_id', true), '')::bigint $$;

CREATE OR REPLACE FUNCTION app_principals() RETURNS bigint[] LANGUAGE sql STABLE AS
$$ SELECT coalesce(nullif(current_setting('app.principals', true), ''), '{{}}')::bigint[] $$;

-- By which an item can name who asks: by none, when another looks through these eyes, as with the own organisation.
CREATE OR REPLACE FUNCTION app_names() RETURNS bigint[] LANGUAGE sql STABLE AS
$$ SELECT CASE WHEN app_organisation() IS NULL THEN '{{}}'::bigint[] ELSE app_principals() END $$;

CREATE OR REPLACE FUNCTION app_sees(wanted bigint) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM app_held held WHERE held.case_id = wanted AND held.level >= 2);
END $$;

CREATE OR REPLACE FUNCTION app_has_grants(wanted bigint) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM cases_grant given WHERE given.case_id = wanted);
END $$;

-- Whether something of the own organisation was in it. No view: a piece is seen with its sharing, and would ask back.
CREATE OR REPLACE FUNCTION app_is_source(wanted bigint) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM cases_sharedpiece given
        WHERE given.sharing_id = wanted AND given.organisation_id = app_organisation());
END $$;

-- Whether what an action says may be read. Asked of the few that are for fewer, in a list of all kinds of work.
CREATE OR REPLACE FUNCTION app_reads_action(wanted bigint) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM interventions_actionitem said
        WHERE said.id = wanted AND {sees("said.case_id")} AND {readable("said", "actionitem")});
END $$;
"""
