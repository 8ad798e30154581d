"""Everything that the page of a problem definition shows, gathered in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.utils.safestring import SafeString
from django.utils.text import capfirst

from cases.audience import Readers
from cases.models import Case, Deadline, DeadlineKind
from cases.readers import listed
from domains import rules
from domains.gate import organisations_at_table, voices_of
from domains.models import Agreement, Contribution, ProblemDefinition
from domains.models.problem import DefinitionStatus
from domains.perspectives import Perspective, contributions_for, perspectives_on
from domains.readiness import WHAT
from domains.ways_out import Obstacle, WaysOut
from domains.wording import paragraphs, points_of
from familienetwerk.accounts.models import User


@dataclass(frozen=True, kw_only=True)
class ProblemPage:
    definition: ProblemDefinition | None
    previous: ProblemDefinition | None
    versions: list[ProblemDefinition]
    perspectives: list[Perspective]
    drafts: list[Contribution]
    contribution_ids: list[int]
    obstacles: list[Obstacle]
    missing: list[str]
    done: list[str]
    may_answer: bool
    user: User
    today: date

    @classmethod
    def of(cls, case: Case, definition: ProblemDefinition | None, *, user: User, today: date) -> Self:
        versions = list(case.definitions.select_related("written_by", "fixed_by").newest_first())
        contributions = contributions_for(case, user=user)
        at_table = organisations_at_table(case, today=today)
        answers = answers_to(definition)
        perspectives = perspectives_on(
            contributions,
            at_table=at_table,
            answers=answers,
            due=due_days(definition),
            readers=Readers.of(case),
            today=today,
        )
        missing = rules.missing_voices(voices_of(case, agreement_of=counted(definition, answers)))
        ways_out = WaysOut(case, definition, user=user, at_table=at_table)
        return cls(
            definition=definition,
            previous=previous_of(definition, versions),
            versions=[version for version in versions if version != definition],
            perspectives=perspectives,
            drafts=[contribution for contribution in contributions if contribution.is_draft],
            contribution_ids=[seen.contribution.pk for row in perspectives for seen in row.contributed],
            obstacles=ways_out.obstacles(missing),
            missing=[voice.sentence(WHAT) for voice in missing],
            done=done_by(missing),
            may_answer=ways_out.may_answer,
            user=user,
            today=today,
        )

    @property
    def statement(self) -> SafeString:
        assert self.definition
        return paragraphs(self.definition.statement, before=self.previous.statement if self.previous else None)

    @property
    def priorities(self) -> list[str]:
        return points_of(self.definition.priorities) if self.definition else []

    @property
    def unknowns(self) -> list[str]:
        return points_of(self.definition.unknowns) if self.definition else []

    @property
    def focus(self) -> str:
        """Kinderen beschermen en schade stoppen"""
        return capfirst(listed([name.lower() for name in self.definition.focus_names])) if self.definition else ""

    @property
    def is_draft(self) -> bool:
        return bool(self.definition and self.definition.status == DefinitionStatus.DRAFT)

    @property
    def is_proposed(self) -> bool:
        return bool(self.definition and self.definition.status == DefinitionStatus.PROPOSED)

    @property
    def is_open(self) -> bool:
        """Still to be fixed, or to be written."""
        return self.definition is None or self.definition.is_open

    @property
    def is_past(self) -> bool:
        """There is a later version."""
        return bool(self.definition and any(other.version > self.definition.version for other in self.versions))

    @property
    def status_tone(self) -> str:
        return {"PROPOSED": "asks", "FIXED": "good"}.get(self.definition.status, "quiet") if self.definition else ""

    @property
    def voices(self) -> list[Perspective]:
        return [row for row in self.perspectives if row.has_contributed]

    @property
    def silent(self) -> list[Perspective]:
        """At the table, and nothing contributed yet."""
        return [row for row in self.perspectives if row.is_at_table and not row.has_contributed]

    @property
    def answering(self) -> list[Perspective]:
        """Who answered, and while it lies before them also who did not yet."""
        return [row for row in self.perspectives if row.answer or (self.is_proposed and row.is_at_table)]

    @property
    def other_voices(self) -> str:
        """What to weigh before fixing: who does not agree, and who said nothing yet."""
        dissenting = sum(bool(row.answer and not row.answer.is_agreement) for row in self.answering)
        waiting = sum(row.answer is None for row in self.answering)
        sentences = [
            f"{organisations(dissenting)} niet akkoord." if dissenting else "",
            f"Van {waiting} is er nog geen reactie." if waiting else "",
        ]
        return " ".join(filter(None, sentences))

    @property
    def own_draft(self) -> Contribution | None:
        return next((draft for draft in self.drafts if draft.author_id == self.user.pk), None)

    @property
    def drafts_of_colleagues(self) -> list[Contribution]:
        return [draft for draft in self.drafts if draft.author_id != self.user.pk]

    @property
    def own_answer(self) -> Agreement | None:
        own = (row.answer for row in self.perspectives if row.organisation.pk == self.user.organisation_id)
        return next(own, None)


def organisations(number: int) -> str:
    return "1 organisatie is" if number == 1 else f"{number} organisaties zijn"


def answers_to(definition: ProblemDefinition | None) -> list[Agreement]:
    if definition is None:
        return []
    return list(definition.agreements.select_related("organisation", "given_by").order_by("pk"))


def counted(definition: ProblemDefinition | None, answers: list[Agreement]) -> dict[int, bool]:
    """Organisation id to whether it agrees. Answers beside a draft were given to an earlier text."""
    if definition is None or definition.status == DefinitionStatus.DRAFT:
        return {}
    return {answer.organisation_id: answer.is_agreement for answer in answers}


def due_days(definition: ProblemDefinition | None) -> dict[int, date]:
    """Organisation id to the day on which its answer is due."""
    if definition is None:
        return {}
    asked = Deadline.objects.open().filter(kind=DeadlineKind.AGREEMENT, subject_id=definition.pk)
    return dict(asked.values_list("organisation_id", "due_on"))


def previous_of(definition: ProblemDefinition | None, versions: list[ProblemDefinition]) -> ProblemDefinition | None:
    if definition is None:
        return None
    return next((other for other in versions if other.version < definition.version), None)


def done_by(missing: list[rules.MissingVoice]) -> list[str]:
    lacking = {voice.policy_domain for voice in missing}
    return [
        f"{name.capitalize()} droeg bij en is akkoord." for code, name in rules.NEEDED.items() if code not in lacking
    ]
