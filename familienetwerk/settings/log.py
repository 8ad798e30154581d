"""With which key the log is sealed, and where its newest seal is kept beside the database."""

from familienetwerk.settings.environment import env, env_list

AUDIT_KEY = env("AUDIT_KEY", "")  # empty: a key of its own is derived from SECRET_KEY
AUDIT_KEY_FALLBACKS = env_list("AUDIT_KEY_FALLBACKS")  # still verify what they sealed, as long as that is kept
AUDIT_HEAD_FILE = env("AUDIT_HEAD_FILE", "")  # on a disk that the database server cannot reach
