"""The journal: that there was contact with the family, and apart what was said. What was written stands."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cases.item_guard import guarded_item
from familienetwerk.db import only_for_the_app

# Its words are written last, and seal it: from then on only striking it out is left. `corrects` is an earlier version.
GUARD = """
CREATE FUNCTION contact_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF (OLD.case_id, OLD.organisation_id, OLD.author_id, OLD.created_at, OLD.held_on, OLD.corrects_id)
        IS DISTINCT FROM
        (NEW.case_id, NEW.organisation_id, NEW.author_id, NEW.created_at, NEW.held_on, NEW.corrects_id)
        OR (OLD.released_at IS NOT NULL AND (OLD.released_at, OLD.regime, OLD.audience, OLD.named)
            IS DISTINCT FROM (NEW.released_at, NEW.regime, NEW.audience, NEW.named))
        OR (OLD.struck_at IS NOT NULL AND (OLD.struck_at, OLD.struck_by_id)
            IS DISTINCT FROM (NEW.struck_at, NEW.struck_by_id))
    THEN
        PERFORM refuse_change_of_words('Een contactmoment blijft zoals het is.', 'contact_stands');
    END IF;
    IF NEW.struck_at IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM domains_contactwords words WHERE words.contact_id = NEW.id AND words.struck_reason <> '')
    THEN
        PERFORM refuse_change_of_words('Doorhalen heeft een reden.', 'contact_is_struck_with_a_reason');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER contact_stands BEFORE UPDATE ON domains_contact FOR EACH ROW EXECUTE FUNCTION contact_stands();

CREATE FUNCTION contact_corrects_its_own() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF NEW.struck_at IS NOT NULL OR (NEW.corrects_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM domains_contact earlier WHERE earlier.id = NEW.corrects_id AND earlier.struck_at IS NULL
        AND (earlier.case_id, earlier.organisation_id) = (NEW.case_id, NEW.organisation_id)))
    THEN
        PERFORM refuse_change_of_words(
            'Een nieuwe versie hoort bij een contactmoment van dezelfde casus en organisatie, dat niet is doorgehaald.',
            'contact_corrects_its_own');
    END IF;
    IF NEW.held_on > today_here() THEN
        PERFORM refuse_change_of_words('Dit contact is er nog niet geweest.', 'contact_has_been');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER contact_corrects_its_own BEFORE INSERT ON domains_contact
    FOR EACH ROW EXECUTE FUNCTION contact_corrects_its_own();

CREATE FUNCTION contact_words_stand() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF (OLD.contact_id, OLD.kind, OLD.said, OLD.agreed, OLD.own_words)
        IS DISTINCT FROM (NEW.contact_id, NEW.kind, NEW.said, NEW.agreed, NEW.own_words)
        OR (OLD.struck_reason <> '' AND OLD.struck_reason <> NEW.struck_reason)
    THEN
        PERFORM refuse_change_of_words('Wat er staat, blijft zoals het is.', 'contact_words_stand');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER contact_words_stand BEFORE UPDATE ON domains_contactwords
    FOR EACH ROW EXECUTE FUNCTION contact_words_stand();

CREATE FUNCTION contact_members_stand() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM domains_contactwords words WHERE words.contact_id = NEW.contact_id) THEN
        PERFORM refuse_change_of_words('Met wie het was, blijft zoals het is.', 'contact_members_stand');
    END IF;
    IF EXISTS (
        SELECT 1 FROM domains_contact contact JOIN cases_member person ON person.id = NEW.member_id
        WHERE contact.id = NEW.contact_id AND person.case_id <> contact.case_id)
    THEN
        PERFORM refuse_change_of_words(
            'Dit contactmoment gaat over iemand van een andere casus.', 'contact_is_about_its_own_case');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER contact_members_stand BEFORE INSERT ON domains_contact_members
    FOR EACH ROW EXECUTE FUNCTION contact_members_stand();
"""
GONE = """
DROP TRIGGER contact_members_stand ON domains_contact_members; DROP FUNCTION contact_members_stand();
DROP TRIGGER contact_words_stand ON domains_contactwords; DROP FUNCTION contact_words_stand();
DROP TRIGGER contact_corrects_its_own ON domains_contact; DROP FUNCTION contact_corrects_its_own();
DROP TRIGGER contact_stands ON domains_contact; DROP FUNCTION contact_stands();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0033_a_contact_can_be_shared"),
        ("domains", "0008_words_of_a_contribution"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("ALL_INVOLVED", "Alle betrokkenen"),
                            ("OWN_DOMAIN", "Eigen domein en regisseurs"),
                            ("COORDINATORS", "Eigen organisatie en regisseurs"),
                            ("NAMED", "Met name genoemd"),
                            ("OWN_ORGANISATION", "Eigen organisatie"),
                        ],
                        default="ALL_INVOLVED",
                        max_length=20,
                        verbose_name="wie ziet dit",
                    ),
                ),
                (
                    "named",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        blank=True,
                        default=list,
                        help_text="Mensen en organisaties, als houders van toegang (Principal).",
                        verbose_name="voor wie met name",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="gemaakt op")),
                (
                    "released_at",
                    models.DateTimeField(
                        blank=True, help_text="Leeg: nog een concept.", null=True, verbose_name="vrijgegeven op"
                    ),
                ),
                ("held_on", models.DateField(verbose_name="datum")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="doorgehaald op")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="auteur",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                        verbose_name="casus",
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="next_version",
                        to="domains.contact",
                        verbose_name="verbetert",
                    ),
                ),
                (
                    "frame",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.legalframe",
                    ),
                ),
                (
                    "members",
                    models.ManyToManyField(
                        blank=True, related_name="contacts", to="cases.member", verbose_name="met of over wie"
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
                (
                    "struck_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="doorgehaald door",
                    ),
                ),
            ],
            options={
                "verbose_name": "contactmoment",
            },
        ),
        migrations.CreateModel(
            name="ContactWords",
            fields=[
                (
                    "contact",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="domains.contact",
                        verbose_name="contactmoment",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("VISIT", "Huisbezoek"),
                            ("PHONE", "Telefoon"),
                            ("TALK", "Gesprek"),
                            ("MEETING", "Overleg"),
                            ("MESSAGE", "Bericht"),
                        ],
                        max_length=10,
                        verbose_name="soort",
                    ),
                ),
                ("said", models.TextField(verbose_name="wat is besproken")),
                ("agreed", models.TextField(blank=True, verbose_name="wat is afgesproken")),
                ("own_words", models.TextField(blank=True, verbose_name="in eigen woorden van het gezin")),
                ("struck_reason", models.TextField(blank=True, verbose_name="waarom doorgehaald")),
            ],
            options={
                "verbose_name": "woorden van een contactmoment",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["VISIT", "PHONE", "TALK", "MEETING", "MESSAGE"])),
                        name="domains_contactwords_kind_is_known",
                        violation_error_message="Kies een waarde uit de lijst.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("said", ""), _negated=True),
                        name="domains_contactwords_said_is_filled",
                        violation_error_message="Vul dit veld in.",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["case", "-held_on"], name="contact_by_case"),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "regime__in",
                        ["AVG", "WPG", "WJSG", "WGBO", "JEUGDWET", "WMO", "PARTICIPATIEWET", "BIBOB", "RIEC"],
                    )
                ),
                name="domains_contact_regime_is_known",
                violation_error_message="Kies een waarde uit de lijst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("audience__in", ["ALL_INVOLVED", "OWN_DOMAIN", "COORDINATORS", "NAMED", "OWN_ORGANISATION"])
                ),
                name="domains_contact_audience_is_known",
                violation_error_message="Kies een waarde uit de lijst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("audience", "NAMED"), ("named__len__gt", 0)),
                    models.Q(models.Q(("audience", "NAMED"), _negated=True), ("named__len", 0)),
                    _connector="OR",
                ),
                name="domains_contact_names_who_reads_it",
                violation_error_message="Kies bij „Met name genoemd” minstens één persoon of organisatie.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("struck_at__isnull", True), ("struck_by__isnull", True)),
                    models.Q(("struck_at__isnull", False), ("struck_by__isnull", False)),
                    _connector="OR",
                ),
                name="contact_is_struck_by_somebody",
                violation_error_message="Zet bij doorhalen wie en wanneer.",
            ),
        ),
        migrations.RunSQL(GUARD, GONE),
        guarded_item("domains_contact"),
        only_for_the_app("domains_contact", "SELECT", "INSERT", "UPDATE"),  # struck out, never deleted
        only_for_the_app("domains_contactwords", "SELECT", "INSERT", "UPDATE"),
        only_for_the_app("domains_contact_members", "SELECT", "INSERT"),
    ]
