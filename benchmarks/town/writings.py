"""What organisations were asked, saw and contributed."""

from datetime import timedelta
from random import Random

from django.utils import timezone

from benchmarks.town.common import BATCH
from cases.models import Case, FirstContribution, IntakeQuestion, Nature, Observation, ObservationWords
from domains.models import Contribution, ContributionWords
from familienetwerk.accounts.models import User


def add_writings(cases: list[Case], workers: list[User], chance: Random) -> None:
    """Up to four organisations a case, each asked once, with two observations and a contribution."""
    desks = [(case, author) for case in cases for author in authors_of(workers, chance)]
    IntakeQuestion.objects.bulk_create((question_of(*desk) for desk in desks), batch_size=BATCH)
    seen = Observation.objects.bulk_create(
        (observation_of(*desk) for desk in desks for _ in range(2)), batch_size=BATCH
    )
    ObservationWords.objects.bulk_create(
        (ObservationWords(observation=row, text="Er is iets gezien.", source="melding") for row in seen),
        batch_size=BATCH,
    )
    brought = Contribution.objects.bulk_create((contribution_of(*desk) for desk in desks), batch_size=BATCH)
    ContributionWords.objects.bulk_create(
        (ContributionWords(contribution=row, concern="Wij maken ons zorgen.") for row in brought), batch_size=BATCH
    )
    Contribution.objects.filter(released_at=None).update(released_at=timezone.now())
    days = [chance.randrange(50) for _ in desks]
    firsts = (first_of(*desk, after=day) for desk, day in zip(desks, days, strict=True))
    FirstContribution.objects.bulk_create(firsts, batch_size=BATCH)


def authors_of(workers: list[User], chance: Random) -> list[User]:
    """Four at random, one of each organisation."""
    return list({author.organisation_id: author for author in chance.sample(workers, 4)}.values())


def question_of(case: Case, author: User) -> IntakeQuestion:
    return IntakeQuestion(
        case=case,
        organisation_id=author.organisation_id,
        question="Wat is bij u bekend?",
        asked_by_id=case.started_by_id,
        asked_on=case.started_on,
        due_on=case.started_on + timedelta(days=7),
    )


def observation_of(case: Case, author: User) -> Observation:
    return Observation(
        case=case,
        author=author,
        organisation_id=author.organisation_id,
        released_at=timezone.now(),
        nature=Nature.FACT,
        observed_on=case.first_signal_on,
    )


def contribution_of(case: Case, author: User) -> Contribution:
    return Contribution(case=case, author=author, organisation_id=author.organisation_id)


def first_of(case: Case, author: User, *, after: int) -> FirstContribution:
    on = case.started_on + timedelta(days=after)
    return FirstContribution(case=case, organisation_id=author.organisation_id, on=on)
