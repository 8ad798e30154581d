"""Making organisations and accounts. An organisation and a user always come with their principal."""

from django.db import transaction

from familienetwerk.accounts.models import Municipality, Organisation, Principal, User


@transaction.atomic
def add_organisation(
    *,
    name: str,
    kind: str,
    policy_domain: str,
    municipality: Municipality | None = None,
    is_asked_at_intake: bool = False,
) -> Organisation:
    organisation = Organisation.objects.create(
        name=name,
        kind=kind,
        policy_domain=policy_domain,
        municipality=municipality,
        is_asked_at_intake=is_asked_at_intake,
    )
    Principal.objects.create(organisation=organisation)
    return organisation


@transaction.atomic
def add_user(
    *,
    email: str,
    name: str,
    organisation: Organisation,
    roles: list[str],
    job_title: str = "",
    password: str | None = None,
) -> User:
    """A new account; without a password it can only be opened through an invitation."""
    user = User(email=email.lower(), name=name, organisation=organisation, roles=roles, job_title=job_title)
    user.set_password(password)
    user.save()
    Principal.objects.create(user=user)
    return user
