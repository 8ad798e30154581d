"""Who may come across what is kept for officers: breaches, and the monthly look at who looked."""

from typing import Any

from familienetwerk.accounts.models import User

OFFICER, MANAGER = "PRIVACY_OFFICER", "MANAGER"


def may_read_of_officers(user: User, row: Any) -> bool:
    return (may_read_of_looking if row._meta.app_label == "oversight" else may_read_of_a_breach)(user, row)


def may_read_of_a_breach(user: User, row: Any) -> bool:
    """The officer of that municipality, also of what it was; and who reported something, of that report as it is."""
    is_officer, home = OFFICER in user.roles, user.organisation.municipality_id
    name = row._meta.model_name
    if name.startswith("suspicion"):
        is_own = name == "suspicion" and row.reported_by_id == user.pk
        return is_own or (is_officer and row.municipality_id in {None, home})
    breach = row if name.startswith("breach") else row.breach
    return is_officer and breach.municipality_id == home


def may_read_of_looking(user: User, row: Any) -> bool:
    """An officer, a manager of what an officer looked at, and of a signal who is asked about it."""
    if OFFICER in user.roles:
        return True
    if row._meta.model_name == "logreview":
        return False
    is_about_an_officer = bool(row.user and OFFICER in row.user.roles)
    is_asked = row._meta.model_name == "logsignal" and row.user_id == user.pk and row.asked_on is not None
    return is_asked or (MANAGER in user.roles and is_about_an_officer)
