"""Beheer: who is invited, who moves, who leaves."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from familienetwerk.accounts.models import Organisation, User
from familienetwerk.accounts.roles import Role
from familienetwerk.admission import actions
from familienetwerk.admission.mail import Kind, letter
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.outbox.models import Job
from tests.factories import a_municipality, an_organisation
from tests.platform.people import PASSWORD, log_in, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def fatima(client: Client) -> User:
    fatima = somebody(Role.FUNCTIONAL_ADMIN, name="Fatima el Amrani")
    client.force_login(fatima)
    return fatima


def invitation_for(organisation: Organisation, **other: Any) -> dict[str, Any]:
    return {
        "email": "Nieuw@Partner.example",
        "name": "Noor Nieuw",
        "job_title": "",
        "organisation": organisation.pk,
        "roles": [Role.PARTNER.value],
        **other,
    }


def test_an_invitation_leads_to_a_password_and_in(client: Client, fatima: User) -> None:
    client.post("/beheer/gebruikers/uitnodigen/", invitation_for(an_organisation()))

    noor = User.objects.get(email="nieuw@partner.example")
    text = letter(Kind.INVITATION, noor).body
    guest = Client()
    form = guest.get(re.search(r"https?://[^/]+(\S+)", text)[1], follow=True)
    guest.post(form.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})

    assert log_in(guest, noor).url == "/"
    assert noor.roles == [Role.PARTNER]


def test_an_invitation_is_promised_and_holds_nothing_about_anybody(client: Client, fatima: User) -> None:
    client.post("/beheer/gebruikers/uitnodigen/", invitation_for(an_organisation()))

    noor = User.objects.get(email="nieuw@partner.example")
    written = letter(Kind.INVITATION, noor)
    assert Job.objects.filter(kind="invitation", subject_id=noor.pk, asked_by=fatima).count() == 1
    assert mail.outbox == []
    assert "Noor" not in written.body + written.subject
    assert written.to == ["nieuw@partner.example"]


def test_an_invitation_works_once(client: Client, fatima: User) -> None:
    noor = actions.invite_user(
        email="noor@partner.example", name="Noor", organisation=an_organisation(), roles=[Role.PARTNER], by=fatima
    )
    link = re.search(r"https?://[^/]+(\S+)", letter(Kind.INVITATION, noor).body)[1]
    noor.set_password(PASSWORD)
    noor.save()

    page = Client().get(link, follow=True).text

    assert "Deze link werkt niet meer" in page


def test_an_address_is_invited_once(client: Client, fatima: User) -> None:
    taken = somebody()

    response = client.post(
        "/beheer/gebruikers/uitnodigen/", invitation_for(an_organisation(), email=taken.email.upper())
    )

    assert "Dit e-mailadres heeft al een account." in response.text
    assert User.objects.filter(email__iexact=taken.email).count() == 1


def test_a_forgotten_password_promises_the_same_answer_for_every_address(client: Client) -> None:
    known = somebody()

    answers = [
        client.post("/wachtwoord/vergeten/", {"email": email}).url for email in (known.email, "niemand@example.org")
    ]

    assert answers == ["/wachtwoord/verstuurd/"] * 2
    assert list(Job.objects.values_list("kind", "subject_id")) == [("password_forgotten", known.pk)]


def test_ending_an_account_closes_its_sessions_at_once(client: Client, fatima: User) -> None:
    leaver = somebody(name="Chris Vos")
    elsewhere = Client()
    log_in(elsewhere, leaver)

    client.post(f"/beheer/gebruikers/{leaver.pk}/beeindigen/")

    assert elsewhere.get("/account/").status_code == 302
    assert not leaver.usersession_set.exists()
    assert AuditEvent.objects.filter(type=EventType.ENDED, user_id=fatima.pk, subject_ids=str(leaver.pk)).exists()
    assert log_in(Client(), leaver).status_code == 200


def test_a_link_in_a_mailbox_does_not_open_an_ended_account(client: Client, fatima: User) -> None:
    leaver = somebody()
    link = re.search(r"https?://[^/]+(\S+)", letter(Kind.PASSWORD_FORGOTTEN, leaver).body)[1]

    actions.end_account(leaver, by=fatima)

    assert "Deze link werkt niet meer" in Client().get(link, follow=True).text


def test_changing_roles_works_at_the_next_click(client: Client, fatima: User) -> None:
    mover = somebody(Role.PARTNER)
    other = an_organisation()

    client.post(
        f"/beheer/gebruikers/{mover.pk}/",
        {"name": mover.name, "job_title": "Teamleider", "organisation": other.pk, "roles": [Role.MANAGER.value]},
    )

    mover.refresh_from_db()
    assert (mover.roles, mover.organisation, mover.job_title) == ([Role.MANAGER], other, "Teamleider")


@pytest.mark.parametrize("path", ["", "beeindigen/"])
def test_nobody_changes_their_own_account(client: Client, fatima: User, path: str) -> None:
    response = client.post(
        f"/beheer/gebruikers/{fatima.pk}/{path}",
        {"name": "Fatima", "organisation": fatima.organisation_id, "roles": list(Role.values)},
    )

    fatima.refresh_from_db()
    assert "Vraag het een andere functioneel beheerder." in response.text
    assert fatima.roles == [Role.FUNCTIONAL_ADMIN]
    assert fatima.is_active


def test_the_actions_refuse_it_too(fatima: User) -> None:
    with pytest.raises(actions.CannotChangeAccount, match="uw eigen account"):
        actions.end_account(fatima, by=fatima)


def test_an_account_in_use_is_not_invited_again(client: Client, fatima: User) -> None:
    user = somebody()

    response = client.post(f"/beheer/gebruikers/{user.pk}/uitnodiging/", follow=True)

    assert "Dit account is al in gebruik." in response.text
    assert not Job.objects.exists()


def test_an_organisation_can_be_added(client: Client, fatima: User) -> None:
    client.post(
        "/beheer/organisaties/toevoegen/",
        {"name": "De Klimop", "kind": "SCHOOL", "policy_domain": "EDUCATION", "municipality": a_municipality().pk},
    )

    school = Organisation.objects.get(name="De Klimop")
    assert school.principal is not None
    assert "De Klimop" in client.get("/beheer/organisaties/").text


@pytest.mark.parametrize(
    "path",
    [
        "/beheer/gebruikers/",
        "/beheer/gebruikers/uitnodigen/",
        "/beheer/organisaties/",
        "/beheer/organisaties/toevoegen/",
    ],
)
def test_is_for_the_functional_admin_only(client: Client, path: str) -> None:
    client.force_login(somebody(*(role for role in Role if role != Role.FUNCTIONAL_ADMIN)))

    response = client.get(path)

    assert response.status_code == 403
    assert "Dat mag u niet doen" in response.text
    assert AuditEvent.objects.filter(type=EventType.REFUSED).exists()


def test_users_are_found_by_a_part_of_name_or_organisation(client: Client, fatima: User) -> None:
    wanted, other = somebody(name="Zoë van den Berg"), somebody(name="Piet Puk")

    page = client.post("/beheer/gebruikers/", {"q": "den berg"}).text

    assert wanted.email in page
    assert other.email not in page
    assert other.email in client.get("/beheer/gebruikers/", {"q": "den berg"}).text  # no name in an address


def test_ended_accounts_have_an_address_of_their_own(client: Client, fatima: User) -> None:
    ended = somebody(name="Piet Puk")
    User.objects.filter(pk=ended.pk).update(is_active=False)

    answer = client.post("/beheer/gebruikers/", {"q": "", "beeindigd": "1"})

    assert answer.url == "/beheer/gebruikers/?beeindigd=1"
    assert ended.email in client.get(answer.url).text
    assert ended.email in client.post("/beheer/gebruikers/", {"q": "puk", "beeindigd": "1"}).text
    assert "Niemand gevonden." in client.post("/beheer/gebruikers/", {"q": "puk"}).text
