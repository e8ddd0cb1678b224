"""Sentences with and without faults, the seed's facts in our words, and what must hold for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.figurelint.sentences import FAULTY, SOUND

from xinfang.engines.figurelint import MESSAGES, lint


@pytest.mark.parametrize(("text", "kind", "quote"), FAULTY)
def test_a_fault_is_found_once_and_where_it_is(text: str, kind: str, quote: str) -> None:
    (finding,) = lint(text)
    assert (finding.kind, finding.quote) == (kind, quote)
    assert text[finding.start : finding.end] == quote
    assert finding.fault_id in MESSAGES
    assert finding.holds_id in MESSAGES
    assert finding.sum
    assert "%(" not in finding.fault + finding.holds


@pytest.mark.parametrize("text", SOUND)
def test_what_holds_or_cannot_be_judged_is_left_alone(text: str) -> None:
    assert [(finding.quote, finding.fault) for finding in lint(text)] == []


def test_there_are_enough_of_both() -> None:
    assert len(FAULTY) >= 40
    assert len(SOUND) >= 40


@pytest.mark.parametrize(("text", "kind", "quote"), FAULTY)
def test_a_fault_is_found_among_other_sentences_too(text: str, kind: str, quote: str) -> None:
    around = f"【概况】信访工作平稳有序。\n\n{text}\n\n下一年继续努力，接待好每一位群众。"
    assert [(finding.kind, finding.quote) for finding in lint(around)] == [(kind, quote)]


def test_the_finding_says_the_sum_what_would_hold_and_the_place() -> None:
    (finding,) = lint("第一行。\n下访督导17起案件，息诉息访率达到54%。")
    assert finding.sum == "9÷17=52.9%，10÷17=58.8%"
    assert finding.fault == "17起里没有哪个整数合 54%。"
    assert finding.holds.startswith("52.9% 或 58.8% 才算得出")
    assert (finding.line, finding.column) == (2, 18)
    assert finding.sentence == "下访督导17起案件，息诉息访率达到54%。"


@pytest.mark.parametrize("text", ["来访批次同比下降130%。", "来信减少了3倍。"])
def test_of_a_fall_it_is_said_how_far_one_can_go(text: str) -> None:
    (finding,) = lint(text)
    assert (finding.kind, finding.fault.split("，")[0]) == ("limit", "下降不会多于 100%")
    assert "部分" not in finding.holds


def test_the_sum_of_two_means_is_written_in_decimals() -> None:
    (finding,) = lint("办理周期由平均18.5天压缩至平均14.2天，压缩31.5%。")
    assert finding.sum == "(14.20-18.50)÷18.50=-23.2%"


def test_of_two_faults_in_one_sentence_both_are_named() -> None:
    text = "另外，在17起案件中息诉率54%，共有来信、来访700件（次），其中来信45件，来访646人次。"
    assert [(finding.kind, finding.quote) for finding in lint(text)] == [
        ("rate", "54%"),
        ("parts", "700件（次）"),
    ]
    text = "来访由100批增加到200批，增长两倍；来信100件，比上年50件增长3倍。"
    assert [finding.quote for finding in lint(text)] == ["两倍", "3倍"]


def test_a_wrapped_line_is_one_sentence() -> None:
    text = "本年度开展带案下访，加强对基层工作的指导，落实责任，共下访督导17起案件，\n息诉息访率达到54%。"
    assert [(finding.line, finding.column) for finding in lint(text)] == [(2, 8)]


# The facts of the page that started the project, told anew; its figures, none of its sentences.
CHAPTER = """# 信访工作

【来信来访】 全年共处理群众来信、来访691件（次），其中来信45件，来访646人次。
联名信8件，115人次；集体访19批107人次。受理案件268件，其中到期结案260件，息诉息访161件，
结案率97%，息诉息访率60%。信访积案22件，结案率91%。
上报预警信息16条。1—11月，GDP同比增长26.3%，信访总量同比下降18%。

【领导责任制】 专题研究信访工作11次。12位领导接访97个工作日（次），接待群众188批338人次：
书记接访5次，44批78人次；主任接访5次，44批81人次。接访中当场解决78件，纳入督办110件，其中
已回复104件，接受处理意见的达到50%以上。

【下访】 机关干部带案下访，督导案件17起，全部结案，息诉息访率54%。
"""


def test_of_the_first_chapter_only_the_impossible_figure_is_told() -> None:
    assert [(finding.kind, finding.quote, finding.line) for finding in lint(CHAPTER)] == [("rate", "54%", 12)]


def test_the_chapter_with_what_can_be_is_silent() -> None:
    assert lint(CHAPTER.replace("54%", "52.9%")) == []


WORDS = st.sampled_from(
    [
        "其中",
        "共",
        "合计",
        "来信",
        "来访",
        "占",
        "率",
        "办结",
        "受理",
        "件",
        "批",
        "人次",
        "%",
        "百分之",
        "分之",
        "成",
    ]
    + [
        "倍",
        "个百分点",
        "万",
        "亿",
        "半",
        "约",
        "余",
        "同比",
        "下降",
        "上升",
        "比去年",
        "同期",
        "由",
        "到",
        "，",
        "、",
    ]
    + [
        "；",
        "。",
        "（",
        "）",
        "：",
        "0",
        "1",
        "7",
        "17",
        "54",
        "100",
        "1,234",
        "9.5",
        "一",
        "十七",
        "三千零二",
    ]
    + ["全年", "全区", "集体访", "中", "有", "其他", "初次", "重复", "\n", "\ue000"]
)


@given(st.text() | st.lists(WORDS, max_size=60).map("".join))
def test_no_text_makes_it_fail(text: str) -> None:
    for finding in lint(text):
        assert text[finding.start : finding.end] == finding.quote
        assert text.split("\n")[finding.line - 1][finding.column - 1 :][: len(finding.quote)] == finding.quote
        assert finding.fault
        assert finding.holds
