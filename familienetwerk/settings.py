"""Every setting. What differs per environment is read from the environment here, and nowhere else."""

import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.utils.csp import CSP

BASE_DIR = Path(__file__).resolve().parent.parent


def env(name: str, default: str | None = None) -> str:
    """A setting of the environment; NAME_FILE may hold the path of a file with the value (a mounted secret)."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text().strip()
    value = os.environ.get(name, default)
    if value is None:
        sys.exit(f"familienetwerk start niet: de instelling {name} ontbreekt in de omgeving.")
    return value


def env_bool(name: str, *, default: bool) -> bool:
    return env(name, "1" if default else "0").lower() in {"1", "true", "yes", "on", "ja"}


def env_list(name: str, default: str = "") -> list[str]:
    return [item.strip() for item in env(name, default).split(",") if item.strip()]


def database(url: str) -> dict[str, Any]:
    """postgres://user:password@host:port/name as Django wants it; ?host=/folder names a socket."""
    parts = urlsplit(url)
    query = dict(item.split("=", 1) for item in parts.query.split("&") if item)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.pop("host", parts.hostname or "")),
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"application_name": "familienetwerk", "connect_timeout": "5", **query},
        "TEST": {"NAME": os.environ.get("FN_TEST_DB") and f"test_{os.environ['FN_TEST_DB']}"},
    }


# --- where and how -----------------------------------------------------------------------------
DEMO = env_bool("DEMO", default=False)  # invented people, known passwords, no second factor
DEBUG = env_bool("DEBUG", default=False)
SECURE = not (DEMO or env_bool("TESTING", default=False))  # a real installation
SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")
SITE_URL = env("SITE_URL", "http://localhost:8000").rstrip("/")  # what links in e-mail begin with
MUNICIPALITY_NAME = env("MUNICIPALITY_NAME", "Gemeente Waterhoek")

if SECURE:
    unsafe = [
        reason
        for reason, is_so in {
            "DEBUG staat aan": DEBUG,
            "SECRET_KEY is korter dan 50 tekens": len(SECRET_KEY) < 50,
            "ALLOWED_HOSTS is leeg of bevat *": not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS,
            "SITE_URL begint niet met https": not SITE_URL.startswith("https://"),
        }.items()
        if is_so
    ]
    if unsafe:
        sys.exit(f"familienetwerk start niet: {'; '.join(unsafe)}.")

# --- apps --------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "guardian",
    "django_htmx",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "familienetwerk.screen",
    "familienetwerk.accounts",
    "familienetwerk.outbox",
    "familienetwerk.audit",
    "familienetwerk.admission",
    "cases",
    "domains",
    "interventions",
    "familienetwerk.reports",
    "familienetwerk.demo",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "familienetwerk.headers.headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "familienetwerk.admission.middleware.session_limits",
    "familienetwerk.admission.middleware.SecondFactor",
    "familienetwerk.admission.middleware.UnsentForms",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]
ROOT_URLCONF = "familienetwerk.urls"
WSGI_APPLICATION = "familienetwerk.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "familienetwerk.accounts.menu.page_frame",
            ],
            "builtins": ["django.templatetags.static", "familienetwerk.screen.templatetags.screen"],
        },
    }
]

FORM_RENDERER = "familienetwerk.screen.forms.ScreenRenderer"

# --- data --------------------------------------------------------------------------------------
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

# --- who -----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # an address is unique, whatever its capitals: a constraint on lower(email)
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None  # guardian: no row for nobody
GUARDIAN_MONKEY_PATCH_USER = False
GUARDIAN_MONKEY_PATCH_GROUP = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600  # links to choose a password, also those of an invitation

ACCOUNT_ADAPTER = "familienetwerk.admission.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]  # nobody signs up; the log-in form wants to know
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the functional admin gives the address, the invitation proves it
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"
ACCOUNT_RATE_LIMITS = {  # a town hall shares one address; an account is what must not be guessed
    "login": "120/m/ip",
    "login_failed": "30/m/ip,5/300s/key",
}
ACCOUNT_FORMS = {
    "login": "familienetwerk.admission.forms.LogIn",
    "reset_password_from_key": "familienetwerk.admission.forms.ChoosePassword",
    "change_password": "familienetwerk.admission.forms.ChangePassword",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(env("TRUSTED_PROXIES", "1" if env_bool("BEHIND_PROXY", default=False) else "0"))

MFA_REQUIRED = env_bool("MFA_REQUIRED", default=not DEMO)
MFA_ADAPTER = "familienetwerk.admission.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "familienetwerk.admission.forms.GiveCode",
    "reauthenticate": "familienetwerk.admission.forms.GiveCodeAgain",
    "activate_totp": "familienetwerk.admission.forms.SetUpApp",
    "add_webauthn": "familienetwerk.admission.forms.AddPasskey",
    "edit_webauthn": "familienetwerk.admission.forms.NamePasskey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "familienetwerk"
MFA_TOTP_TOLERANCE = 0  # with more, a code could be used twice
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE

# One OpenID Connect provider: Entra ID, Keycloak, SURFconext or another. No new accounts come from it.
SOCIALACCOUNT_ADAPTER = "familienetwerk.admission.adapter.OrganisationLoginAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
OIDC_SERVER_URL = env("OIDC_SERVER_URL", "")
OIDC_NAME = env("OIDC_NAME", "uw organisatie")
OIDC_MFA_VALUES = set(env_list("OIDC_MFA_VALUES", "mfa"))  # values of acr or amr that mean: a second factor was used
if OIDC_SERVER_URL:
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": env("OIDC_PROVIDER_ID", "organisatie"),
                    "name": OIDC_NAME,
                    "client_id": env("OIDC_CLIENT_ID"),
                    "secret": env("OIDC_CLIENT_SECRET"),
                    "settings": {
                        "server_url": OIDC_SERVER_URL,
                        "verified_email": env_list("OIDC_EMAIL_DOMAINS"),  # trusted to say whose address it is
                    },
                }
            ],
        }
    }


# --- words, dates, files -------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
FIRST_DAY_OF_WEEK = 1
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env("STATIC_ROOT", str(BASE_DIR / "staticfiles")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # nothing is uploaded yet
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if SECURE
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# --- headers and cookies -------------------------------------------------------------------------
SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.NONCE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "object-src": [CSP.NONE],
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["htmx"],
}
if OIDC_SERVER_URL:  # a browser counts being sent on after a form as a form to that address
    SECURE_CSP["form-action"].append("{0.scheme}://{0.netloc}".format(urlsplit(OIDC_SERVER_URL)))
SECURE_SSL_REDIRECT = SECURE and env_bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from within, without TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env_bool("BEHIND_PROXY", default=False) else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME = "__Host-sessionid" if SECURE else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if SECURE else "csrftoken"
CSRF_FAILURE_VIEW = "familienetwerk.admission.views.errors.csrf_failure"
SESSION_COOKIE_AGE = int(env("SESSION_IDLE_SECONDS", "900"))
SESSION_HOURS = int(env("SESSION_HOURS", "10"))  # after this one logs in again, however busy
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# --- mail ----------------------------------------------------------------------------------------
MAILERS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": env("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")}
}
if MAILERS["default"]["BACKEND"].endswith("smtp.EmailBackend"):
    MAILERS["default"]["OPTIONS"] = {
        "host": env("EMAIL_HOST", "localhost"),
        "port": int(env("EMAIL_PORT", "25")),
        "username": env("EMAIL_HOST_USER", ""),
        "password": env("EMAIL_HOST_PASSWORD", ""),
        "use_tls": env_bool("EMAIL_USE_TLS", default=False),
        "timeout": 10,
    }
if MAILERS["default"]["BACKEND"].endswith("filebased.EmailBackend"):  # the demo
    MAILERS["default"]["OPTIONS"] = {"file_path": env("EMAIL_FILE_PATH")}
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", "familienetwerk@localhost")

# --- background work -----------------------------------------------------------------------------
# Who takes promised work has it for the lease; time limit < lease < visibility timeout, or it could be done twice.
OUTBOX_LEASE_SECONDS = int(env("OUTBOX_LEASE_SECONDS", "120"))
OUTBOX_RING_AGAIN_SECONDS = max(OUTBOX_LEASE_SECONDS // 4, 5)  # more than a round of the dispatcher
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": OUTBOX_LEASE_SECONDS * 2,
    "max_retries": 1,  # a request does not wait for a doorbell that is broken: the dispatcher rings again
    "interval_start": 0,
    "interval_step": 0,
    "socket_connect_timeout": 2,
    "socket_timeout": 3,
}
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for Redis as long as it takes
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_DEFAULT_QUEUE = "kort"
CELERY_TASK_QUEUES: dict[str, dict[str, Any]] = {"kort": {}, "pdf": {}, "mail": {}}
CELERY_TASK_CREATE_MISSING_QUEUES = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = OUTBOX_LEASE_SECONDS // 2
CELERY_TASK_TIME_LIMIT = OUTBOX_LEASE_SECONDS * 3 // 4
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200  # WeasyPrint grows
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 600_000  # kB
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 20
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"  # keeps no file: what happens once is kept in the database
CELERY_TIMEZONE = TIME_ZONE

# --- figures ------------------------------------------------------------------------------------
SMALLEST_FIGURE = int(env("SMALLEST_FIGURE", "5"))  # smaller numbers of cases are not shown (FR-166)

# --- log lines -----------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", "INFO")},
    "loggers": {
        "celery.app.trace": {"level": "WARNING"},  # not a line for each tick of the clock
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.beat": {"level": "WARNING"},
        "weasyprint.progress": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
    },
}
