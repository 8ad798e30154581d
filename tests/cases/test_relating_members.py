"""How people are related: with a source and a certainty, in one order, and never in a circle."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from cases import actions
from cases.kinship import lines_about, steps_of
from cases.models import Case, Certainty, Gender, Relation, RelationKind
from cases.parenthood import ancestors_of, closes_a_circle
from familienetwerk.locking import Conflict
from tests.factories import a_case, a_member, anna

K = RelationKind
SAID = {"certainty": "STATED", "source": "x", "sourced_on": date(2026, 1, 1)}


@pytest.fixture
def director(db):
    return anna()


@pytest.fixture
def case(director) -> Case:
    return a_case(coordinator=director)


def relate(case: Case, one, kind: RelationKind, other, **fields) -> Relation:
    filled = {"source": "Basisregistratie", "sourced_on": date(2026, 10, 7), "certainty": "ESTABLISHED"} | fields
    return actions.add_relation(case, by=case.started_by, from_member=one, to_member=other, kind=kind, **filled)


def typed_relation(one, kind: str, other, **fields: str) -> dict[str, str]:
    return {
        "from_member": str(one.pk),
        "kind": kind,
        "to_member": str(other.pk),
        "quality": "UNKNOWN",
        "certainty": "STATED",
        "source": "moeder",
        "sourced_on": "07-10-2026",
    } | fields


def a_family(case: Case):
    """Petra and her son Kevin, born in their own time."""
    petra = a_member(case, given_name="Petra", gender=Gender.FEMALE, birth_date=date(1979, 8, 19))
    kevin = a_member(case, given_name="Kevin", gender=Gender.MALE, birth_date=date(2003, 2, 2))
    return petra, kevin


def test_the_database_refuses_a_parent_of_oneself(case):
    kevin = a_member(case)

    with pytest.raises(IntegrityError), transaction.atomic():
        Relation.objects.create(case=case, from_member=kevin, to_member=kevin, kind=K.PARENT, **SAID)


def test_the_database_refuses_each_other_as_parents(case):
    petra, kevin = a_family(case)
    fields = {"case": case, "kind": K.PARENT, **SAID}
    kevin.birth_date = None
    kevin.save()
    Relation.objects.create(from_member=petra, to_member=kevin, **fields)

    with pytest.raises(IntegrityError), transaction.atomic():
        Relation.objects.create(from_member=kevin, to_member=petra, **fields)


def test_the_database_refuses_somebody_of_another_case(case):
    kevin, stranger = a_member(case), a_member(a_case())

    Relation.objects.create(case=case, from_member=kevin, to_member=stranger, kind=K.FRIEND, **SAID)

    with pytest.raises(IntegrityError, match="same_case"):
        connection.check_constraints()


def test_a_parent_of_oneself_is_refused_at_the_field(client: Client, case, director):
    kevin = a_member(case)
    client.force_login(director)

    response = client.post(f"/casussen/{case.pk}/gezin/relaties/nieuw/", typed_relation(kevin, "PARENT", kevin))

    assert response.status_code == 422
    assert 'id="id_to_member_error"' in response.text
    assert "Iemand kan geen ouder of familie van zichzelf zijn. Kies een andere persoon." in response.text
    assert 'value="moeder"' in response.text


def test_an_ancestor_of_oneself_is_refused_however_long_the_way(case):
    gerrit = a_member(case, given_name="Gerrit", birth_date=None)
    ronnie = a_member(case, given_name="Ronnie", birth_date=None)
    kevin = a_member(case, given_name="Kevin", birth_date=None)
    relate(case, gerrit, K.PARENT, ronnie)
    relate(case, ronnie, K.ADOPTIVE_PARENT, kevin)

    with pytest.raises(ValidationError) as refusal:
        relate(case, kevin, K.STEP_PARENT, gerrit)

    assert refusal.value.error_dict["to_member"][0].messages == [
        "Iemand kan geen voorouder van zichzelf zijn. Kies een andere persoon."
    ]


def test_the_same_relation_stands_there_once_from_whichever_side(case):
    petra, kevin = a_family(case)
    relate(case, petra, K.FRIEND, kevin)

    with pytest.raises(ValidationError, match="Deze relatie staat er al"):
        relate(case, kevin, K.FRIEND, petra)


def test_after_an_end_the_same_relation_may_begin_again(case, director):
    petra, kevin = a_family(case)
    first = relate(case, petra, K.PARTNER, kevin)
    actions.end_relation(first, by=director, on=date(2026, 10, 20))

    assert relate(case, petra, K.PARTNER, kevin).pk != first.pk


def test_a_relation_says_who_according_to_whom(client: Client, case, director):
    petra, kevin = a_family(case)
    client.force_login(director)

    client.post(f"/casussen/{case.pk}/gezin/relaties/nieuw/", typed_relation(petra, "PARENT", kevin))
    page = client.get(f"/casussen/{case.pk}/gezin/").text

    assert "Moeder van Kevin (volgens moeder)" in page
    assert "Zoon van Petra (volgens moeder)" in page


def test_of_two_editors_the_second_is_told(case, director):
    petra, kevin = a_family(case)
    relation = relate(case, petra, K.PARENT, kevin)
    actions.correct_relation(relation, by=director, lock_version=1, quality="CLOSE")

    with pytest.raises(Conflict):
        actions.correct_relation(relation, by=director, lock_version=1, quality="CONFLICT")


def test_of_two_editors_the_second_sees_both_texts(client: Client, case, director):
    petra, kevin = a_family(case)
    relation = relate(case, petra, K.PARENT, kevin)
    actions.correct_relation(relation, by=director, lock_version=1, source="geboorteakte")
    client.force_login(director)

    typed = typed_relation(petra, "PARENT", kevin, quality="CLOSE", source="opa")
    response = client.post(f"/casussen/{case.pk}/gezin/relaties/{relation.pk}/", typed | {"lock_version": "1"})

    assert response.status_code == 409
    assert "geboorteakte" in response.text
    assert "opa" in response.text


def test_an_end_before_the_beginning_is_refused_at_the_field(client: Client, case, director):
    petra, kevin = a_family(case)
    relation = relate(case, petra, K.PARTNER, kevin, from_on=date(2020, 5, 1))
    client.force_login(director)

    typed = typed_relation(petra, "PARTNER", kevin)
    dates = {"from_on": "01-05-2020", "until_on": "30-04-2020", "lock_version": "1"}
    response = client.post(f"/casussen/{case.pk}/gezin/relaties/{relation.pk}/", typed | dates)

    assert 'id="id_until_on_error"' in response.text


def test_ending_twice_is_refused(case, director):
    petra, kevin = a_family(case)
    relation = relate(case, petra, K.PARTNER, kevin)
    actions.end_relation(relation, by=director, on=date(2026, 10, 20))

    with pytest.raises(ValidationError, match="al beëindigd"):
        actions.end_relation(relation, by=director, on=date(2026, 10, 21))


def test_in_words_every_kind_has_words_from_both_sides(case):
    petra, kevin = a_family(case)

    for kind in RelationKind:
        relation = Relation(case=case, from_member=petra, to_member=kevin, kind=kind)
        assert all(step.phrase for step in steps_of(relation))


def test_in_words_one_line_per_kind_names_everybody(case):
    petra, kevin = a_family(case)
    lotte = a_member(case, given_name="Lotte", birth_date=date(2020, 1, 8))
    relations = [
        relate(case, petra, K.PARENT, kevin),
        relate(case, petra, K.PARENT, lotte, certainty=Certainty.PRESUMED),
    ]

    assert lines_about([steps_of(relation)[0] for relation in relations]) == ["Moeder van Kevin en Lotte (vermoed)"]


def test_in_words_who_was_married_is_not_any_more_but_an_ex_is_an_ex(case):
    petra, kevin = a_family(case)
    married = Relation(
        case=case, from_member=petra, to_member=kevin, kind=K.MARRIED, until_on=date(2024, 1, 1), source="x"
    )
    ex = Relation(
        case=case, from_member=petra, to_member=kevin, kind=K.EX_PARTNER, until_on=date(2024, 1, 1), source="x"
    )

    assert lines_about([steps_of(married)[0], steps_of(ex)[0]]) == ["Was getrouwd met Kevin", "Ex-partner van Kevin"]


def test_in_words_the_way_between_two_people_is_told_in_steps(client: Client, case, director):
    petra, kevin = a_family(case)
    johan = a_member(case, given_name="Johan", gender=Gender.MALE, birth_date=date(1981, 6, 6))
    relate(case, petra, K.PARENT, kevin)
    relate(case, petra, K.SIBLING, johan)
    client.force_login(director)

    page = client.get(f"/casussen/{case.pk}/gezin/verwant/", {"een": kevin.pk, "ander": johan.pk}).text

    assert "Kevin en Johan: 2 stappen" in page
    assert "Kevin Waterman is zoon van Petra Waterman." in page
    assert "Petra Waterman is zus van Johan Waterman." in page


def test_in_words_without_a_way_the_page_says_so(client: Client, case, director):
    petra, kevin = a_family(case)
    client.force_login(director)

    page = client.get(f"/casussen/{case.pk}/gezin/verwant/", {"een": kevin.pk, "ander": petra.pk}).text

    assert "Tussen deze twee personen is geen verband vastgelegd." in page


people = st.integers(0, 7)
graphs = st.dictionaries(people, st.sets(people, max_size=3), max_size=8)


@given(parent=people, child=people, graph=graphs)
def test_a_parent_that_is_allowed_never_closes_a_circle(parent: int, child: int, graph: dict[int, set[int]]):
    if any(person in ancestors_of(person, graph) for person in graph):
        return

    if not closes_a_circle(parent, child, graph):
        graph.setdefault(child, set()).add(parent)

    assert not any(person in ancestors_of(person, graph) for person in graph)
