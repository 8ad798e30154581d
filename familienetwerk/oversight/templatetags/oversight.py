"""What the tabs of Beheer want to know."""

from django import template

from familienetwerk.outbox.models import Job

register = template.Library()


@register.simple_tag
def jobs_needing_a_person() -> int:
    return Job.objects.needing_a_person().count()
