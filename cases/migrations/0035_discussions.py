"""A case is discussed from one moment to another; who is there for that only, reads along no longer than it lasts."""

import datetime

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

from familienetwerk.db import only_for_the_app

# Who is invited for one item only has a seat that begins and ends with it, and a right that begins no sooner.
GUARD = """
CREATE FUNCTION refuse_discussion(sentence text, constraint_name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', sentence USING ERRCODE = 'check_violation', CONSTRAINT = constraint_name;
END $$;

CREATE FUNCTION discussion_stands_once_over() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM refuse_discussion('Deze bespreking is afgelopen of afgezegd.', 'discussion_stands_once_over');
    RETURN NEW;
END $$;
CREATE TRIGGER discussion_stands_once_over BEFORE UPDATE ON cases_agendaitem FOR EACH ROW
    WHEN (OLD.cancelled_at IS NOT NULL OR OLD.ends_at <= statement_timestamp() OR OLD.case_id <> NEW.case_id)
    EXECUTE FUNCTION discussion_stands_once_over();

CREATE FUNCTION invited_is_there_for_the_item() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM cases_agendaitem item LEFT JOIN cases_involvement seat ON seat.id = NEW.involvement_id
        WHERE item.id = NEW.item_id AND item.case_id = NEW.case_id AND (NEW.involvement_id IS NULL
            OR (seat.case_id, seat.user_id, seat.role, seat.begins_at, seat.ends_at)
            = (NEW.case_id, NEW.user_id, 'GUEST', item.begins_at, item.ends_at)))
    THEN
        PERFORM refuse_discussion(
            'Wie voor één bespreking komt, is er van begin tot einde als gast.', 'invited_is_there_for_the_item');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER invited_is_there_for_the_item BEFORE INSERT ON cases_agendaparticipant
    FOR EACH ROW EXECUTE FUNCTION invited_is_there_for_the_item();

CREATE FUNCTION seat_stays_within_its_discussion() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM cases_agendaparticipant invited JOIN cases_agendaitem item ON item.id = invited.item_id
        WHERE invited.involvement_id = NEW.id
        AND (NEW.begins_at IS NULL OR NEW.begins_at < item.begins_at OR NEW.ends_at > item.ends_at))
    THEN
        PERFORM refuse_discussion(
            'Deze toegang is er alleen tijdens de bespreking.', 'seat_stays_within_its_discussion');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER seat_stays_within_its_discussion BEFORE UPDATE OF begins_at, ends_at ON cases_involvement
    FOR EACH ROW EXECUTE FUNCTION seat_stays_within_its_discussion();

CREATE FUNCTION grant_begins_with_its_seat() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM cases_involvement seat
        WHERE seat.id = NEW.involvement_id AND seat.begins_at > coalesce(lower(NEW.period), '-infinity'))
    THEN
        PERFORM refuse_discussion('Een recht begint niet eerder dan de betrokkenheid.', 'grant_begins_with_its_seat');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER grant_begins_with_its_seat AFTER INSERT OR UPDATE OF period, involvement_id ON cases_grant
    FOR EACH ROW WHEN (NOT isempty(NEW.period)) EXECUTE FUNCTION grant_begins_with_its_seat();
"""
GONE = """
DROP TRIGGER grant_begins_with_its_seat ON cases_grant; DROP FUNCTION grant_begins_with_its_seat();
DROP TRIGGER seat_stays_within_its_discussion ON cases_involvement; DROP FUNCTION seat_stays_within_its_discussion();
DROP TRIGGER invited_is_there_for_the_item ON cases_agendaparticipant; DROP FUNCTION invited_is_there_for_the_item();
DROP TRIGGER discussion_stands_once_over ON cases_agendaitem; DROP FUNCTION discussion_stands_once_over();
DROP FUNCTION refuse_discussion(text, text);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_forms_that_were_sent"),
        ("cases", "0034_who_gives_a_seat_is_judged_whoever_asks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("begins_at", models.DateTimeField(verbose_name="begint")),
                ("ends_at", models.DateTimeField(verbose_name="eindigt")),
                (
                    "place",
                    models.CharField(
                        help_text="Een kamer of een adres van een organisatie.", max_length=200, verbose_name="waar"
                    ),
                ),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="afgezegd op")),
                ("cancelled_reason", models.CharField(blank=True, max_length=300, verbose_name="waarom afgezegd")),
                ("lock_version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "bespreking",
                "verbose_name_plural": "besprekingen",
            },
        ),
        migrations.CreateModel(
            name="AgendaParticipant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
            options={
                "verbose_name": "genodigde",
            },
        ),
        migrations.AddField(
            model_name="involvement",
            name="begins_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Alleen als de toegang niet om middernacht begint: voor één bespreking.",
                null=True,
                verbose_name="begint om",
            ),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=models.CheckConstraint(
                condition=models.Q(("begins_at", None), ("ends_at__gt", models.F("begins_at")), _connector="OR"),
                name="involvement_that_begins_at_an_hour_ends_after_it",
                violation_error_message="Het einde ligt voor het begin.",
            ),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="cancelled_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="afgezegd door",
            ),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="agenda_items",
                to="cases.case",
                verbose_name="casus",
            ),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="chair",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="voorzitter",
            ),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="planned_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="gepland door",
            ),
        ),
        migrations.AddField(
            model_name="agendaparticipant",
            name="case",
            field=models.ForeignKey(
                editable=False,
                help_text="Van het punt.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="agendaparticipant",
            name="involvement",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invited_to",
                to="cases.involvement",
                verbose_name="alleen hiervoor",
            ),
        ),
        migrations.AddField(
            model_name="agendaparticipant",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="participants",
                to="cases.agendaitem",
                verbose_name="bespreking",
            ),
        ),
        migrations.AddField(
            model_name="agendaparticipant",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="wie",
            ),
        ),
        migrations.AddIndex(
            model_name="agendaitem",
            index=models.Index(fields=["case", "begins_at"], name="agenda_item_by_case"),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("place", ""), _negated=True),
                name="cases_agendaitem_place_is_filled",
                violation_error_message="Vul dit veld in.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("begins_at"))),
                name="agenda_item_ends_after_it_begins",
                violation_error_message="Het einde ligt voor het begin.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "ends_at__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("begins_at"), "+", models.Value(datetime.timedelta(seconds=43200))
                        ),
                    )
                ),
                name="agenda_item_is_over_the_same_day",
                violation_error_message="Een bespreking duurt hoogstens 12 uur.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cancelled_at", None), ("cancelled_by", None), ("cancelled_reason", "")),
                    models.Q(
                        ("cancelled_at__isnull", False),
                        ("cancelled_by__isnull", False),
                        models.Q(("cancelled_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="agenda_item_is_cancelled_by_somebody_with_a_reason",
                violation_error_message="Afzeggen heeft een naam en een reden.",
            ),
        ),
        migrations.AddIndex(
            model_name="agendaparticipant",
            index=models.Index(fields=["user"], name="agenda_participant_by_user"),
        ),
        migrations.AddConstraint(
            model_name="agendaparticipant",
            constraint=models.UniqueConstraint(
                models.F("item"),
                models.F("user"),
                name="agenda_participant_is_invited_once",
                violation_error_message="Deze professional is al uitgenodigd.",
            ),
        ),
        migrations.RunSQL(GUARD, GONE),
        only_for_the_app("cases_agendaitem", "SELECT", "INSERT", "UPDATE"),  # called off, never deleted
        only_for_the_app("cases_agendaparticipant", "SELECT", "INSERT"),
    ]
