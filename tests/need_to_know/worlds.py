"""Random worlds, stored as the app stores them and told to the rule: many cases at once, since each is small."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from cases.models import (
    Audience,
    Case,
    Grant,
    GrantLevel,
    GrantPurpose,
    Member,
    Nature,
    Observation,
    Passing,
    Regime,
)
from documents.models import Document
from domains.models import Assessment, Contact, Contribution
from familienetwerk.accounts.models import Organisation, PolicyDomain, Principal, User
from interventions.models import ActionItem, Line
from tests.databases import analyse
from tests.factories import TODAY, a_case, a_frame, a_user, an_organisation
from tests.need_to_know.beside import discuss, passing, plan, told
from tests.need_to_know.rule import Goal, Person, Piece, Right, Someone, World
from tests.need_to_know.words import (
    BATCH,
    say_action,
    say_contact,
    say_observation,
    say_score,
    say_title,
    say_words,
    sister_key,
)

DOMAINS = [PolicyDomain.SAFETY, PolicyDomain.SOCIAL, PolicyDomain.SOCIAL, PolicyDomain.HOUSING]
PEOPLE = 3  # of each organisation; one of them all has an account that ended
LAWS = [Regime.AVG, Regime.AVG, Regime.WPG, Regime.JEUGDWET]
HOUR = timedelta(hours=1)
A_TOWN = 500  # cases; unanalysed, one question over them can take minutes
TIMES: list[tuple[timedelta, timedelta | None]] = [(-HOUR, None), (-HOUR, HOUR), (-2 * HOUR, -HOUR), (HOUR, None)]


class Maker:
    """A world of so many cases, from a seed that a failure can name; more rounds, more of one kind in a case."""

    def __init__(self, seed: int, cases: int, rounds: int = 1) -> None:
        self.rounds, self.chance, self.now = rounds, Random(seed), timezone.now()
        self.users = [a_user(organisation=desk) for desk in map(an_organisation, DOMAINS) for _ in range(PEOPLE)]
        self.holders = {holder.pk: holder for holder in Principal.objects.filter(user__in=self.users)}
        desks = {user.organisation_id for user in self.users}
        self.holders |= {holder.pk: holder for holder in Principal.objects.filter(organisation__in=desks)}
        self.frames = [a_frame(name=name) for name in ("Lokaal", "Regionaal", "Ander")]
        self.family: dict[int, Someone] = {}
        self.sister_in: dict[int, Member] = {}
        self.rows = self.make_cases(cases)
        self.frame_of = {case.pk: self.frames[0].pk for case in self.rows}
        self.goals = plan(self.rows, self.sister_in, by=self.users[0])
        self.goals_in: dict[int, list[Any]] = defaultdict(list)
        for goal in self.goals:
            self.goals_in[goal.plan.case_id].append(goal)
        self.pieces: dict[str, list[Piece]] = defaultdict(list)

    def world(self) -> World:
        rights = self.give_rights()
        for _ in range(self.rounds):
            self.write(rights)
        self.move_to_another_frame()
        self.write(rights)
        self.pass_on()
        with self.unfelt():
            discussions = discuss(self.rows, self.users, self.chance)
        if len(self.rows) >= A_TOWN:
            analyse()
        return World(
            now=self.now,
            rights=self.let_time_pass(rights),
            frames=self.frame_of,
            people=self.people(),
            pieces=dict(self.pieces),
            family=self.family,
            discussions=discussions,
            goals=[Goal(pk=goal.pk, case=goal.plan.case_id, about=goal.member_id) for goal in self.goals],
        )

    def make_cases(self, number: int) -> list[Case]:
        """Copies of one, each with a member whose name can be searched, and a sister who is often restricted."""
        first = a_case(legal_frame=self.frames[0])
        fields = {name: getattr(first, name) for name in COPIED}
        rows = Case.objects.bulk_create(
            (Case(number=f"W-{index:06}", name=f"Wilg {index}", **fields) for index in range(number)), BATCH
        )
        about = {"name_key": "waterman", "given_key": "kevin", "reason": "INDEX", "reason_text": "Om hem gaat het."}
        days = {"review_on": TODAY, "added_on": TODAY, "added_by": first.started_by}
        brothers = [Member(case=case, given_name="Kevin", **about, **days) for case in rows]
        with self.unfelt():
            sisters = [
                Member(
                    case=case, given_name="Zoë", **about | days | {"given_key": sister_key(case)} | self.restriction()
                )
                for case in rows
            ]
        for one in Member.objects.bulk_create([*brothers, *sisters], BATCH):
            named = None if one.restricted_to is None else frozenset(one.restricted_to)
            self.family[one.pk] = Someone(pk=one.pk, case=one.case_id, restricted_by=one.restricted_by_id, named=named)
        self.sister_in = {one.case_id: one for one in sisters}
        return rows

    def restriction(self) -> dict[str, Any]:
        if self.chance.random() < 0.4:
            return {}
        named, by = self.some(sorted(self.holders), 3), self.chance.choice(self.users).organisation
        why = {"restricted_reason": "Bedreigd", "restricted_at": timezone.now()}
        return {"restricted_to": named, "restricted_by": by, **why}

    def give_rights(self) -> list[Grant]:
        """All run for now: who is named must be on the case when it is written."""
        given = [
            Grant(
                case=case,
                principal=holder,
                level=self.chance.choice([*GrantLevel, GrantLevel.READ, GrantLevel.COORDINATE]),
                compartments=sorted(self.some(sorted(set(DOMAINS)), 2)),
                purpose=GrantPurpose.FAMILY_APPROACH,
                legal_basis="Gemeentewet 172",
                period=(self.now - HOUR, None),
                reason="Nodig",
                granted_by=self.users[0],
            )
            for case in self.rows
            for holder in self.some(list(self.holders.values()), 6)
        ]
        return Grant.objects.bulk_create(given, BATCH)

    def some(self, among: list[Any], most: int) -> list[Any]:
        return self.chance.sample(among, self.chance.randint(0, most))

    def write(self, rights: list[Grant]) -> None:
        """Some of each kind, under the frame that the case has now."""
        present: dict[int, set[int]] = defaultdict(set)
        for right in rights:
            if right.level >= GrantLevel.READ:
                holder = self.holders[right.principal_id]
                present[right.case_id] |= {holder.pk, self.desk_of(holder)}
        shared = timezone.now()
        observed = [
            self.piece(Observation, case, present, nature=Nature.FACT, observed_on=TODAY) for case in self.half()
        ]
        self.store("observation", observed, shared, say_observation)
        self.store("contribution", [self.piece(Contribution, case, present) for case in self.half()], shared, say_words)
        assessed = [self.piece(Assessment, case, present, assessed_on=TODAY) for case in self.half()]
        with self.unfelt():
            for row in self.some(assessed, len(assessed)):
                row.member = self.sister_in[row.case_id]
        self.store("assessment", assessed, shared, say_score)
        with self.unfelt():
            spoken = [self.piece(Contact, case, present, held_on=TODAY) for case in self.half()]
            self.store("contact", spoken, shared, say_contact)
            self.store("document", [self.piece(Document, case, present) for case in self.half()], shared, say_title)
            work = {"due_on": TODAY, "line": Line.PREVENTIVE}
            done = [
                self.piece(ActionItem, case, present, goal=self.chance.choice(self.goals_in[case.pk]), **work)
                for case in self.half()
            ]
            self.store("actionitem", done, shared, say_action)

    @contextmanager
    def unfelt(self) -> Iterator[None]:
        """What is drawn here moves no later draw: a kind more, and a seed still means the same world of the others."""
        state = self.chance.getstate()
        yield
        self.chance.setstate(state)

    def half(self) -> list[Case]:
        return [case for case in self.rows if self.chance.random() < 0.5]

    def desk_of(self, holder: Principal) -> int:
        """The organisation of a holder, as a holder."""
        if holder.organisation_id:
            return holder.pk
        desk = next(user.organisation_id for user in self.users if user.pk == holder.user_id)
        return next(one.pk for one in self.holders.values() if one.organisation_id == desk)

    def piece(self, model: Callable[..., Any], case: Case, present: dict[int, set[int]], **fields: Any) -> Any:
        author, among = self.chance.choice(self.users), sorted(present[case.pk])
        audience = self.chance.choice([one for one in Audience if among or one != Audience.NAMED])
        named = self.chance.sample(among, min(len(among), 2)) if audience == Audience.NAMED else []
        law = self.chance.choice(LAWS)
        return model(
            case=case,
            author=author,
            organisation=author.organisation,
            audience=audience,
            named=named,
            regime=law,
            **fields,
        )

    def store(self, kind: str, rows: list[Any], shared: datetime, say: Callable[[Iterable[Any]], None]) -> None:
        """Drafts with their words; then most of them are shared. One draft of an author in a case."""
        model, once = type(rows[0]), {(row.case_id, row.author_id): row for row in rows}
        taken = set(model.objects.filter(released_at=None).values_list("case_id", "author_id"))
        rows = model.objects.bulk_create([row for key, row in once.items() if key not in taken], BATCH)
        with self.unfelt():
            about = self.tell_about(rows)
        say(rows)
        stay_drafts = {row.pk for row in rows if self.chance.random() < 0.15}
        given = [row.pk for row in rows if row.pk not in stay_drafts]
        model.objects.filter(pk__in=given).update(released_at=shared)
        for row in rows:
            known = {"is_shared": row.pk not in stay_drafts, "frame": self.frame_of[row.case_id]}
            self.pieces[kind].append(told(row, about=frozenset(about.get(row.pk, ())), **known))

    def tell_about(self, rows: list[Any]) -> dict[int, list[int]]:
        """Whom each piece is about: the sister, or nobody in particular."""
        if isinstance(rows[0], Observation | Contact):
            linked, through = self.some(rows, len(rows)), type(rows[0]).members.through
            name = rows[0]._meta.model_name
            through.objects.bulk_create(
                (through(**{f"{name}_id": row.pk}, member=self.sister_in[row.case_id]) for row in linked), BATCH
            )
            return {row.pk: [self.sister_in[row.case_id].pk] for row in linked}
        if isinstance(rows[0], Document):
            for row in self.some(rows, len(rows)):
                row.told_of = self.sister_in[row.case_id]
            return {row.pk: [row.told_of.pk] for row in rows if hasattr(row, "told_of")}
        subject = {row.pk: getattr(getattr(row, "goal", row), "member_id", None) for row in rows}
        return {pk: [member] for pk, member in subject.items() if member}

    def move_to_another_frame(self) -> None:
        moved = {case.pk for case in self.half()}
        Case.objects.filter(pk__in=moved).update(legal_frame=self.frames[1])
        self.frame_of |= dict.fromkeys(moved, self.frames[1].pk)

    def pass_on(self) -> None:
        """By the own organisation or by another, for this frame or another, and sometimes taken back."""
        desks = list(Organisation.objects.filter(pk__in={user.organisation_id for user in self.users}))
        rows = [row for kind in self.pieces if kind not in UNFELT for row in self.passings(kind, desks)]
        with self.unfelt():
            rows += [row for kind in UNFELT for row in self.passings(kind, desks)]
        Passing.objects.bulk_create(rows, BATCH)

    def passings(self, kind: str, desks: list[Organisation]) -> list[Passing]:
        rows = []
        for piece in (one for one in self.pieces[kind] if one.law != "AVG" and self.chance.random() < 0.7):
            by = piece.organisation if self.chance.random() < 0.7 else self.chance.choice(desks).pk
            frame = self.chance.choice([self.frames[1], *self.frames]).pk
            is_taken_back = self.chance.random() < 0.3
            rows.append(passing(kind, piece, by=by, frame=frame, user=self.users[0], is_taken_back=is_taken_back))
            if by == piece.organisation and not is_taken_back:
                piece.passed_on_to.add(frame)
        return rows

    def let_time_pass(self, rights: list[Grant]) -> dict[int, list[Right]]:
        """Some rights end, some have ended, some only begin later."""
        found: dict[int, list[Right]] = defaultdict(list)
        for right in rights:
            begin, end = self.chance.choice([TIMES[0], *TIMES])
            right.period = (self.now + begin, self.now + end if end else None)
            found[right.case_id].append(
                Right(
                    case=right.case_id,
                    holder=right.principal_id,
                    level=int(right.level),
                    domains=frozenset(map(str, right.compartments)),
                    begin=self.now + begin,
                    end=self.now + end if end else None,
                )
            )
        Grant.objects.bulk_update(rights, ["period"], BATCH)
        return dict(found)

    def people(self) -> list[Person]:
        User.objects.filter(pk=self.users[-1].pk).update(is_active=False)
        return [
            Person(
                pk=user.pk,
                organisation=user.organisation_id,
                domain=str(user.organisation.policy_domain),
                is_active=user != self.users[-1],
                holders=frozenset(user.principals),
            )
            for user in self.users
        ]


UNFELT = ("contact", "document", "actionitem")
COPIED = (
    *("municipality", "legal_frame", "bringing_organisation", "stage", "first_signal_on", "started_on", "started_by"),
    "opened_on",
)
