"""A kind of work for the worker that is killed: a real PDF, kept in a table that counts every time it was made."""

from django.db import connection
from weasyprint import HTML

from familienetwerk.outbox.delivery import delivers
from familienetwerk.outbox.models import Job
from familienetwerk.outbox.registry import Queue

PDF = "test_pdf"
TABLE = "CREATE TABLE test_pdf (id bigserial PRIMARY KEY, subject_id bigint NOT NULL, pdf bytea NOT NULL)"


@delivers(PDF, queue=Queue.PDF)
def make_a_pdf(job: Job) -> None:
    rows = "".join(f"<tr><td>{row}<td>Afspraak {row} van plan {job.subject_id}" for row in range(40))
    page = f"<html lang=nl><title>Plan</title><h1>Plan {job.subject_id}</h1><table>{rows}</table>"
    pdf = HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO test_pdf (subject_id, pdf) VALUES (%s, %s)", [job.subject_id, pdf])
