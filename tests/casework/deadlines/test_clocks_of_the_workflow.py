"""The workflow's clock column, walked: what begins has a rule, can end, and does not run twice."""

from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import date

import pytest

from xinfang.casework.deadlines.rules import rule_for
from xinfang.casework.workflow import EFFECTS, ENDED, TRANSITIONS, Transition, possible

DAYS = {"2005": date(2010, 3, 1), "2022": date(2026, 3, 2)}
PURPOSES = ("request", "suggestion", "accusation")
# Families that the national text does not have: rule set -> family -> why no clock begins there.
KNOWINGLY_WITHOUT = {
    "2005": {
        "object": "the Regulation of 2005 had no term for objecting",
        "simple_accept": "simplified handling came in 2016",
        "simple_opinion": "simplified handling came in 2016",
        "pass_on": "simplified handling came in 2016",
        "review_take": "only Shandong has it",
    },
    "2022": {"review_take": "only Shandong has it"},
}
FAMILIES = {effect.family for row in TRANSITIONS for effect in row.effects if effect.family != "all"} | {
    "proposal"
}


@dataclass(frozen=True)
class Spot:
    """Where a matter can stand: its state, what runs, what ever ran, whether it is handled simply; `agreed`:
    what ran when an agreement met it."""

    state: str = ""
    live: frozenset[str] = frozenset()
    ever: frozenset[str] = frozenset()
    simple: bool = False
    agreed: frozenset[str] = frozenset()


def after(spot: Spot, row: Transition, day: date) -> tuple[Spot, list[str]]:
    """The next spot, and the families that began although they ran."""
    live, ever, twice = set(spot.live), set(spot.ever), []
    for effect in row.effects:
        if effect.kind == "start" and rule_for(effect.family, day):
            twice += [effect.family] if effect.family in live else []
            live.add(effect.family)
            ever.add(effect.family)
        elif effect.kind in ("meet", "end"):
            live = set() if effect.family == "all" else live - {effect.family}
        elif (
            effect.kind == "reopen"
            and effect.family in ever
            or effect.kind == "revive"
            and effect.family in spot.agreed
        ):
            live.add(effect.family)
    simple = {"accept_simply": True, "accept": False, "turn_ordinary": False}.get(row.verb, spot.simple)
    agreed = spot.live - live if row.verb == "agree" else spot.agreed if row.next == spot.state else ()
    return Spot(row.next, frozenset(live), frozenset(ever), simple, frozenset(agreed)), twice


def walk(purpose: str, day: date) -> tuple[dict[Spot, set[Spot]], set[str]]:
    """Every spot that can be reached, with those after it; and what began although it ran."""
    onward: dict[Spot, set[Spot]] = {}
    doubled: set[str] = set()
    waiting = deque([Spot()])
    while waiting:
        spot = waiting.popleft()
        if spot in onward:
            continue
        onward[spot] = set()
        for row in possible(spot.state, purpose, day):
            if row.verb == "turn_ordinary" and not spot.simple:
                continue
            following, twice = after(spot, row, day)
            doubled |= {f"{row.verb} from {spot.state}: {family}" for family in twice}
            onward[spot].add(following)
            waiting.append(following)
    return onward, doubled


def stuck(onward: dict[Spot, set[Spot]]) -> set[tuple[str, str]]:
    """(family, state) of duties that run in a spot from which no path ends them."""
    back: defaultdict[Spot, set[Spot]] = defaultdict(set)
    for spot, following in onward.items():
        for each in following:
            back[each].add(spot)
    found = set()
    for family in {family for spot in onward for family in spot.live}:
        free = deque(spot for spot in onward if family not in spot.live)
        good = set(free)
        while free:
            for before in back[free.popleft()] - good:
                good.add(before)
                free.append(before)
        found |= {(family, spot.state) for spot in onward if spot not in good}
    return found


def test_every_family_has_a_rule_or_is_knowingly_without():
    for rules, day in DAYS.items():
        without = {family for family in FAMILIES if rule_for(family, day) is None}
        assert without == set(KNOWINGLY_WITHOUT[rules])


def test_only_words_that_the_engine_knows():
    assert {effect.kind for row in TRANSITIONS for effect in row.effects} <= set(EFFECTS)


@pytest.mark.parametrize("purpose", PURPOSES)
@pytest.mark.parametrize("day", DAYS.values(), ids=DAYS)
def test_no_clock_of_a_family_begins_while_one_runs(purpose, day):
    assert walk(purpose, day)[1] == set()


@pytest.mark.parametrize("purpose", PURPOSES)
@pytest.mark.parametrize("day", DAYS.values(), ids=DAYS)
def test_every_path_that_starts_a_clock_can_end_it(purpose, day):
    assert stuck(walk(purpose, day)[0]) == set()


@pytest.mark.parametrize("purpose", PURPOSES)
@pytest.mark.parametrize("day", DAYS.values(), ids=DAYS)
def test_when_a_matter_has_ended_only_the_report_of_its_result_is_owed(purpose, day):
    owed = {
        family
        for spot in walk(purpose, day)[0]
        if spot.state in ENDED
        for family in spot.live
        if (rule := rule_for(family, day)) and rule.duty
    }
    assert owed <= {"feedback"}


def test_the_walk_sees_a_clock_that_nothing_ends():
    here, there = Spot("a"), Spot("b", frozenset({"handle"}), frozenset({"handle"}))
    assert stuck({here: {there}, there: set()}) == {("handle", "b")}
    assert stuck({here: {there}, there: {here}}) == set()
