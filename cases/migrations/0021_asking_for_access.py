"""Asking for access by a number alone, and seats that end soon are found without looking at all of them."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0020_emergency_access"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AccessRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=20, verbose_name="nummer van de casus")),
                ("reason", models.CharField(max_length=300, verbose_name="waarom nodig")),
                (
                    "asked_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="gevraagd op"
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="besloten op")),
                ("answer", models.CharField(blank=True, max_length=300, verbose_name="antwoord")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="access_requests",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gevraagd door",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="besloten door",
                    ),
                ),
                (
                    "involvement",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="access_request",
                        to="cases.involvement",
                        verbose_name="betrokkenheid",
                    ),
                ),
            ],
            options={
                "verbose_name": "vraag om toegang",
                "indexes": [
                    models.Index(
                        condition=models.Q(("decided_at", None)), fields=["number"], name="access_request_open"
                    ),
                    models.Index(fields=["asked_by", "-asked_at"], name="access_request_by_user"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        name="cases_accessrequest_number_is_filled",
                        violation_error_message="Vul dit veld in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="cases_accessrequest_reason_is_filled",
                        violation_error_message="Vul dit veld in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="access_request_is_decided_by_somebody_at_a_moment",
                        violation_error_message="Een besluit heeft een naam en een moment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("decided_at", None), ("involvement", None)),
                            models.Q(("answer", ""), ("decided_at__isnull", False), ("involvement__isnull", False)),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("involvement", None),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="access_request_is_granted_or_declined_with_a_reason",
                        violation_error_message="Geef toegang, of zeg waarom niet.",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            "involvement",
            models.Index(
                fields=["ends_at"],
                condition=models.Q(ends_at__isnull=False, ended_by=None),
                name="involvement_by_its_end",
            ),
        ),
    ]
