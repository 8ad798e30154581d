"""Guardian's view asks the same as the others who may open cases at all: accounts_cleared, and not a flag of its own."""

from django.db import migrations

USERS = """
CREATE OR REPLACE VIEW cases_case_user_permission AS
SELECT row_number() OVER () AS id, held.user_id, permission.id AS permission_id, held.case_id AS content_object_id
FROM (
    SELECT worker.id AS user_id, given.case_id, max(given.level) AS level
    FROM cases_grant given
    JOIN accounts_principal holder ON holder.id = given.principal_id
    JOIN accounts_cleared worker ON worker.id = holder.user_id OR worker.organisation_id = holder.organisation_id
    WHERE given.period @> statement_timestamp()
    GROUP BY worker.id, given.case_id
) held
JOIN (VALUES (2, 'view_case'), (3, 'contribute_to_case'), (4, 'change_case'), (5, 'direct_case')) needs (level, codename)
    ON held.level >= needs.level
JOIN auth_permission permission ON permission.codename = needs.codename
JOIN django_content_type kind ON kind.id = permission.content_type_id AND kind.app_label = 'cases' AND kind.model = 'case';
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0025_who_directs"), ("accounts", "0006_who_may_open_cases")]

    operations = [migrations.RunSQL(USERS, migrations.RunSQL.noop)]
