"""Ten times the town in a few minutes: the database copies cases of it, and a million people with other names.

A copy has the rights, terms, first contributions and coordinators of its model. What is not in a list is not copied.
"""

from itertools import batched
from typing import Any

from django.db import connection
from django.db.models import Model

from benchmarks.town.families import GIVEN
from benchmarks.town.workers import Viewers
from cases.models import Case, Deadline, FirstContribution, Grant, Household, Involvement, InvolvementRole, Member
from familienetwerk.behalf import Errand, acting_as

MODELS = 500  # cases that are copied, of which a tenth has the viewer with a tenth of all rights
PORTION = 10_000
NAME = "translate(substr(md5(fresh.id::text || '-' || place), 1, 4), '0123456789abcdef', 'bcdfghjklmnprstv') || 'sma'"
GIVEN_NAME = f"(ARRAY{GIVEN})[1 + (fresh.id + place) % {len(GIVEN)}]"


@acting_as(Errand.LOADING)
def grow(viewers: Viewers, *, cases: int, persons: int) -> None:
    """Up to so many cases, and at least so many people. The narrow viewer keeps the same few cases."""
    begin, known = Case.objects.count(), Member.objects.count()
    models = models_without(viewers)
    each = max(-(-(persons - known) // max(cases - begin, 1)), 0)
    for numbers in batched(range(begin, cases), PORTION):
        first = copy_cases(models, numbers[0], numbers[-1])
        copy_rows(Grant, models, first, involvement_id="NULL")
        copy_rows(Deadline, models, first, subject_id="fresh.id * 100 + model.id % 100")
        copy_rows(FirstContribution, models, first)
        copy_rows(Household, models, first)
        copy_rows(Involvement, models, first, only=f"model.role = '{InvolvementRole.PROCESS_COORDINATOR}'")
        copy_people(models, first, each)


def models_without(viewers: Viewers) -> list[int]:
    theirs = Grant.objects.filter(principal__user=viewers.narrow).values("case")
    return list(
        Case.objects.filter(name__startswith="Boom ")
        .exclude(pk__in=theirs)
        .order_by("pk")[:MODELS]
        .values_list("pk", flat=True)
    )


def copy_cases(models: list[int], begin: int, end: int) -> int:
    """The number of the first that was made."""
    fresh = {
        "number": "'3000-' || lpad(nth::text, 7, '0')",
        "name": "'Boom ' || nth",
        "submission": "gen_random_uuid()",
    }
    source = "generate_series(%s, %s) nth JOIN cases_case model ON model.id = (%s::bigint[])[1 + nth %% %s]"
    return insert(Case, source, fresh, [begin, end, models, len(models)])


def copy_rows(model: type[Model], models: list[int], first: int, *, only: str = "true", **fresh: str) -> None:
    source = (
        f"cases_case fresh JOIN {model._meta.db_table} model ON model.case_id = (%s::bigint[])[1 + fresh.id %% %s] "
        f"WHERE fresh.id >= %s AND {only}"
    )
    insert(model, source, {"case_id": "fresh.id"} | fresh, [models, len(models), first])


def copy_people(models: list[int], first: int, each: int) -> None:
    fresh = {
        "case_id": "fresh.id",
        "family_name": f"initcap({NAME})",
        "given_name": GIVEN_NAME,
        "name_key": f"{NAME} || ' ' || lower({GIVEN_NAME})",
        "given_key": f"lower({GIVEN_NAME})",
    }
    source = (
        "cases_case fresh "
        "CROSS JOIN (SELECT * FROM cases_member WHERE case_id = %s ORDER BY id LIMIT 1) model "
        "CROSS JOIN generate_series(1, %s) place WHERE fresh.id >= %s"
    )
    insert(Member, source, fresh, [models[0], each, first])


def insert(model: type[Model], source: str, fresh: dict[str, str], parameters: list[Any]) -> int:
    """Rows of a table as they are, but for `fresh`: the number of the first."""
    table = model._meta.db_table
    fields = [field for field in model._meta.concrete_fields if not field.primary_key and not field.generated]
    columns = [str(field.column) for field in fields]
    values = [fresh.get(column, f'model."{column}"') for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH made AS (INSERT INTO {table} ({names}) SELECT {', '.join(values).replace('%', '%%')} FROM {source} "
            "RETURNING id) SELECT coalesce(min(id), 0) FROM made",
            parameters,
        )
        (first,) = cursor.fetchone()
    return int(first)
