"""Documents: that they are there, and apart what they are called and where their locked bytes are."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import familienetwerk.cipher.fields
from cases.item_guard import guarded_item
from familienetwerk.db import only_for_the_app

GUARD = """
CREATE FUNCTION document_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF (OLD.case_id, OLD.organisation_id, OLD.author_id, OLD.created_at)
        IS DISTINCT FROM (NEW.case_id, NEW.organisation_id, NEW.author_id, NEW.created_at)
        OR (OLD.withdrawn_at IS NOT NULL AND OLD.withdrawn_at IS DISTINCT FROM NEW.withdrawn_at)
    THEN
        RAISE EXCEPTION 'Een document blijft van wie het toevoegde, en ingetrokken blijft ingetrokken.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'document_stands';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER document_stands BEFORE UPDATE ON documents_document FOR EACH ROW EXECUTE FUNCTION document_stands();

CREATE FUNCTION document_content_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM cases_member person JOIN documents_document document ON document.id = NEW.document_id
        WHERE person.id = NEW.member_id AND person.case_id <> document.case_id)
    THEN
        RAISE EXCEPTION 'Dit document gaat over iemand van een andere casus.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'document_is_about_its_own_case';
    END IF;
    IF TG_OP = 'UPDATE' AND (
        (OLD.document_id, OLD.file_name, OLD.extension, OLD.size, OLD.sha256, OLD.stored_as)
        IS DISTINCT FROM (NEW.document_id, NEW.file_name, NEW.extension, NEW.size, NEW.sha256, NEW.stored_as)
        OR (OLD.scan <> 'WAITING' AND OLD.scan IS DISTINCT FROM NEW.scan))
    THEN
        RAISE EXCEPTION 'Een bestand blijft zoals het kwam, en wat is gescand blijft gescand.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'document_content_stands';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER document_content_stands BEFORE INSERT OR UPDATE ON documents_documentcontent
    FOR EACH ROW EXECUTE FUNCTION document_content_stands();
ALTER TABLE documents_documentcontent ADD CONSTRAINT document_key_is_locked
    CHECK (get_byte(file_key, 0) = 1 AND octet_length(file_key) > 60);
"""
GONE = """
ALTER TABLE documents_documentcontent DROP CONSTRAINT document_key_is_locked;
DROP TRIGGER document_content_stands ON documents_documentcontent; DROP FUNCTION document_content_stands();
DROP TRIGGER document_stands ON documents_document; DROP FUNCTION document_stands();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0005_recovery_takes_two"),
        ("cases", "0023_what_was_shared"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
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
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op")),
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ingetrokken door",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
            },
        ),
        migrations.CreateModel(
            name="DocumentContent",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="content",
                        serialize=False,
                        to="documents.document",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="titel")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("REPORT", "Verslag"),
                            ("LETTER", "Brief"),
                            ("DECISION", "Besluit of beschikking"),
                            ("FORM", "Formulier"),
                            ("PICTURE", "Foto"),
                            ("OTHER", "Anders"),
                        ],
                        max_length=10,
                        verbose_name="soort",
                    ),
                ),
                ("description", models.TextField(blank=True, max_length=1000, verbose_name="omschrijving")),
                ("dated_on", models.DateField(verbose_name="datum van het document")),
                ("withdrawn_reason", models.TextField(blank=True, verbose_name="waarom ingetrokken")),
                ("file_name", models.CharField(max_length=255, verbose_name="naam waarmee het kwam")),
                ("extension", models.CharField(max_length=5)),
                ("size", models.PositiveBigIntegerField(verbose_name="grootte")),
                ("sha256", models.CharField(max_length=64)),
                ("stored_as", models.CharField(max_length=40, unique=True)),
                (
                    "file_key",
                    familienetwerk.cipher.fields.LockedField(max_length=200, verbose_name="sleutel van het bestand"),
                ),
                (
                    "scan",
                    models.CharField(
                        choices=[
                            ("WAITING", "nog niet gescand"),
                            ("CLEAN", "gescand, geen virus"),
                            ("INFECTED", "virus gevonden, weggegooid"),
                        ],
                        default="WAITING",
                        max_length=10,
                        verbose_name="scan",
                    ),
                ),
                ("scanned_at", models.DateTimeField(blank=True, null=True, verbose_name="gescand op")),
                ("lock_version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.member",
                        verbose_name="over wie",
                    ),
                ),
            ],
            options={
                "verbose_name": "bestand",
                "verbose_name_plural": "bestanden",
            },
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["case", "-created_at"], name="document_by_case"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "regime__in",
                        ["AVG", "WPG", "WJSG", "WGBO", "JEUGDWET", "WMO", "PARTICIPATIEWET", "BIBOB", "RIEC"],
                    )
                ),
                name="documents_document_regime_is_known",
                violation_error_message="Kies een waarde uit de lijst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("audience__in", ["ALL_INVOLVED", "OWN_DOMAIN", "COORDINATORS", "NAMED", "OWN_ORGANISATION"])
                ),
                name="documents_document_audience_is_known",
                violation_error_message="Kies een waarde uit de lijst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("audience", "NAMED"), ("named__len__gt", 0)),
                    models.Q(models.Q(("audience", "NAMED"), _negated=True), ("named__len", 0)),
                    _connector="OR",
                ),
                name="documents_document_names_who_reads_it",
                violation_error_message="Kies bij „Met name genoemd” minstens één persoon of organisatie.",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                    _connector="OR",
                ),
                name="document_is_withdrawn_by_somebody",
                violation_error_message="Zet bij intrekken wie en wanneer.",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentcontent",
            constraint=models.CheckConstraint(
                condition=models.Q(("category__in", ["REPORT", "LETTER", "DECISION", "FORM", "PICTURE", "OTHER"])),
                name="documents_documentcontent_category_is_known",
                violation_error_message="Kies een waarde uit de lijst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentcontent",
            constraint=models.CheckConstraint(
                condition=models.Q(("scan__in", ["WAITING", "CLEAN", "INFECTED"])),
                name="documents_documentcontent_scan_is_known",
                violation_error_message="Kies een waarde uit de lijst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentcontent",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True),
                name="documents_documentcontent_title_is_filled",
                violation_error_message="Vul dit veld in.",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentcontent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("scan", "WAITING"), ("scanned_at", None)),
                    models.Q(models.Q(("scan", "WAITING"), _negated=True), ("scanned_at__isnull", False)),
                    _connector="OR",
                ),
                name="document_scan_has_a_moment",
                violation_error_message="Een scan heeft een moment.",
            ),
        ),
        migrations.RunSQL(GUARD, GONE),
        guarded_item("documents_document"),
        only_for_the_app("documents_document", "SELECT", "INSERT", "UPDATE"),  # withdrawn, never deleted
        only_for_the_app("documents_documentcontent", "SELECT", "INSERT", "UPDATE"),
    ]
