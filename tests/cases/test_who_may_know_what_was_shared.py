"""The ledger in the database: who coordinates knows all of it, others what touches their own organisation."""

import pytest
from django.db import ProgrammingError, connection, transaction

from cases import actions
from cases.models import Case, Deadline, DeadlineKind, Recall, SharedPiece, Sharing
from familienetwerk.accounts.models import User
from familienetwerk.behalf import acting_for
from tests.factories import TODAY, a_case, an_involvement, an_observation, anna, bram, chris, sanne

pytestmark = pytest.mark.django_db
GIVEN = {"ground": "Wpg 20", "reason": "Voor de aanvraag", "on": TODAY}
TABLES = ("cases_sharing", "cases_sharedpiece", "cases_recall")


@pytest.fixture(scope="module")
def director(one_transaction: None) -> User:
    return anna()


@pytest.fixture(scope="module")
def police(one_transaction: None) -> User:
    return bram()


@pytest.fixture(scope="module")
def team(one_transaction: None) -> User:
    return sanne()


@pytest.fixture(scope="module")
def case(director, police, team) -> Case:
    case = a_case(coordinator=director)
    for user in (police, team):
        an_involvement(case, user)
    return case


def shared(case: Case, *, of: User, by: User, **recipient) -> Sharing:
    """A piece of the one, given by the other, and disputed since."""
    seen = an_observation(case, of)
    given = GIVEN | (recipient or {"recipient_name": "Duinveen"})
    sharing = actions.share(case, by=by, keys=[f"observation-{seen.pk}"], **given)
    actions.dispute_observation(seen, by=of, on=TODAY, disputed_by="moeder", text="Het was haar fiets.")
    return sharing


def rows(table: str, column: str = "id") -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")
        return {number for (number,) in cursor.fetchall()}


@pytest.fixture(scope="module")
def ledger(case, director, police, team) -> dict[str, Sharing]:
    return {
        "of the municipality": shared(case, of=director, by=director),
        "of the police": shared(case, of=police, by=police),
        "of the team, given by the municipality": shared(case, of=team, by=director),
        "to the team": shared(case, of=director, by=director, recipient=team.organisation),
    }


@pytest.mark.parametrize(
    ("who", "known"),
    [
        (
            "director",
            {"of the municipality", "of the police", "of the team, given by the municipality", "to the team"},
        ),
        ("police", {"of the police"}),
        ("team", {"of the team, given by the municipality", "to the team"}),
        ("stranger", set()),
    ],
)
def test_raw_sql_finds_what_the_page_shows_and_no_more(request, ledger, who, known):
    user = chris() if who == "stranger" else request.getfixturevalue(who)
    expected = {ledger[name].pk for name in known}
    pieces = set(SharedPiece.objects.filter(sharing__in=expected).values_list("pk", flat=True))
    recalls = set(Recall.objects.filter(piece__in=pieces).values_list("pk", flat=True))
    on_the_page = set(Sharing.objects.known_to(user).values_list("pk", flat=True))
    with acting_for(user.pk):
        found = [rows(table) for table in TABLES]
        versions = [rows(f"history_{table}", "pgh_obj_id") for table in TABLES]

    assert on_the_page == expected
    assert found == versions == [expected, pieces, recalls]


def test_who_looks_through_the_eyes_of_another_sees_each_row_of_the_ledger_that_the_other_sees(ledger, police):
    with acting_for(police.pk):
        own = rows("cases_sharing")
    with acting_for(police.pk, is_looked_through=True):
        through = rows("cases_sharing")

    assert own == through != set()


def test_it_is_closed_with_the_seat(case, ledger, police, director):
    actions.end_involvement(case.involvements.get(user=police), by=director, on=TODAY, reason="Klaar")

    with acting_for(police.pk):
        assert [rows(table) for table in TABLES] == [set(), set(), set()]


def test_raw_sql_of_a_partner_adds_nothing_to_what_another_gave(case, ledger, police):
    hidden = ledger["of the municipality"]
    piece = {"kind": "observation", "subject_id": 1, "title": "Feit", "sharer": hidden.organisation}

    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic(), acting_for(police.pk):
        SharedPiece.objects.create(sharing_id=hidden.pk, organisation=police.organisation, **piece)


def test_a_dispute_by_who_may_not_know_of_the_sharing_makes_the_recall():
    director, police = anna(), bram()
    case = a_case(coordinator=director)
    an_involvement(case, police)
    seen = an_observation(case, director)
    actions.share(case, by=director, keys=[f"observation-{seen.pk}"], recipient_name="Duinveen", **GIVEN)

    with acting_for(police.pk):
        assert rows("cases_sharing") == set()
        actions.dispute_observation(seen, by=police, on=TODAY, disputed_by="moeder", text="Het was haar fiets.")
        assert rows("cases_recall") == set()

    due = Deadline.objects.open().get(kind=DeadlineKind.RECALL, case=case)
    assert (due.user, due.subject_id) == (director, Recall.objects.get(piece__sharing__case=case).pk)
