"""Who writes of one household in a sweep is asked for the place; counts of households are right."""

import pytest

from xinfang.casework.outreach.rules import one_door


@pytest.mark.parametrize("text", ["302住户老伴住院，情绪激动", "漏水，302住户反映", "5号楼 1203 户漏水"])
def test_a_household_by_its_number_is_one_door(text: str) -> None:
    assert one_door(text)


@pytest.mark.parametrize(
    "text",
    [
        "共302住户签名",
        "1302户居民停水",
        "全村302户",
        "3栋5楼2号窗口",
        "3栋2楼1号会议室",
        "3号楼东户型漏水",
        "5栋南侧户外",
    ],
)
def test_a_count_a_window_or_a_side_is_none(text: str) -> None:
    assert not one_door(text)


PROSE = (
    "5号楼208户居民停水", "3号楼105户业主签名", "2单元108户居民反映停水",
    "幸福路12号125户居民", "，308住户用水困难",
    "夜间噪音75-110分贝", "每次停水2-120分钟", "延误10-120天",
    "50-110毫米的管子", "血压90-140", "浓度0.5-120毫克",
    "管道DN50-110", "执行CJJ 45-2015标准", "分机023-6512", "08-2-15停水",
    "三室两厅的户型", "实验室1室", "3月5-12-15日",
)  # fmt: skip


@pytest.mark.parametrize("text", PROSE)
def test_a_measure_or_a_count_in_prose_is_no_door(text: str) -> None:
    assert not one_door(text, prose=True)


@pytest.mark.parametrize(
    "text",
    [
        "3栋502住户反映漏水",
        "5-302漏水",
        "302住户老伴住院",
        "正看5号楼302户的漏水",
        "302室漏水",
        "12栋东户漏水",
    ],
)
def test_a_door_in_prose_is_one(text: str) -> None:
    assert one_door(text, prose=True)


def test_many_blanks_are_read_at_once() -> None:
    assert not one_door("3栋" + " " * 10_000 + "户", prose=True)
