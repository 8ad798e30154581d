"""Where documents are kept, how large one may be, and who looks for viruses."""

from familienetwerk.settings.environment import env
from familienetwerk.settings.installation import BASE_DIR

DOCUMENTS_ROOT = env("DOCUMENTS_ROOT", str(BASE_DIR / "var/documents"))  # no web server may serve this folder
DOCUMENT_MAX_BYTES = int(env("DOCUMENT_MAX_MB", "25")) * 1024 * 1024
CLAMD = env("CLAMD", "")  # tcp://clamav:3310 or unix:///run/clamav/clamd.ctl; empty: nobody scans, and pages say so
FILE_UPLOAD_HANDLERS = [
    "familienetwerk.screen.uploads.NoMoreThan",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o600
