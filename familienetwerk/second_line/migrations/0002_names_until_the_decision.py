"""Who was asked at intake loses the names of the family when the intake is decided."""

from django.db import migrations

from familienetwerk.second_line.policies import rule


class Migration(migrations.Migration):
    dependencies = [("second_line", "0001_need_to_know"), ("cases", "0010_an_exception_stands")]

    operations = [
        migrations.RunSQL(
            f"ALTER POLICY need_to_know ON cases_member USING ({rule('cases_member')})", migrations.RunSQL.noop
        )
    ]
