"""Canaries: a mark of its own in every text of every case, and who may come across which, written from the rule.

A mark is `kn<table>a<row>a<column>kn`: letters and figures only, so that it survives whatever a page does to a text.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

import psycopg
from django.apps import apps
from django.db import connection, models
from django.utils import timezone

from cases.models import AgendaParticipant, Case, CaseStage, Grant, GrantLevel, IntakeQuestion, Involvement, Member
from familienetwerk.accounts.models import User

MARK = re.compile(r"kn(\d+)a(\d+)a(\d+)kn", re.IGNORECASE)
OF_CASES = ("cases", "domains", "interventions", "documents")
BESIDE_CASES = "breaches"  # of privacy officers alone
WORDS_OF_AN_ITEM = {
    "observationwords": "observation",
    "contributionwords": "contribution",
    "contactwords": "contact",
    "domainscore": "assessment",
    "documentcontent": "document",
    "actionwords": "actionitem",
}
LEDGER = {"sharing", "sharedpiece", "recall"}
NOT_TYPED = {"number", "case_number", "name_key", "given_key", "digest", "subject", "extension", "sha256"}
NARROWED = (  # in the demo every action is for everybody
    "ALTER TABLE interventions_actionitem DISABLE TRIGGER USER; "
    "UPDATE interventions_actionitem SET audience = CASE id % 3 WHEN 0 THEN 'COORDINATORS' ELSE 'OWN_ORGANISATION' END "
    "WHERE id % 3 < 2; "
    "ALTER TABLE interventions_actionitem ENABLE TRIGGER USER"
)
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
    "goal": ("interventions", ["member"]),
    "actionwords": ("interventions", ["action__goal__member"]),
    "intervention": ("interventions", ["member"]),
}
FOUND_WITH_THE_CASE = {"case"}  # whoever may know of a case knows its number and neutral name


def tables() -> list[type[models.Model]]:
    """Those that reach a case and hold text, always in the same order."""
    own = [model for app in (*OF_CASES, BESIDE_CASES) for model in models_of(app) if model._meta.managed]
    wanted = [model for model in own if is_beside_cases(model) or path_to_case(model)]
    return sorted((model for model in wanted if texts(model)), key=lambda model: model._meta.label)


def is_beside_cases(model: type[models.Model]) -> bool:
    return model._meta.app_label == BESIDE_CASES


def texts(model: type[models.Model]) -> list[models.Field]:
    """What somebody typed: no choices, no keys, nothing the database makes itself."""
    return [
        field
        for field in model._meta.concrete_fields
        if type(field) in (models.CharField, models.TextField)
        and not (field.choices or field.unique or field.name in NOT_TYPED)
    ]


def path_to_case(model: type[models.Model]) -> str:
    """Of lookups, `goal__plan__case`; empty for what belongs to no case, `pk` for the case itself."""
    if model is Case:
        return "pk"
    for field in model._meta.concrete_fields:
        target = field.remote_field.model if field.remote_field and not field.many_to_many else None
        if target is Case:
            return field.name
    for field in model._meta.concrete_fields:
        target = field.remote_field.model if field.remote_field else None
        is_another_of_ours = isinstance(target, type) and target is not model and target._meta.app_label in OF_CASES
        if is_another_of_ours and (further := path_to_case(target)):
            return f"{field.name}__{further}"
    return ""


def release(database: str) -> int:
    """Put a mark behind every text that is not empty, past every rule, as the owner; how many marks that are."""
    owner = urlsplit(os.environ["DATABASE_OWNER_URL"])
    login, number = connection.settings_dict, 0
    server = {"host": login["HOST"], "port": login["PORT"] or None, "dbname": database}
    with psycopg.connect(**server, user=owner.username, password=owner.password, autocommit=True) as connected:
        connected.execute(NARROWED)
        for place, model in enumerate(tables()):
            table, key = model._meta.db_table, model._meta.pk.column
            connected.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
            for column, field in enumerate(texts(model)):
                mark = f"'kn{place}a' || \"{key}\" || 'a{column}kn'"
                room = f'left("{field.column}", {(field.max_length or 100_000) - 24})'
                filled = (
                    f'UPDATE "{table}" SET "{field.column}" = {room} || \' \' || {mark} WHERE "{field.column}" <> \'\''
                )
                number += connected.execute(filled).rowcount
            connected.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
    return number


@dataclass(frozen=True)
class Holder:
    """What somebody holds on one case now."""

    level: int
    domains: frozenset[str]
    is_looked_through: bool = False  # „Bekijk als…”: nothing then is the own organisation's, or for somebody by name

    @property
    def coordinates(self) -> bool:
        return self.level >= GrantLevel.COORDINATE


class Audience:
    """Who may come across a mark: an independent model of need-to-know, in loops over rows and no SQL of the app."""

    def __init__(self) -> None:
        self.models = tables()
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
            place: dict(model._base_manager.values_list("pk", path_to_case(model) or "pk"))
            for place, model in enumerate(self.models)
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
        name = str(model._meta.model_name)
        if is_beside_cases(model):
            return not is_looked_through and self.may_read_of_a_breach(user, model._base_manager.get(pk=row))
        case = self.cases[self.rows[place][row]]
        holder = self.held.get((case.pk, user.pk), Holder(0, frozenset()))
        if holder.level >= GrantLevel.READ:
            holder = replace(holder, is_looked_through=is_looked_through)
            if self.is_hidden_from(user, holder, name, row):
                return False
            return self.may_read_item(user, holder, name, row)
        return not is_looked_through and self.was_asked(user, case, model, row)

    def may_read_of_a_breach(self, user: User, row: Any) -> bool:
        """The officer of that municipality; and who reported something, of that report."""
        is_officer, home = "PRIVACY_OFFICER" in user.roles, user.organisation.municipality_id
        if row._meta.model_name == "suspicion":
            return row.reported_by_id == user.pk or (is_officer and row.municipality_id in {None, home})
        breach = row if row._meta.model_name == "breach" else row.breach
        return is_officer and breach.municipality_id == home

    def is_hidden_from(self, user: User, holder: Holder, name: str, row: int) -> bool:
        """About a person of whom this user may not know; a home is hidden when everybody in it is."""
        people = self.about.get((name, row), set())
        hidden = {one for one in people if one in self.restricted and not self.knows_of(user, holder, one)}
        return bool(people) and hidden == people if name == "household" else bool(hidden)

    def knows_of(self, user: User, holder: Holder, member: int) -> bool:
        by, named = self.restricted[member]
        if holder.coordinates:
            return True
        names = {user.principal.pk, user.organisation.principal.pk}
        return not holder.is_looked_through and (by == user.organisation_id or bool(names & set(named)))

    @cached_property
    def restricted(self) -> dict[int, tuple[int, list[int]]]:
        rows = Member.objects.exclude(restricted_to=None).values_list("pk", "restricted_by", "restricted_to")
        return {pk: (by, named) for pk, by, named in rows}

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
            return holder.coordinates or own in self.parties_to(name, row)
        if name not in WORDS_OF_AN_ITEM:
            item = self.items.get(name, {}).get(row)
            return item is None or item.released_at is not None or item.organisation_id == own
        kind = WORDS_OF_AN_ITEM[name]
        item = self.items[kind][self.item_of(name, row)]
        if item.organisation_id == own:
            return True
        if item.released_at is None or (item.regime != "AVG" and item.frame_id != item.case.legal_frame_id):
            return False
        names = set() if holder.is_looked_through else {user.principal.pk, user.organisation.principal.pk}
        return {
            "ALL_INVOLVED": True,
            "OWN_DOMAIN": holder.coordinates or item.organisation.policy_domain in holder.domains,
            "COORDINATORS": holder.coordinates,
            "NAMED": bool(names & set(item.named)),
            "OWN_ORGANISATION": False,
        }[item.audience]

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

    def was_asked(self, user: User, case: Case, model: type[models.Model], row: int) -> bool:
        """Without a seat: what was asked of the own organisation, and while it is an intake about whom."""
        name, own = model._meta.model_name, (case.pk, user.organisation_id)
        brought = case.bringing_organisation_id == user.organisation_id
        if name in FOUND_WITH_THE_CASE:
            return brought or own in self.asked or own in self.invited
        if name == "member":
            return own in self.asked and case.stage == CaseStage.INTAKE
        if name == "agendaitem":
            return AgendaParticipant.objects.filter(item=row, user=user).exists()
        if name in {"intakequestion", "involvement"}:
            return model._base_manager.filter(pk=row, organisation=user.organisation_id).exists()
        return False


def models_of(app: str) -> Iterator[type[models.Model]]:
    return iter(apps.get_app_config(app).get_models())


def marks_in(text: str) -> set[tuple[int, int, int]]:
    return {(int(table), int(row), int(column)) for table, row, column in MARK.findall(text)}
