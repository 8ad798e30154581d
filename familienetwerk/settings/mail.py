"""How e-mail goes out."""

from typing import Any

from familienetwerk.settings.environment import env, env_bool

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
