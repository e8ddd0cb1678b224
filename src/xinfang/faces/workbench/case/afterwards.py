"""The part of a case page that tells what came after the answer, and what may be done about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xinfang.casework.acts.queries import holds_seat
from xinfang.casework.petitions.queries import CaseFile
from xinfang.casework.satisfaction.queries import AfterAnswer, after_answer
from xinfang.casework.workflow import Transition
from xinfang.registers.staff.scope import Scope

__all__ = ["AFTER", "Part", "may_call_back", "part_of"]

AFTER = ("settle", "unsettle")  # acts that stand in this part


@dataclass(frozen=True)
class Part:
    """What came after, the acts allowed, and whether a call-back may be recorded."""

    after: AfterAnswer
    acts: tuple[Transition, ...]
    may_call_back: bool


def part_of(scope: Scope, case: CaseFile, acts: Sequence[Transition], today: date) -> Part:
    """Everything the part shows."""
    after = after_answer(scope, case.matter, today)
    mine = tuple(row for row in acts if row.verb in AFTER)
    return Part(after, mine, after.answered and may_call_back(scope, case))


def may_call_back(scope: Scope, case: CaseFile) -> bool:
    """The unit that answered, and the office that registered, ask the petitioner afterwards."""
    matter = case.matter
    if matter.concluded_at is None:
        return False
    return holds_seat(scope, matter, "handle", "unit") or holds_seat(scope, matter, "register", "office")
