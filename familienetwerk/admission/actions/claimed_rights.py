"""Rights that an organisation gives to its own people."""

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from cases.actions import leave_every_case
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.accounts.roles import Role
from familienetwerk.admission.actions.accounts import moves_away
from familienetwerk.audit.models import EventType, record


@transaction.atomic
def follow_claims(user: User, *, roles: list[str], organisation: Organisation) -> bool:
    """At each log-in, as it stands there; without any role left, what was open closes. Whether one is left."""
    if not organisation.is_the_municipality:  # whatever a provider says: a partner oversees nobody
        roles = [role for role in roles if role != Role.PRIVACY_OFFICER]
    user.refresh_from_db(from_queryset=User.objects.select_for_update())
    if (sorted(user.roles), user.organisation_id) == (sorted(roles), organisation.pk):
        return bool(roles)
    if moves_away(user, organisation, roles):
        leave_every_case(user, by=user, on=timezone.localdate())
    user.roles, user.organisation = roles, organisation
    user.save(update_fields=["roles", "organisation"])
    if not roles:
        for session in UserSession.objects.filter(user=user):
            session.end()
    record(EventType.ACCOUNT_CHANGED, by=None, subject="user", subject_ids=[user.pk], page="follow_claims")
    return bool(roles)
