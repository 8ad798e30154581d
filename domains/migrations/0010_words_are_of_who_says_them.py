"""What an organisation brought, assessed or wrote in the journal is changed by that organisation alone."""

from django.db import migrations

from cases.words_guard import words_of


class Migration(migrations.Migration):
    dependencies = [("cases", "0054_words_are_of_who_says_them"), ("domains", "0009_journal")]

    operations = [
        words_of("domains_contribution"),
        words_of("domains_contributionwords", of="domains_contribution", by="contribution_id"),
        words_of("domains_contribution_observations", of="domains_contribution", by="contribution_id"),
        words_of("domains_assessment"),
        words_of("domains_domainscore", of="domains_assessment", by="assessment_id"),
        words_of("domains_contact"),
        words_of("domains_contactwords", of="domains_contact", by="contact_id"),
        words_of("domains_contact_members", of="domains_contact", by="contact_id"),
    ]
