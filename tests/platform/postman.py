"""`python -m tests.platform.postman`: of each line that comes in, delivers each job in a process of its own; some die.

A mail whose number ends in 3 kills its process just before it is sent, one in 7 just after the server said OK.
"""

import os
import signal
import sys
from typing import Any
from uuid import UUID

import django
from django.core.mail.backends.smtp import EmailBackend

DIES_BEFORE, DIES_AFTER = 3, 7
really_send = EmailBackend.send_messages


def send_or_die(mailer: EmailBackend, messages: list[Any]) -> int:
    number = int(messages[0].subject[-1])
    if number == DIES_BEFORE:
        os.kill(os.getpid(), signal.SIGKILL)
    sent = really_send(mailer, messages)
    if number == DIES_AFTER:
        os.kill(os.getpid(), signal.SIGKILL)
    return sent


if __name__ == "__main__":
    django.setup()
    EmailBackend.send_messages = send_or_die
    from familienetwerk.outbox.delivery import deliver
    from tests.platform import jobs  # noqa: F401  registers the kind of work

    for round_of_jobs in sys.stdin:
        for job_id in round_of_jobs.split():
            if child := os.fork():
                os.waitpid(child, 0)
            else:
                deliver(UUID(job_id))
                os._exit(0)
        sys.stdout.write("rond\n")
        sys.stdout.flush()
