"""Who was at a discussion, who was not, and which organisations were missed there (FR-104)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from familienetwerk.db import only_for_the_app

# A discussion that is over stands, but for the count of its versions: who was there is noted afterwards too.
GUARD = """
DROP TRIGGER discussion_stands_once_over ON cases_agendaitem;
CREATE TRIGGER discussion_stands_once_over
    BEFORE UPDATE OF case_id, begins_at, ends_at, place, chair_id, planned_by_id, cancelled_at, cancelled_by_id,
    cancelled_reason ON cases_agendaitem FOR EACH ROW
    WHEN (OLD.cancelled_at IS NOT NULL OR OLD.ends_at <= statement_timestamp() OR OLD.case_id <> NEW.case_id)
    EXECUTE FUNCTION discussion_stands_once_over();

CREATE FUNCTION attendance_is_of_what_has_begun() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM cases_agendaitem item WHERE item.id = NEW.item_id AND item.case_id = NEW.case_id
        AND item.cancelled_at IS NULL AND item.begins_at <= statement_timestamp())
    THEN
        PERFORM refuse_discussion(
            'Deze bespreking is nog niet begonnen, of is afgezegd.', 'attendance_is_of_what_has_begun');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER attendance_is_of_what_has_begun BEFORE UPDATE OF was_there ON cases_agendaparticipant
    FOR EACH ROW WHEN (NEW.was_there IS DISTINCT FROM OLD.was_there)
    EXECUTE FUNCTION attendance_is_of_what_has_begun();
CREATE TRIGGER attendance_is_noted_after_the_invitation BEFORE INSERT ON cases_agendaparticipant
    FOR EACH ROW WHEN (NEW.was_there IS NOT NULL) EXECUTE FUNCTION attendance_is_of_what_has_begun();
CREATE TRIGGER attendance_is_of_what_has_begun BEFORE INSERT OR UPDATE ON cases_missedorganisation
    FOR EACH ROW EXECUTE FUNCTION attendance_is_of_what_has_begun();
"""
GONE = """
DROP TRIGGER attendance_is_of_what_has_begun ON cases_missedorganisation;
DROP TRIGGER attendance_is_noted_after_the_invitation ON cases_agendaparticipant;
DROP TRIGGER attendance_is_of_what_has_begun ON cases_agendaparticipant;
DROP FUNCTION attendance_is_of_what_has_begun();
DROP TRIGGER discussion_stands_once_over ON cases_agendaitem;
CREATE TRIGGER discussion_stands_once_over BEFORE UPDATE ON cases_agendaitem FOR EACH ROW
    WHEN (OLD.cancelled_at IS NOT NULL OR OLD.ends_at <= statement_timestamp() OR OLD.case_id <> NEW.case_id)
    EXECUTE FUNCTION discussion_stands_once_over();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0009_who_is_turned_away"),
        ("cases", "0045_rights_of_who_asks"),
    ]

    operations = [
        migrations.AddField(
            model_name="agendaparticipant",
            name="was_there",
            field=models.BooleanField(
                blank=True, help_text="Leeg: nog niet vastgelegd.", null=True, verbose_name="was erbij"
            ),
        ),
        migrations.CreateModel(
            name="MissedOrganisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        help_text="Van het punt.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="missed",
                        to="cases.agendaitem",
                        verbose_name="bespreking",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="organisatie",
                    ),
                ),
            ],
            options={
                "verbose_name": "gemiste organisatie",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("item"),
                        models.F("organisation"),
                        name="organisation_is_missed_once",
                        violation_error_message="Deze organisatie staat er al.",
                    )
                ],
            },
        ),
        migrations.RunSQL(GUARD, GONE),
        only_for_the_app("cases_missedorganisation", "SELECT", "INSERT", "DELETE"),
        migrations.RunSQL(
            f'GRANT UPDATE (was_there) ON cases_agendaparticipant TO "{settings.APP_DATABASE_ROLE}"',
            f'REVOKE UPDATE (was_there) ON cases_agendaparticipant FROM "{settings.APP_DATABASE_ROLE}"',
        ),
    ]
