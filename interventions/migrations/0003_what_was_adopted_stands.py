"""The rules of a plan in the database, whatever route somebody takes.

A plan is adopted with at least one goal, and only when a safety and a social organisation contributed and agreed, or
with the exception that the case shows. From the moment it is laid before the partners its content, goals, actions and
interventions stand still: what was agreed is what is adopted. Partners answer only while it is laid before them.
Goals and interventions are about somebody of their own case.
"""

from django.db import migrations

REFUSED = """
CREATE FUNCTION refuse_change_of_plan(sentence text, constraint_name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', sentence USING ERRCODE = 'check_violation', CONSTRAINT = constraint_name;
END $$;
CREATE FUNCTION plan_may_be_written(plan bigint) RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT status = 'DRAFT' FROM interventions_plan WHERE id = plan $$;
"""

GATE = """
CREATE FUNCTION plan_is_adopted_by_two_domains() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    needed text;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM interventions_goal goal WHERE goal.plan_id = NEW.id) THEN
        PERFORM refuse_change_of_plan('Een plan zonder doelen kan niet.', 'plan_has_a_goal');
    END IF;
    IF NEW.with_exception THEN
        IF NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.id = NEW.case_id AND c.exception_on IS NOT NULL) THEN
            PERFORM refuse_change_of_plan(
                'Er is geen uitzondering vastgelegd voor deze casus.', 'plan_is_adopted_by_two_domains');
        END IF;
        RETURN NEW;
    END IF;
    FOREACH needed IN ARRAY ARRAY['SAFETY', 'SOCIAL'] LOOP
        IF NOT EXISTS (
            SELECT 1 FROM interventions_adoption adoption
            JOIN accounts_organisation org ON org.id = adoption.organisation_id AND org.policy_domain = needed
            JOIN domains_contribution brought ON brought.case_id = NEW.case_id
                AND brought.organisation_id = org.id AND brought.released_at IS NOT NULL
            WHERE adoption.plan_id = NEW.id AND adoption.decision <> 'NOT_AGREED'
        ) THEN
            PERFORM refuse_change_of_plan(
                format('Vaststellen kan niet: het domein %s heeft niet bijgedragen en ingestemd.', needed),
                'plan_is_adopted_by_two_domains');
        END IF;
    END LOOP;
    RETURN NEW;
END $$;
CREATE TRIGGER plan_is_adopted_by_two_domains BEFORE INSERT OR UPDATE OF status ON interventions_plan
    FOR EACH ROW WHEN (NEW.status IN ('ADOPTED', 'SUPERSEDED')) EXECUTE FUNCTION plan_is_adopted_by_two_domains();
"""

# From DRAFT to PROPOSED and back, on to ADOPTED, and then only to SUPERSEDED.
COURSE = """
CREATE FUNCTION plan_stands_once_proposed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM refuse_change_of_plan('Een plan wordt niet weggegooid.', 'plan_stands_once_proposed');
    END IF;
    IF (OLD.status, NEW.status) NOT IN (
        ('DRAFT', 'DRAFT'), ('DRAFT', 'PROPOSED'), ('PROPOSED', 'PROPOSED'), ('PROPOSED', 'DRAFT'),
        ('PROPOSED', 'ADOPTED'), ('ADOPTED', 'ADOPTED'), ('ADOPTED', 'SUPERSEDED'), ('SUPERSEDED', 'SUPERSEDED')
    ) THEN
        PERFORM refuse_change_of_plan(
            format('Van %s kan een plan niet naar %s.', OLD.status, NEW.status), 'plan_follows_its_course');
    END IF;
    IF OLD.status <> 'DRAFT' AND
        (OLD.case_id, OLD.definition_id, OLD.version, OLD.summary, OLD.agreements, OLD.family_view, OLD.family_words,
         OLD.evaluate_on, OLD.written_by_id)
        IS DISTINCT FROM
        (NEW.case_id, NEW.definition_id, NEW.version, NEW.summary, NEW.agreements, NEW.family_view, NEW.family_words,
         NEW.evaluate_on, NEW.written_by_id)
    THEN
        PERFORM refuse_change_of_plan('Deze versie van het plan ligt vast.', 'plan_stands_once_proposed');
    END IF;
    IF OLD.status IN ('ADOPTED', 'SUPERSEDED') AND
        (OLD.proposed_on, OLD.adopted_on, OLD.adopted_by_id, OLD.with_exception)
        IS DISTINCT FROM (NEW.proposed_on, NEW.adopted_on, NEW.adopted_by_id, NEW.with_exception)
    THEN
        PERFORM refuse_change_of_plan('Deze versie van het plan is vastgesteld.', 'plan_stands_once_proposed');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER plan_stands_once_proposed BEFORE UPDATE OR DELETE ON interventions_plan
    FOR EACH ROW EXECUTE FUNCTION plan_stands_once_proposed();
"""

GOALS = """
CREATE FUNCTION goal_stands_with_its_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (TG_OP <> 'INSERT' AND NOT plan_may_be_written(OLD.plan_id))
        OR (TG_OP <> 'DELETE' AND NOT plan_may_be_written(NEW.plan_id)) THEN
        PERFORM refuse_change_of_plan('Deze versie van het plan ligt vast.', 'goal_stands_with_its_plan');
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF EXISTS (
        SELECT 1 FROM interventions_plan plan
        LEFT JOIN cases_member member ON member.id = NEW.member_id
        LEFT JOIN cases_household household ON household.id = NEW.household_id
        LEFT JOIN interventions_goal parent ON parent.id = NEW.parent_id
        WHERE plan.id = NEW.plan_id AND (
            member.case_id <> plan.case_id OR household.case_id <> plan.case_id OR parent.plan_id <> plan.id)
    ) THEN
        PERFORM refuse_change_of_plan('Dit doel gaat over een andere casus.', 'goal_is_about_its_own_case');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER goal_stands_with_its_plan BEFORE INSERT OR UPDATE OR DELETE ON interventions_goal
    FOR EACH ROW EXECUTE FUNCTION goal_stands_with_its_plan();
"""

ACTIONS = """
CREATE FUNCTION action_stands_with_its_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND
        (OLD.goal_id, OLD.what, OLD.organisation_id, OLD.owner_id, OLD.family_owner, OLD.due_on, OLD.line, OLD.kind,
         OLD.position)
        IS NOT DISTINCT FROM
        (NEW.goal_id, NEW.what, NEW.organisation_id, NEW.owner_id, NEW.family_owner, NEW.due_on, NEW.line, NEW.kind,
         NEW.position)
    THEN
        RETURN NEW;
    END IF;
    IF EXISTS (
        SELECT 1 FROM interventions_goal goal
        WHERE goal.id = ANY (CASE TG_OP
            WHEN 'INSERT' THEN ARRAY[NEW.goal_id] WHEN 'DELETE' THEN ARRAY[OLD.goal_id]
            ELSE ARRAY[OLD.goal_id, NEW.goal_id] END)
        AND NOT plan_may_be_written(goal.plan_id)
    ) THEN
        PERFORM refuse_change_of_plan('Deze versie van het plan ligt vast.', 'action_stands_with_its_plan');
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER action_stands_with_its_plan BEFORE INSERT OR UPDATE OR DELETE ON interventions_actionitem
    FOR EACH ROW EXECUTE FUNCTION action_stands_with_its_plan();
"""

MEASURES = """
CREATE FUNCTION plan_keeps_its_interventions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (TG_OP <> 'INSERT' AND NOT plan_may_be_written(OLD.plan_id))
        OR (TG_OP <> 'DELETE' AND NOT plan_may_be_written(NEW.plan_id)) THEN
        PERFORM refuse_change_of_plan('Deze versie van het plan ligt vast.', 'plan_keeps_its_interventions');
    END IF;
    IF TG_OP <> 'DELETE' AND EXISTS (
        SELECT 1 FROM interventions_plan plan, interventions_intervention chosen
        WHERE plan.id = NEW.plan_id AND chosen.id = NEW.intervention_id AND plan.case_id <> chosen.case_id
    ) THEN
        PERFORM refuse_change_of_plan('Deze interventie hoort bij een andere casus.', 'plan_keeps_to_its_own_case');
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER plan_keeps_its_interventions BEFORE INSERT OR UPDATE OR DELETE ON interventions_plan_interventions
    FOR EACH ROW EXECUTE FUNCTION plan_keeps_its_interventions();
"""

INTERVENTIONS = """
CREATE FUNCTION intervention_stands_in_a_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.case_id, OLD.type_id, OLD.member_id, OLD.household_id, OLD.reason, OLD.flanking_care)
        IS DISTINCT FROM (NEW.case_id, NEW.type_id, NEW.member_id, NEW.household_id, NEW.reason, NEW.flanking_care)
        AND EXISTS (
            SELECT 1 FROM interventions_plan_interventions taken
            WHERE taken.intervention_id = OLD.id AND NOT plan_may_be_written(taken.plan_id))
    THEN
        PERFORM refuse_change_of_plan(
            'Deze interventie staat in een plan dat vastligt.', 'intervention_stands_in_a_plan');
    END IF;
    IF EXISTS (SELECT 1 FROM cases_member person WHERE person.id = NEW.member_id AND person.case_id <> NEW.case_id)
        OR EXISTS (
            SELECT 1 FROM cases_household home WHERE home.id = NEW.household_id AND home.case_id <> NEW.case_id)
    THEN
        PERFORM refuse_change_of_plan(
            'Deze interventie gaat over een andere casus.', 'intervention_is_about_its_own_case');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER intervention_stands_in_a_plan BEFORE INSERT OR UPDATE ON interventions_intervention
    FOR EACH ROW EXECUTE FUNCTION intervention_stands_in_a_plan();
"""

ADOPTIONS = """
CREATE FUNCTION adoption_is_given_while_asked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM interventions_plan plan
        WHERE plan.id = ANY (CASE TG_OP
            WHEN 'INSERT' THEN ARRAY[NEW.plan_id] WHEN 'DELETE' THEN ARRAY[OLD.plan_id]
            ELSE ARRAY[OLD.plan_id, NEW.plan_id] END)
        AND plan.status <> 'PROPOSED'
    ) THEN
        PERFORM refuse_change_of_plan(
            'Reageren kan alleen zolang het plan voorligt.', 'adoption_is_given_while_asked');
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER adoption_is_given_while_asked BEFORE INSERT OR UPDATE OR DELETE ON interventions_adoption
    FOR EACH ROW EXECUTE FUNCTION adoption_is_given_while_asked();
"""

PAPER = """
CREATE FUNCTION plan_on_paper_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM refuse_change_of_plan('De pdf van een plan verandert niet.', 'plan_on_paper_stands');
    END IF;
    IF EXISTS (SELECT 1 FROM interventions_plan plan WHERE plan.id = NEW.plan_id
               AND plan.status NOT IN ('ADOPTED', 'SUPERSEDED')) THEN
        PERFORM refuse_change_of_plan('Alleen een vastgesteld plan gaat op papier.', 'plan_on_paper_was_adopted');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER plan_on_paper_stands BEFORE INSERT OR UPDATE OR DELETE ON interventions_plandocument
    FOR EACH ROW EXECUTE FUNCTION plan_on_paper_stands();
"""

GUARDS = {
    "plan_is_adopted_by_two_domains": ("interventions_plan", GATE),
    "plan_stands_once_proposed": ("interventions_plan", COURSE),
    "goal_stands_with_its_plan": ("interventions_goal", GOALS),
    "action_stands_with_its_plan": ("interventions_actionitem", ACTIONS),
    "plan_keeps_its_interventions": ("interventions_plan_interventions", MEASURES),
    "intervention_stands_in_a_plan": ("interventions_intervention", INTERVENTIONS),
    "adoption_is_given_while_asked": ("interventions_adoption", ADOPTIONS),
    "plan_on_paper_stands": ("interventions_plandocument", PAPER),
}


def removed(name: str, table: str) -> str:
    return f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();"


class Migration(migrations.Migration):
    dependencies = [("interventions", "0002_plans_and_measures")]

    operations = [
        migrations.RunSQL(
            REFUSED, "DROP FUNCTION plan_may_be_written(bigint); DROP FUNCTION refuse_change_of_plan(text, text);"
        ),
        *(migrations.RunSQL(sql, removed(name, table)) for name, (table, sql) in GUARDS.items()),
    ]
