"""The table that counts attempts to log in: shared by all processes, and still there when Redis is not."""

from django.db import migrations

TABLE = "CREATE TABLE throttle (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL)"
INDEX = "CREATE INDEX throttle_expires ON throttle (expires)"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_unsent_forms")]

    operations = [
        migrations.RunSQL(TABLE, "DROP TABLE throttle"),
        migrations.RunSQL(INDEX, migrations.RunSQL.noop),
    ]
