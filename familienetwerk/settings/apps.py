"""What it is made of, and how a page is made."""

import pghistory

from familienetwerk.settings.installation import BASE_DIR

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
    "pgtrigger",
    "pghistory",
    "django_htmx",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "familienetwerk.screen",
    "familienetwerk.cipher",
    "familienetwerk.accounts",
    "familienetwerk.outbox",
    "familienetwerk.audit",
    "familienetwerk.admission",
    "cases",
    "documents",
    "domains",
    "interventions",
    "familienetwerk.breaches",
    "familienetwerk.history",
    "familienetwerk.second_line",
    "familienetwerk.reports",
    "familienetwerk.oversight",
    "familienetwerk.demo",
]
PGTRIGGER_MIGRATIONS = False  # triggers are laid after migrating, see familienetwerk/history/laying.py
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)
PGHISTORY_EXCLUDE_FIELD_KWARGS = {  # words are asked of the row's own model; so a new word is no new table
    "django.db.models.Field": ["blank", "choices", "db_default", "default", "editable", "help_text", "verbose_name"],
}
MIDDLEWARE = [
    # headers, around all that can redirect or fail
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "familienetwerk.headers.headers",
    "django.middleware.security.SecurityMiddleware",
    # pages
    "whitenoise.middleware.WhiteNoiseMiddleware",
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
            "builtins": [
                "familienetwerk.screen.templatetags.found_once",
                "familienetwerk.screen.templatetags.screen",
                "familienetwerk.admission.templatetags.typed_by",
            ],
        },
    }
]

FORM_RENDERER = "familienetwerk.screen.forms.ScreenRenderer"
