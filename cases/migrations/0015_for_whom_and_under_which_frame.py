"""An item can be for people by name, and stays in the frame for which its source gave it (FR-132, FR-134, FR-137).

The database fills in under which frame an item was given: that of its case, until it is shared. It refuses kinds of data
that the frame does not allow, and names of who is not on the case.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from cases.item_guard import audience_by_name
from cases.models.regime import every_regime

GUARD = """
CREATE FUNCTION is_on_the_case(wanted bigint, case_wanted bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, public AS $$
    SELECT EXISTS (
        SELECT 1 FROM cases_grant given JOIN accounts_principal holder ON holder.id = given.principal_id
        LEFT JOIN accounts_user worker ON worker.id = holder.user_id AND worker.is_active
        JOIN accounts_principal asked ON asked.id = wanted
        WHERE given.case_id = case_wanted AND given.level >= 2 AND given.period @> statement_timestamp()
        AND (asked.id = holder.id OR asked.organisation_id = worker.organisation_id))
$$;

CREATE FUNCTION item_keeps_its_frame() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE frame cases_legalframe;
BEGIN
    IF TG_OP = 'INSERT' OR OLD.released_at IS NULL THEN  -- a draft is given on the day that it is shared
        SELECT running.* INTO frame FROM cases_legalframe running
            JOIN cases_case held ON held.legal_frame_id = running.id WHERE held.id = NEW.case_id;
        NEW.frame_id := frame.id;
        IF NOT NEW.regime = ANY (frame.regimes) THEN
            RAISE EXCEPTION 'Dit soort gegevens mag niet in een casus onder dit kader.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'item_is_of_a_kind_that_its_frame_allows';
        END IF;
    ELSE
        NEW.frame_id := coalesce(NEW.frame_id, OLD.frame_id);
        IF (NEW.frame_id, NEW.regime) IS DISTINCT FROM (OLD.frame_id, OLD.regime) THEN
            RAISE EXCEPTION 'Onder welke wet en welk kader dit is gegeven, verandert niet.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'item_keeps_its_frame';
        END IF;
    END IF;
    IF NEW.audience = 'NAMED' AND (TG_OP = 'INSERT' OR NEW.named IS DISTINCT FROM OLD.named)
        AND EXISTS (SELECT 1 FROM unnest(NEW.named) one WHERE NOT is_on_the_case(one, NEW.case_id))
    THEN
        RAISE EXCEPTION 'Kies alleen wie nu bij deze casus betrokken is.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'item_names_who_is_on_the_case';
    END IF;
    RETURN NEW;
END $$;
"""

PASSING = """
CREATE FUNCTION passing_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.taken_back_at IS NOT NULL OR
        (OLD.case_id, OLD.organisation_id, OLD.subject, OLD.subject_id, OLD.frame_id, OLD.ground, OLD.passed_at,
         OLD.passed_by_id)
        IS DISTINCT FROM
        (NEW.case_id, NEW.organisation_id, NEW.subject, NEW.subject_id, NEW.frame_id, NEW.ground, NEW.passed_at,
         NEW.passed_by_id)
    THEN
        RAISE EXCEPTION 'Een vrijgave blijft staan. U kunt haar alleen terugnemen.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'passing_stands';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER passing_stands AFTER UPDATE OR DELETE ON cases_passing
    FOR EACH ROW EXECUTE FUNCTION passing_stands();

CREATE FUNCTION frame_move_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    RAISE EXCEPTION 'Een overgang naar een ander kader blijft staan.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'frame_move_stands';
END $$;
CREATE TRIGGER frame_move_stands AFTER UPDATE OR DELETE ON cases_framemove
    FOR EACH ROW EXECUTE FUNCTION frame_move_stands();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0014_bsn"), ("accounts", "0003_throttle")]

    operations = [
        migrations.AddField(
            "legalframe",
            "regimes",
            django.contrib.postgres.fields.ArrayField(
                models.CharField(
                    max_length=20,
                    choices=[
                        ("AVG", "AVG"),
                        ("WPG", "Wpg (politiegegevens)"),
                        ("WJSG", "Wjsg (justitiële gegevens)"),
                        ("WGBO", "WGBO (medisch)"),
                        ("JEUGDWET", "Jeugdwet"),
                        ("WMO", "Wmo 2015"),
                        ("PARTICIPATIEWET", "Participatiewet"),
                        ("BIBOB", "Wet Bibob"),
                        ("RIEC", "RIEC (WGS)"),
                    ],
                ),
                default=every_regime,
                verbose_name="soorten gegevens",
                help_text="Wat hier niet bij staat, kan niemand in een casus onder dit kader opschrijven (FR-132).",
            ),
        ),
        migrations.AddConstraint(
            "legalframe",
            models.CheckConstraint(
                name="cases_legalframe_regimes_are_known",
                condition=Q(
                    regimes__contained_by=[
                        *("AVG", "WPG", "WJSG", "WGBO", "JEUGDWET", "WMO", "PARTICIPATIEWET", "BIBOB", "RIEC")
                    ]
                ),
                violation_error_message="Kies waarden uit de lijst.",
            ),
        ),
        migrations.AddConstraint(
            "legalframe",
            models.CheckConstraint(
                name="legal_frame_allows_ordinary_data",
                condition=Q(regimes__contains=["AVG"]),
                violation_error_message="Gewone persoonsgegevens horen bij elk kader.",
            ),
        ),
        migrations.CreateModel(
            "FrameMove",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField("op")),
                ("reason", models.CharField("waarom", max_length=300)),
                (
                    "case",
                    models.ForeignKey(
                        "cases.case",
                        django.db.models.deletion.PROTECT,
                        related_name="frame_moves",
                        verbose_name="casus",
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        "cases.legalframe",
                        django.db.models.deletion.PROTECT,
                        related_name="+",
                        verbose_name="vorig kader",
                    ),
                ),
                (
                    "after",
                    models.ForeignKey(
                        "cases.legalframe",
                        django.db.models.deletion.PROTECT,
                        related_name="+",
                        verbose_name="nieuw kader",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL,
                        django.db.models.deletion.PROTECT,
                        related_name="+",
                        verbose_name="door",
                    ),
                ),
            ],
            {
                "verbose_name": "overgang naar een ander kader",
                "constraints": [
                    models.CheckConstraint(
                        name="cases_framemove_reason_is_filled",
                        condition=~Q(reason=""),
                        violation_error_message="Vul dit veld in.",
                    ),
                    models.CheckConstraint(
                        name="frame_move_changes_the_frame",
                        condition=~Q(before=F("after")),
                        violation_error_message="De casus loopt al onder dit kader.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "Passing",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField("soort", max_length=20)),
                ("subject_id", models.BigIntegerField()),
                ("ground", models.CharField("grondslag", max_length=300)),
                ("passed_at", models.DateTimeField("doorgegeven op", auto_now_add=True)),
                ("taken_back_at", models.DateTimeField("teruggenomen op", null=True, blank=True)),
                ("taken_back_reason", models.CharField("waarom teruggenomen", max_length=300, blank=True)),
                (
                    "case",
                    models.ForeignKey(
                        "cases.case", django.db.models.deletion.PROTECT, related_name="passings", verbose_name="casus"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        "accounts.organisation",
                        django.db.models.deletion.PROTECT,
                        related_name="+",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "frame",
                    models.ForeignKey(
                        "cases.legalframe",
                        django.db.models.deletion.PROTECT,
                        related_name="+",
                        verbose_name="samenwerkingskader",
                    ),
                ),
                (
                    "passed_by",
                    models.ForeignKey(settings.AUTH_USER_MODEL, django.db.models.deletion.PROTECT, related_name="+"),
                ),
                (
                    "taken_back_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL,
                        django.db.models.deletion.PROTECT,
                        null=True,
                        blank=True,
                        related_name="+",
                    ),
                ),
            ],
            {
                "verbose_name": "vrijgave voor een ander kader",
                "constraints": [
                    models.CheckConstraint(
                        name="cases_passing_ground_is_filled",
                        condition=~Q(ground=""),
                        violation_error_message="Vul dit veld in.",
                    ),
                    models.UniqueConstraint(
                        "subject",
                        "subject_id",
                        "frame",
                        condition=Q(taken_back_at=None),
                        name="passing_runs_once_for_a_frame",
                        violation_error_message="Dit is al vrijgegeven voor dit kader.",
                    ),
                    models.CheckConstraint(
                        name="passing_is_taken_back_completely_or_not",
                        condition=Q(taken_back_at=None, taken_back_by=None, taken_back_reason="")
                        | (Q(taken_back_at__isnull=False, taken_back_by__isnull=False) & ~Q(taken_back_reason="")),
                        violation_error_message="Terugnemen heeft een naam, een moment en een reden.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            PASSING,
            "DROP TRIGGER passing_stands ON cases_passing; DROP FUNCTION passing_stands(); "
            "DROP TRIGGER frame_move_stands ON cases_framemove; DROP FUNCTION frame_move_stands();",
        ),
        migrations.RunSQL(GUARD, "DROP FUNCTION item_keeps_its_frame(); DROP FUNCTION is_on_the_case(bigint, bigint);"),
        *audience_by_name("cases", "observation"),
    ]
