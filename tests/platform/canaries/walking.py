"""What somebody comes across who follows every link, knocks on every door and searches for everybody."""

import io
import re
from collections import deque
from dataclasses import dataclass, field

import openpyxl
import pypdf
from django.test import Client

from cases.models import Case, Involvement
from familienetwerk.accounts.models import User
from tests.platform.canaries.audience import Audience
from tests.platform.canaries.marks import marks_in
from tests.routes import an_address_of, every_route

LEADS_TO = re.compile(r'(?:href|action|src|hx-get)="(/[^"#]*)')
EVERYWHERE = re.compile(r"^/(?!static|uitloggen|bekijk-als)")
STARTS = ["/", "/casussen/", "/vragen/", "/logboek/", "/rapportage/", "/beheer/", "/datalekken/", "/iets-ging-mis/"]
OF_FEW = ["verstrekkingen/", "documenten/", "contactmomenten/", "plan/"]  # on which not everybody reads the same


@dataclass
class Crawl:
    """What one user came across, or who looked through this user's eyes."""

    user: User
    is_looked_through: bool = False
    answers: int = 0
    read: int = 0
    kinds: set[str] = field(default_factory=set)
    leaks: set[str] = field(default_factory=set)


def text_of(answer) -> str:
    """Also of what lies inside a file."""
    kind = answer.headers.get("Content-Type", "")
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if kind == "application/pdf":
        reader = pypdf.PdfReader(io.BytesIO(body))
        return "".join(page.extract_text() for page in reader.pages) + str(reader.metadata) + str(reader.outline)
    if "spreadsheet" in kind:
        book = openpyxl.load_workbook(io.BytesIO(body), read_only=True)
        return "\n".join(str(row) for sheet in book for row in sheet.iter_rows(values_only=True))
    return f"{dict(answer.headers)}{body.decode(errors='replace')}"


def crawl(user: User, audience: Audience, *, most: int) -> Crawl:
    """Follow every link from the work list on."""
    found, client = Crawl(user), Client()
    client.force_login(user)
    follow(client, STARTS, found, audience, within=EVERYWHERE, most=most)
    return found


def crawl_through_eyes(looker: User, audience: Audience, case: Case, *, of: list[User], most: int) -> list[Crawl]:
    """“Bekijk als…” each of these, as far as they have a seat to choose."""
    client, every = Client(), []
    audience.looker_may_know = audience.holder(case.pk, looker).coordinates
    client.force_login(looker)
    chosen = re.findall(
        r'href="(/bekijk-als/(\d+)/casussen/\d+/)"', text_of(client.get(f"/bekijk-als/casus/{case.pk}/"))
    )
    for start, seat in chosen:
        found = Crawl(Involvement.objects.select_related("user").get(pk=seat).user, is_looked_through=True)
        if found.user in of:
            starts = [start, *(f"{start}{page}" for page in OF_FEW)]
            follow(client, starts, found, audience, within=re.compile(re.escape(start)), most=most)
            every.append(found)
    audience.looker_may_know = False
    return every


def follow(
    client: Client, starts: list[str], found: Crawl, audience: Audience, *, within: re.Pattern[str], most: int
) -> None:
    waiting, known = deque(starts), set()
    while waiting and len(known) < most:
        address = waiting.popleft()
        if address in known or not within.match(address):
            continue
        known.add(address)
        text = look(client, address, found, audience)
        waiting.extend(link.replace("&amp;", "&") for link in LEADS_TO.findall(text))


def look(client: Client, address: str, found: Crawl, audience: Audience, typed: dict[str, str] | None = None) -> str:
    answer = client.post(address, typed) if typed else client.get(address)
    text = text_of(answer)
    found.answers += 1
    for place, row, column in marks_in(text):
        model = audience.models[place]
        found.read += 1
        found.kinds.add(model._meta.model_name)
        if not audience.may(found.user, place, row, is_looked_through=found.is_looked_through):
            found.leaks.add(
                f"{found.user}: {model._meta.label} {row} column {column} at {address} {answer.status_code}"
            )
    return text


def knock_on_every_door(user: User, audience: Audience, cases: list[int]) -> Crawl:
    """Every route of every case, asked and sent, with numbers of rows that are there."""
    found, client = Crawl(user), Client()
    client.force_login(user)
    for route, _ in every_route():
        if "<int:case_id>" in route:
            for case in cases:
                look(client, an_address_of(route, case_id=case), found, audience)
    return found


def search_for_everybody(user: User, audience: Audience, words: list[str]) -> Crawl:
    found, client = Crawl(user), Client()
    client.force_login(user)
    for word in words:
        look(client, "/zoeken/", found, audience, {"q": word})
    return found


def look_at_one_table(user: User, audience: Audience, case: Case) -> Crawl:
    found, client = Crawl(user), Client()
    client.force_login(user)
    for page in OF_FEW:
        look(client, f"/casussen/{case.pk}/{page}", found, audience)
    return found
