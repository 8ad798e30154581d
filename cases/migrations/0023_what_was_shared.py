"""The ledger of what was shared; what stands in it stays, whatever route somebody takes (FR-136)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STANDS = """
CREATE FUNCTION sharing_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    RAISE EXCEPTION 'Wat verstrekt is, blijft staan zoals het is.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'sharing_stands';
END $$;
CREATE TRIGGER sharing_stands BEFORE UPDATE OR DELETE ON cases_sharing FOR EACH ROW EXECUTE FUNCTION sharing_stands();
CREATE TRIGGER sharing_stands BEFORE UPDATE OR DELETE ON cases_sharedpiece
    FOR EACH ROW EXECUTE FUNCTION sharing_stands();
CREATE TRIGGER sharing_stands BEFORE DELETE ON cases_recall FOR EACH ROW EXECUTE FUNCTION sharing_stands();
CREATE TRIGGER recall_stands BEFORE UPDATE ON cases_recall FOR EACH ROW
    WHEN (OLD.told_on IS NOT NULL
        OR (OLD.piece_id, OLD.reason, OLD.changed_on) IS DISTINCT FROM (NEW.piece_id, NEW.reason, NEW.changed_on))
    EXECUTE FUNCTION sharing_stands();

CREATE FUNCTION piece_names_its_sharer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF NEW.sharer_id <> (SELECT organisation_id FROM cases_sharing WHERE id = NEW.sharing_id) THEN
        RAISE EXCEPTION 'De organisatie die verstrekt is die van de verstrekking.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'piece_names_its_sharer';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER piece_names_its_sharer BEFORE INSERT ON cases_sharedpiece
    FOR EACH ROW EXECUTE FUNCTION piece_names_its_sharer();
"""
GONE = """
DROP TRIGGER piece_names_its_sharer ON cases_sharedpiece; DROP FUNCTION piece_names_its_sharer();
DROP TRIGGER recall_stands ON cases_recall;
DROP TRIGGER sharing_stands ON cases_recall;
DROP TRIGGER sharing_stands ON cases_sharedpiece;
DROP TRIGGER sharing_stands ON cases_sharing; DROP FUNCTION sharing_stands();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_throttle"),
        ("cases", "0022_how_many_a_holder_directs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Recall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300, verbose_name="wat is er gewijzigd")),
                ("changed_on", models.DateField(verbose_name="gewijzigd op")),
                ("told_on", models.DateField(null=True, verbose_name="ontvanger weet het sinds")),
            ],
            options={
                "verbose_name": "melding van een wijziging",
            },
        ),
        migrations.CreateModel(
            name="SharedPiece",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("observation", "Waarneming"),
                            ("contribution", "Bijdrage"),
                            ("assessment", "Beoordeling"),
                            ("definition", "Probleemdefinitie"),
                            ("plan", "Plan van aanpak"),
                        ],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                ("subject_id", models.BigIntegerField()),
                (
                    "title",
                    models.CharField(
                        help_text="Soort, organisatie en dag: nooit wat er staat.", max_length=200, verbose_name="stuk"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                (
                    "regime",
                    models.CharField(
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
                        default="AVG",
                        max_length=20,
                        verbose_name="herkomst",
                    ),
                ),
            ],
            options={
                "verbose_name": "verstrekt stuk",
            },
        ),
        migrations.CreateModel(
            name="Sharing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recipient_name",
                    models.CharField(
                        blank=True,
                        help_text="Een organisatie en afdeling, geen persoon.",
                        max_length=150,
                        verbose_name="andere ontvanger",
                    ),
                ),
                ("ground", models.CharField(help_text="Wet en artikel.", max_length=300, verbose_name="grondslag")),
                ("reason", models.CharField(max_length=300, verbose_name="waarom nodig")),
                ("shared_on", models.DateField(verbose_name="verstrekt op")),
                ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="vastgelegd op")),
            ],
            options={
                "verbose_name": "verstrekking",
                "verbose_name_plural": "verstrekkingen",
            },
        ),
        migrations.RemoveConstraint(
            model_name="deadline",
            name="cases_deadline_kind_is_known",
        ),
        migrations.AlterField(
            model_name="deadline",
            name="kind",
            field=models.CharField(
                choices=[
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
                    ("EVALUATION", "Evalueer het plan met alle partners"),
                ],
                max_length=20,
                verbose_name="soort",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "QUESTION",
                            "INVITATION",
                            "TRIAGE",
                            "MEMBER_REVIEW",
                            "INFORMING",
                            "REASSESSMENT",
                            "AGREEMENT",
                            "ADOPTION",
                            "ACTION",
                            "INTERVENTION",
                            "RECALL",
                            "EVALUATION",
                        ],
                    )
                ),
                name="cases_deadline_kind_is_known",
                violation_error_message="Kies een waarde uit de lijst.",
            ),
        ),
        migrations.AddField(
            model_name="recall",
            name="told_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="sharedpiece",
            name="organisation",
            field=models.ForeignKey(
                help_text="Leeg: van allen samen.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
                verbose_name="bron",
            ),
        ),
        migrations.AddField(
            model_name="sharedpiece",
            name="sharer",
            field=models.ForeignKey(
                help_text="Als de verstrekking zegt.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="recall",
            name="piece",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recalls",
                to="cases.sharedpiece",
                verbose_name="verstrekt stuk",
            ),
        ),
        migrations.AddField(
            model_name="sharing",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sharings",
                to="cases.case",
                verbose_name="casus",
            ),
        ),
        migrations.AddField(
            model_name="sharing",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
                verbose_name="organisatie die verstrekt",
            ),
        ),
        migrations.AddField(
            model_name="sharing",
            name="recipient",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
                verbose_name="ontvanger",
            ),
        ),
        migrations.AddField(
            model_name="sharing",
            name="shared_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="verstrekt door",
            ),
        ),
        migrations.AddField(
            model_name="sharedpiece",
            name="sharing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pieces",
                to="cases.sharing",
                verbose_name="verstrekking",
            ),
        ),
        migrations.AddConstraint(
            model_name="recall",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="cases_recall_reason_is_filled",
                violation_error_message="Vul dit veld in.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recall",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("told_on__isnull", True),
                    ("changed_on__isnull", True),
                    ("told_on__gte", models.F("changed_on")),
                    _connector="OR",
                ),
                name="recall_is_told_after_the_change",
                violation_error_message="De ontvanger hoort het niet voordat het gewijzigd is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recall",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("told_by__isnull", True), ("told_on__isnull", True)),
                    models.Q(("told_by__isnull", False), ("told_on__isnull", False)),
                    _connector="OR",
                ),
                name="recall_is_told_by_somebody_on_a_day",
                violation_error_message="Melden heeft een naam en een dag.",
            ),
        ),
        migrations.AddIndex(
            model_name="sharing",
            index=models.Index(fields=["case", "-shared_on"], name="sharing_by_case"),
        ),
        migrations.AddConstraint(
            model_name="sharing",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground", ""), _negated=True),
                name="cases_sharing_ground_is_filled",
                violation_error_message="Vul dit veld in.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharing",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="cases_sharing_reason_is_filled",
                violation_error_message="Vul dit veld in.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharing",
            constraint=models.CheckConstraint(
                condition=models.Q(("recipient", None), ("recipient_name", ""), _connector="XOR"),
                name="sharing_has_one_recipient",
                violation_error_message="Kies een organisatie, of schrijf op welke andere organisatie dit kreeg.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("recipient", None),
                    models.Q(("recipient", models.F("organisation")), _negated=True),
                    _connector="OR",
                ),
                name="sharing_goes_to_another",
                violation_error_message="Aan uw eigen organisatie hoeft u niets te verstrekken.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharedpiece",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["observation", "contribution", "assessment", "definition", "plan"])),
                name="cases_sharedpiece_kind_is_known",
                violation_error_message="Kies een waarde uit de lijst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharedpiece",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "regime__in",
                        ["AVG", "WPG", "WJSG", "WGBO", "JEUGDWET", "WMO", "PARTICIPATIEWET", "BIBOB", "RIEC"],
                    )
                ),
                name="cases_sharedpiece_regime_is_known",
                violation_error_message="Kies een waarde uit de lijst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharedpiece",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True),
                name="cases_sharedpiece_title_is_filled",
                violation_error_message="Vul dit veld in.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharedpiece",
            constraint=models.UniqueConstraint(
                models.F("sharing"), models.F("kind"), models.F("subject_id"), name="piece_is_shared_once_in_a_sharing"
            ),
        ),
        migrations.AddConstraint(
            model_name="sharedpiece",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("regime", "AVG"),
                    models.Q(("organisation", models.F("sharer")), ("organisation__isnull", False)),
                    _connector="OR",
                ),
                name="piece_bound_to_its_source_is_shared_by_its_source",
                violation_error_message="Alleen de organisatie waar dit vandaan komt mag het verstrekken.",
            ),
        ),
        migrations.RunSQL(STANDS, GONE),
    ]
