"""What somebody typed while the session had already ended."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.http import QueryDict
from django.utils import timezone

from familienetwerk.accounts.models.user import User
from familienetwerk.sealing import CannotUnseal, seal, unseal

KEPT_FOR = timedelta(hours=12)
PURPOSE = "unsent form"


class UnsentFormQuerySet(models.QuerySet["UnsentForm"]):
    def fresh(self) -> Self:
        return self.filter(kept_at__gt=timezone.now() - KEPT_FOR)

    def stale(self) -> Self:
        return self.filter(kept_at__lte=timezone.now() - KEPT_FOR)


class UnsentForm(models.Model):
    """A form that arrived after its session had ended: sealed, for the same user, half a day at most."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    path = models.TextField()  # with its query: of some pages that says what the form is about
    sealed_fields = models.TextField()
    kept_at = models.DateTimeField(auto_now_add=True)

    objects = UnsentFormQuerySet.as_manager()

    class Meta:
        verbose_name = "niet verzonden formulier"

    def __str__(self) -> str:
        return f"unsent form {self.pk}"

    @classmethod
    def of(cls, user: User, path: str, fields: QueryDict) -> Self:
        return cls(user=user, path=path, sealed_fields=seal(fields.urlencode(), purpose=PURPOSE))

    @property
    def page(self) -> str:
        return self.path.partition("?")[0]

    @property
    def fields(self) -> QueryDict:
        """What was typed; empty when this installation got another secret meanwhile."""
        try:
            return QueryDict(unseal(self.sealed_fields, purpose=PURPOSE))
        except CannotUnseal:
            return QueryDict()
