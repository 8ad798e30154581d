"""Who may come across a mark, written from the rule: in loops over rows, and with no SQL of the app."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.apps import apps
from django.utils import timezone

from cases.models import (
    AccessRequest,
    AgendaParticipant,
    Case,
    CaseStage,
    EmergencyAccess,
    Grant,
    GrantLevel,
    IntakeQuestion,
    Involvement,
    Member,
    Passing,
    Relation,
)
from familienetwerk.accounts.models import User
from tests.platform.canaries.marks import OF_CASES, Model, is_of_officers, models_of, path_to_case, tables, versions_of
from tests.platform.canaries.officers import OFFICER, may_read_of_officers

WORDS_OF_AN_ITEM = {
    "observationwords": "observation",
    "contributionwords": "contribution",
    "contactwords": "contact",
    "domainscore": "assessment",
    "sharedconclusion": "assessment",
    "documentcontent": "document",
    "actionwords": "actionitem",
}
LEDGER = {"sharing", "sharedpiece", "recall"}
ABOUT = {
    "member": ("cases", ["pk"]),
    "bsn": ("cases", ["pk"]),
    "relation": ("cases", ["from_member", "to_member"]),
    "household": ("cases", ["residences__member"]),
    "observationwords": ("cases", ["observation__members"]),
    "documentcontent": ("documents", ["member"]),
    "contactwords": ("domains", ["contact__members"]),
    "assessment": ("domains", ["member"]),
    "domainscore": ("domains", ["assessment__member"]),
    "sharedconclusion": ("domains", ["assessment__member"]),
    "goal": ("interventions", ["member"]),
    "actionwords": ("interventions", ["action__goal__member"]),
    "intervention": ("interventions", ["member"]),
}
FOUND_WITH_THE_CASE = {"case"}  # whoever may know of a case knows its number and neutral name


@dataclass(frozen=True)
class Holder:
    """What somebody holds on one case now."""

    level: int
    domains: frozenset[str]
    is_looked_through: bool = False  # “Bekijk als…”: nothing then is the own organisation's, or for somebody by name

    @property
    def coordinates(self) -> bool:
        return self.level >= GrantLevel.COORDINATE


def names_of(user: User) -> set[int]:
    """By which something can be for this user."""
    return {user.principal.pk, user.organisation.principal.pk}


class Audience:
    """Of the demo as it stands when it is asked first."""

    def __init__(self) -> None:
        self.models = tables()
        self.loaded: dict[Model, dict[int, Any]] = {}
        self.users = {user.pk: user for user in User.objects.filter(is_active=True).select_related("organisation")}

    @cached_property
    def held(self) -> dict[tuple[int, int], Holder]:
        """By case and user."""
        found: dict[tuple[int, int], Holder] = {}
        now = timezone.now()
        for grant in Grant.objects.select_related("principal"):
            if now not in grant.period:
                continue
            for user in self.users.values():
                if grant.principal.user_id == user.pk or grant.principal.organisation_id == user.organisation_id:
                    had = found.get((grant.case_id, user.pk), Holder(0, frozenset()))
                    domains = had.domains | frozenset(grant.compartments)
                    found[grant.case_id, user.pk] = Holder(max(had.level, grant.level), domains)
        return found

    @cached_property
    def asked(self) -> set[tuple[int, int]]:
        """Case and organisation, for a question that was not taken back."""
        rows = IntakeQuestion.objects.filter(withdrawn_on=None)
        return set(rows.values_list("case_id", "organisation_id"))

    @cached_property
    def invited(self) -> set[tuple[int, int]]:
        """Case and organisation, for a seat that did not begin."""
        return set(Involvement.objects.filter(period=None).values_list("case_id", "organisation_id"))

    @cached_property
    def rows(self) -> dict[int, dict[int, Any]]:
        """Per table: the case of each row."""
        return {
            place: dict(model._base_manager.values_list("pk", path_to_case(model)))
            for place, model in enumerate(self.models)
            if path_to_case(model) and not versions_of(model)
        }

    @cached_property
    def items(self) -> dict[str, dict[int, Any]]:
        return {
            name: model._base_manager.select_related("organisation").in_bulk()
            for name, model in ((model._meta.model_name, model) for app in OF_CASES for model in models_of(app))
            if name in WORDS_OF_AN_ITEM.values()
        }

    @cached_property
    def cases(self) -> dict[int, Case]:
        return Case.objects.in_bulk()

    def may(self, user: User, place: int, row: int, *, is_looked_through: bool = False) -> bool:
        """May this user come across a text of this row, or who looks through this user's eyes?"""
        model = self.models[place]
        if is_of_officers(versions_of(model) or model):
            return not is_looked_through and may_read_of_officers(user, self.row(model, row))
        if of := versions_of(model):
            return self.may_read_version(user, of, self.row(model, row), is_looked_through=is_looked_through)
        if model is AccessRequest:
            return not is_looked_through and self.may_read_request(user, self.row(model, row))
        case = self.cases[self.rows[place][row]]
        holder = self.holder(case.pk, user, is_looked_through=is_looked_through)
        if holder.level >= GrantLevel.READ:
            name = str(model._meta.model_name)
            return not self.is_hidden_from(user, holder, name, row) and self.may_read_item(user, holder, name, row)
        return not is_looked_through and self.was_asked(user, case, model, row)

    looker_may_know = False  # who looks through others' eyes now coordinates the case, so knows of everybody

    def row(self, model: Model, pk: int) -> Any:
        if model not in self.loaded:
            self.loaded[model] = model._base_manager.in_bulk()
        return self.loaded[model][pk]

    def holder(self, case: int, user: User, *, is_looked_through: bool = False) -> Holder:
        return replace(self.held.get((case, user.pk), Holder(0, frozenset())), is_looked_through=is_looked_through)

    def may_read_version(self, user: User, of: Model, version: Any, *, is_looked_through: bool) -> bool:
        """At the table, who may read what it is now; and what it was before it was shared, who wrote it."""
        place, row, name = self.models.index(of), version.pgh_obj_id, str(of._meta.model_name)
        if row not in self.rows[place]:
            return self.holder(self.case_of_what_is_gone(of, version), user).coordinates
        if self.holder(self.rows[place][row], user).level < GrantLevel.READ:
            return False
        if name in WORDS_OF_AN_ITEM and not is_looked_through:
            item = self.items[WORDS_OF_AN_ITEM[name]][self.item_of(name, row)]
            was_draft = item.released_at is None or version.pgh_created_at < item.released_at
            if was_draft and item.organisation_id != user.organisation_id:
                return False
        return self.may(user, place, row, is_looked_through=is_looked_through)

    def case_of_what_is_gone(self, of: Model, version: Any) -> int:
        first, _, further = path_to_case(of).partition("__")
        parent = getattr(version, f"{first}_id")
        return self.rows[self.models.index(of._meta.get_field(first).remote_field.model)][parent] if further else parent

    def may_read_request(self, user: User, asked: AccessRequest) -> bool:
        """Who asked, and who coordinates the case of that number."""
        case = next((case.pk for case in self.cases.values() if case.number == asked.number), 0)
        return asked.asked_by_id == user.pk or self.holder(case, user).coordinates

    def is_hidden_from(self, user: User, holder: Holder, name: str, row: int) -> bool:
        """Restricted, or about a person of whom this user may not know; a home when everybody in it is."""
        people = {("member", one) for one in self.about.get((name, row), set())}
        hidden = {one for one in people if not self.knows_of(user, holder, one)}
        if name == "household":
            return bool(people) and hidden == people
        return bool(hidden) or not self.knows_of(user, holder, (name, row))

    def knows_of(self, user: User, holder: Holder, one: tuple[str, int]) -> bool:
        if one not in self.restricted or holder.coordinates:
            return True
        by, named = self.restricted[one]
        return (not holder.is_looked_through or self.looker_may_know) and (
            by == user.organisation_id or bool(names_of(user) & set(named))
        )

    @cached_property
    def restricted(self) -> dict[tuple[str, int], tuple[int, list[int]]]:
        return {
            (str(model._meta.model_name), pk): (by, named)
            for model in (Member, Relation)
            for pk, by, named in model.objects.exclude(restricted_to=None).values_list(
                "pk", "restricted_by", "restricted_to"
            )
        }

    @cached_property
    def about(self) -> dict[tuple[str, int], set[int]]:
        """Of each row whom of the family it is about."""
        found: dict[tuple[str, int], set[int]] = {}
        for name, (app, ways) in ABOUT.items():
            for way in ways:
                for pk, member in apps.get_model(app, name)._base_manager.values_list("pk", way):
                    if member:
                        found.setdefault((name, pk), set()).add(member)
        return found

    def may_read_item(self, user: User, holder: Holder, name: str, row: int) -> bool:
        """At the table one reads everything, but what somebody wrote for fewer."""
        own = None if holder.is_looked_through else user.organisation_id
        if name in LEDGER:
            return holder.coordinates or user.organisation_id in self.parties_to(name, row)
        if name not in WORDS_OF_AN_ITEM:
            item = self.items.get(name, {}).get(row)
            return item is None or item.released_at is not None or item.organisation_id == own
        kind = WORDS_OF_AN_ITEM[name]
        item = self.items[kind][self.item_of(name, row)]
        if item.organisation_id == own:
            return True
        if item.released_at is None or self.stays_behind(kind, item):
            return False
        if name == "sharedconclusion":  # for everybody on the case
            return True
        names = set() if holder.is_looked_through else names_of(user)
        return {
            "ALL_INVOLVED": True,
            "OWN_DOMAIN": holder.coordinates or item.organisation.policy_domain in holder.domains,
            "COORDINATORS": holder.coordinates,
            "NAMED": bool(names & set(item.named)),
            "OWN_ORGANISATION": False,
        }[item.audience]

    def stays_behind(self, kind: str, item: Any) -> bool:
        """Under a law of its own it stays in the frame for which it was given, until its own side passes it on."""
        frame = self.cases[item.case_id].legal_frame_id
        return (
            item.regime != "AVG"
            and item.frame_id != frame
            and (kind, item.pk, frame, item.organisation_id) not in self.passed_on
        )

    @cached_property
    def passed_on(self) -> set[tuple[str, int, int, int]]:
        rows = Passing.objects.filter(taken_back_at=None)
        return set(rows.values_list("subject", "subject_id", "frame", "organisation"))

    def parties_to(self, name: str, row: int) -> set[int]:
        """Which organisations gave or received what this row of the ledger is about, or were a source of it."""
        pieces, sharings = self.ledger["sharedpiece"], self.ledger["sharing"]
        piece = self.ledger["recall"][row].piece_id if name == "recall" else row
        sharing = sharings[row if name == "sharing" else pieces[piece].sharing_id]
        sources = {one.organisation_id for one in pieces.values() if one.sharing_id == sharing.pk}
        return {sharing.organisation_id, sharing.recipient_id, *sources} - {None}

    @cached_property
    def ledger(self) -> dict[str, dict[int, Any]]:
        return {name: apps.get_model("cases", name)._base_manager.in_bulk() for name in LEDGER}

    def item_of(self, name: str, row: int) -> int:
        return self.scores[row] if name == "domainscore" else row

    @cached_property
    def scores(self) -> dict[int, int]:
        return dict(apps.get_model("domains", "DomainScore").objects.values_list("pk", "assessment_id"))

    def was_asked(self, user: User, case: Case, model: Model, row: int) -> bool:
        """Without a seat: what was asked of the own organisation, and while it is an intake about whom."""
        name, own = model._meta.model_name, (case.pk, user.organisation_id)
        brought = case.bringing_organisation_id == user.organisation_id
        if name in FOUND_WITH_THE_CASE:
            return brought or own in self.asked or own in self.invited
        if name == "member":
            return own in self.asked and case.stage == CaseStage.INTAKE
        if name == "agendaitem":
            return AgendaParticipant.objects.filter(item=row, user=user).exists()
        if name == "emergencyaccess":
            is_officer_here = OFFICER in user.roles and user.organisation.municipality_id == case.municipality_id
            return is_officer_here or EmergencyAccess.objects.filter(pk=row, user=user).exists()
        if name in {"intakequestion", "involvement"}:
            return model._base_manager.filter(pk=row, organisation=user.organisation_id).exists()
        return False
