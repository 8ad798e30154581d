"""What seldom happens in a case and still has forms: access, emergencies, leaving, passing on, giving, the log."""

from datetime import date

from django.utils import timezone

from cases import actions
from cases.models import Case, DeadlineKind, LegalFrame, Observation, Regime
from cases.shareable import pieces_for
from familienetwerk.accounts.actions import add_organisation
from familienetwerk.accounts.models import OrganisationKind, PolicyDomain, User
from familienetwerk.admission.actions import end_account
from familienetwerk.admission.actions.home_street import give_home_street
from familienetwerk.audit.models import AuditEvent, EventType
from familienetwerk.oversight.models import LogReview, LogSample, LogSignal, SignalKind
from tests.factories import a_case, a_frame, an_involvement, an_observation, bram

OF_NOBODY = 10**9  # no action of the demo has this number, so that it hides nobody whom anna may not know
WHY = "Er is nu iemand in gevaar in dit huis."


def rare_work(anna: User, frame: LegalFrame) -> None:
    case = a_case(coordinator=anna, number="1999-0050", legal_frame=frame)
    access_and_emergency(case, frame)
    without_direction(anna, frame)
    work_of_who_left(case)
    given_and_changed(case, anna)
    for number, is_passed in (("1999-0053", False), ("1999-0054", True)):
        behind_in_another_frame(a_case(coordinator=anna, number=number, legal_frame=frame), anna, is_passed=is_passed)
    a_month_of_the_log(anna)
    before_the_committee(case, anna)
    on_no_case(anna)


def access_and_emergency(case: Case, frame: LegalFrame) -> None:
    olga = User.objects.get(email="olga@demo.example")
    danger = a_case(number="1999-0051", legal_frame=frame, municipality=olga.organisation.municipality)
    actions.ask_access(case.number, by=olga, reason="Ik neem waar voor een collega.")
    actions.open_in_emergency(danger.number, by=olga, on=timezone.localdate(), reason=WHY)


def without_direction(anna: User, frame: LegalFrame) -> None:
    case = a_case(number="1999-0052", legal_frame=frame, municipality=anna.organisation.municipality)
    an_involvement(case, bram())


def work_of_who_left(case: Case) -> None:
    leaver = bram()
    an_involvement(case, leaver)
    today = timezone.localdate()
    about = {"subject_id": OF_NOBODY, "due_on": today, "organisation": leaver.organisation, "about": "Bel de school"}
    actions.set_deadline(case, DeadlineKind.ACTION, user=leaver, **about)
    end_account(leaver, by=User.objects.get(email="fatima@demo.example"))


def given_and_changed(case: Case, anna: User) -> None:
    seen, today = an_observation(case, anna), timezone.localdate()
    [piece] = [piece for piece in pieces_for(case, anna) if piece.kind == "observation" and piece.pk == seen.pk]
    given = {"recipient_name": "Team elders", "ground": "Wmo 5.1.1", "reason": "Voor een verhuizing", "on": today}
    actions.share(case, by=anna, keys=[piece.key], **given)
    actions.recall(case, piece.kind, subject_id=piece.pk, by=anna, on=today, reason="Een datum klopte niet")


def behind_in_another_frame(case: Case, anna: User, *, is_passed: bool) -> None:
    """Written by the organisation of anna under its own law, before the case moved on."""
    seen = an_observation(case, anna, regime=Regime.WPG)
    elsewhere = a_frame(name=f"Zorg- en Veiligheidshuis {case.number}", municipality=case.municipality)
    actions.change_frame(case, by=anna, on=timezone.localdate(), frame=elsewhere, reason="Het is te zwaar voor hier")
    if is_passed:
        case.refresh_from_db()
        actions.pass_on(case, [Observation.objects.get(pk=seen.pk)], by=anna, ground="Wpg artikel 20")


def a_month_of_the_log(anna: User) -> None:
    """One with something to judge, and one that can be signed."""
    paul, olga = (User.objects.get(email=f"{name}@demo.example") for name in ("paul", "olga"))
    LogReview.objects.create(month=date(1999, 1, 1), municipality=paul.organisation.municipality)
    review = LogReview.objects.create(month=date(1999, 2, 1), municipality=paul.organisation.municipality)
    found_on = date(1999, 2, 28)
    found = {"review": review, "words": "Keek 41 keer in de nacht.", "found_on": found_on}
    LogSignal.objects.create(kind=SignalKind.NIGHT, user=anna, asked_on=found_on, **found)
    for user in (olga, paul):
        LogSignal.objects.create(kind=SignalKind.NIGHT, user=user, **found)
        line = AuditEvent.objects.create(type=EventType.LOG_VIEWED, user_id=user.pk, page="whole_log")
        LogSample.objects.create(review=review, line_id=line.pk, user=user)


def before_the_committee(case: Case, anna: User) -> None:
    """A question without advice, and advice of which nothing came yet."""
    today = timezone.localdate()
    actions.ask_lawfulness(case, by=anna, on=today, question="Mag dit onder dit kader?")
    advised = actions.ask_lawfulness(case, by=anna, on=today, question="Mag dit nog een jaar?")
    actions.record_advice(advised, by=anna, advice="Ja, met een evaluatie.", advised_on=today)


def on_no_case(anna: User) -> None:
    """An organisation that takes part in no frame yet, and a street to take away."""
    place = {"kind": OrganisationKind.HALT, "policy_domain": PolicyDomain.JUSTICE, "is_asked_at_intake": False}
    add_organisation(name="Bureau Nieuw", municipality=anna.organisation.municipality, **place)
    give_home_street(by=anna, on=timezone.localdate(), street="Havenkade", digits="1234")
