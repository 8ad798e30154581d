"""Who may come in, and how: a password and a second factor, or the log-in of one's own organisation."""

import sys

from familienetwerk.settings.environment import env, env_bool, env_list, env_providers, env_table
from familienetwerk.settings.installation import DEMO, SECURE

AUTH_USER_MODEL = "accounts.User"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # an address is unique, whatever its capitals: a constraint on lower(email)
AUTHENTICATION_BACKENDS = [
    "familienetwerk.admission.whose_session.Accounts",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None  # guardian: no row for nobody
GUARDIAN_MONKEY_PATCH_USER = False
GUARDIAN_MONKEY_PATCH_GROUP = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"familienetwerk.admission.passwords.{rule}"}
    for rule in ["LongEnough", "NeverLeaked", "MoreThanKnownWords"]
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
    "csp_report": "60/m/ip",
    "login_failed": "30/m/ip,5/300s/key",  # also codes and passkeys of the second step
    "reauthenticate": "60/m/ip,10/300s/user",
    "reset_password": "60/h/ip,3/900s/key",
    "reset_password_from_key": "60/m/ip",
    "link": "60/m/ip,20/300s/key",  # of an invitation, a forgotten password or a recovery
    "recovery": "60/h/ip,10/h/user",
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
SOCIALACCOUNT_ADAPTER = "familienetwerk.admission.organisation_login.OrganisationLoginAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
OIDC_SERVER_URL = env("OIDC_SERVER_URL", "")
OIDC_NAME = env("OIDC_NAME", "uw organisatie")
OIDC_MFA_VALUES = set(env_list("OIDC_MFA_VALUES", "mfa"))  # values of acr or amr that mean: a second factor was used
# Which claim says what somebody may here, and for which organisation; empty: Beheer says so. At each log-in.
OIDC_ROLE_CLAIM = env("OIDC_ROLE_CLAIM", "")
OIDC_ROLE_MAP = env_table("OIDC_ROLE_MAP")
OIDC_ORGANISATION_CLAIM = env("OIDC_ORGANISATION_CLAIM", "")
OIDC_ORGANISATION_MAP = env_table("OIDC_ORGANISATION_MAP")
# Others beside it, each for the people of the organisations that it names, who then come in no other way (FR-191).
OIDC_PROVIDERS = env_providers("OIDC_PROVIDERS")
if OIDC_SERVER_URL:
    OIDC_PROVIDER_ID = env("OIDC_PROVIDER_ID", "organisatie")
    if OIDC_PROVIDER_ID in OIDC_PROVIDERS:  # its organisations would come in as they like
        sys.exit(f"familienetwerk start niet: OIDC_PROVIDERS noemt “{OIDC_PROVIDER_ID}” ook. Kies een andere naam.")
    own = {
        "name": OIDC_NAME,
        "server_url": OIDC_SERVER_URL,
        "client_id": env("OIDC_CLIENT_ID"),
        "client_secret": env("OIDC_CLIENT_SECRET"),
        "email_domains": env_list("OIDC_EMAIL_DOMAINS"),
    }
    OIDC_PROVIDERS = {OIDC_PROVIDER_ID: own, **OIDC_PROVIDERS}  # most people come in there: the first button
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": number,
                "name": told["name"],
                "client_id": told["client_id"],
                "secret": told["client_secret"],
                "settings": {
                    "server_url": told["server_url"],
                    "verified_email": told.get("email_domains", []),  # trusted to say whose address it is
                    "organisations": told.get("organisations", []),
                },
            }
            for number, told in OIDC_PROVIDERS.items()
        ],
    }
}
