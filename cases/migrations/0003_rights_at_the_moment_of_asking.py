"""A right counts from the statement that asks for it, not from the transaction it runs in: as visible_to() has it.

Guardian finds its models through the reverse relation of a case, so that relation has a name.
"""

import django.db.models.deletion
from django.db import migrations, models

USERS = """
CREATE OR REPLACE VIEW cases_case_user_permission AS
SELECT row_number() OVER () AS id, held.user_id, permission.id AS permission_id, held.case_id AS content_object_id
FROM (
    SELECT worker.id AS user_id, given.case_id, max(given.level) AS level
    FROM cases_grant given
    JOIN accounts_principal holder ON holder.id = given.principal_id
    JOIN accounts_user worker ON worker.id = holder.user_id OR worker.organisation_id = holder.organisation_id
    WHERE given.period @> statement_timestamp() AND worker.is_active
    GROUP BY worker.id, given.case_id
) held
JOIN (VALUES (2, 'view_case'), (3, 'contribute_to_case'), (4, 'change_case'), (5, 'direct_case')) needs (level, codename)
    ON held.level >= needs.level
JOIN auth_permission permission ON permission.codename = needs.codename
JOIN django_content_type kind ON kind.id = permission.content_type_id AND kind.app_label = 'cases' AND kind.model = 'case';
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_rights_as_views")]

    operations = [
        migrations.RunSQL(USERS, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="caseuserpermission",
            name="content_object",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.DO_NOTHING, related_name="user_permissions", to="cases.case"
            ),
        ),
        migrations.AlterField(
            model_name="casegrouppermission",
            name="content_object",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.DO_NOTHING, related_name="group_permissions", to="cases.case"
            ),
        ),
    ]
