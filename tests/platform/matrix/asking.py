"""Somebody of the matrix, and what the pages answer them."""

from http.cookies import SimpleCookie
from itertools import product
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import timezone

from cases import actions
from cases.models import AgreedAction, Audience, Case, Deadline, Decision, InvolvementRole, Observation, Residence
from documents.models import Document
from domains.models import Assessment, Contact
from familienetwerk.accounts.models import Municipality, User
from familienetwerk.accounts.roles import Role
from tests.factories import a_case, a_town_hall, a_user
from tests.platform.matrix.without_a_case import OFFICER
from tests.routes import an_address_of

HTML = "text/html"
SEATS = {
    "reader": InvolvementRole.READER,
    "participant": InvolvementRole.PARTICIPANT,
    "case coordinator": InvolvementRole.CASE_COORDINATOR,
    "process coordinator": InvolvementRole.PROCESS_COORDINATOR,
}


def somebody(role: Role, standing: str, case: Case) -> User:
    """With this role in general and this standing in the case."""
    sees_here = role in OFFICER and standing != "in another municipality"
    user = a_user(role, organisation=a_town_hall(case.municipality) if sees_here else None)
    today = timezone.localdate()
    if standing == "in another municipality":
        elsewhere = Municipality.objects.create(name="Duinveen")
        seat = a_case(number="2026-9001", municipality=elsewhere), InvolvementRole.CASE_COORDINATOR
    elif standing == "on another case":
        seat = a_case(number="2026-9001"), InvolvementRole.CASE_COORDINATOR
    elif standing == "nobody":
        return user
    else:
        seat = case, SEATS.get(standing, InvolvementRole.PARTICIPANT)
    make_room(case, seat[1])
    involvement = actions.start_involvement(seat[0], user, by=user, on=today, reason="Nodig aan tafel", role=seat[1])
    if standing == "formerly involved":
        actions.end_involvement(involvement, by=user, on=today, reason="Klaar")
    return user


def make_room(case: Case, role: InvolvementRole) -> None:
    """There is one coordinator at a time: who has the role now leaves."""
    for seat in case.involvements.running(timezone.localdate()).filter(role=role):
        if role in InvolvementRole.coordinating():
            actions.end_involvement(seat, by=seat.user, on=timezone.localdate(), reason="Opvolging")


def numbers_in(case: Case) -> dict[str, int | str]:
    """Rows that are there, for the numbers that routes want."""
    plan = case.plans.newest_first()[0]
    goal = plan.goals.filter(actions__isnull=False).order_by("pk")[0]
    return {
        "case_id": case.pk,
        "seen_id": case.pk,
        "goal_id": goal.pk,
        "key": case.interventions.order_by("pk")[0].type.key,
        "action_id": goal.actions.order_by("pk")[0].pk,
        **{f"{name}_id": rows.order_by("pk")[0].pk for name, rows in rows_of(case).items()},
    }


def rows_of(case: Case) -> dict[str, QuerySet]:
    return {
        "agreed": AgreedAction.objects.filter(case=case),
        "household": case.households,
        "involvement": case.involvements.running(timezone.localdate()).filter(role=InvolvementRole.PARTICIPANT),
        "item": case.agenda_items,
        "lawfulness": case.lawfulness_reviews,
        "member": case.members,
        "question": case.questions,
        "relation": case.relations,
        "residence": Residence.objects.filter(household__case=case),
        **{str(model._meta.model_name): model.objects.filter(case=case) for model in (Deadline, Decision)},
        **{  # what every seat reads, of whichever domain
            str(model._meta.model_name): model.objects.filter(case=case, audience=Audience.ALL_INVOLVED)
            for model in (Contact, Document, Observation)
        },
    }


def numbers_by_route(case: Case, route: str) -> dict[str, int | str]:
    """What is called the same in two apps."""
    if "/datalekken/" in route:
        return {"word": "mensen"}
    if "/plan/" in route:
        return {"version": case.plans.newest_first()[0].version}
    if "/interventies/" in route:
        return {"pk": case.interventions.order_by("pk")[0].pk}
    assessment = Assessment.objects.filter(case=case, audience=Audience.ALL_INVOLVED).first()
    return {"version": case.definitions.newest_first()[0].version, "pk": assessment.pk, "word": "netwerk"}


def logged_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def answers(user: User, routes: dict[str, str], case: Case, methods: list[str]) -> dict[tuple[str, str], str]:
    """Per page and method what it answers; each is undone, so that none spoils the next, also not by logging out."""
    client, found = logged_in(user), {}
    numbers, cookies = numbers_in(case), client.cookies.output(header="")
    paths = {name: an_address_of(route, **numbers, **numbers_by_route(case, route)) for name, route in routes.items()}
    for name, method in product(routes, methods):
        with transaction.atomic():
            found[name, method] = said_by(getattr(client, method)(paths[name]))
            transaction.set_rollback(True)
        client.cookies = SimpleCookie(cookies)
    return found


def said_by(answer: HttpResponse) -> str:
    """The status; of a redirect also the page where it leads, of what is no page the kind of file."""
    kind = answer.headers.get("Content-Type", HTML).partition(";")[0]
    if answer.status_code not in {302, 303}:
        return f"{answer.status_code} {kind}" if answer.status_code == 200 and kind != HTML else str(answer.status_code)
    path = urlsplit(answer.headers["Location"]).path
    try:
        return f"{answer.status_code} {resolve(path).url_name}"
    except Resolver404:
        return f"{answer.status_code} {path}"
