"""Text of people, ready for paper: nothing visible is lost, nothing is too broad for a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinfang.engines.letterpress.text import LONGEST_RUN, breadth, printable, rich
from xinfang.engines.letterpress.titles import title_lines

INVISIBLE = "\0\x07\x1b\u200b\u200e\u202a\u202e\u2066\u2069\ufeff\u00ad\ufe0f\U000e0101"


def test_what_prints_nothing_is_dropped() -> None:
    assert printable(f"王{INVISIBLE}小明") == "王小明"


def test_every_line_end_is_one_and_a_tab_is_a_space() -> None:
    assert printable("一\r\n二\r三\x0b四\u2028五\t六") == "一\n二\n三\n四\n五 六"


@pytest.mark.parametrize("name", ["喆堃玥珺赟", "𬀩𠮷㛃䶮", "ab c", "\u00e9", "e\u0301", "\ufa11"])
def test_a_name_stays_as_it_was_typed(name: str) -> None:
    assert printable(name) == name


@given(st.text())
def test_all_that_is_printable_is_in_the_pieces(text: str) -> None:
    joined = "\n".join("".join(line) for line in rich(text))
    assert joined == printable(text).strip(" \n")


def test_a_long_run_is_cut_into_short_pieces() -> None:
    assert rich("网址" + "a" * 30 + "完") == [["网址", *["aaaa"] * 7, "aa", "完"]]
    assert rich("a" * LONGEST_RUN) == [["a" * LONGEST_RUN]]
    assert rich("，" * 60) == [["，" * 5] * 12]
    assert rich("云溪区" * 60) == [["云溪区" * 60]]


def test_a_mark_stays_with_its_letter() -> None:
    assert {part[0] for part in rich("e\u0301" * 30)[0]} == {"e"}


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("送达回证", ("送达回证",)),
        (
            "关于王小明反映住房墙体开裂问题信访事项的处理意见书",
            ("关于王小明反映住房墙体开裂问题", "信访事项的处理意见书"),
        ),
        (
            "云溪区信访局关于进一步规范信访事项受理办理程序引导来访人依法逐级走访的通知",
            ("云溪区信访局关于进一步规范信访事项受理", "办理程序引导来访人依法逐级走访的通知"),
        ),
        ("关于转送张三反映物业管理问题信访事项的函", ("关于转送张三反映物业", "管理问题信访事项的函")),
        (
            "关于完善《云溪区保障性住房分配管理办法》有关政策的建议书",
            ("关于完善《云溪区保障性住房", "分配管理办法》有关政策的建议书"),
        ),
        (
            "关于对云溪区规划建设局逾期未答复信访事项进行督办的函",
            ("关于对云溪区规划建设局", "逾期未答复信访事项进行督办的函"),
        ),
        (
            "关于反映小区电梯长期停运影响老人出行请求督促修复的信访事项转送函",
            ("关于反映小区电梯长期停运影响老人", "出行请求督促修复的信访事项转送函"),
        ),
        ("第一行\n第二行", ("第一行", "第二行")),
    ],
)
def test_a_title_is_broken_where_a_reader_pauses(title: str, lines: tuple[str, ...]) -> None:
    assert title_lines(title) == lines


@given(st.text("关于的王小明反映问题《》，（）信访事项局2026A", min_size=1, max_size=90))
def test_a_title_loses_nothing_and_fits_its_lines(title: str) -> None:
    lines = title_lines(title)
    assert "".join(lines) == title
    assert all(line and breadth(line) <= 19 for line in lines)


@given(st.text("关于的王小明反映问题信访事项局处理意见", min_size=20, max_size=57))
def test_no_line_of_a_title_is_thin(title: str) -> None:
    lines = title_lines(title)
    assert min(map(len, lines)) * 3 >= max(map(len, lines))
