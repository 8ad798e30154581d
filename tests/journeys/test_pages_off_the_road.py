"""Pages that no other journey comes on are right too: each kind is opened once, by somebody who may."""

from tests.journeys.conftest import PHONE
from tests.journeys.visitor import Visitor

OF_A_CASE = [
    *("intake/", "intake/criteria/", "intake/vraag/", "intake/veilig-thuis/", "gezin/beeld/", "besprekingen/"),
    *("besprekingen/nieuw/", "documenten/", "documenten/nieuw/", "contactmomenten/nieuw/", "verstrekkingen/"),
    *("verstrekkingen/nieuw/", "geschiedenis/?deel=waarnemingen", "vrijgeven/", "inzage/"),
]
OF_A_COORDINATOR = ["/noodprocedure/", "/toegang/", "/iets-ging-mis/", "/vragen/"]
OF_AN_OFFICER = [
    *("/logboek/personen/", "/logboek/controle/", "/logboek/controle/1/", "/logboek/controle/signalen/1/"),
    *("/noodprocedure/gebruik/", "/datalekken/", "/datalekken/1/", "/datalekken/nieuw/", "/datalekken/1/geschiedenis/"),
]
OF_AN_ADMIN = ["/beheer/kaders/", "/beheer/mandaten/", "/beheer/taken/", "/beheer/eisen/"]


def comes_on(visitor: Visitor, pages: list[str]) -> None:
    """Each is there, and obeys the rules: a page of another address is not the page that was meant."""
    for page in pages:
        answer = visitor.page.goto(f"{visitor.site}{page}")
        assert (answer.status, visitor.page.url) == (200, f"{visitor.site}{page}")
        visitor.looks_right()


def test_the_pages_of_a_case_on_a_phone(visit):
    anna = visit("anna", on=PHONE)
    anna.open("/casussen/")
    anna.follow("Kornoelje")
    case = anna.page.url.removeprefix(anna.site)

    comes_on(anna, [f"{case}{page}" for page in OF_A_CASE])
    comes_on(anna, OF_A_COORDINATOR)


def test_a_case_through_the_eyes_of_another(visit):
    anna = visit("anna")
    anna.open("/casussen/")
    anna.follow("Kornoelje")
    anna.follow("Betrokkenen")
    anna.follow("Bekijk deze casus als een ander")
    anna.follow("Sanne Kuiperij")

    anna.sees("U ziet deze pagina zoals")


def test_the_pages_of_who_oversees(visit):
    comes_on(visit("paul"), OF_AN_OFFICER)


def test_the_pages_of_who_administers(visit):
    comes_on(visit("fatima"), OF_AN_ADMIN)
