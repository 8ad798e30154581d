"""Where and how it runs; a real installation with an unsafe setting does not start."""

import sys
from pathlib import Path

from familienetwerk.settings.environment import env, env_bool, env_list

BASE_DIR = Path(__file__).resolve().parents[2]

DEMO = env_bool("DEMO", default=False)  # invented people, known passwords, no second factor
DEBUG = env_bool("DEBUG", default=False)
SECURE = not (DEMO or env_bool("TESTING", default=False))  # a real installation
SECRET_KEY = env("SECRET_KEY")
SECRET_KEY_FALLBACKS = env_list("SECRET_KEY_FALLBACKS")  # still open and verify what they made
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")
SITE_URL = env("SITE_URL", "http://localhost:8000").rstrip("/")  # what links in e-mail begin with
SECURITY_CONTACT = env("SECURITY_CONTACT", "" if SECURE else "mailto:beveiliging@waterhoek.example")
MUNICIPALITY_NAME = env("MUNICIPALITY_NAME", "Gemeente Waterhoek")

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
FIRST_DAY_OF_WEEK = 1

if SECURE:
    unsafe = [
        reason
        for reason, is_so in {
            "DEBUG staat aan": DEBUG,
            "SECRET_KEY is korter dan 50 tekens": len(SECRET_KEY) < 50,
            "ALLOWED_HOSTS is leeg of bevat *": not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS,
            "SITE_URL begint niet met https": not SITE_URL.startswith("https://"),
            "SECURITY_CONTACT begint niet met mailto: of https:": not SECURITY_CONTACT.startswith(
                ("mailto:", "https:")
            ),
        }.items()
        if is_so
    ]
    if unsafe:
        sys.exit(f"familienetwerk start niet: {'; '.join(unsafe)}.")
