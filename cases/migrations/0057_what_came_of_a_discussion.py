"""What was decided in a discussion, who sees it otherwise, and who does what by which day (FR-105)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Now

from familienetwerk.db import only_for_the_app

KINDS = [
    ("QUESTION", "Beantwoord de vraag"),
    ("INVITATION", "Laat weten of u meedoet"),
    ("TRIAGE", "Beslis over de intake"),
    ("MEMBER_REVIEW", "Bekijk opnieuw: is dit gezinslid nog nodig?"),
    ("INFORMING", "Informeer een gezinslid"),
    ("REASSESSMENT", "Beoordeel opnieuw"),
    ("AGREEMENT", "Reageer op de probleemdefinitie"),
    ("ADOPTION", "Reageer op het plan van aanpak"),
    ("ACTION", "Voer een actie uit"),
    ("INTERVENTION", "Kijk naar een interventie"),
    ("RECALL", "Meld de ontvanger wat er gewijzigd is"),
    ("AGREED", "Doe wat in een bespreking is afgesproken"),
    ("EVALUATION", "Evalueer het plan met alle partners"),
]
GUARD = """
CREATE TRIGGER decision_is_of_what_has_begun BEFORE INSERT ON cases_decision
    FOR EACH ROW EXECUTE FUNCTION attendance_is_of_what_has_begun();
CREATE TRIGGER agreed_action_is_of_what_has_begun BEFORE INSERT ON cases_agreedaction
    FOR EACH ROW EXECUTE FUNCTION attendance_is_of_what_has_begun();

CREATE FUNCTION dissent_is_of_its_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM cases_decision decided WHERE decided.id = NEW.decision_id AND decided.case_id = NEW.case_id)
    OR NOT EXISTS (
        SELECT 1 FROM cases_involvement seat WHERE seat.case_id = NEW.case_id
        AND seat.organisation_id = NEW.organisation_id AND seat.period IS NOT NULL)
    THEN
        PERFORM refuse_discussion('Alleen wie meedoet in deze casus, ziet een besluit anders.', 'dissent_is_of_its_case');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER dissent_is_of_its_case BEFORE INSERT ON cases_dissent
    FOR EACH ROW EXECUTE FUNCTION dissent_is_of_its_case();

CREATE FUNCTION agreed_with_who_works_on_it() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM cases_involvement seat WHERE seat.case_id = NEW.case_id AND seat.user_id = NEW.user_id
        AND seat.organisation_id = NEW.organisation_id AND seat.period IS NOT NULL AND seat.ended_by_id IS NULL
        AND seat.role NOT IN ('READER', 'GUEST') AND coalesce(seat.ends_at, 'infinity') > statement_timestamp())
    THEN
        PERFORM refuse_discussion('Kies iemand die meewerkt in deze casus.', 'agreed_with_who_works_on_it');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER agreed_with_who_works_on_it BEFORE INSERT ON cases_agreedaction
    FOR EACH ROW EXECUTE FUNCTION agreed_with_who_works_on_it();

CREATE FUNCTION agreed_action_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM refuse_discussion('Een afspraak die is afgerond, blijft staan.', 'agreed_action_stands');
    RETURN NEW;
END $$;
CREATE TRIGGER agreed_action_stands BEFORE UPDATE ON cases_agreedaction
    FOR EACH ROW WHEN (OLD.done_on IS NOT NULL) EXECUTE FUNCTION agreed_action_stands();
"""
GONE = """
DROP TRIGGER agreed_action_stands ON cases_agreedaction; DROP FUNCTION agreed_action_stands();
DROP TRIGGER agreed_with_who_works_on_it ON cases_agreedaction; DROP FUNCTION agreed_with_who_works_on_it();
DROP TRIGGER dissent_is_of_its_case ON cases_dissent; DROP FUNCTION dissent_is_of_its_case();
DROP TRIGGER agreed_action_is_of_what_has_begun ON cases_agreedaction;
DROP TRIGGER decision_is_of_what_has_begun ON cases_decision;
"""
DONE = "(done_on, done_by_id, result)"


def key(to, **options):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=to, **options)


def of_the_item():
    return key("cases.case", editable=False, help_text="Van het punt.", related_name="+")


def recorded():
    return [
        ("recorded_at", models.DateTimeField(db_default=Now(), verbose_name="vastgelegd op")),
        ("recorded_by", key(settings.AUTH_USER_MODEL, related_name="+", verbose_name="vastgelegd door")),
    ]


def number():
    return ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


def filled(model, field):
    return models.CheckConstraint(
        condition=~Q(**{field: ""}),
        name=f"cases_{model}_{field}_is_filled",
        violation_error_message="Vul dit veld in.",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0013_mandates"),
        ("cases", "0056_a_participation_is_asked_about_in_any_order"),
    ]

    operations = [
        migrations.RemoveConstraint("deadline", "cases_deadline_kind_is_known"),
        migrations.AlterField("deadline", "kind", models.CharField(choices=KINDS, max_length=20, verbose_name="soort")),
        migrations.AddConstraint(
            "deadline",
            models.CheckConstraint(
                condition=Q(kind__in=[kind for kind, _ in KINDS]),
                name="cases_deadline_kind_is_known",
                violation_error_message="Kies een waarde uit de lijst.",
            ),
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                number(),
                ("text", models.TextField(verbose_name="wat is besloten")),
                *recorded(),
                ("case", of_the_item()),
                ("item", key("cases.agendaitem", related_name="decisions", verbose_name="bespreking")),
            ],
            options={
                "verbose_name": "besluit",
                "constraints": [filled("decision", "text")],
                "indexes": [models.Index(fields=["case"], name="decision_by_case")],
            },
        ),
        migrations.CreateModel(
            name="Dissent",
            fields=[
                number(),
                ("reason", models.TextField(verbose_name="waarom")),
                *recorded(),
                ("case", of_the_item()),
                ("decision", key("cases.decision", related_name="dissents", verbose_name="besluit")),
                ("organisation", key("accounts.organisation", related_name="+", verbose_name="organisatie")),
            ],
            options={
                "verbose_name": "afwijkend standpunt",
                "constraints": [
                    filled("dissent", "reason"),
                    models.UniqueConstraint(
                        models.F("decision"),
                        models.F("organisation"),
                        name="dissent_is_recorded_once",
                        violation_error_message="Het standpunt van deze organisatie staat er al.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreedAction",
            fields=[
                number(),
                ("text", models.CharField(max_length=300, verbose_name="wat")),
                ("due_on", models.DateField(verbose_name="uiterlijk")),
                *recorded(),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="klaar op")),
                ("result", models.CharField(blank=True, max_length=300, verbose_name="wat kwam eruit")),
                ("case", of_the_item()),
                (
                    "done_by",
                    key(
                        settings.AUTH_USER_MODEL,
                        blank=True,
                        null=True,
                        related_name="+",
                        verbose_name="afgerond door",
                    ),
                ),
                ("item", key("cases.agendaitem", related_name="agreed", verbose_name="bespreking")),
                ("organisation", key("accounts.organisation", related_name="+", verbose_name="organisatie")),
                ("user", key(settings.AUTH_USER_MODEL, related_name="+", verbose_name="wie")),
            ],
            options={
                "verbose_name": "afspraak",
                "constraints": [
                    filled("agreedaction", "text"),
                    models.CheckConstraint(
                        condition=Q(done_on__isnull=True, done_by__isnull=True)
                        | Q(done_on__isnull=False, done_by__isnull=False),
                        name="agreed_action_is_done_by_somebody_on_a_day",
                        violation_error_message="Afronden heeft een datum en een naam.",
                    ),
                    models.CheckConstraint(
                        condition=Q(done_on=None, result="") | (Q(done_on__isnull=False) & ~Q(result="")),
                        name="agreed_action_is_done_with_a_result",
                        violation_error_message="Schrijf op wat eruit kwam.",
                    ),
                ],
                "indexes": [models.Index(fields=["case"], name="agreed_action_by_case")],
            },
        ),
        migrations.RunSQL(GUARD, GONE),
        only_for_the_app("cases_decision", "SELECT", "INSERT"),
        only_for_the_app("cases_dissent", "SELECT", "INSERT"),
        only_for_the_app("cases_agreedaction", "SELECT", "INSERT", f"UPDATE {DONE}"),
    ]
