"""Every setting, by noun. What differs per environment is read from the environment here, and nowhere else."""

from familienetwerk.settings.apps import *
from familienetwerk.settings.background import *
from familienetwerk.settings.documents import *
from familienetwerk.settings.environment import env, env_bool
from familienetwerk.settings.installation import *
from familienetwerk.settings.installation import SECURE
from familienetwerk.settings.keys import *
from familienetwerk.settings.log import *
from familienetwerk.settings.logging_in import *
from familienetwerk.settings.mail import *
from familienetwerk.settings.protection import *
from familienetwerk.settings.storage import *

SUGGESTIONS = env_bool("SUGGESTIONS", default=True)  # what pages propose by themselves: FR-154
SMALLEST_FIGURE = int(env("SMALLEST_FIGURE", "5"))  # smaller numbers of cases are not shown (FR-166)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "familienetwerk.printed.Line"}, "words": {"format": "%(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines" if SECURE else "words"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", "INFO")},
    "filters": {"answers": {"()": "familienetwerk.printed.Answers"}},
    "loggers": {
        "django.request": {"filters": ["answers"]},
        "celery.app.trace": {"level": "WARNING"},  # not a line for each tick of the clock
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.beat": {"level": "WARNING"},
        "weasyprint.progress": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
    },
}
