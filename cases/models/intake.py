"""How a case begins: what was asked of whom, what was answered, and what people decided."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from cases.models.case import Case
from cases.models.from_outside import Announced
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.db import both_or_neither, filled, not_before, one_of, one_of_or_empty


class Criterion(models.TextChoices):
    """The four national criteria of the Zorg- en Veiligheidshuizen (FR-020). Kept apart; never added up (FR-022)."""

    SEVERAL_LIFE_DOMAINS = (
        "SEVERAL_LIFE_DOMAINS",
        "Er zijn problemen op meer dan één leefgebied, die (kunnen) leiden tot crimineel gedrag, "
        "overlast of verder afglijden.",
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


class TriageQuerySet(models.QuerySet["Triage"]):
    def standing(self) -> Self:
        """The decision that holds now: not that of a parked intake that was taken up again."""
        return self.filter(resumed_on=None)


class Triage(models.Model):
    """The decision about one intake, by people, with their reasons.

    A parked intake comes back on a day; taken up again, it is decided anew and the old decision stays readable.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="triages", verbose_name="casus")
    outcome = models.CharField("besluit", max_length=10, choices=TriageOutcome)
    reason = models.TextField("reden")
    decided_on = models.DateField("besloten op")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )
    deciders = models.ManyToManyField(Organisation, related_name="+", verbose_name="besloten met")
    look_again_on = models.DateField("opnieuw bekijken op", null=True, blank=True)
    resumed_on = models.DateField("hervat op", null=True, blank=True)
    resumed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TriageQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("outcome", TriageOutcome),
            filled("reason"),
            models.UniqueConstraint(
                "case",
                condition=Q(resumed_on=None),
                name="triage_is_decided_once",
                violation_error_message="Over deze intake is al besloten.",
            ),
            models.CheckConstraint(
                name="triage_that_is_parked_is_looked_at_again",
                condition=Q(outcome=TriageOutcome.PARKED, look_again_on__isnull=False)
                | (~Q(outcome=TriageOutcome.PARKED) & Q(look_again_on=None)),
                violation_error_message="Parkeren heeft een dag waarop u opnieuw kijkt.",
            ),
            models.CheckConstraint(
                name="triage_is_resumed_only_after_parking",
                condition=Q(resumed_on=None, resumed_by=None)
                | Q(outcome=TriageOutcome.PARKED, resumed_on__isnull=False, resumed_by__isnull=False),
                violation_error_message="Alleen een geparkeerde intake kan verder gaan.",
            ),
            not_before(
                "look_again_on",
                "decided_on",
                name="triage_is_looked_at_again_after_parking",
                message="Kies een dag na het besluit.",
            ),
            not_before(
                "resumed_on",
                "decided_on",
                name="triage_is_resumed_after_it_is_decided",
                message="Hervatten kan niet voor het besluit.",
            ),
        ]
        verbose_name = "triage"

    def __str__(self) -> str:
        return self.get_outcome_display()

    @property
    def is_acceptance(self) -> bool:
        return self.outcome == TriageOutcome.ACCEPTED

    @property
    def is_parked(self) -> bool:
        return self.outcome == TriageOutcome.PARKED and self.resumed_on is None


class ChildSafetyConcern(models.Model):
    """Somebody fears for the safety of a child: Veilig Thuis must be consulted, and here it says when (FR-028)."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="child_safety_concern", verbose_name="casus")
    noted_on = models.DateField("vastgelegd op")
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    consulted_on = models.DateField("overlegd met Veilig Thuis op", null=True, blank=True)
    consulted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            both_or_neither(
                "child_safety_consultation_has_a_day_and_a_name",
                "consulted_on",
                "consulted_by",
                message="Overleg met Veilig Thuis heeft een datum en een naam.",
            ),
        ]
        verbose_name = "zorg over een kind"

    def __str__(self) -> str:
        return f"zorg over een kind in {self.case}"

    @property
    def is_open(self) -> bool:
        return self.consulted_on is None


class CriterionAnswer(models.Model):
    """One of the four criteria, answered by a person with a reason."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="criteria", verbose_name="casus")
    criterion = models.CharField("criterium", max_length=30, choices=Criterion)
    outcome = models.CharField("antwoord", max_length=10, choices=CriterionOutcome)
    reason = models.TextField("reden")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_on = models.DateField("beantwoord op")
    lock_version = models.PositiveIntegerField(default=1, editable=False)

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

    def still_of_use(self) -> Self:
        """Without those that nobody answered before the intake was decided."""
        runs = Exists(Announced.objects.filter(pk=OuterRef("case_id"), is_in_intake=True))
        return self.filter(Q(answered_on__isnull=False) | runs)

    def open_first(self) -> Self:
        """What is due soonest on top, then the answers, the newest first."""
        return self.order_by(F("answered_on").desc(nulls_first=True), "due_on", "pk")


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
    reminded_on = models.DateField("herinnerd op", null=True, blank=True)
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
            models.CheckConstraint(
                name="question_is_withheld_with_a_reason",
                condition=~Q(answer=Answer.WITHHELD) | ~Q(answer_text=""),
                violation_error_message="Schrijf waarom u niets kunt delen.",
            ),
            not_before(
                "due_on", "asked_on", name="question_is_due_after_it_is_asked", message="De termijn ligt voor de vraag."
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "case"], condition=Q(withdrawn_on=None), name="question_by_organisation"
            )
        ]
        verbose_name = "vraag"

    def __str__(self) -> str:
        return f"vraag aan {self.organisation}"

    @property
    def is_answered(self) -> bool:
        return self.answered_on is not None

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_on is not None

    def is_late(self, today: date) -> bool:
        return not self.is_answered and not self.is_withdrawn and self.due_on < today

    @property
    def knows_something(self) -> bool:
        return self.answer in {Answer.KNOWN, Answer.ACTING}
