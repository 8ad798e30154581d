"""The same rights as guardian has them out of the box: a row of text for each person and case, for every model."""

from typing import cast
from unittest.mock import patch

from django.db import connection
from guardian.models import GroupObjectPermission, UserObjectPermission
from guardian.shortcuts import get_objects_for_user

from cases.models import Case
from cases.models.case import CaseQuerySet
from familienetwerk.accounts.models import User
from familienetwerk.behalf import Errand, acting_as

FILL = """
DELETE FROM guardian_userobjectpermission;
INSERT INTO guardian_userobjectpermission (object_pk, content_type_id, permission_id, user_id)
SELECT held.content_object_id::text, permission.content_type_id, permission.id, held.user_id
FROM cases_case_user_permission held JOIN auth_permission permission ON permission.id = held.permission_id
WHERE permission.codename = 'view_case'
"""


@acting_as(Errand.LOADING)
def fill() -> None:
    """From guardian's view of our grants, so that both give the same rows."""
    with connection.cursor() as cursor:
        cursor.execute(FILL)


def cases_for(user: User) -> CaseQuerySet:
    """guardian.shortcuts.get_objects_for_user on its own tables, without its two traps."""
    with (
        patch("guardian.shortcuts.get_user_obj_perms_model", return_value=UserObjectPermission),
        patch("guardian.shortcuts.get_group_obj_perms_model", return_value=GroupObjectPermission),
    ):
        found = get_objects_for_user(
            user, "cases.view_case", klass=Case.objects.all(), with_superuser=False, accept_global_perms=False
        )
    return cast(CaseQuerySet, found)
