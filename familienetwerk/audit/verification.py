"""Is the log still what was written? Every line that was changed, removed or inserted, and every seal that was."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hmac import compare_digest

from familienetwerk.audit.chain import SCHEMES, Key, keys, unpacked
from familienetwerk.audit.head import Head
from familienetwerk.audit.models import AuditEvent, Seal
from familienetwerk.audit.snapshot import Moment
from familienetwerk.behalf import Errand, acting_as

SLACK = timedelta(minutes=1)  # a statement has its time before its transaction has a number
LONGEST_UNSEALED = timedelta(hours=1)

type Unsealed = tuple[int, int, datetime]


@dataclass(frozen=True)
class Flaw:
    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


@dataclass
class Marks:
    """At which time which transactions had still to begin: what they write cannot be of before."""

    cluster: int = 0
    numbers: list[int] = field(default_factory=list)
    times: list[datetime] = field(default_factory=list)

    def add(self, seal: Seal) -> None:
        if seal.cluster != self.cluster:
            self.cluster, self.numbers, self.times = seal.cluster, [], []
        self.numbers.append(seal.next_transaction)
        self.times.append(seal.sealed_at)

    def forbid(self, transaction_id: int, at: datetime) -> bool:
        begun_after = bisect_right(self.numbers, transaction_id)
        return bool(begun_after) and at < self.times[begun_after - 1] - SLACK


@dataclass
class Walk:
    """One walk over the seals, and what was learnt on the way."""

    witness: Head | None
    keys: dict[str, Key]
    last: Seal | None = None
    listed: "array[int]" = field(default_factory=lambda: array("q"))
    marks: Marks = field(default_factory=Marks)

    def over_seals(self) -> Iterator[Flaw]:
        for seal in Seal.objects.in_order().iterator(chunk_size=100):
            reason = self.flaw_of_seal(seal)
            yield from self.flaws_of_place(seal)
            if reason:
                yield Flaw(str(seal), reason)
            else:
                yield from self.flaws_of_lines(seal)
                self.marks.add(seal)
            self.listed.extend(line for line, _ in unpacked(bytes(seal.lines)))
            self.last = seal
        if self.witness and self.witness.number > (self.last.number if self.last else 0):
            yield Flaw(f"zegel {self.witness.number}", "het nieuwste zegel dat buiten de database bekend is, ontbreekt")

    def flaw_of_seal(self, seal: Seal) -> str:
        key = self.keys.get(seal.key_id)
        if key is None:
            return "de sleutel waarmee verzegeld is, is hier niet bekend"
        if not compare_digest(key.mac("seal", *seal.said()), bytes(seal.mac)):
            return "het zegel is gewijzigd"
        if self.witness and self.witness.number == seal.number and Head.of(seal) != self.witness:
            return "buiten de database is een ander zegel met dit nummer bekend"
        return ""

    def flaws_of_place(self, seal: Seal) -> Iterator[Flaw]:
        """Does it follow on the seal before it?"""
        expected = self.last.number + 1 if self.last else 1
        if seal.number != expected:
            yield Flaw(f"zegel {expected}", "ontbreekt")
        elif bytes(seal.previous) != (bytes(self.last.mac) if self.last else b""):
            yield Flaw(str(seal), "sluit niet aan op het zegel ervóór")

    def flaws_of_lines(self, seal: Seal) -> Iterator[Flaw]:
        key, missing = self.keys[seal.key_id], dict(unpacked(bytes(seal.lines)))
        events = AuditEvent.objects.filter(pk__range=(seal.first_id, seal.last_id))
        for row in events.values_list(*SCHEMES[seal.scheme]).iterator(chunk_size=5_000):
            line, transaction_id, at, *_ = row
            mark = missing.pop(line, None)
            if mark is None:
                continue
            if not compare_digest(mark, key.mark(row)):
                yield Flaw(f"regel {line}", f"is gewijzigd (zegel {seal.number})")
            elif at > seal.sealed_at + SLACK or self.marks.forbid(transaction_id, at):
                yield Flaw(f"regel {line}", f"heeft een moment dat niet kan (zegel {seal.number})")
        for line in missing:
            yield Flaw(f"regel {line}", f"ontbreekt (zegel {seal.number})")

    def over_lines(self) -> Iterator[Flaw]:
        """Lines that no seal knows: too new, or inserted."""
        listed, position, before = sorted(self.listed), 0, 0
        unsealed: list[Unsealed] = []
        lines = AuditEvent.objects.order_by("pk").values_list("pk", "transaction_id", "at")
        for line, transaction_id, at in lines.iterator(chunk_size=5_000):
            while position < len(listed) and listed[position] < line:
                position += 1
            if line == before:
                yield Flaw(f"regel {line}", "staat er twee keer")
            elif position == len(listed) or listed[position] != line:
                unsealed.append((line, transaction_id, at))
            before = line
        now = Moment.now()  # after the rows were read
        for event in unsealed:
            if reason := self.flaw_of_unsealed(*event, now):
                yield Flaw(f"regel {event[0]}", reason)

    def flaw_of_unsealed(self, _: int, transaction_id: int, at: datetime, now: Moment) -> str:
        is_ours = self.last is None or self.last.cluster == now.cluster
        if is_ours and self.last and transaction_id < self.last.below:
            return "staat in geen zegel: later tussengevoegd, of het zegel is weg"
        if is_ours and transaction_id >= now.next_transaction:
            return "is van een transactie die nog niet bestaat"
        if is_ours and (at > now.at + SLACK or self.marks.forbid(transaction_id, at)):
            return "heeft een moment dat niet kan: later tussengevoegd"
        if transaction_id < now.oldest_running and at < now.at - LONGEST_UNSEALED:
            return "wacht al meer dan een uur op een zegel"
        return ""


def flaws(*, witness: Head | None) -> Iterator[Flaw]:
    """All that is wrong with the log, each with its place; nothing when it is whole. The witness is asked first."""
    walk = Walk(witness, keys())
    with acting_as(Errand.SEALING):
        yield from walk.over_seals()
        yield from walk.over_lines()
