"""The web application, as gunicorn starts it."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "familienetwerk.settings")
gc.disable()  # what is loaded now stays: looking for rubbish in it is a fifth of the work
application = get_wsgi_application()
gc.freeze()
gc.enable()
