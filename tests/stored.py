"""Rows for tests, written with statements that PostgreSQL keeps prepared: thousands of tests begin with them.

What stands in a row is what its action writes, in each column: test_rows_for_tests.py lays the one beside the other.
"""

from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Field, Model
from django.db.models.expressions import DatabaseDefault

from familienetwerk.prepared import prepared

MUNICIPALITY = """
WITH made AS (INSERT INTO accounts_municipality (name) VALUES (%s) ON CONFLICT (name) DO NOTHING RETURNING id, name)
SELECT id, name FROM made UNION ALL SELECT id, name FROM accounts_municipality WHERE name = %s LIMIT 1"""

ORGANISATION = """
WITH organisation AS (SELECT %s::bigint AS id),
holder AS (INSERT INTO accounts_principal (organisation_id) SELECT id FROM organisation),
taking_part AS (
    INSERT INTO cases_frameparticipant (frame_id, organisation_id, valid_from)
    SELECT frame.id, organisation.id, frame.valid_from FROM cases_legalframe frame, organisation
)
SELECT"""

EVERYBODY_TAKES_PART = """
WITH taking_part AS (
    INSERT INTO cases_frameparticipant (frame_id, organisation_id, valid_from)
    SELECT frame.id, organisation.id, frame.valid_from
    FROM cases_legalframe frame, accounts_organisation organisation WHERE frame.id = %s
)
SELECT"""

RIGHT = """
WITH said AS (
    SELECT %s::bigint AS seat, %s::smallint AS level, %s::text[] AS compartments,
        %s::timestamptz AS begin, %s::text AS part, left(%s::text, 200) AS roles
),
seat AS (
    SELECT seat.*, said.*, frame.legal_basis FROM said
    JOIN cases_involvement seat ON seat.id = said.seat
    JOIN cases_case of_case ON of_case.id = seat.case_id
    JOIN cases_legalframe frame ON frame.id = of_case.legal_frame_id
),
given AS (
    INSERT INTO cases_grant (
        case_id, principal_id, involvement_id, compartments, level, purpose, legal_basis, period, reason,
        is_emergency, granted_by_id
    )
    SELECT seat.case_id, holder.id, seat.id, seat.compartments, seat.level, 'FAMILY_APPROACH', seat.legal_basis,
        tstzrange(greatest(statement_timestamp(), seat.begin), NULL), seat.asked_reason, false, seat.asked_by_id
    FROM seat JOIN accounts_principal holder ON holder.user_id = seat.user_id
    RETURNING id
),
lines AS (
    INSERT INTO audit_auditevent (
        type, user_id, organisation_id, roles, case_id, subject, subject_ids, page, purpose
    )
    SELECT line.type, seat.asked_by_id, seat.organisation_id, seat.roles, seat.case_id, line.subject,
        line.number::text, '', line.purpose
    FROM seat, given, LATERAL (VALUES
        (1, 'GRANTED', 'grant', given.id, seat.part), (2, 'CREATED', 'involvement', seat.id, '')
    ) AS line (place, type, subject, number, purpose)
    ORDER BY line.place
)
SELECT FROM given"""


def stored[R: Model](row: R) -> R:
    """As `row.save()` of a new row, without looking for what is not there."""
    fields = row._meta.local_concrete_fields
    values = {field: field.pre_save(row, add=True) for field in fields if not (field.primary_key or field.generated)}
    given = {field: value for field, value in values.items() if not isinstance(value, DatabaseDefault)}
    asked = tuple(field for field in fields if field not in given)
    pk, *filled_in = written(
        inserting(row._meta.db_table, tuple(given), asked),
        *(field.get_db_prep_save(value, connection) for field, value in given.items()),
    )
    for field, value in zip(asked[1:], filled_in, strict=True):
        setattr(row, field.attname, value)
    return with_number(row, pk)


@cache
def inserting(table: str, given: tuple[Field, ...], asked: tuple[Field, ...]) -> str:
    columns = ", ".join(f'"{field.column}"' for field in given)
    returned = ", ".join(f'"{field.column}"' for field in asked)
    return f'INSERT INTO "{table}" ({columns}) VALUES ({", ".join(["%s"] * len(given))}) RETURNING {returned}'


def written(statement: str, *values: Any) -> tuple[Any, ...]:
    """The first row that this statement gives."""
    with prepared() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    assert row is not None, "Not everything that this leans on is there."
    return row


def with_number[R: Model](row: R, number: int) -> R:
    row.pk = number
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return row
