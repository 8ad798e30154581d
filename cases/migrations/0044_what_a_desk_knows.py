"""What a desk knows of a case in which it has no seat: views of the second line, as Django sees them."""

import django.db.models.deletion
from django.db import migrations, models


def case(related_name):
    return models.OneToOneField(
        on_delete=django.db.models.deletion.DO_NOTHING,
        primary_key=True,
        related_name=related_name,
        serialize=False,
        to="cases.case",
    )


def view(name, table, fields):
    return migrations.CreateModel(name=name, fields=fields, options={"db_table": table, "managed": False})


STAGES = [
    ("INTAKE", "Intake"),
    ("JOINT_ANALYSIS", "Samen kijken"),
    ("PROBLEM_DEFINED", "Probleem gedefinieerd"),
    ("PLAN_DRAFT", "Plan in vaststelling"),
    ("IN_EXECUTION", "In uitvoering"),
    ("IN_EVALUATION", "Evaluatie"),
    ("AFTERCARE", "Nazorg"),
    ("CLOSED", "Gesloten"),
    ("REFERRED", "Doorverwezen"),
    ("REJECTED", "Afgewezen"),
    ("PARKED", "Geparkeerd"),
]


class Migration(migrations.Migration):
    dependencies = [("cases", "0043_who_takes_part")]

    operations = [
        view(
            "Announced",
            "app_announced",
            [
                ("case", case("announced")),
                ("number", models.CharField(max_length=20)),
                ("is_in_intake", models.BooleanField()),
            ],
        ),
        view(
            "AskedAbout",
            "app_asked_about",
            [
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("given_name", models.CharField(max_length=80)),
                ("name_prefix", models.CharField(max_length=20)),
                ("family_name", models.CharField(max_length=100)),
                ("birth_date", models.DateField(null=True)),
                ("is_birth_date_estimated", models.BooleanField()),
            ],
        ),
        view(
            "Brought",
            "app_brought",
            [
                ("case", case("brought")),
                ("number", models.CharField(max_length=20)),
                ("started_on", models.DateField()),
                ("opened_on", models.DateField(null=True)),
                ("stage", models.CharField(choices=STAGES, max_length=20)),
            ],
        ),
    ]
