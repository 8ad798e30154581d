"""Pages of a long list: what they say without counting it all."""

import pytest

from cases.models import Case
from familienetwerk.screen.addresses import address
from familienetwerk.screen.paging import Count, InOneOrder, LongPage
from tests.factories import a_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases() -> list[Case]:
    return sorted((a_case() for _ in range(5)), key=lambda case: case.pk)


def page(asked: str | None, per_page: int = 2) -> LongPage[Case]:
    return LongPage.of(Case.objects.order_by("pk"), asked, per_page=per_page)


def test_a_page_has_its_rows_and_knows_whether_there_is_another(cases):
    assert (list(page("2").rows), page("2").has_next, page("2").has_previous) == (cases[2:4], True, True)
    assert (list(page("3").rows), page("3").has_next) == (cases[4:], False)


@pytest.mark.parametrize("asked", [None, "", "0", "-1", "x", "4", "99999999999999999999", "²", "100001"])
def test_whatever_is_not_a_page_is_the_first(cases, asked: str | None):
    assert (page(asked).number, list(page(asked).rows)) == (1, cases[:2])


@pytest.mark.parametrize(("asked", "words"), [("1", "meer dan 2"), ("2", "meer dan 4"), ("3", "5")])
def test_it_says_how_many_as_far_as_it_knows(cases, asked: str, words: str):
    assert str(page(asked).count) == words


def test_a_list_of_one_page_is_counted(cases):
    assert (str(page(None, per_page=5).count), page(None, per_page=5).has_other_pages) == ("5", False)


def test_a_list_in_parts_turns_pages_as_one_list(cases):
    odd, even = ([case.pk for case in cases if case.pk % 2 == rest] for rest in (1, 0))
    parts = InOneOrder([Case.objects.filter(pk__in=pks).values_list("id") for pks in (odd, even)], ("id",))

    pages = [LongPage.of(parts, asked, per_page=2) for asked in ("1", "2", "3")]

    assert [pk for page in pages for (pk,) in page.rows] == [case.pk for case in cases]
    assert [page.has_next for page in pages] == [True, True, False]


def test_a_list_is_cut_off_where_it_goes_too_far_and_says_that_it_goes_on(cases):
    def until(number: int, asked: str | None = None) -> LongPage[Case]:
        near = {case.pk for case in cases[:number]}
        return LongPage.of(Case.objects.order_by("pk"), asked, per_page=2, as_long_as=lambda case: case.pk in near)

    assert (list(until(1).rows), until(1).has_next, until(1).goes_on) == (cases[:1], False, True)
    assert (list(until(2).rows), until(2).has_next, until(2).goes_on) == (cases[:2], False, True)
    assert (list(until(3, "2").rows), until(3, "2").has_next, until(3, "2").goes_on) == (cases[2:3], False, True)
    assert (until(2, "2").number, until(5).has_next, until(5, "3").goes_on) == (1, True, False)


def test_counting_stops(cases):
    assert [str(Count.of(Case.objects.all(), most=most)) for most in (4, 5)] == ["meer dan 4", "5"]
    assert str(Count.of(Case.objects.all(), most=4) + 3) == "meer dan 7"


def test_several_lists_are_counted_in_one_query(cases, django_assert_num_queries):
    lists = [Case.objects.all(), Case.objects.filter(pk=cases[0].pk), Case.objects.none()]

    with django_assert_num_queries(1):
        counts = Count.of_each(*lists, beside=Case.objects.filter(pk=cases[0].pk), most=4)

    assert [str(count) for count in counts] == ["meer dan 4", "1", "0"]


def test_the_address_of_a_page_by_number_is_that_of_its_route():
    assert address("cases:member", 12, 34) == "/casussen/12/gezin/34/"
    assert address("cases:work_list") == "/"


def test_one_list_alone_is_cut_as_any_other(cases):
    alone = InOneOrder([Case.objects.values_list("id")], ("id",))

    page = LongPage.of(alone, "2", per_page=2)

    assert [pk for (pk,) in page.rows] == [case.pk for case in cases[2:4]]
