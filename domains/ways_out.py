"""What stands before fixing a definition, each with the act that solves it, as far as this reader may do that."""

from dataclasses import dataclass

from django.urls import reverse

from cases.models import Case
from domains.models import ProblemDefinition
from domains.models.problem import DefinitionStatus
from domains.readiness import IN_INTAKE, NOT_PROPOSED, WHAT, obstacles_of_its_course
from domains.rules import MissingVoice, Step
from familienetwerk.accounts.models import Organisation, User

NOT_WRITTEN = "Er is nog geen tekst."


@dataclass(frozen=True, kw_only=True)
class Obstacle:
    """A sentence, and the link that solves it; both parts of the link are empty when this reader cannot."""

    text: str
    url: str = ""
    act: str = ""


class WaysOut:
    """For one reader of one version."""

    def __init__(
        self, case: Case, definition: ProblemDefinition | None, *, user: User, at_table: list[Organisation]
    ) -> None:
        self.case, self.definition, self.user = case, definition, user
        self.domains_at_table = {organisation.policy_domain for organisation in at_table}
        self.own_domain = user.organisation.policy_domain
        self.adds, self.changes = case.access.adds, case.access.changes  # type: ignore[attr-defined]
        is_proposed = bool(definition and definition.status == DefinitionStatus.PROPOSED)
        is_at_table = user.organisation_id in {organisation.pk for organisation in at_table}
        self.may_answer = is_proposed and self.adds and is_at_table

    def obstacles(self, missing: list[MissingVoice]) -> list[Obstacle]:
        course = obstacles_of_its_course(self.definition) if self.definition else [NOT_WRITTEN]
        voices = [] if self.case.has_exception else missing
        return [self.of_course(sentence) for sentence in course] + [self.of_voice(voice) for voice in voices]

    def of_course(self, sentence: str) -> Obstacle:
        if sentence == IN_INTAKE:
            return Obstacle(text=sentence, url=self.page("cases:intake"), act="Naar de intake")
        if sentence == NOT_PROPOSED and self.changes and self.definition:
            url = self.page("domains:propose_definition", self.definition.version)
            return Obstacle(text=sentence, url=url, act="Leg voor")
        if sentence == NOT_WRITTEN and self.changes:
            return Obstacle(text=sentence, url=self.page("domains:start_definition"), act="Schrijf een eerste versie")
        return Obstacle(text=sentence)

    def of_voice(self, voice: MissingVoice) -> Obstacle:
        text, is_ours = voice.sentence(WHAT), voice.policy_domain == self.own_domain
        if voice.step == Step.AGREEMENT:
            if is_ours and self.may_answer and self.definition:
                url = self.page("domains:answer_definition", self.definition.version)
                return Obstacle(text=text, url=url, act="Reageer")
            return Obstacle(text=text)
        if is_ours and self.adds:
            return Obstacle(text=text, url=self.page("domains:contribute"), act="Voeg uw bijdrage toe")
        if self.changes and voice.policy_domain not in self.domains_at_table:
            return Obstacle(text=text, url=self.page("cases:ask"), act="Vraag een organisatie")
        return Obstacle(text=text, url=self.page("cases:involvements"), act="Bekijk wie aan tafel zit")

    def page(self, name: str, *rest: int) -> str:
        return reverse(name, args=[self.case.pk, *rest])
