"""As every rule that the database judges by itself: with the rights of its owner, whoever asks."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0033_a_contact_can_be_shared")]

    operations = [
        migrations.RunSQL(
            "ALTER FUNCTION seat_is_given_by_another() SECURITY DEFINER",
            "ALTER FUNCTION seat_is_given_by_another() SECURITY INVOKER",
        )
    ]
