"""Goes through the pages as one user and gathers every form, those that save and those that search."""

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

from tests.fuzz.forms import Form, Page


@dataclass(frozen=True)
class Found:
    """A form, on which page, for whom."""

    client: Client
    who: str
    form: Form

    @property
    def view(self) -> str:
        return view_of(self.form.action)


def view_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def forms_for(client: Client, who: str, *, pages_of_a_view: int, also: Sequence[str] = ()) -> list[Found]:
    """From the first page on; of each view some pages, for they show other forms in another stage."""
    to_see, seen, visits, found = deque(["/", *also]), {"/", *also}, Counter(), {}
    while to_see:
        address = to_see.popleft()
        view = view_of(address)
        if not view or view == "account_logout" or visits[view] >= pages_of_a_view:
            continue
        visits[view] += 1
        answer = client.get(address, follow=True)
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        page = Page(answer.text, at=answer.request["PATH_INFO"])
        for form in page.forms:
            if form.fields:
                found[form.action, form.method, *sorted(form.fields)] = Found(client, who, form)
        new = [link for link in page.links if link not in seen]
        seen |= set(new)
        to_see.extend(new)
    return list(found.values())
