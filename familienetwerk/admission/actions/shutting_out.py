"""Nothing that was open stays open."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession

from familienetwerk.accounts.models import KnownDevice, UnsentForm, User


def shut_out(user: User) -> None:
    """Every session, way to log in and known browser of this account; called in the transaction of its cause.

    A session that is not on the list ends too: it holds a hash of the password, which the caller takes away.
    """
    for session in UserSession.objects.filter(user=user):
        session.end()
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    KnownDevice.objects.filter(user=user).delete()
    UnsentForm.objects.filter(user=user).delete()
