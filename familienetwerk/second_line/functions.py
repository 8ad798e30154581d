"""Who asks, as SQL: set per transaction by familienetwerk.behalf. And what is asked of a table past its policy."""

from familienetwerk.accounts.roles import Power
from familienetwerk.second_line.overseeing import OVERSEERS, roles_that_may
from familienetwerk.second_line.policies import readable
from familienetwerk.second_line.views import sees


def elsewhere(case: str) -> str:
    """Of a case that one does not read: what is asked about it gets the answer of somebody hidden."""
    return f"(NOT app_is_on_an_errand() AND NOT {sees(case)})"


FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION app_user() RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('app.user_id', true), '')::bigint $$;

-- Who set it going, also who may open no case: whoever it is may say that something went wrong.
CREATE OR REPLACE FUNCTION app_set_going_by() RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('app.by_id', true), '')::bigint $$;

CREATE OR REPLACE FUNCTION app_is_on_an_errand() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(current_setting('app.errand', true), '') NOT IN ('', 'oversight') $$;

-- Which municipality is looked after now, by a privacy officer who sees what is of it.
CREATE OR REPLACE FUNCTION app_overseen() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT municipality_id FROM accounts_officer
    WHERE current_setting('app.errand', true) = 'oversight' AND id = app_set_going_by() $$;

CREATE OR REPLACE FUNCTION app_organisation() RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('app.organisation_id', true), '')::bigint $$;

-- The organisation for whose desk one answers: not of who manages accounts, sees figures or the log.
CREATE OR REPLACE FUNCTION app_desk() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
    SELECT worker.organisation_id FROM accounts_user worker
    WHERE worker.id = app_user() AND worker.organisation_id = app_organisation()
        AND worker.roles::text[] && {roles_that_may(Power.ANSWER_QUESTIONS)}
$$;

CREATE OR REPLACE FUNCTION app_principals() RETURNS bigint[] LANGUAGE sql STABLE AS
$$ SELECT coalesce(nullif(current_setting('app.principals', true), ''), '{{}}')::bigint[] $$;

CREATE OR REPLACE FUNCTION app_is_looked_through() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(current_setting('app.looked_through', true), '') <> '' $$;

-- Whose own words are read, and by which name: nobody's and by none, when another looks through these eyes.
CREATE OR REPLACE FUNCTION app_own_words() RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT CASE WHEN app_is_looked_through() THEN NULL ELSE app_organisation() END $$;

CREATE OR REPLACE FUNCTION app_names() RETURNS bigint[] LANGUAGE sql STABLE AS
$$ SELECT CASE WHEN app_is_looked_through() THEN '{{}}'::bigint[] ELSE app_principals() END $$;

-- Whether who looks through these eyes coordinates the case.
CREATE OR REPLACE FUNCTION app_looker_coordinates(wanted bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM cases_grant held
        JOIN accounts_principal holder ON holder.id = held.principal_id
        JOIN accounts_cleared looker ON looker.id = app_set_going_by()
            AND (holder.user_id = looker.id OR holder.organisation_id = looker.organisation_id)
        WHERE held.case_id = wanted AND held.level >= 4 AND held.period @> statement_timestamp());
END $$;

CREATE OR REPLACE FUNCTION app_sees(wanted bigint) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM app_held held WHERE held.case_id = wanted AND held.level >= 2);
END $$;

-- Whether a case is of the municipality that is overseen. No view: policies of what hangs on a case would ask back.
CREATE OR REPLACE FUNCTION app_oversees(wanted bigint) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM cases_case own WHERE own.id = wanted AND own.municipality_id = app_overseen());
END $$;

CREATE OR REPLACE FUNCTION app_has_grants(wanted bigint) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM cases_grant given WHERE given.case_id = wanted);
END $$;

-- Whether who asks may write in this case. Of the rights themselves no view: it would ask them back.
CREATE OR REPLACE FUNCTION app_contributes(wanted bigint) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM app_held held WHERE held.case_id = wanted AND held.level >= 3);
END $$;

-- Whether who asks begins this case now: it is of nobody yet.
CREATE OR REPLACE FUNCTION app_starts(wanted bigint) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    RETURN NOT app_has_grants(wanted) AND EXISTS (
        SELECT 1 FROM cases_case begun WHERE begun.id = wanted AND begun.started_by_id = app_user());
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

-- Whether somebody said of this child how safe it is: that is for all on the case, what was said is not.
CREATE OR REPLACE FUNCTION app_safety_is_said(wanted bigint) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM domains_assessment said
        JOIN domains_domainscore given ON given.assessment_id = said.id AND given.score IS NOT NULL
        JOIN domains_lifedomain about ON about.id = given.life_domain_id AND about.code = 'child_safety'
        WHERE said.member_id = wanted AND said.released_at IS NOT NULL
        AND (app_is_on_an_errand() OR {sees("said.case_id")}));
END $$;

-- Whether what is made now is for all on the case: then nobody of them knows of who is restricted to some.
CREATE OR REPLACE FUNCTION app_is_for_all() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(current_setting('app.for_all', true), '') <> '' $$;

-- Whether there is nobody of this number for who asks: the same answer for who is restricted to others, for somebody
-- of a case that one does not read, and for a number that nobody has. No view: reading it would give away who is.
CREATE OR REPLACE FUNCTION app_hides(wanted bigint) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    RETURN wanted IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM cases_member person WHERE person.id = wanted AND {sees("person.case_id")}
        AND (person.restricted_to IS NULL
             OR app_may_know(person.case_id, person.restricted_by_id, person.restricted_to)));
END $$;

-- Whether somebody of a case that one reads is restricted to others. Only for the functions below: who asks it by hand
-- would hear who is (PRIVATE).
CREATE OR REPLACE FUNCTION app_keeps_back(wanted bigint) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    RETURN wanted IS NOT NULL AND EXISTS (
        SELECT 1 FROM cases_member person WHERE person.id = wanted AND person.restricted_to IS NOT NULL
        AND {sees("person.case_id")}
        AND NOT app_may_know(person.case_id, person.restricted_by_id, person.restricted_to));
END $$;

-- For whom something restricted is: coordinators, the organisation that asked for it, and who is named. Through these
-- eyes the last two only for who may know of it without them.
CREATE OR REPLACE FUNCTION app_may_know(at bigint, by_organisation bigint, named bigint[]) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    RETURN NOT app_is_for_all() AND (
        (coalesce(by_organisation = app_organisation(), false) OR named && app_principals())
            AND (NOT app_is_looked_through() OR app_looker_coordinates(at))
        OR EXISTS (SELECT 1 FROM app_held held WHERE held.case_id = at AND held.level >= 4));
END $$;

-- The five below are asked by policies, also of a row that is only now added: so they say no of what is not there.
-- Who asks by hand hears yes of what is about somebody hidden, and of all that belongs to a case of others: which of
-- the two, nobody can tell.

-- A home where nobody lives or lived but people who are hidden: its address would tell where they are.
CREATE OR REPLACE FUNCTION app_hides_home(wanted bigint) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    RETURN wanted IS NOT NULL AND (coalesce((
        SELECT bool_and(app_keeps_back(living.member_id))
        FROM cases_residence living WHERE living.household_id = wanted),
        false)
        OR EXISTS (SELECT 1 FROM cases_household home WHERE home.id = wanted AND {elsewhere("home.case_id")}));
END $$;

CREATE OR REPLACE FUNCTION app_hides_observation(wanted bigint) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM cases_observation_members about
        WHERE about.observation_id = wanted AND app_keeps_back(about.member_id))
        OR EXISTS (SELECT 1 FROM cases_observation seen WHERE seen.id = wanted AND {elsewhere("seen.case_id")});
END $$;

CREATE OR REPLACE FUNCTION app_hides_contact(wanted bigint) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM domains_contact_members about
        WHERE about.contact_id = wanted AND app_keeps_back(about.member_id))
        OR EXISTS (SELECT 1 FROM domains_contact held WHERE held.id = wanted AND {elsewhere("held.case_id")});
END $$;

CREATE OR REPLACE FUNCTION app_hides_document(wanted bigint) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    RETURN app_keeps_back((
        SELECT said.member_id FROM documents_documentcontent said WHERE said.document_id = wanted))
        OR EXISTS (SELECT 1 FROM documents_document kept WHERE kept.id = wanted AND {elsewhere("kept.case_id")});
END $$;

CREATE OR REPLACE FUNCTION app_hides_due(kind text, subject bigint) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    RETURN CASE kind
        WHEN 'MEMBER_REVIEW' THEN app_hides(subject)
        WHEN 'INFORMING' THEN app_hides(subject)
        WHEN 'REASSESSMENT' THEN (
            SELECT app_keeps_back(about.member_id) OR app_hides_home(about.household_id)
                OR {elsewhere("about.case_id")}
            FROM domains_assessment about WHERE about.id = subject)
        WHEN 'INTERVENTION' THEN (
            SELECT app_keeps_back(about.member_id) OR app_hides_home(about.household_id)
                OR {elsewhere("about.case_id")}
            FROM interventions_intervention about WHERE about.id = subject)
        WHEN 'ACTION' THEN (
            SELECT app_keeps_back(about.member_id) OR app_hides_home(about.household_id)
                OR {elsewhere("action.case_id")}
            FROM interventions_actionitem action JOIN interventions_goal about ON about.id = action.goal_id
            WHERE action.id = subject)
        ELSE false END;
END $$;
{OVERSEERS}"""

# What no role but the owner may call by hand.
PRIVATE = ("app_keeps_back(bigint)",)
