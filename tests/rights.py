"""What every reader of the grants says about one user and one case."""

from guardian.shortcuts import get_users_with_perms

from cases import permissions
from cases.models import Case
from cases.permissions import VIEW


def rights_of(user, case: Case) -> dict[str, bool]:
    """What each reader of the grants says. A fresh user: Django keeps answers on the object."""
    user = type(user).objects.get(pk=user.pk)
    return {
        "list": Case.objects.visible_to(user).filter(pk=case.pk).exists(),
        "has_perm": user.has_perm(VIEW, case),
        "guardian": user in get_users_with_perms(case, only_with_perms_in=["view_case"]),
        "who sees": user in permissions.users_who_see(case),
    }


EVERYWHERE = {"list": True, "has_perm": True, "guardian": True, "who sees": True}
NOWHERE = dict.fromkeys(EVERYWHERE, False)
