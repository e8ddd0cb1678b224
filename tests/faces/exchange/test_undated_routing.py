"""When old matters were forwarded no register says: they are not forwarded on the day of their import."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from xinfang.casework.acts import actions as acts
from xinfang.casework.deadlines.queries import clocks_of
from xinfang.casework.petitions.models import Matter
from xinfang.insight.statistics import periods, queries
from xinfang.insight.statistics.registry import load
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor

NOW = datetime(2026, 10, 15, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
HEADER = ["编号", "姓名", "标题", "收到时间", "承办单位", "答复意见", "答复时间"]
DONE = "已安排维修。"
ROWS = [
    ["1", "王小明", "路灯损坏", "2024-03-01", "规划建设局", DONE, "2024-03-10"],
    ["2", "李小红", "井盖破损", "2024-04-01", "规划建设局", "", ""],
    ["3", "张小强", "围墙倾斜", "2003-04-01", "规划建设局", DONE, "2003-05-01"],  # of no regulation's time
    ["4", "赵小军", "广场噪声", "2026-10-08", "规划建设局", DONE, "2026-10-12"],  # sent before its answer
    ["5", "周小岚", "积水不退", "2026-10-13", "规划建设局", "", ""],
    ["6", "吴小云", "电梯停运", "2024-05-01", "", "", ""],
]


@pytest.fixture
def brought(imported, monkeypatch):
    """The matters by the numbers of the old register, imported today."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    assert imported([HEADER, *ROWS], channel="letter").registered == len(ROWS)
    matters = Matter.objects.all()
    return {each.raisings.get().petition.source_number: each for each in matters}


@pytest.fixture
def forwarded(scope, district):
    """The old numbers of what is counted as forwarded in a year."""
    mine = scope("office_head", district.root)

    def ask(year):
        found = queries.cases(mine, "matters_forwarded", periods.year(year))
        return sorted(each.raisings.get().petition.source_number for each in found)

    return ask


def test_only_what_can_have_been_forwarded_now_is(brought, forwarded, district):
    assert [forwarded(year) for year in (2003, 2024, 2026)] == [[], [], ["5"]]
    acts.route(matter_ids=[brought["6"].pk], to_unit_id=district.street.pk, by=Actor(1, "登记员1号"), at=NOW)
    assert forwarded(2026) == ["5", "6"]


def test_what_was_imported_and_is_sent_on_by_hand_is_forwarded_on_that_day(brought, forwarded, district):
    by = Actor(1, "登记员1号")
    acts.route(
        matter_ids=[brought["2"].pk], to_unit_id=district.street.pk, by=by, at=NOW, reason="属街道职权。"
    )
    assert forwarded(2026) == ["2", "5"]


def test_the_definition_says_what_is_left_out():
    told = load()["matters_forwarded"]
    assert "旧登记没有写" in str(told.definition)
    assert told.version == 3


@pytest.mark.parametrize(
    ("number", "undated", "late"),
    [("1", True, False), ("2", True, False), ("4", True, False), ("5", False, False), ("6", False, True)],
)
def test_the_term_of_an_old_matter_was_kept_on_a_day_that_nobody_told(brought, number, undated, late):
    (found,) = [each for each in clocks_of(brought[number].pk, NOW.date()) if each.family == "route"]
    assert (found.undated, found.light.kind == "late") == (undated, late)


def test_its_page_says_so_and_calls_nothing_late(brought, client, posted, district):
    client.force_login(posted("office_head", district.root))
    page = client.get(reverse("workbench:matter", args=[brought["1"].number])).content.decode()
    assert "旧登记没有写何时分送" in page
    assert "，迟 " not in page
