"""A day or a relation of before its rule stands in nobody's way: only what is written anew is judged."""

from django.db import migrations

ANEW = """
CREATE OR REPLACE FUNCTION member_is_reviewed_within_a_year() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.review_on = OLD.review_on THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Een gezinslid wordt binnen een jaar opnieuw bekeken.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'member_is_reviewed_within_a_year';
END $$;

CREATE OR REPLACE FUNCTION relation_parent_is_born_first() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.from_member_id, NEW.to_member_id, NEW.kind, NEW.removed_on)
        IS NOT DISTINCT FROM (OLD.from_member_id, OLD.to_member_id, OLD.kind, OLD.removed_on)
    THEN
        RETURN NEW;
    END IF;
    IF NOT parent_is_born_first(NEW.from_member_id, NEW.to_member_id) THEN
        RAISE EXCEPTION 'Een ouder kan niet jonger zijn dan het kind.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'relation_parent_is_born_first';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0040_what_begins_at_an_hour_ends")]

    operations = [migrations.RunSQL(ANEW, migrations.RunSQL.noop)]
