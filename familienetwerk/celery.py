"""The Celery app and the one list of periodic work.

Periodic work may be called more often than it is done: it asks `once_per(name, period)` in its own transaction.
So what is done each morning is called every quarter of an hour: a clock that was down at six misses nothing.
"""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "familienetwerk.settings")

app = Celery("familienetwerk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

SCHEDULE = {  # familienetwerk/clock.py rings it
    "deliver what was promised": {
        "task": "familienetwerk.outbox.tasks.dispatch",
        "schedule": 3.0,
        "options": {"expires": 10},
    },
    "seal the log": {
        "task": "familienetwerk.audit.tasks.seal_log",
        "schedule": crontab(),
        "options": {"expires": 50},
    },
    "make the coming months of the log": {
        "task": "familienetwerk.audit.tasks.make_months",
        "schedule": crontab(minute=22, hour="*/6"),
    },
    "look through the log for signals": {
        "task": "familienetwerk.oversight.tasks.look_through_log",
        "schedule": crontab(minute=35, hour="1-6"),
    },
    "forget ended sessions": {
        "task": "familienetwerk.admission.tasks.forget_old_sessions",
        "schedule": crontab(minute=7),
    },
    "write who tried too often": {
        "task": "familienetwerk.admission.tasks.write_who_tried_too_often",
        "schedule": crontab(),
        "options": {"expires": 50},
    },
    "scan documents that wait": {
        "task": "documents.tasks.promise_scans",
        "schedule": crontab(minute="*/15"),
    },
    "compare documents and files": {
        "task": "documents.tasks.compare_rows_and_files",
        "schedule": crontab(minute=41),
    },
    "close accounts whose last day has passed": {
        "task": "familienetwerk.admission.tasks.close_ended_accounts",
        "schedule": crontab(minute="*/15"),
    },
    "compare rights and involvements": {
        "task": "cases.tasks.keep_watch",
        "schedule": crontab(minute="*/15"),
    },
    "promise the morning digests": {
        "task": "cases.tasks.promise_digests",
        "schedule": crontab(minute="*/15"),
    },
}
