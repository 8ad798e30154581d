"""The families of the demo, and beside them what the demo has no example of just now."""

import re
from datetime import timedelta

from django.db.models.functions import Now
from django.utils import timezone

from cases import actions
from cases.models import Case, LegalFrame
from familienetwerk.accounts.models import User
from familienetwerk.breaches.actions import close_breach, mark_affected
from familienetwerk.breaches.models import AffectedKind, Breach
from familienetwerk.outbox.models import Job, JobState
from interventions.models import InterventionStatus
from tests.breach_factories import a_breach, a_suspicion, decided
from tests.discussion_factories import HOUR, NOW, a_discussion, takes_place
from tests.domain_factories import a_contact, a_contribution, a_definition, a_proposed_definition, agree, an_assessment
from tests.factories import a_case, an_intake, an_involvement, bram, sanne
from tests.fuzz.beside_the_road import rare_work
from tests.plan_factories import a_proposed_plan, a_ready_plan, an_intervention, partners_in, react
from tests.routes import an_address_of, every_route
from tests.triage_factories import ready_to_decide

NUMBER, OF_A_VERSION = re.compile(r"<int:(\w+)>"), {"case_id", "version"}


def somebody_of_the_demo(name: str) -> User:
    return User.objects.get(email=f"{name}@demo.example")


def unfinished_work() -> None:
    """Every draft, promise and question that somebody can still send, of anna."""
    anna, colleague = somebody_of_the_demo("anna"), somebody_of_the_demo("sanne")
    frame = LegalFrame.objects.in_force(timezone.localdate()).order_by("pk")[0]

    def of_anna(number: int) -> Case:
        return a_case(coordinator=anna, number=f"1999-{number:04}", legal_frame=frame)

    draft, answered = a_ready_plan(of_anna(1)), a_proposed_plan(of_anna(2))
    for partner in partners_in(answered.case):
        react(answered, partner)
    for plan in (draft, answered):  # chosen, and not in the plan
        an_intervention(plan.case)
    a_definition(of_anna(21))
    agreed = of_anna(22)
    partners = [bram(), sanne()]
    for partner in partners:
        an_involvement(agreed, partner)
        a_contribution(agreed, partner)
    agree(a_proposed_definition(agreed), *partners)
    Job.objects.create(
        kind="plan_pdf", subject_id=answered.pk, key="unfinished", state=JobState.FAILED, tries=5, finished_at=Now()
    )
    for number, status in enumerate(InterventionStatus, start=3):
        an_intervention(of_anna(number), status=status)
    breaches_of_paul()
    shared = of_anna(20)
    an_involvement(shared, colleague)
    a_contribution(shared, anna, released=False)
    an_assessment(shared, anna, released=False)
    a_discussion(shared, by=anna, chair=anna)
    takes_place(a_discussion(shared, by=anna, chair=anna), NOW - HOUR, NOW + HOUR)
    a_contact(shared, anna)
    ready_to_decide(an_intake(coordinator=anna, number="1999-0030", legal_frame=frame))
    invited = a_case(coordinator=colleague, number="1999-0040", legal_frame=frame)
    actions.ask_to_join(
        invited,
        anna.organisation,
        by=colleague,
        on=timezone.localdate(),
        reason="Nodig aan tafel.",
        due_on=timezone.localdate() + timedelta(days=7),
        user=anna,
    )
    rare_work(anna, frame)


def breaches_of_paul() -> None:
    """One that was only reported, one that waits for word, one that may be closed, and one that was."""
    paul = somebody_of_the_demo("paul")
    a_suspicion(paul)
    waits, ready, closed = (a_breach(paul) for _ in range(3))
    mark_affected(waits, by=paul, case_number="1999-0001", rows=[(AffectedKind.CASE, 1)])
    for breach in (ready, closed):
        decided(breach, paul)
    close_breach(closed, by=paul, conclusion="Beter opletten.")


def pages_to_begin_with() -> list[str]:
    """Also those to which no link leads just now, for a case of each stage and the unfinished; not the pages of one row
    in it: those are found by their links."""
    of_a_stage = Case.objects.order_by("stage", "pk").distinct("stage").values_list("pk", flat=True)
    unfinished = Case.objects.filter(number__startswith="1999-").values_list("pk", flat=True)
    routes = [route for route, _ in every_route() if set(NUMBER.findall(route)) in ({"case_id"}, OF_A_VERSION)]
    return [an_address_of(route, case_id=case) for case in {*of_a_stage, *unfinished} for route in routes]


def pages_about_breaches() -> list[str]:
    """What of a case was touched is asked with its number in the address; then there is more to choose."""
    numbers = Breach.objects.open().order_by("pk").values_list("pk", flat=True)
    return [f"/datalekken/{number}/geraakt/?casus=1999-0001&vanaf=01-01-2026&tot=01-02-2026" for number in numbers]
