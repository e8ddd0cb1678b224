"""A published plan with one day, on which tests receive."""

from datetime import date, datetime, time
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from xinfang.casework.instructions.actions import Told
from xinfang.casework.rota import actions as rota
from xinfang.casework.rota.actions import Place
from xinfang.kernel.actor import Actor

CLERK = Actor(1, "登记员1号", None, "云溪区")
HEAD = Actor(2, "信访局局长", None, "云溪区")
HELD = date(2026, 10, 20)


def moment(hour: int, minute: int = 0, day: date = HELD) -> datetime:
    return datetime.combine(day, time(hour, minute), ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def planned(district: Any, posted: Any, at: datetime) -> SimpleNamespace:
    """A draft plan of 2026 with a Tuesday in October."""
    leader, other = posted("leader", district.root), posted("leader", district.root, "deputy")
    plan = rota.open_plan(unit_id=district.root.pk, year=2026, by=CLERK, at=at)
    place = Place(leader.pk, "党工委书记", time(9), time(12), "1号接待室", "沈云安")
    day = rota.add_day(plan_id=plan, place=place, day=HELD, by=CLERK, at=at)
    return SimpleNamespace(
        plan=plan, place=place, day=day, leader=leader, other=other, at=at, district=district, by=CLERK,
        told=Told("请规划建设局限期解决。", district.department.pk, date(2026, 11, 20)),
    )  # fmt: skip


@pytest.fixture
def published(planned: SimpleNamespace) -> SimpleNamespace:
    """The same, approved and published."""
    for act, by in ((rota.submit, CLERK), (rota.approve, HEAD), (rota.publish, CLERK)):
        act(plan_id=planned.plan, by=by, at=planned.at)
    return planned
