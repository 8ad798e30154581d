"""A seat may have its own end, a guest always has; a right ends with its seat and with the frame that its case rests on.

The frame is kept by triggers: whoever writes a right or the end of a frame, the period of the right says when it ends,
and every reader of rights reads that period alone.
"""

from django.db import migrations, models
from django.db.models import Q

ROLES = ["PROCESS_COORDINATOR", "CASE_COORDINATOR", "PARTICIPANT", "READER"]
LABELS = [
    ("PROCESS_COORDINATOR", "Procesregisseur"),
    ("CASE_COORDINATOR", "Casusregisseur"),
    ("PARTICIPANT", "Deelnemer"),
    ("READER", "Meelezer"),
    ("GUEST", "Gast"),
]
# A seat with an end that has not come is at the table; which seats ran out is looked at every night.
LACKS = """
CREATE OR REPLACE FUNCTION case_lacks(wanted bigint, domain text) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, public AS $$
    SELECT NOT EXISTS (
        SELECT 1 FROM cases_involvement seat JOIN accounts_organisation partner ON partner.id = seat.organisation_id
        WHERE seat.case_id = wanted AND partner.policy_domain = domain
            AND (upper_inf(seat.period) OR (seat.ended_by_id IS NULL AND seat.ends_at > statement_timestamp())))
$$;
"""
LACKED = """
CREATE OR REPLACE FUNCTION case_lacks(wanted bigint, domain text) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, public AS $$
    SELECT NOT EXISTS (
        SELECT 1 FROM cases_involvement seat JOIN accounts_organisation partner ON partner.id = seat.organisation_id
        WHERE seat.case_id = wanted AND upper_inf(seat.period) AND partner.policy_domain = domain)
$$;
"""
FRAMES = """
CREATE FUNCTION frame_ends_at(last_day date) RETURNS timestamptz LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, public AS $$
    SELECT (last_day + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam'
$$;

CREATE FUNCTION grant_ends_with_its_frame() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE
    latest timestamptz;
BEGIN
    SELECT greatest(frame_ends_at(frame.valid_until), statement_timestamp()) INTO latest
    FROM cases_case held JOIN cases_legalframe frame ON frame.id = held.legal_frame_id
    WHERE held.id = NEW.case_id AND frame.valid_until IS NOT NULL;
    IF latest < coalesce(upper(NEW.period), 'infinity') AND NOT isempty(NEW.period) THEN
        NEW.period := tstzrange(lower(NEW.period), greatest(latest, lower(NEW.period)));
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER grant_ends_with_its_frame BEFORE INSERT OR UPDATE OF period, case_id ON cases_grant
    FOR EACH ROW EXECUTE FUNCTION grant_ends_with_its_frame();

CREATE FUNCTION frame_moves_its_grants() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    UPDATE cases_grant SET period = tstzrange(lower(cases_grant.period), CASE
            WHEN cases_grant.involvement_id IS NULL THEN upper(cases_grant.period)
            ELSE seat.ends_at END)
    FROM cases_case held, cases_grant same LEFT JOIN cases_involvement seat ON seat.id = same.involvement_id
    WHERE same.id = cases_grant.id AND held.id = cases_grant.case_id AND held.legal_frame_id = NEW.id
        AND cases_grant.period @> statement_timestamp();
    RETURN NULL;
END $$;
CREATE TRIGGER frame_moves_its_grants AFTER UPDATE OF valid_until ON cases_legalframe
    FOR EACH ROW WHEN (NEW.valid_until IS DISTINCT FROM OLD.valid_until) EXECUTE FUNCTION frame_moves_its_grants();

CREATE FUNCTION case_moves_its_grants() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    UPDATE cases_grant SET period = period WHERE case_id = NEW.id AND period @> statement_timestamp();
    RETURN NULL;
END $$;
CREATE TRIGGER case_moves_its_grants AFTER UPDATE OF legal_frame_id ON cases_case
    FOR EACH ROW WHEN (NEW.legal_frame_id IS DISTINCT FROM OLD.legal_frame_id) EXECUTE FUNCTION case_moves_its_grants();

UPDATE cases_grant SET period = cases_grant.period
FROM cases_case held JOIN cases_legalframe frame ON frame.id = held.legal_frame_id
WHERE held.id = cases_grant.case_id AND frame.valid_until IS NOT NULL
    AND cases_grant.period @> statement_timestamp();
"""
NO_FRAMES = """
DROP TRIGGER case_moves_its_grants ON cases_case; DROP FUNCTION case_moves_its_grants();
DROP TRIGGER frame_moves_its_grants ON cases_legalframe; DROP FUNCTION frame_moves_its_grants();
DROP TRIGGER grant_ends_with_its_frame ON cases_grant; DROP FUNCTION grant_ends_with_its_frame();
DROP FUNCTION frame_ends_at(date);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_grants_are_probed_by_tree")]

    operations = [
        migrations.AddField(
            "involvement",
            "ends_at",
            models.DateTimeField(
                blank=True,
                help_text="Vanaf dit moment is de casus dicht, zonder dat iemand iets doet.",
                null=True,
                verbose_name="eindigt vanzelf",
            ),
        ),
        migrations.AlterField(
            "involvement",
            "role",
            models.CharField(choices=LABELS, default="PARTICIPANT", max_length=20, verbose_name="rol"),
        ),
        migrations.RemoveConstraint("involvement", "cases_involvement_role_is_known"),
        migrations.AddConstraint(
            "involvement",
            models.CheckConstraint(
                condition=Q(role__in=[*ROLES, "GUEST"]),
                name="cases_involvement_role_is_known",
                violation_error_message="Kies een waarde uit de lijst.",
            ),
        ),
        migrations.AddConstraint(
            "involvement",
            models.CheckConstraint(
                condition=Q(ended_by__isnull=False)
                | Q(ends_at=None, period=None)
                | Q(ends_at=None, period__upper_inf=True)
                | Q(ends_at__isnull=False, period__upper_inf=False),
                name="involvement_with_an_end_has_it_in_its_period",
                violation_error_message="De einddatum en de periode horen bij elkaar.",
            ),
        ),
        migrations.AddConstraint(
            "involvement",
            models.CheckConstraint(
                condition=~Q(role="GUEST") | Q(ends_at__isnull=False),
                name="involvement_of_a_guest_has_an_end",
                violation_error_message="Een gast doet mee tot een moment.",
            ),
        ),
        migrations.RunSQL(LACKS, LACKED),
        migrations.RunSQL(FRAMES, NO_FRAMES),
    ]
