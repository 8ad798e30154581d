"""Who asks is found once a transaction: no longer laid here, but after every migration (see laying.py)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("second_line", "0001_need_to_know"), ("cases", "0011_which_domain_is_missing")]
