"""Who opened which case last, and who was refused: the log holds more than deeds. Recorded as the pages do it."""

from cases.models import Case, Involvement
from familienetwerk.audit.models import EventType, record
from familienetwerk.demo.town import Town


def look_around(town: Town) -> None:
    """Everybody at the table of an open case opened it and its family; somebody who does not work on one, tried."""
    seats = Involvement.objects.running(town.today).not_ended().filter(case__in=Case.objects.running())
    for seat in seats.select_related("case", "user").order_by("case", "pk"):
        case, reader = seat.case, seat.user
        record(EventType.CASE_VIEWED, by=reader, case_id=case.pk, page="detail", purpose=case.number)
        record(EventType.CASE_VIEWED, by=reader, case_id=case.pk, page="family", purpose=case.number)
        people = list(case.members.values_list("pk", flat=True))
        record(EventType.PERSONS_VIEWED, by=reader, case_id=case.pk, subject="member", subject_ids=people)
    show_case = Case.objects.get(name="Kornoelje")
    record(EventType.REFUSED, by=town.people["olga"], case_id=show_case.pk, page="detail")
