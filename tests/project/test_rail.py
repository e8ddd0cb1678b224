"""How much waits behind the doors of the rail: counted once, and again as soon as anything was done."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from xinfang.casework.instructions import actions as instructions
from xinfang.casework.instructions.actions import Asking
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.project.rail import RAIL, waiting

INSTRUCTIONS = "workbench:instructions"


@pytest.fixture
def leader(district: Any, scope: Any) -> Any:
    return scope("leader", district.root)


def asked(district: Any, leader: Any, proposal: str) -> None:
    """Something is put before the leader."""
    asking = Asking("reception", district.root.pk, leader_id=leader.actor.user_id, subject="路灯不亮")
    who = {"by": Actor(None, "登记员1号"), "at": clock.now() - timedelta(minutes=1)}
    instructions.ask(asking=asking, proposal=proposal, unit_id=district.department.pk, due_on=None, **who)


def test_a_second_page_asks_once_whether_anything_was_done(leader):
    first = waiting(leader)
    with CaptureQueriesContext(
        connection,
    ) as asked_again:
        assert waiting(leader) == first
    assert len(asked_again) == 1


def test_whatever_was_done_is_counted_on_the_next_page(district, leader):
    before = waiting(leader)[INSTRUCTIONS]
    asked(district, leader, "拟请规划建设局核实。")
    assert waiting(leader)[INSTRUCTIONS] == before + 1


def test_nobody_is_told_what_waits_for_another(district, leader, scope):
    asked(district, leader, "拟请规划建设局核实。")
    other = scope("unit_head", district.street)
    assert waiting(leader)[INSTRUCTIONS] == 1
    assert waiting(other)[INSTRUCTIONS] == 0


def test_only_doors_that_one_may_enter_are_counted(district, scope):
    auditor = scope("auditor", district.root)
    may = {item.view for _name, items in RAIL for item in items if auditor.may(item.permission)}
    assert waiting(auditor).keys() <= may


def test_the_next_day_is_counted_anew(leader, monkeypatch):
    today = clock.today()
    waiting(leader)
    monkeypatch.setattr(clock, "today", lambda: today + timedelta(days=1))
    with CaptureQueriesContext(connection) as asked_again:
        waiting(leader)
    assert len(asked_again) > 1
