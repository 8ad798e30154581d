"""What all parts of the town share."""

from django.utils import timezone

TODAY = timezone.localdate()
BATCH = 4000  # rows of one INSERT
