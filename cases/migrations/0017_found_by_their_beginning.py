"""A case is found by the beginning of its number or name, as a person is: in collation C that is a range of an index."""

from django.db import migrations, models
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    dependencies = [("cases", "0016_names_of_workers_are_shielded")]

    operations = [
        migrations.AlterField(
            "case",
            "number",
            models.CharField(db_collation="C", max_length=20, unique=True, verbose_name="nummer"),
        ),
        migrations.AddField(
            "case",
            "name_key",
            models.GeneratedField(
                db_persist=True,
                expression=Lower("name"),
                output_field=models.CharField(db_collation="C", max_length=50),
            ),
        ),
        migrations.AddIndex("case", models.Index(fields=["name_key"], name="case_by_name")),
    ]
