"""What an action is stands apart from that it exists: row-level security hides rows, and no columns.

That what stopped has a reason, and that an action says what it is, is over two tables now, so in triggers.
"""

import django.db.models.deletion
from django.db import migrations, models

MOVED = """
INSERT INTO interventions_actionwords (action_id, what, family_owner, kind, status_reason)
SELECT id, what, family_owner, kind, status_reason FROM interventions_actionitem;
"""
KINDS = [
    ("CARE", "Zorg en hulp"),
    ("ADMINISTRATIVE", "Bestuurlijk"),
    ("CIVIL", "Civiel"),
    ("CRIMINAL", "Strafrecht"),
    ("FISCAL", "Fiscaal"),
    ("PRACTICAL", "Praktisch"),
]
# Progress alone moves on once the plan is laid before the partners; whom an action is for, and what it is, does not.
STANDS = """
CREATE OR REPLACE FUNCTION action_stands_with_its_plan() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND
        (OLD.goal_id, OLD.organisation_id, OLD.owner_id, OLD.due_on, OLD.line, OLD.position, OLD.case_id, OLD.regime,
         OLD.audience, OLD.named, OLD.released_at)
        IS NOT DISTINCT FROM
        (NEW.goal_id, NEW.organisation_id, NEW.owner_id, NEW.due_on, NEW.line, NEW.position, NEW.case_id, NEW.regime,
         NEW.audience, NEW.named, NEW.released_at)
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
    IF TG_OP <> 'DELETE' AND NOT EXISTS (
        SELECT 1 FROM interventions_goal goal JOIN interventions_plan plan ON plan.id = goal.plan_id
        WHERE goal.id = NEW.goal_id AND plan.case_id = NEW.case_id)
    THEN
        PERFORM refuse_change_of_plan('Deze actie hoort bij een andere casus.', 'action_is_of_its_own_case');
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION action_words_stand_with_their_plan() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.action_id, OLD.what, OLD.family_owner, OLD.kind)
        IS NOT DISTINCT FROM (NEW.action_id, NEW.what, NEW.family_owner, NEW.kind)
    THEN
        RETURN NEW;
    END IF;
    IF EXISTS (
        SELECT 1 FROM interventions_actionitem action JOIN interventions_goal goal ON goal.id = action.goal_id
        WHERE action.id = ANY (CASE TG_OP
            WHEN 'INSERT' THEN ARRAY[NEW.action_id] WHEN 'DELETE' THEN ARRAY[OLD.action_id]
            ELSE ARRAY[OLD.action_id, NEW.action_id] END)
        AND NOT plan_may_be_written(goal.plan_id)
    ) THEN
        PERFORM refuse_change_of_plan('Deze versie van het plan ligt vast.', 'action_words_stand_with_their_plan');
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER action_words_stand_with_their_plan BEFORE INSERT OR UPDATE OR DELETE ON interventions_actionwords
    FOR EACH ROW EXECUTE FUNCTION action_words_stand_with_their_plan();
"""
SAYS = """
CREATE FUNCTION refuse_action_without_words(wanted bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE
    lacks boolean;
BEGIN
    SELECT words.action_id IS NULL INTO lacks
    FROM interventions_actionitem action LEFT JOIN interventions_actionwords words ON words.action_id = action.id
    WHERE action.id = wanted AND (
        words.action_id IS NULL OR (action.status IN ('STOPPED', 'IMPOSSIBLE') AND words.status_reason = ''));
    IF lacks THEN
        PERFORM refuse_change_of_plan('Schrijf op wat deze actie is.', 'action_says_what_it_is');
    ELSIF NOT lacks THEN
        PERFORM refuse_change_of_plan(
            'Schrijf op waarom deze actie stopt of niet kan.', 'action_that_stopped_has_a_reason');
    END IF;
END $$;

CREATE FUNCTION action_says_what_it_is() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM refuse_action_without_words(NEW.id);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER action_says_what_it_is AFTER INSERT OR UPDATE OF status ON interventions_actionitem
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION action_says_what_it_is();

CREATE FUNCTION action_keeps_its_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM refuse_action_without_words(OLD.action_id);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER action_keeps_its_words AFTER UPDATE OF action_id, status_reason OR DELETE
    ON interventions_actionwords DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION action_keeps_its_words();
"""


class Migration(migrations.Migration):
    dependencies = [("interventions", "0006_for_whom_an_action_is")]

    operations = [
        migrations.RemoveConstraint("actionitem", "interventions_actionitem_what_is_filled"),
        migrations.RemoveConstraint("actionitem", "interventions_actionitem_kind_is_known"),
        migrations.RemoveConstraint("actionitem", "action_that_stopped_has_a_reason"),
        migrations.CreateModel(
            "ActionWords",
            [
                (
                    "action",
                    models.OneToOneField(
                        "interventions.actionitem",
                        django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        related_name="words",
                        verbose_name="actie",
                    ),
                ),
                ("what", models.CharField("wat", max_length=300)),
                ("family_owner", models.CharField("iemand uit het gezin of netwerk", max_length=100, blank=True)),
                ("kind", models.CharField("soort", max_length=15, choices=KINDS)),
                ("status_reason", models.CharField("reden", max_length=300, blank=True)),
            ],
            {
                "verbose_name": "woorden van een actie",
                "constraints": [
                    models.CheckConstraint(
                        name="interventions_actionwords_what_is_filled",
                        condition=~models.Q(what=""),
                        violation_error_message="Vul dit veld in.",
                    ),
                    models.CheckConstraint(
                        name="interventions_actionwords_kind_is_known",
                        condition=models.Q(kind__in=[code for code, _ in KINDS]),
                        violation_error_message="Kies een waarde uit de lijst.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(MOVED, migrations.RunSQL.noop),
        migrations.RunSQL(STANDS, migrations.RunSQL.noop),
        *(migrations.RemoveField("actionitem", name) for name in ("what", "family_owner", "kind", "status_reason")),
        migrations.RunSQL(SAYS, migrations.RunSQL.noop),
    ]
