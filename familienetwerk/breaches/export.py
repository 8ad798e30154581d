"""The register as sheets: every breach, who was told of it, and what it touched."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, QuerySet

from familienetwerk.breaches.models import Affected, Breach, Recipient, Telling
from familienetwerk.screen.spreadsheet import Cell, Sheet
from familienetwerk.screen.templatetags.screen import day, moment

HEADER = [
    *("Nummer", "Soort", "Wat er gebeurde", "Begonnen", "Ontdekt", "Mensen", "Gegevens", "Gevolgen", "Maatregelen"),
    *("Stand", "Wat wij ervan leren", "Afgesloten"),
]
TOLD = ["Nummer", "Aan wie", "Bericht", "Wanneer", "Nummer van de melding", "Hoe, of waarom niet", "Waarom later"]
WORDS = {
    Recipient.AUTHORITY: "Autoriteit Persoonsgegevens",
    Recipient.PEOPLE: "Mensen om wie het gaat",
    Recipient.PARTNERS: "Andere verantwoordelijke organisaties",
}


def sheets_of(breaches: QuerySet[Breach], *, today: date, asked_by: str) -> list[Sheet]:
    tellings = Prefetch("tellings", Telling.objects.in_order())
    rows = list(breaches.prefetch_related(tellings, Prefetch("affected", Affected.objects.in_order())))
    return [
        ("Uitleg", ["Wat", "Uitleg"], explanation(today=today, asked_by=asked_by)),
        ("Datalekken", HEADER, [line_of(breach) for breach in rows]),
        ("Berichten", TOLD, list(told_of(rows))),
        ("Geraakt", ["Nummer", "Soort", "Casus", "Rij"], list(touched_by(rows))),
    ]


def explanation(*, today: date, asked_by: str) -> list[list[Cell]]:
    return [
        ["Doel", "Register van datalekken (AVG artikel 33 lid 5), ook van wat niet gemeld is."],
        ["Peildatum", day(today)],
        ["Gemaakt door", asked_by],
    ]


def line_of(breach: Breach) -> list[Cell]:
    return [
        *(breach.pk, breach.get_kind_display(), breach.what, day(breach.began_on), moment(breach.discovered_at)),
        *(breach.people, breach.data_in_words, breach.consequences, breach.measures),
        *(breach.get_state_display(), breach.conclusion, moment(breach.closed_at)),
    ]


def told_of(breaches: Iterable[Breach]) -> Iterable[list[Cell]]:
    for breach in breaches:
        for telling in breach.tellings.all():
            yield [
                *(breach.pk, WORDS[Recipient(telling.recipient)], "ja" if telling.is_told else "nee"),
                *(moment(telling.told_at), telling.reference, telling.words, telling.late_reason),
            ]


def touched_by(breaches: Iterable[Breach]) -> Iterable[list[Cell]]:
    for breach in breaches:
        for row in breach.affected.all():
            yield [breach.pk, row.get_kind_display(), row.case_number, row.number]
