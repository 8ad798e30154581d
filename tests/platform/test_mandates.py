"""Who may do something on behalf of another: access that rests on it ends with it, and who must act hears in time."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cases.actions.reminders import users_to_remind
from cases.digest import digest_for
from cases.models import Case, FrameParticipant, LegalFrame
from familienetwerk.accounts.models import Mandate, User
from familienetwerk.accounts.roles import Role
from familienetwerk.admission import actions
from tests.factories import a_case, a_frame, a_household, a_user, an_involvement, anna, bram
from tests.rights import EVERYWHERE, NOWHERE, rights_of, rows_for

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def case() -> Case:
    case = a_case(coordinator=anna())
    a_household(case)
    return case


@pytest.fixture
def admin(client: Client) -> User:
    admin = a_user(Role.FUNCTIONAL_ADMIN, name="Fatima el Amrani")
    client.force_login(admin)
    return admin


@pytest.fixture
def user(case) -> User:
    user = bram()
    an_involvement(case, user)
    return user


def a_mandate(*, by: User, **fields: Any) -> Mandate:
    filled = {
        "on_behalf_of": "de burgemeester van Waterhoek",
        "task": "Meekijken in casussen",
        "ground": "Awb 10:3",
        "reference": "Besluit 14",
        "valid_from": TODAY - 100 * DAY,
        "is_ground_for_access": True,
    }
    return actions.record_mandate(by=by, **filled | fields)


@pytest.mark.parametrize("whose", ["user", "organisation"])
@pytest.mark.parametrize("until", [TODAY, None, TODAY - DAY])
def test_access_that_rests_on_a_mandate_ends_with_it(case, user, admin, whose, until):
    opens = until is None or until >= TODAY
    holder = {"user": user} if whose == "user" else {"organisation": user.organisation}

    a_mandate(by=admin, **holder, valid_until=until)

    assert rights_of(user, case) == (EVERYWHERE if opens else NOWHERE)
    assert rows_for(user, "cases_household", case) == opens


def test_a_newer_one_opens_again_and_so_does_a_later_end(case, user, admin):
    ended = a_mandate(by=admin, user=user, valid_until=TODAY - DAY)
    coming = a_mandate(by=admin, organisation=user.organisation, valid_from=TODAY + DAY)
    before = rights_of(user, case)

    actions.change_mandate(ended, by=admin, valid_until=TODAY, is_ground_for_access=True)
    longer = rights_of(user, case)
    for mandate in (ended, coming):
        actions.change_mandate(mandate, by=admin, valid_until=TODAY + DAY, is_ground_for_access=False)

    assert (before, longer, rights_of(user, case)) == (NOWHERE, EVERYWHERE, EVERYWHERE)


def test_nobody_else_is_shut_out_and_nothing_rests_on_one_that_gives_no_access(case, user, admin):
    a_mandate(by=admin, user=anna(), valid_until=TODAY - DAY)
    a_mandate(by=admin, user=user, valid_until=TODAY - DAY, is_ground_for_access=False)

    assert rights_of(user, case) == EVERYWHERE


def test_who_is_shut_out_reads_why(client: Client, case, user, admin):
    a_mandate(by=admin, user=user, valid_until=TODAY - DAY)
    client.force_login(user)

    page = client.get(f"/casussen/{case.pk}/")

    assert page.status_code == 403
    assert "Mandaat" in page.text
    assert "Is uw mandaat verlopen?" in page.text
    client.force_login(case.started_by)
    assert "Kan deze casus nu niet openen." in client.get(f"/casussen/{case.pk}/betrokkenen/").text


def test_the_functional_admin_records_one_and_changes_its_end(client: Client, user, admin):
    typed = {
        "organisation": user.organisation_id,
        "on_behalf_of": "de burgemeester",
        "task": "Waarschuwen",
        "ground": "Awb 10:3",
        "reference": "Besluit 2",
        "valid_from": "01-02-2026",
        "valid_until": "01-03-2027",
    }

    both = client.post("/beheer/mandaten/nieuw/", typed | {"user": user.pk})
    neither = client.post("/beheer/mandaten/nieuw/", typed | {"organisation": ""})
    backwards = client.post("/beheer/mandaten/nieuw/", typed | {"valid_until": "01-03-2020"})
    client.post("/beheer/mandaten/nieuw/", typed)
    mandate = Mandate.objects.get()
    client.post(f"/beheer/mandaten/{mandate.pk}/", {"valid_until": "", "is_ground_for_access": "on"})
    mandate.refresh_from_db()

    assert "Kies een persoon of een organisatie, niet allebei." in both.text
    assert "Kies een persoon of een organisatie." in neither.text
    assert "De einddatum ligt voor de begindatum." in backwards.text
    assert "Waarschuwen" in backwards.text
    assert (mandate.recorded_by, mandate.valid_until, mandate.is_ground_for_access) == (admin, None, True)
    assert "rust hierop, zonder einddatum" in client.get(f"/beheer/gebruikers/{user.pk}/").text
    assert "de burgemeester" in client.get("/beheer/mandaten/").text


def test_nobody_records_or_lengthens_the_own_one(admin):
    other = a_user(Role.FUNCTIONAL_ADMIN)
    own = a_mandate(by=other, user=admin, valid_until=TODAY)

    with pytest.raises(actions.NotOnesOwn):
        actions.change_mandate(own, by=admin, valid_until=None, is_ground_for_access=True)
    with pytest.raises(IntegrityError, match="mandate_is_recorded_by_another"), transaction.atomic():
        Mandate.objects.create(user=admin, recorded_by=admin, valid_from=TODAY, **said())


def said() -> dict[str, str]:
    return dict.fromkeys(["on_behalf_of", "task", "ground", "reference"], "x")


def test_what_it_says_stands(user, admin):
    mandate = a_mandate(by=admin, user=user)

    for change in ({"task": "Alles"}, {"user": None, "organisation": user.organisation}, {"valid_from": TODAY}):
        with pytest.raises(IntegrityError, match="Een mandaat blijft staan"), transaction.atomic():
            Mandate.objects.filter(pk=mandate.pk).update(**change)


TITLES = {
    "mandate": "Mandaat loopt af",
    "participation": "Deelname aan een kader loopt af",
    "agreement": "Convenant loopt af",
    "dpia": "DPIA loopt af of ontbreekt",
}


class TestWhatEnds:
    """Agreements, DPIAs, participations and mandates: on the work list, and in the mail when it presses (FR-156)."""

    @pytest.fixture
    def frame(self, user) -> LegalFrame:
        return a_frame(name="Regio")

    def ends(self, what: str, on, *, frame: LegalFrame, user: User, by: User) -> None:
        if what == "mandate":
            a_mandate(by=by, user=user, valid_until=on)
        elif what == "participation":
            FrameParticipant.objects.filter(frame=frame, organisation=user.organisation_id).update(valid_until=on)
        else:
            LegalFrame.objects.filter(pk=frame.pk).update(**{f"{what}_valid_until": on})

    @pytest.mark.parametrize("what", TITLES)
    def test_who_must_act_sees_it_ninety_days_before_and_is_mailed_when_it_presses(
        self, client: Client, frame, admin, what
    ):
        told, mailed = [], []
        for days in (10, 60, 100):  # the last first: a mandate that ends later does not hide an earlier one
            with transaction.atomic():
                self.ends(what, TODAY + days * DAY, frame=frame, user=bram(), by=admin)
                told.append(TITLES[what] in client.get("/werk/toegang/").text)
                mailed.append(admin in users_to_remind(today=TODAY))
                transaction.set_rollback(True)

        assert (told, mailed) == ([True, True, False], [True, False, False])

    def test_a_frame_without_a_dpia_is_there_until_it_has_one(self, client: Client, frame, admin):
        LegalFrame.objects.filter(pk=frame.pk).update(dpia_on=None, dpia_reference="", dpia_valid_until=None)

        assert "Regio: zonder DPIA met kenmerk en datum" in client.get("/werk/toegang/").text
        assert admin in users_to_remind(today=TODAY)

    def test_the_mail_says_how_many_and_no_name(self, frame, user, admin):
        self.ends("dpia", TODAY + DAY, frame=frame, user=user, by=admin)
        self.ends("mandate", TODAY + DAY, frame=frame, user=user, by=admin)

        mail = digest_for(admin, today=TODAY)

        assert mail
        assert "mandaten die aflopen: 2." in mail.body
        assert user.name not in mail.body
        assert digest_for(user, today=TODAY) is None

    @pytest.mark.parametrize("paper", ["agreement", "dpia"])
    def test_no_intake_starts_under_papers_that_ended_until_they_are_renewed(self, client: Client, frame, admin, paper):
        LegalFrame.objects.filter(pk=frame.pk).update(**{f"{paper}_valid_until": TODAY - DAY})
        before = LegalFrame.objects.in_force(TODAY).filter(pk=frame.pk).exists()
        papers = {"agreement": "Convenant 2", "dpia_reference": "DPIA 2", "dpia_on": f"{TODAY:%d-%m-%Y}"}

        refused = client.post(f"/beheer/kaders/{frame.pk}/stukken/", papers | {"dpia_valid_until": "01-01-2020"})
        client.post(f"/beheer/kaders/{frame.pk}/stukken/", papers | {f"{paper}_valid_until": "01-01-2099"})

        assert (before, LegalFrame.objects.in_force(TODAY).filter(pk=frame.pk).exists()) == (False, True)
        assert "De DPIA loopt af voor zij is gemaakt." in refused.text
        assert "Convenant 2" in client.get("/beheer/kaders/").text
