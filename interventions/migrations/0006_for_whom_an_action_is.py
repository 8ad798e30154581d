"""An action has an audience, a law and a frame of its own, as everything else that is written in a case."""

import django.contrib.postgres.fields
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models.deletion import PROTECT

from cases.item_guard import AUDIENCES, audience_constraints, frame, guarded_item

LAWS = [
    ("AVG", "AVG"),
    ("WPG", "Wpg (politiegegevens)"),
    ("WJSG", "Wjsg (justitiële gegevens)"),
    ("WGBO", "WGBO (medisch)"),
    ("JEUGDWET", "Jeugdwet"),
    ("WMO", "Wmo 2015"),
    ("PARTICIPATIEWET", "Participatiewet"),
    ("BIBOB", "Wet Bibob"),
    ("RIEC", "RIEC (WGS)"),
]
FROM_ITS_PLAN = """
UPDATE interventions_actionitem action
SET case_id = plan.case_id, author_id = plan.written_by_id, frame_id = held.legal_frame_id, released_at = now()
FROM interventions_goal goal JOIN interventions_plan plan ON plan.id = goal.plan_id
    JOIN cases_case held ON held.id = plan.case_id
WHERE goal.id = action.goal_id;
SET CONSTRAINTS ALL IMMEDIATE;
"""
# Progress alone moves on once the plan is laid before the partners; whom an action is for, does not.
STANDS = """
CREATE OR REPLACE FUNCTION action_stands_with_its_plan() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND
        (OLD.goal_id, OLD.what, OLD.organisation_id, OLD.owner_id, OLD.family_owner, OLD.due_on, OLD.line, OLD.kind,
         OLD.position, OLD.case_id, OLD.regime, OLD.audience, OLD.named, OLD.released_at)
        IS NOT DISTINCT FROM
        (NEW.goal_id, NEW.what, NEW.organisation_id, NEW.owner_id, NEW.family_owner, NEW.due_on, NEW.line, NEW.kind,
         NEW.position, NEW.case_id, NEW.regime, NEW.audience, NEW.named, NEW.released_at)
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
"""


def case(*, null: bool) -> models.ForeignKey:
    return models.ForeignKey("cases.case", PROTECT, null=null, related_name="+", verbose_name="casus")


def author(*, null: bool) -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, null=null, related_name="+", verbose_name="auteur")


class Migration(migrations.Migration):
    dependencies = [
        ("interventions", "0005_rules_look_past_who_asks"),
        ("cases", "0015_for_whom_and_under_which_frame"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("actionitem", "case", case(null=True)),
        migrations.AddField("actionitem", "author", author(null=True)),
        migrations.AddField("actionitem", "frame", frame(null=True)),
        migrations.AddField(
            "actionitem",
            "created_at",
            models.DateTimeField("gemaakt op", auto_now_add=True, default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            "actionitem",
            "released_at",
            models.DateTimeField("vrijgegeven op", null=True, blank=True, help_text="Leeg: nog een concept."),
        ),
        migrations.AddField(
            "actionitem", "regime", models.CharField("herkomst", max_length=20, choices=LAWS, default="AVG")
        ),
        migrations.AddField(
            "actionitem",
            "audience",
            models.CharField("wie ziet dit", max_length=20, choices=AUDIENCES, default="ALL_INVOLVED"),
        ),
        migrations.AddField(
            "actionitem",
            "named",
            django.contrib.postgres.fields.ArrayField(
                models.BigIntegerField(),
                default=list,
                blank=True,
                verbose_name="voor wie met name",
                help_text="Mensen en organisaties, als houders van toegang (Principal).",
            ),
        ),
        migrations.RunSQL(FROM_ITS_PLAN, migrations.RunSQL.noop),
        migrations.AlterField("actionitem", "case", case(null=False)),
        migrations.AlterField("actionitem", "author", author(null=False)),
        migrations.AlterField("actionitem", "frame", frame(null=False)),
        migrations.AddConstraint(
            "actionitem",
            models.CheckConstraint(
                name="interventions_actionitem_regime_is_known",
                condition=models.Q(regime__in=[code for code, _ in LAWS]),
                violation_error_message="Kies een waarde uit de lijst.",
            ),
        ),
        *audience_constraints("interventions", "actionitem"),
        migrations.RunSQL(STANDS, migrations.RunSQL.noop),
        guarded_item("interventions_actionitem"),
    ]
