"""Which organisations work together under a frame, and until when."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When

from cases.models.frame import LegalFrame
from familienetwerk.accounts.models import Organisation
from familienetwerk.db import not_before


class FrameParticipantQuerySet(models.QuerySet["FrameParticipant"]):
    def running(self, today: date) -> Self:
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=today), valid_from__lte=today)

    def not_over(self, today: date) -> Self:
        """Takes part today, or will."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=today))

    def ending_by(self, day: date, *, today: date) -> Self:
        """Takes part now, and not after this day, while the frame goes on."""
        goes_on = Q(frame__valid_until=None) | Q(frame__valid_until__gt=F("valid_until"))
        return self.running(today).filter(goes_on, valid_until__lte=day).order_by("valid_until", "pk")


class FrameParticipant(models.Model):
    """An organisation that signed: from the one day to the other it takes part under this frame (FR-131)."""

    frame = models.ForeignKey(LegalFrame, models.PROTECT, related_name="participants", verbose_name="kader")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="frames", verbose_name="organisatie")
    valid_from = models.DateField("doet mee vanaf")
    valid_until = models.DateField("doet mee tot en met", null=True, blank=True)

    objects = FrameParticipantQuerySet.as_manager()

    class Meta:
        constraints = [
            not_before(
                "valid_until",
                "valid_from",
                name="participant_leaves_after_it_joined",
                message="De laatste dag ligt voor de eerste dag.",
            ),
            ExclusionConstraint(
                name="participant_is_once_at_a_time",
                expressions=[
                    ("frame", RangeOperators.EQUAL),
                    ("organisation", RangeOperators.EQUAL),
                    (
                        Func(
                            F("valid_from"),
                            Case(When(valid_until__lt=F("valid_from"), then=F("valid_from")), default=F("valid_until")),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="Deze organisatie doet in deze periode al mee.",
            ),
        ]
        verbose_name = "deelnemer aan een kader"

    def __str__(self) -> str:
        return f"{self.organisation} in {self.frame}"

    def has_ended(self, today: date) -> bool:
        return self.valid_until is not None and self.valid_until < today
