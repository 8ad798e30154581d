"""Which organisations take part in a frame: only these are asked, involved and given something under it (FR-131).

A right ends with the participation of who holds it, as it ends with the frame: whoever writes either, the period of the
right says when. What is there already goes on: who works on a case under a frame, or is asked at each intake, takes part.
"""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Func, Q, Value

from familienetwerk.db import only_for_the_app

AS_IT_IS = """
INSERT INTO cases_frameparticipant (frame_id, organisation_id, valid_from)
SELECT frame.id, partner.id, frame.valid_from
FROM cases_legalframe frame JOIN accounts_organisation partner ON EXISTS (
    SELECT 1 FROM cases_case held JOIN cases_involvement seat ON seat.case_id = held.id
    WHERE held.legal_frame_id = frame.id AND seat.organisation_id = partner.id
        AND seat.ended_by_id IS NULL AND seat.declined_on IS NULL
) OR EXISTS (
    SELECT 1 FROM cases_case held JOIN cases_intakequestion question ON question.case_id = held.id
    WHERE held.legal_frame_id = frame.id AND question.organisation_id = partner.id AND question.withdrawn_on IS NULL
) OR (partner.is_active AND partner.is_asked_at_intake
    AND coalesce(partner.municipality_id, frame.municipality_id) = frame.municipality_id)
"""
TAKES_PART = """
CREATE FUNCTION takes_part(wanted bigint, case_wanted bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, public AS $$
    SELECT EXISTS (
        SELECT 1 FROM cases_case held JOIN cases_frameparticipant partner ON partner.frame_id = held.legal_frame_id
        WHERE held.id = case_wanted AND partner.organisation_id = wanted
        AND (statement_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date
            BETWEEN partner.valid_from AND coalesce(partner.valid_until, 'infinity'))
$$;

CREATE FUNCTION only_participants() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF NOT takes_part((to_jsonb(NEW) ->> TG_ARGV[0])::bigint, NEW.case_id) THEN
        RAISE EXCEPTION 'Deze organisatie doet niet mee in het kader van deze casus.'
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER only_participants_are_involved BEFORE INSERT ON cases_involvement
    FOR EACH ROW WHEN (NEW.ended_by_id IS NULL AND NEW.declined_on IS NULL)
    EXECUTE FUNCTION only_participants('organisation_id');
CREATE TRIGGER only_participants_join BEFORE UPDATE OF period, case_id, organisation_id ON cases_involvement
    FOR EACH ROW WHEN ((OLD.period IS NULL AND NEW.period IS NOT NULL)
        OR (OLD.case_id, OLD.organisation_id) IS DISTINCT FROM (NEW.case_id, NEW.organisation_id))
    EXECUTE FUNCTION only_participants('organisation_id');
CREATE TRIGGER only_participants_are_asked BEFORE INSERT OR UPDATE OF answer, case_id, organisation_id
    ON cases_intakequestion FOR EACH ROW WHEN (NEW.withdrawn_on IS NULL)
    EXECUTE FUNCTION only_participants('organisation_id');
CREATE TRIGGER only_participants_are_given BEFORE INSERT OR UPDATE OF recipient_id, case_id ON cases_sharing
    FOR EACH ROW WHEN (NEW.recipient_id IS NOT NULL) EXECUTE FUNCTION only_participants('recipient_id');
"""
ANYBODY = """
DROP TRIGGER only_participants_are_given ON cases_sharing;
DROP TRIGGER only_participants_are_asked ON cases_intakequestion;
DROP TRIGGER only_participants_join ON cases_involvement;
DROP TRIGGER only_participants_are_involved ON cases_involvement;
DROP FUNCTION only_participants(); DROP FUNCTION takes_part(bigint, bigint);
"""
# The last day on which who holds a right may use it: of the frame, and of the own organisation in it. No day: none.
ENDS = """
CREATE FUNCTION participation_ends_at(frame_wanted bigint, wanted bigint) RETURNS timestamptz LANGUAGE sql STABLE
SET search_path = pg_catalog, public AS $$
    SELECT coalesce(max(CASE WHEN partner.valid_until IS NULL THEN 'infinity'::timestamptz
        ELSE frame_ends_at(partner.valid_until) END), '-infinity')
    FROM cases_frameparticipant partner WHERE partner.frame_id = frame_wanted AND partner.organisation_id = wanted
        AND partner.valid_from <= (statement_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date
$$;

CREATE OR REPLACE FUNCTION grant_ends_with_its_frame() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE
    latest timestamptz;
BEGIN
    SELECT greatest(statement_timestamp(), least(coalesce(frame_ends_at(frame.valid_until), 'infinity'),
        participation_ends_at(frame.id,
            coalesce(seat.organisation_id, holder.organisation_id, worker.organisation_id)))) INTO latest
    FROM cases_case held JOIN cases_legalframe frame ON frame.id = held.legal_frame_id
    JOIN accounts_principal holder ON holder.id = NEW.principal_id
    LEFT JOIN accounts_user worker ON worker.id = holder.user_id
    LEFT JOIN cases_involvement seat ON seat.id = NEW.involvement_id
    WHERE held.id = NEW.case_id;
    IF latest < coalesce(upper(NEW.period), 'infinity') AND NOT isempty(NEW.period) THEN
        NEW.period := tstzrange(lower(NEW.period), greatest(latest, lower(NEW.period)));
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION participation_moves_its_grants() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE
    moved cases_frameparticipant := coalesce(NEW, OLD);
BEGIN
    UPDATE cases_grant SET period = tstzrange(lower(cases_grant.period), CASE
            WHEN cases_grant.involvement_id IS NULL THEN upper(cases_grant.period)
            ELSE seat.ends_at END)
    FROM cases_case held, accounts_principal holder LEFT JOIN accounts_user worker ON worker.id = holder.user_id,
        cases_grant same LEFT JOIN cases_involvement seat ON seat.id = same.involvement_id
    WHERE same.id = cases_grant.id AND held.id = cases_grant.case_id AND held.legal_frame_id = moved.frame_id
        AND holder.id = cases_grant.principal_id
        AND moved.organisation_id = coalesce(seat.organisation_id, holder.organisation_id, worker.organisation_id)
        AND (upper_inf(cases_grant.period) OR upper(cases_grant.period) > statement_timestamp());
    RETURN NULL;
END $$;
CREATE TRIGGER participation_moves_its_grants AFTER UPDATE OR DELETE ON cases_frameparticipant
    FOR EACH ROW EXECUTE FUNCTION participation_moves_its_grants();

CREATE FUNCTION participation_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    RAISE EXCEPTION 'Een deelname blijft staan. U kunt alleen de laatste dag wijzigen.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'participation_stands';
END $$;
CREATE TRIGGER participation_stands BEFORE UPDATE ON cases_frameparticipant
    FOR EACH ROW WHEN ((OLD.frame_id, OLD.organisation_id, OLD.valid_from)
        IS DISTINCT FROM (NEW.frame_id, NEW.organisation_id, NEW.valid_from))
    EXECUTE FUNCTION participation_stands();
"""
ENDED = """
DROP TRIGGER participation_stands ON cases_frameparticipant; DROP FUNCTION participation_stands();
DROP TRIGGER participation_moves_its_grants ON cases_frameparticipant; DROP FUNCTION participation_moves_its_grants();
CREATE OR REPLACE FUNCTION grant_ends_with_its_frame() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
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
DROP FUNCTION participation_ends_at(bigint, bigint);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0012_a_town_hall_of_an_officer_changes_its_kind"),
        ("cases", "0052_a_right_that_is_not_in_order_can_be_ended"),
    ]

    operations = [
        migrations.CreateModel(
            name="FrameParticipant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="doet mee vanaf")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="doet mee tot en met")),
                (
                    "frame",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participants",
                        to="cases.legalframe",
                        verbose_name="kader",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="frames",
                        to="accounts.organisation",
                        verbose_name="organisatie",
                    ),
                ),
            ],
            options={
                "verbose_name": "deelnemer aan een kader",
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(valid_until__isnull=True)
                        | Q(valid_from__isnull=True)
                        | Q(valid_until__gte=F("valid_from")),
                        name="participant_leaves_after_it_joined",
                        violation_error_message="De laatste dag ligt voor de eerste dag.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        name="participant_is_once_at_a_time",
                        expressions=[
                            ("frame", "="),
                            ("organisation", "="),
                            (
                                Func(
                                    F("valid_from"),
                                    F("valid_until"),
                                    Value("[]"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        violation_error_message="Deze organisatie doet in deze periode al mee.",
                    ),
                ],
            },
        ),
        only_for_the_app("cases_frameparticipant", "SELECT", "INSERT", "UPDATE"),
        migrations.RunSQL(AS_IT_IS, migrations.RunSQL.noop),
        migrations.RunSQL(TAKES_PART, ANYBODY),
        migrations.RunSQL(ENDS, ENDED),
    ]
