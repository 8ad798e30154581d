"""Where data and files are kept."""

from pathlib import Path

from familienetwerk.settings.environment import database, env
from familienetwerk.settings.installation import BASE_DIR, SECURE

DATABASES = {"default": database(env("DATABASE_URL"))}
ATOMIC_REQUESTS = False  # an action is the transaction
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APP_DATABASE_ROLE = env("APP_DATABASE_ROLE", "familienetwerk_app")  # owns nothing; migrations grant to it
REDIS_URL = env("REDIS_URL")

CACHES = {  # counts attempts to log in, and nothing else: no page or query is ever cached
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "throttle",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

STATIC_URL = "/static/"  # from the root, also where a page is shown below another address (cases/seen_as.py)
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env("STATIC_ROOT", str(BASE_DIR / "staticfiles")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # never used: documents/store.py keeps files
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if SECURE
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
