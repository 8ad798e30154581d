"""What partners said of a text does not count for another: a plan goes back to draft only without their reactions."""

from django.db import migrations

TAKEN_BACK = """
CREATE FUNCTION plan_taken_back_is_asked_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM interventions_adoption adoption WHERE adoption.plan_id = NEW.id) THEN
        PERFORM refuse_change_of_plan(
            'Een plan gaat pas terug naar concept als de reacties zijn weggehaald.', 'plan_taken_back_is_asked_again');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER plan_taken_back_is_asked_again BEFORE UPDATE OF status ON interventions_plan
    FOR EACH ROW WHEN (OLD.status = 'PROPOSED' AND NEW.status = 'DRAFT')
    EXECUTE FUNCTION plan_taken_back_is_asked_again();
"""
REMOVED = """
DROP TRIGGER plan_taken_back_is_asked_again ON interventions_plan;
DROP FUNCTION plan_taken_back_is_asked_again();
"""


class Migration(migrations.Migration):
    dependencies = [("interventions", "0003_what_was_adopted_stands")]

    operations = [migrations.RunSQL(TAKEN_BACK, REMOVED)]
