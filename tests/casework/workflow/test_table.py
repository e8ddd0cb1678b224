"""The table itself: whole, unambiguous, and a road with an end for every matter."""

from collections import Counter
from datetime import date

import pytest

from xinfang.casework.workflow import (
    EFFECTS,
    ENDED,
    SEATS,
    STATES,
    TRANSITIONS,
    possible,
    row_for,
    way_of,
)
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.roles import PERMISSIONS

WAYS = ("appeal", "suggestion", "accusation")
OLD, NEW = date(2008, 6, 2), date(2026, 10, 15)


def test_no_two_rows_answer_the_same_question() -> None:
    asked = Counter((row.state, row.verb, way) for row in TRANSITIONS for way in row.ways)
    assert [key for key, times in asked.items() if times > 1] == []


def test_each_word_in_it_is_known() -> None:
    for row in TRANSITIONS:
        assert row.state in STATES or row.state == ""
        assert row.next in STATES
        assert row.permission in PERMISSIONS
        assert row.seat in SEATS
        assert set(row.ways) <= set(WAYS)
        assert {effect.kind for effect in row.effects} <= set(EFFECTS)
        assert str(row.label)


@pytest.mark.parametrize("way", WAYS)
def test_whoever_arrives_can_come_to_an_end_and_from_every_state_there_is_a_way_to_one(way: str) -> None:
    rows = [row for row in TRANSITIONS if way in row.ways]
    reached = {""}
    for _turn in STATES:
        reached |= {row.next for row in rows if row.state in reached}
    assert reached & set(ENDED)
    ending = set(ENDED)
    for _turn in STATES:
        ending |= {row.state for row in rows if row.next in ending}
    assert reached - ending == set()


def test_every_state_is_reached_by_some_way() -> None:
    assert {row.next for row in TRANSITIONS} == set(STATES)


def test_only_the_way_of_appeals_has_reviews() -> None:
    for row in TRANSITIONS:
        if "review" in row.verb:
            assert row.ways == ("appeal",)


def test_only_acts_without_legal_effect_can_be_undone_and_they_are_the_offices_own() -> None:
    verbs = {row.verb for row in TRANSITIONS if not row.legal}
    assert verbs == {"forward", "assign", "involve", "merge", "split"}
    assert not {row.permission for row in TRANSITIONS if not row.legal} - {"route"}


@pytest.mark.parametrize(
    ("state", "verb", "day", "known"),
    [
        ("routed", "object", OLD, False),  # 2005 knows no objection: R22 23 brought it
        ("routed", "object", NEW, True),
        ("routed", "accept", OLD, True),
        ("routed", "accept_simply", NEW, True),
        ("accepted", "extend", OLD, True),
        ("routed", "object", date(2022, 4, 30), False),
        ("routed", "object", date(2022, 5, 1), True),
    ],
)
def test_an_act_is_known_under_the_rules_of_its_day(state, verb, day, known) -> None:
    assert (verb in {row.verb for row in possible(state, "request", day)}) is known


def test_what_is_not_in_it_is_refused_in_words_that_say_what_the_reader_may_do() -> None:
    mine = [row_for("routed", "accept", "request", NEW)]
    with pytest.raises(Refusal, match="已分送，待受理.*不能这样做；可以做的是：受理。.*第三十二条"):
        row_for("routed", "opine", "request", NEW, mine)


def test_who_is_not_known_is_told_of_no_other_act() -> None:
    with pytest.raises(Refusal, match="已分送，待受理”，不能这样做。（.*第三十二条）$"):
        row_for("routed", "opine", "request", NEW)
    with pytest.raises(Refusal, match="不能这样做。"):
        row_for("reverted", "accept", "request", NEW)


def test_suggestions_and_accusations_are_not_accepted_with_sixty_days() -> None:
    for purpose in ("suggestion", "accusation"):
        with pytest.raises(Refusal):
            row_for("routed", "accept", purpose, NEW)
    assert way_of("enquiry") == way_of("appeal") == "appeal"
