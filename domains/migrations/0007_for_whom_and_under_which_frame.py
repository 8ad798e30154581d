"""Assessments and contributions can be for people by name, and stay in the frame for which their source gave them."""

from django.db import migrations

from cases.item_guard import audience_by_name

# What is released stands: also whom it names.
NAMES = """
CREATE FUNCTION names_stand_once_released() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM refuse_change_of_words('Voor wie dit is, verandert niet na het vrijgeven.', 'names_stand_once_released');
    RETURN NEW;
END $$;
"""


def standing(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER names_stand_once_released BEFORE UPDATE OF named ON {table} FOR EACH ROW "
        "WHEN (OLD.released_at IS NOT NULL AND NEW.named IS DISTINCT FROM OLD.named) "
        "EXECUTE FUNCTION names_stand_once_released();",
        f"DROP TRIGGER names_stand_once_released ON {table};",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("domains", "0006_rules_look_past_who_asks"),
        ("cases", "0015_for_whom_and_under_which_frame"),
    ]

    operations = [
        migrations.RunSQL(NAMES, "DROP FUNCTION names_stand_once_released();"),
        *audience_by_name("domains", "assessment"),
        *audience_by_name("domains", "contribution"),
        standing("domains_assessment"),
        standing("domains_contribution"),
    ]
