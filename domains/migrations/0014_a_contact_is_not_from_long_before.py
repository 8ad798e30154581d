"""A contact of the journal is of this case: not from more than a year before its first signal."""

from django.db import migrations

GUARD = """
CREATE FUNCTION contact_is_not_from_long_before() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF NEW.held_on < (SELECT first_signal_on - interval '1 year' FROM cases_case WHERE id = NEW.case_id) THEN
        PERFORM refuse_change_of_words(
            'Dit contact was meer dan een jaar voor het eerste signaal.', 'contact_is_not_from_long_before');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER contact_is_not_from_long_before BEFORE INSERT ON domains_contact
    FOR EACH ROW EXECUTE FUNCTION contact_is_not_from_long_before();
"""
GONE = """
DROP TRIGGER contact_is_not_from_long_before ON domains_contact;
DROP FUNCTION contact_is_not_from_long_before();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("domains", "0013_words_are_quoted_in_one_way"),
    ]

    operations = [
        migrations.RunSQL(GUARD, GONE),
    ]
