"""What a plan brought is not known before it was adopted. Of plans from before this rule, what was typed stays."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("interventions", "0011_words_are_of_who_says_them")]

    operations = [
        AddConstraintNotValid(
            "plan",
            models.CheckConstraint(
                condition=Q(evaluated_on__isnull=True)
                | Q(adopted_on__isnull=True)
                | Q(evaluated_on__gte=F("adopted_on")),
                name="plan_is_evaluated_after_it_is_adopted",
                violation_error_message="De evaluatie komt na het vaststellen.",
            ),
        )
    ]
