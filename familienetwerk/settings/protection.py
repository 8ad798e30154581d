"""What the browser is told to do and not to do: headers, cookies and sessions."""

from urllib.parse import urlsplit

from django.utils.csp import CSP

from familienetwerk.settings.environment import env, env_bool
from familienetwerk.settings.installation import SECURE, SITE_URL
from familienetwerk.settings.logging_in import OIDC_PROVIDERS

CSP_REPORTS_PATH = "/csp-meldingen/"
REPORTS = {"report-uri": [CSP_REPORTS_PATH], "report-to": ["csp"]}
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
    **REPORTS,
}
SECURE_CSP["form-action"] += [  # a browser counts being sent on after a form as a form to that address
    "{0.scheme}://{0.netloc}".format(urlsplit(told["server_url"])) for told in OIDC_PROVIDERS.values()
]
CSP_OF_A_FILE: dict[str, list[str] | bool] = {
    "default-src": [CSP.NONE],
    "form-action": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "sandbox": True,
    **REPORTS,
}
SECURE_SSL_HOST = urlsplit(SITE_URL).netloc  # not what the request calls us
SECURE_SSL_REDIRECT = SECURE and env_bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from within, without TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env_bool("BEHIND_PROXY", default=False) else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
VEIL_ON_BLUR = env_bool("VEIL_ON_BLUR", default=False)  # cover the page while another window is in use (FR-193)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME = "__Host-sessionid" if SECURE else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if SECURE else "csrftoken"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # may hold a name: not in a cookie
DEVICE_COOKIE_NAME = "__Host-device" if SECURE else "device"  # by which a browser is known again
CSRF_FAILURE_VIEW = "familienetwerk.admission.views.errors.csrf_failure"
SESSION_COOKIE_AGE = int(env("SESSION_IDLE_SECONDS", "900"))
SESSION_HOURS = int(env("SESSION_HOURS", "10"))  # after this one logs in again, however busy
SESSION_ENGINE = "familienetwerk.accounts.sessions"
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
