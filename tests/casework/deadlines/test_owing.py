"""Every duty that an act begins is owed by somebody: else nobody is reminded and nothing is supervised."""

from collections.abc import Iterable

from xinfang.casework.deadlines.owing import OWED
from xinfang.casework.deadlines.rules import CLOCKS
from xinfang.casework.workflow import SEATS, TRANSITIONS
from xinfang.registers.staff.roles import PERMISSIONS

# Duties that an act begins and nobody is reminded of, each with why. None as yet.
UNOWED: frozenset[str] = frozenset()


def unowed(owed: Iterable[str]) -> set[str]:
    """The duties that the workflow's table begins and that nobody owes."""
    duties = {each.family for each in CLOCKS if each.duty and not each.target}
    begun = {
        effect.family
        for row in TRANSITIONS
        for effect in row.effects
        if effect.kind in ("start", "reopen") and effect.family in duties
    }
    return begun - set(owed)


def test_each_duty_that_an_act_begins_is_owed_by_somebody() -> None:
    assert unowed(OWED) == set(UNOWED)


def test_nobody_owes_what_is_no_clock() -> None:
    assert set(OWED) <= {each.family for each in CLOCKS}
    assert {seat for seat, _right in OWED.values()} <= set(SEATS)
    assert {right for _seat, right in OWED.values()} <= set(PERMISSIONS)


def test_the_guard_sees_a_duty_that_nobody_owes() -> None:
    assert unowed(family for family in OWED if family != "handle") == {"handle"}
