"""Who assessed, contributed, wrote in the journal or agreed is who did so, in plain SQL too."""

from django.db import migrations

from cases.acts_guard import names_who_acts


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0065_it_names_who_acts"),
        ("domains", "0011_a_shared_conclusion_stays_behind"),
    ]

    operations = [
        names_who_acts("domains_agreement", "given_by_id"),
        names_who_acts("domains_assessment", "author_id"),
        names_who_acts("domains_contact", "author_id", "struck_by_id"),
        names_who_acts("domains_contribution", "author_id"),
        names_who_acts("domains_problemdefinition", "written_by_id", "fixed_by_id"),
    ]
