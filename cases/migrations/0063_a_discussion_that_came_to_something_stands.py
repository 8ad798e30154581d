"""What was decided in a discussion was decided at that hour: it is not moved to another day, nor called off."""

from django.db import migrations

GUARD = """
CREATE FUNCTION discussion_came_to_something() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM cases_decision decided WHERE decided.item_id = OLD.id)
    OR EXISTS (SELECT 1 FROM cases_agreedaction agreed WHERE agreed.item_id = OLD.id)
    OR EXISTS (SELECT 1 FROM cases_agendaparticipant there WHERE there.item_id = OLD.id AND there.was_there)
    THEN
        PERFORM refuse_discussion('Hier is al iets besloten of afgesproken.', 'discussion_came_to_something');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER discussion_came_to_something BEFORE UPDATE ON cases_agendaitem FOR EACH ROW
    WHEN (OLD.begins_at <> NEW.begins_at OR OLD.cancelled_at IS NULL AND NEW.cancelled_at IS NOT NULL)
    EXECUTE FUNCTION discussion_came_to_something();
"""
GONE = "DROP TRIGGER discussion_came_to_something ON cases_agendaitem; DROP FUNCTION discussion_came_to_something();"


class Migration(migrations.Migration):
    dependencies = [("cases", "0062_a_case_starts_under_a_frame_in_force")]

    operations = [migrations.RunSQL(GUARD, GONE)]
