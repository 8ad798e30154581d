"""Words that were sent are known again from another page, so that going back and saving again does it once."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0009_who_is_turned_away"),
    ]

    operations = [
        migrations.AddField("sentform", "words", models.CharField(max_length=64, blank=True, default="")),
        migrations.AlterField("sentform", "words", models.CharField(max_length=64, blank=True)),
        migrations.AddIndex(
            "sentform", models.Index("user", "words", condition=~Q(words=""), name="sent_form_by_words")
        ),
    ]
