"""The monthly look at who looked: signals that explain themselves, a sample, and the signature under both."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from familienetwerk.accounts.models import Municipality, User
from familienetwerk.accounts.roles import Power, Role
from familienetwerk.db import filled, one_of, one_of_or_empty


class SignalKind(models.TextChoices):
    """What may be worth a question. Never a score, never a list of who is worst."""

    NO_TIE = "NO_TIE", "Zonder rol, taak of vraag"
    SAME_NAME = "SAME_NAME", "Zelfde achternaam"
    SAME_ROAD = "SAME_ROAD", "Zelfde straat"
    SAME_WORK = "SAME_WORK", "Zelfde werkgever"
    NIGHT = "NIGHT", "In de nacht"
    WEEKEND = "WEEKEND", "In het weekend"
    BULK = "BULK", "Veel casussen in korte tijd"
    REFUSED = "REFUSED", "Vaak geweigerd"


class Outcome(models.TextChoices):
    FINE = "FINE", "In orde"
    REPORT = "REPORT", "Niet in orde"


def to_be_judged_by(user: User) -> Q:
    """Of what looking came to light in the own municipality: an officer judges all, a manager what an officer did."""
    here, of_others = Q(review__municipality=user.organisation.municipality_id), ~Q(user=user.pk) | Q(user=None)
    if user.may(Power.SEE_LOG):
        return here & of_others
    return here & of_others & Q(user__roles__contains=[Role.PRIVACY_OFFICER])


class LogReviewQuerySet(models.QuerySet["LogReview"]):
    def newest_first(self) -> Self:
        return self.order_by("-month")

    def overseen_by(self, officer: User) -> Self:
        """Of the own municipality; and what was signed of the whole installation, by who signed it."""
        if officer.overseen_id is None:
            return self.none()
        return self.filter(Q(municipality=officer.overseen_id) | Q(municipality=None, signed_by=officer))

    def to_sign(self, today: date) -> Self:
        """Over, and not yet signed."""
        return self.filter(signed_on=None, month__lt=today.replace(day=1)).order_by("month")

    def waiting_for(self, user: User) -> Self:
        """With something that this user judges."""
        signals = LogSignal.objects.open().to_judge(user).filter(review=OuterRef("pk"))
        samples = LogSample.objects.open().to_judge(user).filter(review=OuterRef("pk"))
        return self.filter(Exists(signals) | Exists(samples)).order_by("month")

    def without_sample(self, today: date) -> Self:
        """Over, to be signed, and nothing picked yet."""
        return self.to_sign(today).filter(samples=None)


class LogReview(models.Model):
    """One month of the log of one municipality, looked at by its privacy officer. Signed, nothing of it changes."""

    month = models.DateField("maand", help_text="De eerste dag van de maand.")
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="log_reviews",
        verbose_name="gemeente",
        help_text="Leeg: ondertekend toen een maand nog over de hele installatie ging.",
    )
    signed_on = models.DateField("ondertekend op", null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ondertekend door",
    )
    remark = models.TextField("opmerking", blank=True)

    objects = LogReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("municipality", "month", name="log_review_is_one_a_month"),
            models.CheckConstraint(
                name="log_review_is_of_a_municipality",
                condition=Q(municipality__isnull=False) | Q(signed_on__isnull=False),
                violation_error_message="Een controle gaat over één gemeente.",
            ),
            models.CheckConstraint(
                name="log_review_is_of_a_whole_month",
                condition=Q(month__day=1),
                violation_error_message="Een controle gaat over een hele maand.",
            ),
            models.CheckConstraint(
                name="log_review_is_signed_by_somebody",
                condition=Q(signed_on=None, signed_by=None) | Q(signed_on__isnull=False, signed_by__isnull=False),
                violation_error_message="Ondertekenen heeft een datum en een naam.",
            ),
        ]
        verbose_name = "controle van het logboek"

    def __str__(self) -> str:
        return f"{self.month:%m-%Y}"

    @property
    def is_signed(self) -> bool:
        return self.signed_on is not None


class LogSignalQuerySet(models.QuerySet["LogSignal"]):
    def open(self) -> Self:
        return self.filter(outcome="")

    def judged(self) -> Self:
        return self.exclude(outcome="")

    def to_judge(self, user: User) -> Self:
        return self.filter(to_be_judged_by(user))

    def waiting_for(self, user: User) -> Self:
        """Asked of this user, who has not answered yet."""
        return self.open().filter(user=user.pk, asked_on__isnull=False, answered_on=None)

    def in_order(self) -> Self:
        """By what it is, never by how much."""
        return self.order_by("kind", "pk")


class LogSignal(models.Model):
    """Something in the log that may be worth a question, said in words. A person judges; the app does not."""

    review = models.ForeignKey(LogReview, models.PROTECT, related_name="signals", verbose_name="controle")
    kind = models.CharField("soort", max_length=10, choices=SignalKind)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="wie")
    case_number = models.CharField("casus", max_length=20, blank=True)
    words = models.CharField("wat er staat", max_length=300)
    found_on = models.DateField("gevonden op")
    seen_to = models.BigIntegerField(
        "gezien tot en met regel",
        default=0,
        help_text="Een oordeel gaat over wat er tot deze regel in het logboek stond.",
    )
    asked_on = models.DateField("gevraagd op", null=True, blank=True)
    answer = models.TextField("antwoord", blank=True)
    answered_on = models.DateField("geantwoord op", null=True, blank=True)
    outcome = models.CharField("oordeel", max_length=10, choices=Outcome, blank=True)
    reason = models.TextField("toelichting", blank=True)
    judged_on = models.DateField("beoordeeld op", null=True, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="beoordeeld door",
    )

    objects = LogSignalQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("kind", SignalKind),
            one_of_or_empty("outcome", Outcome),
            filled("words"),
            models.UniqueConstraint(
                "review",
                "kind",
                "user",
                "case_number",
                condition=Q(outcome=""),
                name="log_signal_waits_once_for_a_judgement",
            ),
            models.CheckConstraint(
                name="log_signal_is_judged_completely_or_not_at_all",
                condition=Q(outcome="", reason="", judged_on=None, judged_by=None)
                | (~Q(outcome="") & ~Q(reason="") & Q(judged_on__isnull=False, judged_by__isnull=False)),
                violation_error_message="Een oordeel heeft een toelichting, een datum en een naam.",
            ),
            models.CheckConstraint(
                name="log_signal_is_answered_after_it_is_asked",
                condition=Q(answer="", answered_on=None)
                | (~Q(answer="") & Q(answered_on__isnull=False, asked_on__isnull=False)),
                violation_error_message="Een antwoord volgt op een vraag.",
            ),
            models.CheckConstraint(
                name="log_signal_is_not_judged_by_whom_it_is_about",
                condition=Q(judged_by=None) | ~Q(judged_by=models.F("user")),
                violation_error_message="Dit signaal gaat over uzelf. Een ander beoordeelt het.",
            ),
        ]
        verbose_name = "signaal"

    def __str__(self) -> str:
        return f"signaal {self.pk}"


class LogSampleQuerySet(models.QuerySet["LogSample"]):
    def open(self) -> Self:
        return self.filter(outcome="")

    def to_judge(self, user: User) -> Self:
        return self.filter(to_be_judged_by(user))


class LogSample(models.Model):
    """A line of the log, picked at random and looked at by a person (FR-152)."""

    review = models.ForeignKey(LogReview, models.PROTECT, related_name="samples", verbose_name="controle")
    line_id = models.BigIntegerField("regel van het logboek")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="wie"
    )
    outcome = models.CharField("oordeel", max_length=10, choices=Outcome, blank=True)
    remark = models.TextField("bevinding", blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="beoordeeld door",
    )

    objects = LogSampleQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of_or_empty("outcome", Outcome),
            models.CheckConstraint(
                name="log_sample_is_not_judged_by_whom_it_is_about",
                condition=Q(judged_by=None) | Q(user=None) | ~Q(judged_by=models.F("user")),
                violation_error_message="Deze regel gaat over uzelf. Een ander beoordeelt die.",
            ),
            models.UniqueConstraint("review", "line_id", name="log_sample_is_picked_once"),
            models.CheckConstraint(
                name="log_sample_is_judged_by_somebody",
                condition=Q(outcome="", judged_by=None, remark="")
                | Q(outcome=Outcome.FINE, judged_by__isnull=False)
                | (Q(outcome=Outcome.REPORT, judged_by__isnull=False) & ~Q(remark="")),
                violation_error_message="Schrijf op wat u vond.",
            ),
        ]
        verbose_name = "regel in de steekproef"

    def __str__(self) -> str:
        return f"steekproef {self.line_id}"
