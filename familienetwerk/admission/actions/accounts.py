"""Inviting somebody, changing what an account may, ending it; adding an organisation."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cases.actions import leave_every_case
from familienetwerk.accounts import actions as accounts
from familienetwerk.accounts.models import (
    HomeStreet,
    Municipality,
    Organisation,
    OrganisationKind,
    PolicyDomain,
    User,
)
from familienetwerk.accounts.roles import Power, Role, powers_of
from familienetwerk.admission import mail
from familienetwerk.admission.actions.shutting_out import shut_out
from familienetwerk.admission.rules import obstacles_to_changing_account
from familienetwerk.audit.models import EventType, record


class CannotChangeAccount(Exception):
    """The rules do not allow it; `obstacles` says why."""

    def __init__(self, obstacles: list[str]) -> None:
        super().__init__(" ".join(obstacles))
        self.obstacles = obstacles


class AlreadySetUp(Exception):
    """There is a functional admin, who invites the others."""

    def __init__(self) -> None:
        super().__init__("Er is al een functioneel beheerder. Die nodigt anderen uit onder Beheer.")


@transaction.atomic
def set_up(*, email: str, name: str) -> User:
    """The municipality, its own organisation and the first functional admin, who chooses a password by a link."""
    if User.objects.active().with_role(Role.FUNCTIONAL_ADMIN).exists():
        raise AlreadySetUp
    municipality, _ = Municipality.objects.get_or_create(name=settings.MUNICIPALITY_NAME.removeprefix("Gemeente "))
    organisation = accounts.add_organisation(
        name=f"Gemeente {municipality}, beheer",
        kind=OrganisationKind.MUNICIPALITY,
        policy_domain=PolicyDomain.OTHER,
        municipality=municipality,
    )
    user = accounts.add_user(email=email, name=name, organisation=organisation, roles=[Role.FUNCTIONAL_ADMIN])
    record(EventType.CREATED, by=user, subject="user", subject_ids=[user.pk], page="set_up")
    return user


@transaction.atomic
def invite_user(
    *, email: str, name: str, organisation: Organisation, roles: list[str], by: User, job_title: str = ""
) -> User:
    """A new account without a password, and a letter with a link to choose one."""
    user = accounts.add_user(email=email, name=name, organisation=organisation, roles=roles, job_title=job_title)
    record(EventType.CREATED, by=by, subject="user", subject_ids=[user.pk], page="invite_user")
    mail.promise(mail.Kind.INVITATION, user, by=by)
    return user


@transaction.atomic
def invite_again(user: User, *, by: User) -> None:
    """The same letter once more, for an account that nobody opened yet."""
    user = User.objects.select_for_update().get(pk=user.pk)
    refuse_if(["Dit account is al in gebruik."] if user.has_usable_password() or not user.is_active else [])
    record(EventType.ACCOUNT_CHANGED, by=by, subject="user", subject_ids=[user.pk], page="invite_again")
    mail.promise(mail.Kind.INVITATION, user, by=by)


@transaction.atomic
def change_account(
    user: User, *, name: str, organisation: Organisation, roles: list[str], job_title: str, by: User
) -> None:
    """Somebody moves to other work: another organisation, other roles."""
    user = User.objects.select_for_update().get(pk=user.pk)
    refuse_if(obstacles_to_changing_account(account_id=user.pk, by_id=by.pk))
    if moves_away(user, organisation, roles):
        leave_every_case(user, by=by, on=timezone.localdate())
    user.name, user.organisation, user.roles, user.job_title = name, organisation, roles, job_title
    user.save(update_fields=["name", "organisation", "roles", "job_title"])
    record(EventType.ACCOUNT_CHANGED, by=by, subject="user", subject_ids=[user.pk], page="change_account")


def moves_away(user: User, organisation: Organisation, roles: list[str]) -> bool:
    """To another organisation, or to work without cases: what was needed for the old work is not needed any more."""
    works_on_cases = Power.ANSWER_QUESTIONS in powers_of(tuple(roles))
    return user.organisation_id != organisation.pk or not works_on_cases


@transaction.atomic
def end_account(user: User, *, by: User) -> None:
    """Somebody leaves: in one act every session ends, every case closes, and nothing opens the account again."""
    user = User.objects.select_for_update().get(pk=user.pk)
    refuse_if(obstacles_to_changing_account(account_id=user.pk, by_id=by.pk))
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    shut_out(user)
    HomeStreet.objects.filter(user=user).delete()  # was asked of who works here
    leave_every_case(user, by=by, on=timezone.localdate())
    record(EventType.ENDED, by=by, subject="user", subject_ids=[user.pk], page="end_account")


@transaction.atomic
def add_organisation(
    *,
    name: str,
    kind: str,
    policy_domain: str,
    municipality: Municipality | None,
    is_asked_at_intake: bool,
    by: User,
) -> Organisation:
    """A partner that people can be invited for."""
    organisation = accounts.add_organisation(
        name=name,
        kind=kind,
        policy_domain=policy_domain,
        municipality=municipality,
        is_asked_at_intake=is_asked_at_intake,
    )
    record(EventType.CREATED, by=by, subject="organisation", subject_ids=[organisation.pk], page="add_organisation")
    return organisation


def refuse_if(obstacles: list[str]) -> None:
    if obstacles:
        raise CannotChangeAccount(obstacles)
