"""Guardian's view has the rights of who asks alone, and on an errand those of all: a view passes by the policies.

In two parts: of one user it is looked up by key; the other is not begun unless there is an errand. What `app.user_id`
says is set by familienetwerk.behalf.
"""

from django.db import migrations

HELD = """
    SELECT worker.id AS user_id, given.case_id, max(given.level) AS level
    FROM accounts_cleared worker
    JOIN accounts_principal holder ON holder.user_id = worker.id OR holder.organisation_id = worker.organisation_id
    JOIN cases_grant given ON given.principal_id = holder.id
    WHERE given.period @> statement_timestamp() AND {whose}
    GROUP BY worker.id, given.case_id
"""
MINE = HELD.format(whose="worker.id = nullif(current_setting('app.user_id', true), '')::bigint")
OF_ALL = HELD.format(
    whose="coalesce(current_setting('app.errand', true), '') NOT IN ('', 'oversight') "
    "AND worker.id IS DISTINCT FROM nullif(current_setting('app.user_id', true), '')::bigint"
)
USERS = f"""
CREATE OR REPLACE VIEW cases_case_user_permission AS
SELECT row_number() OVER () AS id, held.user_id, permission.id AS permission_id, held.case_id AS content_object_id
FROM ({MINE} UNION ALL {OF_ALL}) held
JOIN (VALUES (2, 'view_case'), (3, 'contribute_to_case'), (4, 'change_case'), (5, 'direct_case')) needs (level, codename)
    ON held.level >= needs.level
JOIN auth_permission permission ON permission.codename = needs.codename
JOIN django_content_type kind ON kind.id = permission.content_type_id AND kind.app_label = 'cases' AND kind.model = 'case';
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0044_what_a_desk_knows")]

    operations = [migrations.RunSQL(USERS, migrations.RunSQL.noop)]
