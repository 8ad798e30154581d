"""The rules of a plan judge every row, also those that row-level security hides from who asks.

„Of another case” must be refused above all when that other case may not be seen.
"""

from django.db import migrations

RULES = [
    "action_stands_with_its_plan",
    "adoption_is_given_while_asked",
    "goal_stands_with_its_plan",
    "intervention_stands_in_a_plan",
    "plan_is_adopted_by_two_domains",
    "plan_keeps_its_interventions",
    "plan_on_paper_stands",
    "plan_stands_once_proposed",
    "plan_taken_back_is_asked_again",
]


class Migration(migrations.Migration):
    dependencies = [("interventions", "0004_taking_a_plan_back_asks_again")]

    operations = [
        migrations.RunSQL(
            f"ALTER FUNCTION {name}() SECURITY DEFINER SET search_path = pg_catalog, public;",
            f"ALTER FUNCTION {name}() SECURITY INVOKER RESET search_path;",
        )
        for name in RULES
    ]
