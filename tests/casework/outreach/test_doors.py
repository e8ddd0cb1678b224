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
