"""Guardian reads rights from views on the grant table, and a relation stays within its case.

The views join what makes a right valid *now*: the period of the grant and an active user. Nobody can write to them.
"""

from django.db import migrations

from familienetwerk.db import only_for_the_app

USERS = """
CREATE VIEW cases_case_user_permission AS
SELECT row_number() OVER () AS id, held.user_id, permission.id AS permission_id, held.case_id AS content_object_id
FROM (
    SELECT worker.id AS user_id, given.case_id, max(given.level) AS level
    FROM cases_grant given
    JOIN accounts_principal holder ON holder.id = given.principal_id
    JOIN accounts_user worker ON worker.id = holder.user_id OR worker.organisation_id = holder.organisation_id
    WHERE given.period @> now() AND worker.is_active
    GROUP BY worker.id, given.case_id
) held
JOIN (VALUES (2, 'view_case'), (3, 'contribute_to_case'), (4, 'change_case'), (5, 'direct_case')) needs (level, codename)
    ON held.level >= needs.level
JOIN auth_permission permission ON permission.codename = needs.codename
JOIN django_content_type kind ON kind.id = permission.content_type_id AND kind.app_label = 'cases' AND kind.model = 'case';
"""
GROUPS = """
CREATE VIEW cases_case_group_permission AS
SELECT 0::bigint AS id, 0 AS group_id, 0 AS permission_id, 0::bigint AS content_object_id WHERE false;
"""
WITHIN_ONE_CASE = [
    f"ALTER TABLE cases_relation ADD CONSTRAINT relation_{side}_is_in_the_same_case "
    f"FOREIGN KEY (case_id, {side}_member_id) REFERENCES cases_member (case_id, id) DEFERRABLE INITIALLY DEFERRED"
    for side in ("from", "to")
]


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunSQL(USERS, "DROP VIEW cases_case_user_permission"),
        migrations.RunSQL(GROUPS, "DROP VIEW cases_case_group_permission"),
        only_for_the_app("cases_case_user_permission", "SELECT"),
        only_for_the_app("cases_case_group_permission", "SELECT"),
        migrations.RunSQL(
            WITHIN_ONE_CASE,
            [
                f"ALTER TABLE cases_relation DROP CONSTRAINT relation_{side}_is_in_the_same_case"
                for side in ("from", "to")
            ],
        ),
    ]
