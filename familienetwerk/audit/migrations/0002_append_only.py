"""The log only grows: by what the app's role may, and by a trigger for everybody else.

TRUNCATE is taken away by not granting it; a trigger on it would break the clean-up of tests.
"""

from django.db import migrations

from familienetwerk.db import only_for_the_app

REFUSE = """
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Het logboek verandert niet: % is geweigerd.', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE ON audit_auditevent
    FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("accounts", "0001_initial")]

    operations = [
        migrations.RunSQL(
            REFUSE,
            "DROP TRIGGER audit_is_append_only ON audit_auditevent; DROP FUNCTION audit_is_append_only();",
        ),
        only_for_the_app("audit_auditevent", "SELECT", "INSERT"),
    ]
