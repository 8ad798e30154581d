"""With which keys BSN and documents are locked: 32 bytes each, newest first; older ones still open."""

import sys

from familienetwerk.settings.environment import env_keys
from familienetwerk.settings.installation import SECURE

DATA_KEYS = env_keys("DATA_KEYS")  # empty, in a demo or a test: one that is made from SECRET_KEY
LOOKUP_KEYS = env_keys("LOOKUP_KEYS")  # by which a BSN is found; only to compare, never to read

if SECURE and not (DATA_KEYS and LOOKUP_KEYS):
    missing = " en ".join(name for name in ("DATA_KEYS", "LOOKUP_KEYS") if not globals()[name])
    sys.exit(f"familienetwerk start niet: de instelling {missing} ontbreekt in de omgeving (zie deploy/example.env).")
