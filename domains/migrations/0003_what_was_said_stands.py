"""What was said stands, whatever route somebody takes.

A joint definition is written as a draft, laid before the partners, and fixed from there alone; once it is not a draft
its content stands still. Partners answer while it lies before them, and nobody changes an answer to a fixed version.
A released contribution is never changed or removed: who sees it otherwise now adds a new one.
"""

from django.db import migrations

REFUSED = """
CREATE FUNCTION refuse_change_of_words(sentence text, constraint_name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', sentence USING ERRCODE = 'check_violation', CONSTRAINT = constraint_name;
END $$;
"""

# From DRAFT to PROPOSED and back, on to FIXED, and then only to SUPERSEDED.
COURSE = """
CREATE FUNCTION definition_follows_its_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> 'DRAFT' THEN
            PERFORM refuse_change_of_words(
                'Een probleemdefinitie begint als concept.', 'definition_follows_its_course');
        END IF;
        RETURN NEW;
    END IF;
    IF (OLD.status, NEW.status) NOT IN (
        ('DRAFT', 'DRAFT'), ('DRAFT', 'PROPOSED'), ('PROPOSED', 'PROPOSED'), ('PROPOSED', 'DRAFT'),
        ('PROPOSED', 'FIXED'), ('FIXED', 'FIXED'), ('FIXED', 'SUPERSEDED'), ('SUPERSEDED', 'SUPERSEDED')
    ) THEN
        PERFORM refuse_change_of_words(
            format('Van %s kan een probleemdefinitie niet naar %s.', OLD.status, NEW.status),
            'definition_follows_its_course');
    END IF;
    IF OLD.status = 'DRAFT' AND NEW.status = 'PROPOSED'
        AND EXISTS (SELECT 1 FROM domains_agreement answer WHERE answer.definition_id = OLD.id)
    THEN
        PERFORM refuse_change_of_words(
            'De antwoorden op een eerdere tekst tellen niet mee.', 'definition_is_answered_after_it_is_proposed');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER definition_follows_its_course BEFORE INSERT OR UPDATE ON domains_problemdefinition
    FOR EACH ROW EXECUTE FUNCTION definition_follows_its_course();
"""

WORDS = """
CREATE FUNCTION definition_stands_once_proposed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status = 'DRAFT' THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM refuse_change_of_words(
            'Deze probleemdefinitie wordt niet weggegooid.', 'definition_stands_once_proposed');
    END IF;
    IF (OLD.case_id, OLD.version, OLD.statement, OLD.priorities, OLD.focus, OLD.unknowns, OLD.written_by_id)
        IS DISTINCT FROM
        (NEW.case_id, NEW.version, NEW.statement, NEW.priorities, NEW.focus, NEW.unknowns, NEW.written_by_id)
    THEN
        PERFORM refuse_change_of_words(
            'Deze versie van de probleemdefinitie ligt vast.', 'definition_stands_once_proposed');
    END IF;
    IF OLD.status IN ('FIXED', 'SUPERSEDED')
        AND (OLD.proposed_on, OLD.fixed_on, OLD.fixed_by_id, OLD.with_exception)
        IS DISTINCT FROM (NEW.proposed_on, NEW.fixed_on, NEW.fixed_by_id, NEW.with_exception)
    THEN
        PERFORM refuse_change_of_words(
            'Wie deze versie vaststelde en wanneer, verandert niet.', 'definition_stands_once_proposed');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER definition_stands_once_proposed BEFORE UPDATE OR DELETE ON domains_problemdefinition
    FOR EACH ROW EXECUTE FUNCTION definition_stands_once_proposed();
"""

# Given and changed only while asked. Back in draft the answers stay to be read; they go when it is proposed again.
ANSWERS = """
CREATE FUNCTION agreement_is_given_while_asked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM domains_problemdefinition definition
        WHERE definition.id = ANY (CASE TG_OP
            WHEN 'INSERT' THEN ARRAY[NEW.definition_id] WHEN 'DELETE' THEN ARRAY[OLD.definition_id]
            ELSE ARRAY[OLD.definition_id, NEW.definition_id] END)
        AND definition.status <> 'PROPOSED' AND NOT (TG_OP = 'DELETE' AND definition.status = 'DRAFT')
    ) THEN
        PERFORM refuse_change_of_words(
            'Reageren kan alleen zolang de probleemdefinitie voorligt.', 'agreement_is_given_while_asked');
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER agreement_is_given_while_asked BEFORE INSERT OR UPDATE OR DELETE ON domains_agreement
    FOR EACH ROW EXECUTE FUNCTION agreement_is_given_while_asked();
"""

CONTRIBUTIONS = """
CREATE FUNCTION contribution_stands_once_released() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.released_at IS NULL THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' OR
        (OLD.case_id, OLD.organisation_id, OLD.author_id, OLD.concern, OLD.explanation, OLD.strengths, OLD.tried,
         OLD.possibilities, OLD.regime, OLD.audience, OLD.released_at)
        IS DISTINCT FROM
        (NEW.case_id, NEW.organisation_id, NEW.author_id, NEW.concern, NEW.explanation, NEW.strengths, NEW.tried,
         NEW.possibilities, NEW.regime, NEW.audience, NEW.released_at)
    THEN
        PERFORM refuse_change_of_words(
            'Een vrijgegeven bijdrage blijft zoals zij is.', 'contribution_stands_once_released');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER contribution_stands_once_released BEFORE UPDATE OR DELETE ON domains_contribution
    FOR EACH ROW EXECUTE FUNCTION contribution_stands_once_released();
"""

FACTS = """
CREATE FUNCTION contribution_keeps_its_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM domains_contribution contribution
        WHERE contribution.id = ANY (CASE TG_OP
            WHEN 'INSERT' THEN ARRAY[NEW.contribution_id] WHEN 'DELETE' THEN ARRAY[OLD.contribution_id]
            ELSE ARRAY[OLD.contribution_id, NEW.contribution_id] END)
        AND contribution.released_at IS NOT NULL
    ) THEN
        PERFORM refuse_change_of_words(
            'De feiten onder een vrijgegeven bijdrage blijven.', 'contribution_keeps_its_facts');
    END IF;
    IF TG_OP <> 'DELETE' AND EXISTS (
        SELECT 1 FROM domains_contribution contribution, cases_observation fact
        WHERE contribution.id = NEW.contribution_id AND fact.id = NEW.observation_id
        AND fact.case_id <> contribution.case_id
    ) THEN
        PERFORM refuse_change_of_words('Dit feit hoort bij een andere casus.', 'contribution_keeps_to_its_own_case');
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER contribution_keeps_its_facts BEFORE INSERT OR UPDATE OR DELETE ON domains_contribution_observations
    FOR EACH ROW EXECUTE FUNCTION contribution_keeps_its_facts();
"""

GUARDS = {
    "definition_follows_its_course": ("domains_problemdefinition", COURSE),
    "definition_stands_once_proposed": ("domains_problemdefinition", WORDS),
    "agreement_is_given_while_asked": ("domains_agreement", ANSWERS),
    "contribution_stands_once_released": ("domains_contribution", CONTRIBUTIONS),
    "contribution_keeps_its_facts": ("domains_contribution_observations", FACTS),
}


def removed(name: str, table: str) -> str:
    return f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();"


class Migration(migrations.Migration):
    dependencies = [("domains", "0002_two_domain_gate"), ("cases", "0002_rights_as_views")]

    operations = [
        migrations.RunSQL(REFUSED, "DROP FUNCTION refuse_change_of_words(text, text);"),
        *(migrations.RunSQL(sql, removed(name, table)) for name, (table, sql) in GUARDS.items()),
    ]
