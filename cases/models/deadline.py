"""What is due for a case, whichever app set it. The work list reads this table."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce

from cases.models.case import Case
from cases.models.grant import GrantLevel, held_on
from cases.models.restriction import KnownQuerySet, Reader
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.accounts.written_conditions import ExistsOnce, ProbeOnce
from familienetwerk.db import one_of


class DeadlineKind(models.TextChoices):
    """What must be done; the label is a sentence that starts with a verb and names nobody."""

    QUESTION = "QUESTION", "Beantwoord de vraag"
    INVITATION = "INVITATION", "Laat weten of u meedoet"
    TRIAGE = "TRIAGE", "Beslis over de intake"
    MEMBER_REVIEW = "MEMBER_REVIEW", "Bekijk opnieuw: is dit gezinslid nog nodig?"
    INFORMING = "INFORMING", "Informeer een gezinslid"
    REASSESSMENT = "REASSESSMENT", "Beoordeel opnieuw"
    AGREEMENT = "AGREEMENT", "Reageer op de probleemdefinitie"
    ADOPTION = "ADOPTION", "Reageer op het plan van aanpak"
    ACTION = "ACTION", "Voer een actie uit"
    INTERVENTION = "INTERVENTION", "Kijk naar een interventie"
    RECALL = "RECALL", "Meld de ontvanger wat er gewijzigd is"
    AGREED = "AGREED", "Doe wat in een bespreking is afgesproken"
    EVALUATION = "EVALUATION", "Evalueer het plan met alle partners"


# Asked of the desk of an organisation that may not know the case (yet): number and frame, nothing more.
OUTSIDE_THE_CASE = [DeadlineKind.QUESTION, DeadlineKind.INVITATION]


# Work that can be about a person.
ABOUT_SOMEBODY = [
    DeadlineKind.MEMBER_REVIEW,
    DeadlineKind.INFORMING,
    DeadlineKind.REASSESSMENT,
    DeadlineKind.ACTION,
    DeadlineKind.INTERVENTION,
]
# Work of which the subject is a family member.
ABOUT_A_MEMBER = [DeadlineKind.MEMBER_REVIEW, DeadlineKind.INFORMING]
# Of an action that not everybody on the case may read: what it is stands not beside its day.
FOR_FEWER = Q(kind=DeadlineKind.ACTION, about="")


class IsAboutHidden(models.Func):
    """Whether work of this kind about this subject is about somebody hidden from who asks, as the database knows it.

    Written out it would be asked of six tables, and take longer to plan than to answer.
    """

    function = "app_hides_due"
    output_field = models.BooleanField()


class ReadsAction(models.Func):
    """Whether who asks may read this action, as the database knows it (familienetwerk.second_line.functions)."""

    function = "app_reads_action"
    output_field = models.BooleanField()


class DeadlineQuerySet(KnownQuerySet["Deadline"]):
    def about_hidden(self, reader: Reader) -> Q:
        """Of who asks the database, whoever the reader is: the two are the same on every page."""
        return Q(Q(kind__in=ABOUT_SOMEBODY), Q(Coalesce(IsAboutHidden("kind", "subject_id"), Value(value=False))))

    def open(self) -> Self:
        return self.filter(settled_on=None)

    def overdue(self, today: date) -> Self:
        return self.open().filter(due_on__lt=today)

    def due_by(self, day: date) -> Self:
        return self.open().filter(due_on__lte=day)

    def for_work_list_of(self, user: User) -> Self:
        """What this user must do: named, or for the desk of the organisation."""
        mine = Q(user=user.pk) | Q(user=None, organisation=user.organisation_id)
        return self.open().filter(mine).known_to(user)

    def known_to(self, reader: Reader) -> Self:
        """Work on a case stays with who may see it; only a question to join or to tell reaches a whole desk.

        Without actions that this user may not read: the plan says that they exist, who does them when is theirs.
        For nobody in particular: without what not everybody on the case may know.
        """
        known = super().known_to(reader)
        if reader is None:
            return known.exclude(FOR_FEWER)
        sees = ProbeOnce(held_on, reader, "case_id", about=(GrantLevel.READ,))
        own = Q(organisation=reader.organisation_id)
        return known.filter(Q(kind__in=OUTSIDE_THE_CASE) | sees).filter(~FOR_FEWER | own | Q(ReadsAction("subject_id")))

    def named_and_desk(self, user: User) -> list[Self]:
        """The list of work in two parts, each of which an index has by day."""
        known = self.open().known_to(user)
        return [known.filter(user=user.pk), known.filter(user=None, organisation=user.organisation_id)]

    def waiting_for_others(self, user: User) -> Self:
        """What others still owe in the cases that this user coordinates."""
        coordinates = ExistsOnce(held_on, user, "case_id", about=(GrantLevel.COORDINATE,))
        return self.open().filter(coordinates).exclude(user=user.pk).known_to(user)

    def of_who_left(self) -> Self:
        """Still with the name of somebody whose account ended: waits for another."""
        return self.open().filter(user__is_active=False).exclude(kind__in=OUTSIDE_THE_CASE)

    def by_date(self) -> Self:
        return self.order_by("due_on", "pk")


class Deadline(models.Model):
    """One thing that must be done for a case on a day, by a professional or by the desk of an organisation."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="deadlines", verbose_name="casus")
    kind = models.CharField("soort", max_length=20, choices=DeadlineKind)
    subject_id = models.BigIntegerField("nummer van het onderwerp")
    due_on = models.DateField("uiterlijk")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="organisatie")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="deadlines", verbose_name="wie"
    )
    about = models.CharField(
        "waarover", max_length=300, blank=True, help_text="Alleen voor wie de casus ziet; nooit in een mail."
    )
    settled_on = models.DateField("afgehandeld op", null=True, blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("kind", DeadlineKind),
            models.UniqueConstraint(
                "kind", "subject_id", "organisation", condition=Q(settled_on=None), name="deadline_is_open_once"
            ),
        ]
        indexes = [
            models.Index(fields=["user", "due_on", "id"], condition=Q(settled_on=None), name="deadline_open_by_user"),
            models.Index(
                fields=["organisation", "due_on", "id"],
                condition=Q(settled_on=None, user=None),
                name="deadline_open_by_desk",
            ),
            models.Index(fields=["due_on", "id"], condition=Q(settled_on=None), name="deadline_open_by_day"),
            models.Index(fields=["case", "due_on"], condition=Q(settled_on=None), name="deadline_open_by_case"),
        ]
        verbose_name = "termijn"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_on:%d-%m-%Y}"

    @property
    def is_for_few(self) -> bool:
        """Of an action that not everybody on the case may read: `FOR_FEWER`, of a row in hand."""
        return self.kind == DeadlineKind.ACTION and not self.about
