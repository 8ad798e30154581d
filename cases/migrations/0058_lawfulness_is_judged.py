"""Questions to the committee that judges lawfulness, its advice and what was done with it (FR-158)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from familienetwerk.db import only_for_the_app

STANDS = """
CREATE FUNCTION lawfulness_review_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    RAISE EXCEPTION 'Wat de commissie kreeg en zei, blijft staan.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'lawfulness_review_stands';
END $$;
CREATE TRIGGER lawfulness_review_stands BEFORE UPDATE ON cases_lawfulnessreview FOR EACH ROW WHEN (
    OLD.followed_up_on IS NOT NULL OR (OLD.advised_on IS NOT NULL
        AND (OLD.advice, OLD.advised_on, OLD.advice_by_id) IS DISTINCT FROM (NEW.advice, NEW.advised_on, NEW.advice_by_id)))
    EXECUTE FUNCTION lawfulness_review_stands();
"""
SAID_LATER = "(advice, advised_on, advice_by_id, follow_up, followed_up_on, follow_up_by_id)"


def by(related="+", **options):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=related, to=settings.AUTH_USER_MODEL, **options
    )


def check(name, condition, sentence):
    return models.CheckConstraint(condition=condition, name=name, violation_error_message=sentence)


def after(later, earlier):
    return Q(**{f"{later}__isnull": True}) | Q(**{f"{earlier}__isnull": True}) | Q(**{f"{later}__gte": F(earlier)})


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0057_what_came_of_a_discussion"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LawfulnessReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.TextField(verbose_name="vraag aan de commissie")),
                ("asked_on", models.DateField(verbose_name="voorgelegd op")),
                ("advice", models.TextField(blank=True, verbose_name="advies")),
                ("advised_on", models.DateField(blank=True, null=True, verbose_name="advies van")),
                ("follow_up", models.TextField(blank=True, verbose_name="wat is ermee gedaan")),
                ("followed_up_on", models.DateField(blank=True, null=True, verbose_name="gevolg op")),
                ("advice_by", by(blank=True, null=True, verbose_name="advies door")),
                ("asked_by", by(verbose_name="voorgelegd door")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lawfulness_reviews",
                        to="cases.case",
                        verbose_name="casus",
                    ),
                ),
                ("follow_up_by", by(blank=True, null=True, verbose_name="gevolg door")),
            ],
            options={
                "verbose_name": "toets op rechtmatigheid",
                "verbose_name_plural": "toetsen op rechtmatigheid",
                "indexes": [models.Index(fields=["case"], name="lawfulness_review_by_case")],
                "constraints": [
                    check("cases_lawfulnessreview_question_is_filled", ~Q(question=""), "Vul dit veld in."),
                    check(
                        "lawfulness_advice_is_complete_or_absent",
                        Q(advised_on=None, advice_by=None, advice="")
                        | (Q(advised_on__isnull=False, advice_by__isnull=False) & ~Q(advice="")),
                        "Een advies heeft een tekst, een datum en een naam.",
                    ),
                    check(
                        "lawfulness_follow_up_is_complete_or_absent",
                        Q(followed_up_on=None, follow_up_by=None, follow_up="")
                        | (Q(followed_up_on__isnull=False, follow_up_by__isnull=False) & ~Q(follow_up="")),
                        "Een gevolg heeft een tekst, een datum en een naam.",
                    ),
                    check(
                        "lawfulness_follow_up_comes_of_an_advice",
                        Q(followed_up_on=None) | Q(advised_on__isnull=False),
                        "Leg eerst het advies vast.",
                    ),
                    check(
                        "lawfulness_advice_comes_after_the_question",
                        after("advised_on", "asked_on"),
                        "Het advies ligt voor de vraag.",
                    ),
                    check(
                        "lawfulness_follow_up_comes_after_the_advice",
                        after("followed_up_on", "advised_on"),
                        "Het gevolg ligt voor het advies.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            STANDS,
            "DROP TRIGGER lawfulness_review_stands ON cases_lawfulnessreview; DROP FUNCTION lawfulness_review_stands();",
        ),
        only_for_the_app("cases_lawfulnessreview", "SELECT", "INSERT", f"UPDATE {SAID_LATER}"),
    ]
