"""One number space for everybody who can hold a grant."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from familienetwerk.accounts.models.organisation import Organisation


class Principal(models.Model):
    """A user or an organisation as holder of grants, so that one index probe finds the grants of both."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="principal")
    organisation = models.OneToOneField(Organisation, models.CASCADE, null=True, related_name="principal")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="principal_is_a_user_or_an_organisation",
                condition=Q(user__isnull=False, organisation__isnull=True)
                | Q(user__isnull=True, organisation__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"principal {self.pk}"
