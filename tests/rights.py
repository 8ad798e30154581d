"""What every reader of the grants says about one user and one case."""

from django.db import connection
from guardian.shortcuts import get_users_with_perms

from cases import permissions
from cases.models import Case
from cases.permissions import VIEW
from familienetwerk.behalf import acting_for


def rights_of(user, case: Case) -> dict[str, bool]:
    """What each reader of the grants says. A fresh user: Django keeps answers on the object."""
    user = type(user).objects.get(pk=user.pk)
    return {
        "list": Case.objects.visible_to(user).filter(pk=case.pk).exists(),
        "has_perm": user.has_perm(VIEW, case),
        "guardian": user in get_users_with_perms(case, only_with_perms_in=["view_case"]),
        "who sees": user in permissions.users_who_see(case),
        "policy": is_held_by(user, case),
    }


def is_held_by(user, case: Case) -> bool:
    """What the policies of the database ask, whatever the app asks."""
    return rows_for(user, "app_held", case) > 0


def rows_for(user, table: str, case: Case) -> int:
    """By raw SQL, in the app's role on behalf of this user."""
    with acting_for(user.pk), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE case_id = %s", [case.pk])
        return cursor.fetchone()[0]


EVERYWHERE = {"list": True, "has_perm": True, "guardian": True, "who sees": True, "policy": True}
NOWHERE = dict.fromkeys(EVERYWHERE, False)
