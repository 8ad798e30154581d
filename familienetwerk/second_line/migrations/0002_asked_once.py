"""Who asks is found once a transaction, and the policies ask views; names stay with whom was asked until the decision.

Written for installations from before: 0001 has done the same in a new one.
"""

from django.db import migrations

from familienetwerk.db import only_for_the_app
from familienetwerk.second_line.policies import FUNCTIONS, RULES, VIEWS, rule, view


class Migration(migrations.Migration):
    dependencies = [("second_line", "0001_need_to_know"), ("cases", "0011_which_domain_is_missing")]

    operations = [
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        *(migrations.RunSQL(view(name), migrations.RunSQL.noop) for name in VIEWS),
        *(only_for_the_app(name, "SELECT") for name in VIEWS),
        *(
            migrations.RunSQL(f"ALTER POLICY need_to_know ON {table} USING ({rule(table)})", migrations.RunSQL.noop)
            for table in RULES
        ),
    ]
