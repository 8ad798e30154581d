"""The rules of what was said judge every row, also those that row-level security hides from who asks.

„Of another case” must be refused above all when that other case may not be seen.
"""

from django.db import migrations

RULES = [
    "agreement_is_given_while_asked",
    "assessment_is_about_its_own_case",
    "assessment_stands_once_released",
    "contribution_keeps_its_facts",
    "contribution_stands_once_released",
    "definition_follows_its_course",
    "definition_is_fixed_by_two_domains",
    "definition_stands_once_proposed",
    "score_stands_with_its_assessment",
    "sensitive_score_says_why",
]


class Migration(migrations.Migration):
    dependencies = [("domains", "0005_sensitive_scores_say_why")]

    operations = [
        migrations.RunSQL(
            f"ALTER FUNCTION {name}() SECURITY DEFINER SET search_path = pg_catalog, public;",
            f"ALTER FUNCTION {name}() SECURITY INVOKER RESET search_path;",
        )
        for name in RULES
    ]
