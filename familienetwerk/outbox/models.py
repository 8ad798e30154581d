"""What was promised, kept until it is done; and that the clock runs."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import UUID7, Now

from familienetwerk.db import filled, one_of


class JobState(models.TextChoices):
    """Where a piece of work stands. The label is what the person who waits for it reads."""

    OPEN = "OPEN", "in de wachtrij"
    BUSY = "BUSY", "wordt gemaakt"
    SENDING = "SENDING", "wordt verstuurd"
    DONE = "DONE", "klaar"
    FAILED = "FAILED", "mislukt, probeer opnieuw"
    DOUBTFUL = "DOUBTFUL", "misschien verstuurd, kijk het na"

    @classmethod
    def held(cls) -> list["JobState"]:
        """A worker has it, until the lease ends."""
        return [cls.BUSY, cls.SENDING]

    @classmethod
    def final(cls) -> list["JobState"]:
        """Nothing happens any more by itself."""
        return [cls.DONE, cls.FAILED, cls.DOUBTFUL]


# From where to where a job may go. Only a person moves FAILED and DOUBTFUL.
TRANSITIONS: dict[JobState, frozenset[JobState]] = {
    JobState.OPEN: frozenset({JobState.BUSY}),
    JobState.BUSY: frozenset({JobState.OPEN, JobState.SENDING, JobState.DONE, JobState.FAILED}),
    JobState.SENDING: frozenset({JobState.BUSY, JobState.DONE, JobState.DOUBTFUL}),
    JobState.DONE: frozenset(),
    JobState.FAILED: frozenset({JobState.OPEN}),
    JobState.DOUBTFUL: frozenset({JobState.OPEN}),
}

# The words of templates/components/download.html.
PROGRESS = {
    JobState.OPEN: "WAITING",
    JobState.BUSY: "BUSY",
    JobState.SENDING: "BUSY",
    JobState.DONE: "READY",
    JobState.FAILED: "FAILED",
    JobState.DOUBTFUL: "FAILED",
}


class JobQuerySet(models.QuerySet["Job"]):
    """All moments are compared by the clock of the database: workers on several machines then agree."""

    def for_subject(self, kind: str, subject_id: int) -> Self:
        """What was promised of this kind for this subject, newest first."""
        return self.filter(kind=kind, subject_id=subject_id).newest_first()

    def unfinished(self) -> Self:
        return self.exclude(state__in=JobState.final())

    def due(self) -> Self:
        """Free to be taken now."""
        return self.filter(state=JobState.OPEN, next_try_at__lte=Now())

    def unanswered(self) -> Self:
        """Free to be taken, and the doorbell has not been rung or nobody came."""
        patience = timedelta(seconds=settings.OUTBOX_RING_AGAIN_SECONDS)
        return self.due().filter(Q(rung_at=None) | Q(rung_at__lte=Now() - patience))

    def abandoned(self) -> Self:
        """Held by a worker that died or hangs: its lease ended."""
        return self.filter(lease_until__lte=Now())

    def needing_a_person(self) -> Self:
        """Failed, or perhaps sent, and nobody has looked yet."""
        return self.filter(state__in=[JobState.FAILED, JobState.DOUBTFUL], settled_by=None)

    def oldest_first(self) -> Self:
        return self.order_by("created_at", "pk")

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")


class Job(models.Model):
    """A piece of work (taak) that the app promised: a PDF to make, a mail to send. Numbers only, no names."""

    id = models.UUIDField("nummer", primary_key=True, db_default=UUID7(), editable=False)
    kind = models.CharField("soort", max_length=40)
    subject_id = models.BigIntegerField("nummer van het onderwerp")
    key = models.CharField("sleutel", max_length=120, unique=True, help_text="Dezelfde sleutel belooft maar één keer.")
    state = models.CharField("stand", max_length=8, choices=JobState, default=JobState.OPEN)
    tries = models.PositiveSmallIntegerField("pogingen", default=0)
    next_try_at = models.DateTimeField("volgende poging vanaf", db_default=Now())
    rung_at = models.DateTimeField("laatst aangebeld", null=True, blank=True)
    lease_until = models.DateTimeField("in handen tot", null=True, blank=True)
    last_error = models.CharField("laatste fout", max_length=80, blank=True, help_text="Alleen de naam van de fout.")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="gevraagd door",
        help_text="Leeg: de app zelf, volgens het rooster.",
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="nagekeken door",
        help_text="Wie mislukt of twijfelachtig werk heeft gezien en het zo laat.",
    )
    created_at = models.DateTimeField("beloofd op", db_default=Now())
    finished_at = models.DateTimeField("afgelopen op", null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("state", JobState),
            filled("kind"),
            models.CheckConstraint(
                name="job_key_is_made_of_words_and_numbers",
                condition=Q(key__regex=r"^[a-z0-9_:-]+$"),
                violation_error_message="Een sleutel bestaat uit kleine letters, cijfers, :, _ en -.",
            ),
            models.CheckConstraint(
                name="job_error_is_only_a_name",
                condition=Q(last_error__regex=r"^[A-Za-z0-9_]*$"),
                violation_error_message="Bewaar van een fout alleen de naam.",
            ),
            models.CheckConstraint(
                name="job_has_a_lease_exactly_while_held",
                condition=Q(state__in=JobState.held(), lease_until__isnull=False)
                | (~Q(state__in=JobState.held()) & Q(lease_until__isnull=True)),
                violation_error_message="Alleen werk dat in handen is, is dat tot een moment.",
            ),
            models.CheckConstraint(
                name="job_has_an_end_exactly_when_final",
                condition=Q(state__in=JobState.final(), finished_at__isnull=False)
                | (~Q(state__in=JobState.final()) & Q(finished_at__isnull=True)),
                violation_error_message="Alleen werk dat afgelopen is, heeft een einde.",
            ),
            models.CheckConstraint(
                name="job_is_settled_only_when_a_person_was_needed",
                condition=Q(settled_by=None) | Q(state__in=[JobState.FAILED, JobState.DOUBTFUL]),
                violation_error_message="Alleen mislukt of twijfelachtig werk wordt nagekeken.",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "subject_id", "-created_at"], name="job_by_subject"),
            models.Index(fields=["next_try_at"], condition=Q(state=JobState.OPEN), name="job_open_by_next_try"),
            models.Index(fields=["lease_until"], condition=Q(lease_until__isnull=False), name="job_held_by_lease"),
            models.Index(
                fields=["created_at"],
                condition=Q(state__in=[JobState.FAILED, JobState.DOUBTFUL], settled_by=None),
                name="job_needing_a_person",
            ),
        ]
        verbose_name = "taak"
        verbose_name_plural = "taken"

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}: {self.word}"

    @property
    def word(self) -> str:
        """How it stands, for the person who waits for it."""
        if self.state == JobState.OPEN and self.tries:
            return "lukte nog niet, wordt opnieuw geprobeerd"
        return str(JobState(self.state).label)

    @property
    def progress(self) -> str:
        """How it stands, in the words of the download component: WAITING, BUSY, READY or FAILED."""
        return PROGRESS[JobState(self.state)]

    @property
    def is_final(self) -> bool:
        return self.state in JobState.final()

    @property
    def is_done(self) -> bool:
        return self.state == JobState.DONE

    @property
    def may_be_tried_again(self) -> bool:
        """By a person: it failed, or nobody knows whether it was sent."""
        return self.state in (JobState.FAILED, JobState.DOUBTFUL)

    @property
    def needs_a_person(self) -> bool:
        return self.may_be_tried_again and self.settled_by_id is None

    def may_become(self, state: JobState) -> bool:
        return state in TRANSITIONS[JobState(self.state)]


class PeriodicRun(models.Model):
    """That a periodic piece of work was done for a period, so that two clocks do it once."""

    name = models.CharField("werk", max_length=60)
    period = models.CharField("periode", max_length=20, help_text="Bijvoorbeeld 2026-11-23 of 2026-W48.")
    done_at = models.DateTimeField("gedaan op", db_default=Now())

    class Meta:
        constraints = [
            filled("name"),
            filled("period"),
            models.UniqueConstraint("name", "period", name="periodic_run_happens_once_per_period"),
        ]
        verbose_name = "periodiek werk"

    def __str__(self) -> str:
        return f"{self.name} {self.period}"


class Heartbeat(models.Model):
    """When the clock last reached a worker through the doorbell. One row, written over."""

    name = models.CharField("naam", max_length=20, primary_key=True)
    at = models.DateTimeField("moment", db_default=Now())

    class Meta:
        constraints = [filled("name")]
        verbose_name = "hartslag"

    def __str__(self) -> str:
        return f"{self.name} {self.at:%d-%m-%Y %H:%M:%S}"
