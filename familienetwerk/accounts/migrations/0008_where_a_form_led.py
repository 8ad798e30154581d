"""An address has no longest: where a form led, and where it was typed, is kept whole."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_forms_that_were_sent"),
    ]

    operations = [
        migrations.AlterField("sentform", "led_to", models.TextField(blank=True)),
        migrations.AlterField("unsentform", "path", models.TextField()),
    ]
