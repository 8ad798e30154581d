"""Promised work: a row in the same transaction as its cause; Celery delivers it; Redis is only the doorbell."""
