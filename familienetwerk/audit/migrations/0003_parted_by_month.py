"""The log in parts of a month, with the fields of NEN 7513 that were missing and the transaction that wrote a row.

The app's role reads and writes through the whole: on the parts themselves it may nothing. It owns nothing either, so
the owner lends it one function that makes the part of a month. A month without a part goes to the default part.
"""

from django.conf import settings
from django.db import migrations, models

import familienetwerk.audit.models
from familienetwerk.db import only_for_the_app

PART = """
ALTER TABLE audit_auditevent
    ADD on_behalf_of_id bigint,
    ADD is_emergency boolean NOT NULL DEFAULT false,
    ADD transaction_id bigint NOT NULL DEFAULT (pg_current_xact_id()::text)::bigint,
    ALTER subject_ids TYPE text;
ALTER TABLE audit_auditevent RENAME TO audit_auditevent_whole;

CREATE TABLE audit_auditevent (
    LIKE audit_auditevent_whole INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING IDENTITY
) PARTITION BY RANGE (at);
CREATE TABLE audit_auditevent_default PARTITION OF audit_auditevent DEFAULT;
"""
MAKE_MONTH = """
CREATE FUNCTION audit_make_month(day date) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
DECLARE
    month date := date_trunc('month', day);
    following date := month + interval '1 month';
    part text := 'audit_auditevent_' || to_char(month, 'YYYY_MM');
BEGIN
    IF to_regclass('public.' || part) IS NOT NULL THEN
        RETURN false;
    END IF;
    IF EXISTS (SELECT FROM public.audit_auditevent_default WHERE at >= month AND at < following) THEN
        RETURN false;  -- rows of that month are in the default part already, and stay there
    END IF;
    EXECUTE format('CREATE TABLE public.%1$I (LIKE public.audit_auditevent INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', part);
    EXECUTE format('REVOKE ALL ON public.%I FROM PUBLIC, {app}', part);
    EXECUTE format(
        'ALTER TABLE public.audit_auditevent ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)', part, month, following);
    RETURN true;
END $$;
REVOKE ALL ON FUNCTION audit_make_month(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_make_month(date) TO {app};

SELECT audit_make_month(month::date) FROM generate_series(
    date_trunc('month', coalesce((SELECT min(at) FROM audit_auditevent_whole), now()) AT TIME ZONE 'UTC'),
    now() AT TIME ZONE 'UTC' + interval '3 months', interval '1 month') month;
"""
FILL = """
INSERT INTO audit_auditevent SELECT * FROM audit_auditevent_whole ORDER BY id;
DROP TABLE audit_auditevent_whole;
SELECT setval(pg_get_serial_sequence('audit_auditevent', 'id'), coalesce(max(id), 0) + 1, false) FROM audit_auditevent;

ALTER TABLE audit_auditevent ADD CONSTRAINT audit_auditevent_pkey PRIMARY KEY (id, at);
CREATE INDEX audit_by_case ON audit_auditevent (case_id, id DESC);
CREATE INDEX audit_by_user ON audit_auditevent (user_id, id DESC);
CREATE INDEX audit_by_transaction ON audit_auditevent (transaction_id);
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE ON audit_auditevent
    FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(PART),
                migrations.RunSQL(MAKE_MONTH.replace("{app}", f'"{settings.APP_DATABASE_ROLE}"')),
                migrations.RunSQL(FILL),
                migrations.RunSQL(f'REVOKE ALL ON audit_auditevent_default FROM "{settings.APP_DATABASE_ROLE}"'),
                only_for_the_app("audit_auditevent", "SELECT", "INSERT"),
            ],
            state_operations=[
                migrations.AddField(
                    model_name="auditevent",
                    name="on_behalf_of_id",
                    field=models.BigIntegerField(
                        help_text="De gebruiker die verantwoordelijk is, als dat een ander is.",
                        null=True,
                        verbose_name="namens",
                    ),
                ),
                migrations.AddField(
                    model_name="auditevent",
                    name="is_emergency",
                    field=models.BooleanField(db_default=False, verbose_name="noodprocedure"),
                ),
                migrations.AddField(
                    model_name="auditevent",
                    name="transaction_id",
                    field=models.BigIntegerField(
                        db_default=familienetwerk.audit.models.CurrentTransaction(),
                        editable=False,
                        verbose_name="transactie",
                    ),
                ),
                migrations.AlterField(
                    model_name="auditevent",
                    name="subject_ids",
                    field=models.TextField(blank=True, help_text="Nummers van de onderwerpen.", verbose_name="nummers"),
                ),
                migrations.AddIndex(
                    model_name="auditevent",
                    index=models.Index(fields=["transaction_id"], name="audit_by_transaction"),
                ),
            ],
        ),
    ]
