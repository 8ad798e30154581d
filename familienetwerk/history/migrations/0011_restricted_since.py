"""Versions say since when a person, or how two are related, was restricted; paper when it was read."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("history", "0010_only_for_who_is_named"),
        ("cases", "0039_restricted_since"),
        ("interventions", "0008_paper_of_before_is_made_anew"),
    ]

    operations = [
        migrations.AddField("memberevent", "restricted_at", models.DateTimeField(null=True)),
        migrations.AddField("relationevent", "restricted_at", models.DateTimeField(null=True)),
        migrations.AlterField("plandocumentevent", "made_at", models.DateTimeField()),
    ]
