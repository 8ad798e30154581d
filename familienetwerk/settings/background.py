"""Work in the background: what was promised, and Celery that does it."""

from typing import Any

from familienetwerk.settings.environment import env
from familienetwerk.settings.installation import TIME_ZONE
from familienetwerk.settings.storage import REDIS_URL

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
