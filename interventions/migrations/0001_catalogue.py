import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="HesitanceReason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=10, unique=True, verbose_name="code")),
                ("label", models.CharField(max_length=160, verbose_name="reden")),
                ("explanation", models.CharField(blank=True, max_length=300, verbose_name="wat de bron zegt")),
                ("is_verified", models.BooleanField(verbose_name="staat in een bron")),
                ("is_archived", models.BooleanField(default=False, verbose_name="niet meer in gebruik")),
            ],
            options={
                "verbose_name": "reden van terughoudendheid",
                "verbose_name_plural": "redenen van terughoudendheid",
            },
        ),
        migrations.CreateModel(
            name="NotUsedReason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=10, unique=True, verbose_name="code")),
                ("label", models.CharField(max_length=160, verbose_name="reden")),
                ("explanation", models.CharField(blank=True, max_length=300, verbose_name="toelichting")),
                (
                    "is_legal_reason",
                    models.BooleanField(
                        help_text="Zo niet, dan is het een signaal aan de leiding en geen reden.",
                        verbose_name="houdt juridisch stand",
                    ),
                ),
                ("is_archived", models.BooleanField(default=False, verbose_name="niet meer in gebruik")),
            ],
            options={
                "verbose_name": "reden om niet te gebruiken",
                "verbose_name_plural": "redenen om niet te gebruiken",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("label", ""), _negated=True),
                        name="interventions_notusedreason_label_is_filled",
                        violation_error_message="Vul dit veld in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_legal_reason", True), models.Q(("explanation", ""), _negated=True), _connector="OR"
                        ),
                        name="notusedreason_without_legal_force_says_what_to_do",
                        violation_error_message="Schrijf op wat er moet gebeuren als de reden juridisch niet standhoudt.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="naam")),
                ("address", models.URLField(max_length=400, verbose_name="adres")),
                (
                    "how_read",
                    models.CharField(
                        choices=[
                            ("FULL", "helemaal gelezen"),
                            ("ARTICLES", "enkele artikelen gelezen"),
                            ("COPY", "gelezen in een openbare kopie van wetten.overheid.nl"),
                            ("FIRST_PART", "alleen het begin van de pagina gelezen"),
                        ],
                        max_length=10,
                        verbose_name="hoe gelezen",
                    ),
                ),
                ("part_read", models.CharField(blank=True, max_length=160, verbose_name="welk deel")),
                ("dated", models.CharField(blank=True, max_length=60, verbose_name="datum van de tekst")),
                ("is_archived", models.BooleanField(default=False, verbose_name="niet meer in gebruik")),
            ],
            options={
                "verbose_name": "bron",
                "verbose_name_plural": "bronnen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("how_read__in", ["FULL", "ARTICLES", "COPY", "FIRST_PART"])),
                        name="interventions_source_how_read_is_known",
                        violation_error_message="Kies een waarde uit de lijst.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="interventions_source_name_is_filled",
                        violation_error_message="Vul dit veld in.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InterventionType",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                ("position", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                ("name", models.CharField(max_length=160, verbose_name="naam")),
                ("summary", models.TextField(verbose_name="in het kort")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ADMINISTRATIVE", "Bestuurlijk"),
                            ("SOCIAL", "Sociaal"),
                            ("CARE", "Zorg en hulp"),
                            ("CRIMINAL", "Strafrecht"),
                            ("CIVIL", "Civiel"),
                            ("PRIVATE", "Privaatrecht"),
                            ("FISCAL", "Fiscaal"),
                            ("IMMIGRATION", "Vreemdelingenrecht"),
                        ],
                        max_length=20,
                        verbose_name="domein",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[("MEASURE", "Maatregel"), ("TRIGGER", "Aanleiding")],
                        default="MEASURE",
                        max_length=10,
                        verbose_name="soort",
                    ),
                ),
                (
                    "target",
                    models.CharField(
                        choices=[
                            ("PERSON", "Persoon"),
                            ("ADDRESS", "Adres of pand"),
                            ("NETWORK", "Netwerk"),
                            ("BUSINESS", "Bedrijf"),
                        ],
                        max_length=10,
                        verbose_name="gericht op",
                    ),
                ),
                ("authority", models.CharField(max_length=160, verbose_name="wie beslist")),
                (
                    "deciding_bodies",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("MAYOR", "Burgemeester"),
                                ("EXECUTIVE", "College van B en W"),
                                ("COUNCIL", "Gemeenteraad"),
                                ("MUNICIPALITY", "Gemeente (uitvoering)"),
                                ("INSPECTOR", "Toezichthouder of boa"),
                                ("POLICE", "Politie"),
                                ("PROSECUTOR", "Openbaar Ministerie"),
                                ("COURT", "Rechter"),
                                ("YOUTH_PROTECTION", "Jeugdbescherming en Raad"),
                                ("SCHOOL", "School of kinderopvang"),
                                ("LANDLORD", "Verhuurder of corporatie"),
                                ("STATE", "Rijk of landelijke dienst"),
                                ("PARTNERSHIP", "Samenwerkingsverband"),
                                ("EVERY_PROFESSIONAL", "Iedere professional"),
                                ("OTHER", "Een andere partij"),
                            ],
                            max_length=20,
                        ),
                        verbose_name="wie beslist, om op te filteren",
                    ),
                ),
                (
                    "minors",
                    models.CharField(
                        choices=[
                            ("YES", "Mag bij minderjarigen"),
                            ("FROM_12", "Mag vanaf 12 jaar"),
                            ("FROM_12_TO_18", "Mag van 12 tot 18 jaar"),
                            ("FROM_12_TO_23", "Mag van 12 tot 23 jaar"),
                            ("FROM_16", "Mag vanaf 16 jaar"),
                            ("ONLY_UNDER_12", "Alleen bij kinderen onder 12"),
                            ("POSSIBLE", "Soms mogelijk bij minderjarigen"),
                            ("LIMITED", "Beperkt bij minderjarigen"),
                            ("INDIRECT", "Raakt kinderen indirect"),
                            ("ADULTS_ONLY", "Alleen bij volwassenen"),
                            ("NO", "Niet bij minderjarigen"),
                        ],
                        max_length=20,
                        verbose_name="minderjarigen",
                    ),
                ),
                ("minors_conditions", models.TextField(blank=True, verbose_name="voorwaarden bij minderjarigen")),
                ("parental_role", models.TextField(blank=True, verbose_name="rol van de ouders")),
                ("duration", models.CharField(blank=True, max_length=200, verbose_name="hoe lang")),
                ("social_counterpart", models.TextField(blank=True, verbose_name="hulp die erbij hoort")),
                ("is_verified", models.BooleanField(verbose_name="bevoegdheid en voorwaarden nagelezen in een bron")),
                (
                    "currency",
                    models.CharField(
                        choices=[
                            ("RECENT", "Bron van 2019 of later"),
                            ("OLD_STATUTE", "Alleen de wettekst van 2014-2015 gelezen"),
                            ("UNDATED", "Bron zonder datum"),
                            ("NO_SOURCE", "Geen bron, uit vakkennis"),
                        ],
                        max_length=12,
                        verbose_name="hoe recent is de bron",
                    ),
                ),
                ("text_state", models.CharField(blank=True, max_length=160, verbose_name="gelezen tekst")),
                ("checked_on", models.DateField(verbose_name="gelezen op")),
                ("history", models.CharField(blank=True, max_length=160, verbose_name="sinds wanneer")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="geldt vanaf")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="geldt tot en met")),
                ("is_archived", models.BooleanField(default=False, verbose_name="niet meer in de catalogus")),
                (
                    "hesitance_reasons",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="interventions.hesitancereason",
                        verbose_name="terughoudendheid",
                    ),
                ),
                (
                    "sources",
                    models.ManyToManyField(
                        blank=True, related_name="intervention_types", to="interventions.source", verbose_name="bronnen"
                    ),
                ),
            ],
            options={
                "verbose_name": "interventie uit de catalogus",
                "verbose_name_plural": "interventies uit de catalogus",
            },
        ),
        migrations.AddField(
            model_name="hesitancereason",
            name="sources",
            field=models.ManyToManyField(
                blank=True, related_name="+", to="interventions.source", verbose_name="bronnen"
            ),
        ),
        migrations.CreateModel(
            name="CombinationRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=10, unique=True, verbose_name="code")),
                (
                    "strength",
                    models.CharField(
                        choices=[("MUST", "Moet"), ("SHOULD", "Hoort erbij"), ("EXCLUDES", "Niet tegelijk")],
                        max_length=10,
                        verbose_name="sterkte",
                    ),
                ),
                ("when", models.TextField(verbose_name="wanneer")),
                ("then", models.TextField(verbose_name="wat dan")),
                ("basis", models.CharField(max_length=200, verbose_name="waarop dit rust")),
                ("is_general", models.BooleanField(default=False, verbose_name="geldt voor elke interventie")),
                ("is_archived", models.BooleanField(default=False, verbose_name="niet meer in gebruik")),
                (
                    "concerns",
                    models.ManyToManyField(
                        blank=True, related_name="rules_that_name_it", to="interventions.interventiontype"
                    ),
                ),
                (
                    "triggers",
                    models.ManyToManyField(
                        blank=True, related_name="rules_set_off", to="interventions.interventiontype"
                    ),
                ),
            ],
            options={
                "verbose_name": "combinatieregel",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("strength__in", ["MUST", "SHOULD", "EXCLUDES"])),
                        name="interventions_combinationrule_strength_is_known",
                        violation_error_message="Kies een waarde uit de lijst.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("when", ""), _negated=True),
                        name="interventions_combinationrule_when_is_filled",
                        violation_error_message="Vul dit veld in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("then", ""), _negated=True),
                        name="interventions_combinationrule_then_is_filled",
                        violation_error_message="Vul dit veld in.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Combination",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="interventions.interventiontype",
                        verbose_name="gaat samen met",
                    ),
                ),
                (
                    "type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="combinations",
                        to="interventions.interventiontype",
                    ),
                ),
            ],
            options={
                "verbose_name": "combinatie",
                "constraints": [
                    models.UniqueConstraint(models.F("type"), models.F("other"), name="combination_is_named_once"),
                    models.CheckConstraint(
                        condition=models.Q(("type", models.F("other")), _negated=True),
                        name="combination_is_with_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CardWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField(verbose_name="naam")),
                ("keywords", models.TextField(verbose_name="in het kort, gewone woorden en artikelen")),
                ("text", models.TextField(verbose_name="de rest van de kaart")),
                (
                    "vector",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.CombinedSearchVector(
                                django.contrib.postgres.search.SearchVector("name", config="dutch", weight="A"),
                                "||",
                                django.contrib.postgres.search.SearchVector("keywords", config="dutch", weight="B"),
                                django.contrib.postgres.search.SearchConfig("dutch"),
                            ),
                            "||",
                            django.contrib.postgres.search.SearchVector("text", config="dutch", weight="D"),
                            django.contrib.postgres.search.SearchConfig("dutch"),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "type",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="interventions.interventiontype",
                    ),
                ),
            ],
            options={
                "verbose_name": "zoekwoorden van een kaart",
                "indexes": [django.contrib.postgres.indexes.GinIndex(fields=["vector"], name="cardwords_vector")],
            },
        ),
        migrations.CreateModel(
            name="CardStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                ("name", models.CharField(max_length=160, verbose_name="stap")),
                ("explanation", models.TextField(blank=True, verbose_name="toelichting")),
                ("actor", models.CharField(blank=True, max_length=120, verbose_name="wie")),
                ("term", models.CharField(blank=True, max_length=160, verbose_name="termijn")),
                ("article", models.CharField(blank=True, max_length=120, verbose_name="artikel")),
                (
                    "deadline_rule",
                    models.SlugField(
                        blank=True,
                        help_text="Sleutel van de wettelijke termijn.",
                        max_length=60,
                        verbose_name="rekenregel",
                    ),
                ),
                ("deadline_label", models.CharField(blank=True, max_length=120, verbose_name="naam van de rekenregel")),
                (
                    "type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="interventions.interventiontype",
                    ),
                ),
            ],
            options={
                "verbose_name": "stap van een kaart",
                "verbose_name_plural": "stappen van een kaart",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="interventions_cardstep_name_is_filled",
                        violation_error_message="Vul dit veld in.",
                    ),
                    models.UniqueConstraint(models.F("type"), models.F("position"), name="cardstep_has_its_own_place"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("deadline_label", ""), ("deadline_rule", "")),
                            models.Q(
                                models.Q(("deadline_rule", ""), _negated=True),
                                models.Q(("deadline_label", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="cardstep_deadline_rule_has_a_label",
                        violation_error_message="Een rekenregel heeft een naam.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CardLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("LEGAL_BASIS", "Artikel"),
                            ("CONDITION", "Voorwaarde"),
                            ("EVIDENCE", "Bewijs"),
                            ("CONSIDERATION", "Afweging"),
                            ("RISK", "Risico als dit alleen gebeurt"),
                            ("PARTNER", "Partner"),
                            ("DOUBT", "Niet nagelezen"),
                        ],
                        max_length=15,
                        verbose_name="soort",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                ("text", models.TextField(verbose_name="tekst")),
                (
                    "type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="interventions.interventiontype",
                    ),
                ),
            ],
            options={
                "verbose_name": "regel van een kaart",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["LEGAL_BASIS", "CONDITION", "EVIDENCE", "CONSIDERATION", "RISK", "PARTNER", "DOUBT"],
                            )
                        ),
                        name="interventions_cardline_kind_is_known",
                        violation_error_message="Kies een waarde uit de lijst.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="interventions_cardline_text_is_filled",
                        violation_error_message="Vul dit veld in.",
                    ),
                    models.UniqueConstraint(
                        models.F("type"), models.F("kind"), models.F("position"), name="cardline_has_its_own_place"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="interventiontype",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        ["ADMINISTRATIVE", "SOCIAL", "CARE", "CRIMINAL", "CIVIL", "PRIVATE", "FISCAL", "IMMIGRATION"],
                    )
                ),
                name="interventions_interventiontype_kind_is_known",
                violation_error_message="Kies een waarde uit de lijst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="interventiontype",
            constraint=models.CheckConstraint(
                condition=models.Q(("stage__in", ["MEASURE", "TRIGGER"])),
                name="interventions_interventiontype_stage_is_known",
                violation_error_message="Kies een waarde uit de lijst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="interventiontype",
            constraint=models.CheckConstraint(
                condition=models.Q(("target__in", ["PERSON", "ADDRESS", "NETWORK", "BUSINESS"])),
                name="interventions_interventiontype_target_is_known",
                violation_error_message="Kies een waarde uit de lijst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="interventiontype",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "deciding_bodies__contained_by",
                        [
                            "MAYOR",
                            "EXECUTIVE",
                            "COUNCIL",
                            "MUNICIPALITY",
                            "INSPECTOR",
                            "POLICE",
                            "PROSECUTOR",
                            "COURT",
                            "YOUTH_PROTECTION",
                            "SCHOOL",
                            "LANDLORD",
                            "STATE",
                            "PARTNERSHIP",
                            "EVERY_PROFESSIONAL",
                            "OTHER",
                        ],
                    )
                ),
                name="interventions_interventiontype_deciding_bodies_are_known",
                violation_error_message="Kies waarden uit de lijst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="interventiontype",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "minors__in",
                        [
                            "YES",
                            "FROM_12",
                            "FROM_12_TO_18",
                            "FROM_12_TO_23",
                            "FROM_16",
                            "ONLY_UNDER_12",
                            "POSSIBLE",
                            "LIMITED",
                            "INDIRECT",
                            "ADULTS_ONLY",
                            "NO",
                        ],
                    )
                ),
                name="interventions_interventiontype_minors_is_known",
                violation_error_message="Kies een waarde uit de lijst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="interventiontype",
            constraint=models.CheckConstraint(
                condition=models.Q(("currency__in", ["RECENT", "OLD_STATUTE", "UNDATED", "NO_SOURCE"])),
                name="interventions_interventiontype_currency_is_known",
                violation_error_message="Kies een waarde uit de lijst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="interventiontype",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="interventions_interventiontype_name_is_filled",
                violation_error_message="Vul dit veld in.",
            ),
        ),
        migrations.AddConstraint(
            model_name="interventiontype",
            constraint=models.CheckConstraint(
                condition=models.Q(("summary", ""), _negated=True),
                name="interventions_interventiontype_summary_is_filled",
                violation_error_message="Vul dit veld in.",
            ),
        ),
        migrations.AddConstraint(
            model_name="interventiontype",
            constraint=models.CheckConstraint(
                condition=models.Q(("authority", ""), _negated=True),
                name="interventions_interventiontype_authority_is_filled",
                violation_error_message="Vul dit veld in.",
            ),
        ),
        migrations.AddConstraint(
            model_name="interventiontype",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True),
                    ("valid_from__isnull", True),
                    ("valid_until__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="interventiontype_ends_after_it_begins",
                violation_error_message="Het einde ligt voor het begin.",
            ),
        ),
        migrations.AddConstraint(
            model_name="hesitancereason",
            constraint=models.CheckConstraint(
                condition=models.Q(("label", ""), _negated=True),
                name="interventions_hesitancereason_label_is_filled",
                violation_error_message="Vul dit veld in.",
            ),
        ),
    ]
