"""How a case begins: what was asked of whom, what was answered, and what people decided."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models.case import Case
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.db import filled, not_before, one_of, one_of_or_empty


class Criterion(models.TextChoices):
    """The four national criteria of the Zorg- en Veiligheidshuizen (FR-020). Kept apart; never added up (FR-022)."""

    SEVERAL_LIFE_DOMAINS = (
        "SEVERAL_LIFE_DOMAINS",
        "Er zijn problemen op meer dan één leefgebied, die (kunnen) leiden tot crimineel gedrag, overlast of verder afglijden.",
    )
    SEVERAL_CHAINS = "SEVERAL_CHAINS", "Samenwerking van meer ketens is nodig. Binnen één keten lukt het niet."
    FAMILY_SYSTEM = "FAMILY_SYSTEM", "Het gezin of de directe omgeving beïnvloedt het probleem en heeft er last van."
    LOCAL_SAFETY = (
        "LOCAL_SAFETY",
        "Er is een ernstig lokaal veiligheidsprobleem dat een aanpak over ketens heen vraagt.",
    )


class CriterionOutcome(models.TextChoices):
    YES = "YES", "Ja"
    NO = "NO", "Nee"
    UNKNOWN = "UNKNOWN", "Nog onbekend"


class TriageOutcome(models.TextChoices):
    """What people can decide (FR-023)."""

    ACCEPTED = "ACCEPTED", "Aannemen: de casus gaat open"
    REFERRED = "REFERRED", "Doorverwijzen"
    REJECTED = "REJECTED", "Afwijzen, met advies"
    PARKED = "PARKED", "Parkeren"


class Triage(models.Model):
    """The decision about one intake, by people, with their reasons."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="triage", verbose_name="casus")
    outcome = models.CharField("besluit", max_length=10, choices=TriageOutcome)
    reason = models.TextField("reden")
    decided_on = models.DateField("besloten op")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )
    deciders = models.ManyToManyField(Organisation, related_name="+", verbose_name="besloten met")

    class Meta:
        constraints = [one_of("outcome", TriageOutcome), filled("reason")]
        verbose_name = "triage"

    def __str__(self) -> str:
        return self.get_outcome_display()


class CriterionAnswer(models.Model):
    """One of the four criteria, answered by a person with a reason."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="criteria", verbose_name="casus")
    criterion = models.CharField("criterium", max_length=30, choices=Criterion)
    outcome = models.CharField("antwoord", max_length=10, choices=CriterionOutcome)
    reason = models.TextField("reden")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_on = models.DateField("beantwoord op")

    class Meta:
        constraints = [
            one_of("criterion", Criterion),
            one_of("outcome", CriterionOutcome),
            filled("reason"),
            models.UniqueConstraint(
                "case",
                "criterion",
                name="criterion_is_answered_once",
                violation_error_message="Dit criterium heeft al een antwoord.",
            ),
        ]
        verbose_name = "criterium"

    def __str__(self) -> str:
        return f"{self.get_criterion_display()} {self.get_outcome_display()}"


class Answer(models.TextChoices):
    """What an organisation can say, with as little as one click (FR-019)."""

    UNKNOWN = "UNKNOWN", "Niet bekend bij ons"
    KNOWN = "KNOWN", "Bekend bij ons"
    ACTING = "ACTING", "Wij doen al iets"
    WITHHELD = "WITHHELD", "Wij hebben een zwaarwegende reden om niet te delen"


class QuestionQuerySet(models.QuerySet["IntakeQuestion"]):
    def unanswered(self) -> Self:
        return self.filter(answered_on=None, withdrawn_on=None)

    def late(self, today: date) -> Self:
        return self.unanswered().filter(due_on__lt=today)

    def for_desk_of(self, user: User) -> Self:
        """The questions that this user's organisation was asked."""
        return self.filter(organisation=user.organisation_id, withdrawn_on=None)


class IntakeQuestion(models.Model):
    """What one organisation is asked: do you know these people, are you already doing something?"""

    case = models.ForeignKey(Case, models.PROTECT, related_name="questions", verbose_name="casus")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="questions", verbose_name="organisatie")
    question = models.TextField("vraag")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="gevraagd door"
    )
    asked_on = models.DateField("gevraagd op")
    due_on = models.DateField("antwoord uiterlijk")
    answer = models.CharField("antwoord", max_length=10, choices=Answer, blank=True)
    answer_text = models.TextField("toelichting", blank=True, max_length=1000)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_on = models.DateField("beantwoord op", null=True, blank=True)
    withdrawn_on = models.DateField("ingetrokken op", null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of_or_empty("answer", Answer),
            filled("question"),
            models.UniqueConstraint(
                "case",
                "organisation",
                condition=Q(withdrawn_on=None),
                name="question_is_asked_once",
                violation_error_message="Deze organisatie is al gevraagd.",
            ),
            models.CheckConstraint(
                name="question_is_answered_completely_or_not_at_all",
                condition=Q(answer="", answered_by=None, answered_on=None)
                | (Q(answered_by__isnull=False, answered_on__isnull=False) & ~Q(answer="")),
                violation_error_message="Een antwoord heeft een keuze, een datum en een naam.",
            ),
            not_before(
                "due_on", "asked_on", name="question_is_due_after_it_is_asked", message="De termijn ligt voor de vraag."
            ),
        ]
        verbose_name = "vraag"

    def __str__(self) -> str:
        return f"vraag aan {self.organisation}"

    @property
    def is_answered(self) -> bool:
        return self.answered_on is not None

    @property
    def knows_something(self) -> bool:
        return self.answer in {Answer.KNOWN, Answer.ACTING}
