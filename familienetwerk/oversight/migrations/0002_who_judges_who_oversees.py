"""A line of the sample says about whom it is; who judges and who signs holds the role for it, and never judges oneself."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

WHO = """
UPDATE oversight_logsample SET user_id = line.user_id
FROM audit_auditevent line, oversight_logreview month
WHERE line.id = oversight_logsample.line_id AND month.id = oversight_logsample.review_id
    AND month.signed_on IS NULL AND oversight_logsample.outcome = '';
"""
JUDGES = """
CREATE FUNCTION oversees(wanted bigint, about bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
    SELECT EXISTS (
        SELECT 1 FROM accounts_user judge WHERE judge.id = wanted AND judge.is_active AND (
            'PRIVACY_OFFICER' = ANY (judge.roles)
            OR 'MANAGER' = ANY (judge.roles) AND EXISTS (
                SELECT 1 FROM accounts_user officer
                WHERE officer.id = about AND 'PRIVACY_OFFICER' = ANY (officer.roles))))
$$;
CREATE FUNCTION looking_is_judged_by_who_may() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_TABLE_NAME = 'oversight_logreview' THEN
        IF oversees(NEW.signed_by_id, NULL) THEN
            RETURN NEW;
        END IF;
    ELSIF oversees(NEW.judged_by_id, NEW.user_id) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Dit beoordeelt een privacy officer, en over een privacy officer ook een manager.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'looking_is_judged_by_who_may';
END $$;
CREATE TRIGGER looking_is_judged_by_who_may BEFORE INSERT OR UPDATE ON oversight_logsignal
    FOR EACH ROW WHEN (NEW.judged_by_id IS NOT NULL) EXECUTE FUNCTION looking_is_judged_by_who_may();
CREATE TRIGGER looking_is_judged_by_who_may BEFORE INSERT OR UPDATE ON oversight_logsample
    FOR EACH ROW WHEN (NEW.judged_by_id IS NOT NULL) EXECUTE FUNCTION looking_is_judged_by_who_may();
CREATE TRIGGER looking_is_judged_by_who_may BEFORE INSERT OR UPDATE ON oversight_logreview
    FOR EACH ROW WHEN (NEW.signed_by_id IS NOT NULL) EXECUTE FUNCTION looking_is_judged_by_who_may();
"""
GONE = """
DROP TRIGGER looking_is_judged_by_who_may ON oversight_logreview;
DROP TRIGGER looking_is_judged_by_who_may ON oversight_logsample;
DROP TRIGGER looking_is_judged_by_who_may ON oversight_logsignal;
DROP FUNCTION looking_is_judged_by_who_may(); DROP FUNCTION oversees(bigint, bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("oversight", "0001_months_of_the_log_are_reviewed"), ("audit", "0005_found_by_person")]

    operations = [
        migrations.AddField(
            "logsample",
            "user",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="wie",
            ),
        ),
        migrations.AddConstraint(
            "logsample",
            models.CheckConstraint(
                condition=Q(judged_by=None) | Q(user=None) | ~Q(judged_by=F("user")),
                name="log_sample_is_not_judged_by_whom_it_is_about",
                violation_error_message="Deze regel gaat over uzelf. Een ander beoordeelt die.",
            ),
        ),
        migrations.RunSQL(JUDGES, GONE),
        migrations.RunSQL(WHO, migrations.RunSQL.noop),  # last: what it changes is checked at the end
    ]
