"""The language of a report's text: what it says, what it marks, what it leaves out, what it refuses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinfang.engines.figurelint import lint
from xinfang.insight.composition import grammar
from xinfang.insight.composition.composing import compose
from xinfang.insight.composition.facts import Fact, Facts, LeaderTold, PartTold, TopicTold, thaw
from xinfang.insight.composition.printing import markdown, prose
from xinfang.insight.yearbook.kinds import KINDS, shipped
from xinfang.insight.yearbook.proofing import problems

pytestmark = pytest.mark.django_db  # a text may name what others publish, and that is registered
WORDS = {"period": "2008年", "place": "云溪区", "contributor": "石某"}
FACTS = Facts(
    {
        "letters": Fact("letters", "来信", 45, "件", before=50, previous=9),
        "online": Fact("online", "网上信访", 0, "件", before=0),
        "rate": Fact("rate", "息诉息访率", 53, "%", "rate", base="x", base_value=17, counted=9, before=50),
        "outreach_concluded": Fact("outreach_concluded", "办结", 17, "件", base="x", base_value=17),
        "change": Fact("change", "同比", -18, "%", "change"),
        "empty": Fact("empty", "满意率", None, "%", "rate"),
        "fell": Fact("fell", "到省、市非正常访", 3, "人次", before=9),
    },
    leaders=[LeaderTold("党工委书记", 5, 44, 78), LeaderTold("管委会主任", 5, 44, 81)],
    topics=[
        TopicTold(7, "涉灾", "2008-05-12", 3, 2, [PartTold("住房维修", 2, "3"), PartTold("其他", 1, "")])
    ],
)


def said(text: str) -> str:
    return prose(compose("t", text, FACTS, WORDS)).strip()


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("收到来信{{letters}}。", "收到来信45件。"),
        ("收到来信{{letters|数}}封。", "收到来信45封。"),
        ("来信{{letters|同比}}，{{letters|环比}}。", "来信同比下降10%，环比增长400%。"),
        ("上年{{letters|上年}}。", "上年50件。"),
        ("息诉息访率{{rate}}。", "息诉息访率53%（9/17）。"),
        ("息诉息访率{{rate|一位}}。", "息诉息访率52.9%（9/17）。"),
        ("息诉息访率{{rate|同比}}。", "息诉息访率同比上升3个百分点。"),
        ("总量同比{{change}}。", "总量同比下降18%。"),
        ("{{period}}，{{place}}：{{contributor}}。", "2008年，云溪区：石某。"),
        ("{{reception_by_leader|1}}。", "党工委书记5次，接待群众44批78人次。"),
        ("[[没有 online|没有网上信访|网上信访{{online}}]]。", "没有网上信访。"),
        ("[[没有 letters|没有来信|来信{{letters}}]]。", "来信45件。"),
        ("[[有 online|另有网上信访{{online}}。]]完。", "完。"),
        ("[[有 empty|满意率{{empty}}。]]完。", "完。"),
        ("[[有数 online|网上信访{{online}}。]]", "网上信访0件。"),
        ("[[大幅下降 fell|到省、市非正常访大幅度下降]]。", "到省、市非正常访大幅度下降。"),
        ("[[全部 outreach_concluded|已全部结案|办结{{outreach_concluded}}]]。", "已全部结案。"),
        ("[[过半 rate|过半|不到一半]]。", "过半。"),
        ("[[有 letters|来信[[没有 online|，没有网上的|和网上的]]|没有]]。", "来信，没有网上的。"),
        ("a|b。", "a|b。"),
    ],
)
def test_a_text_says_its_figures(text, printed):
    assert said(text) == printed


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        (
            "来访{{unknown_measure}}。来信{{letters}}。",
            "没有登记“unknown_measure”这个指标；取数以后才登记的，请重新取数",
        ),
        ("满意率{{empty}}。", "“满意率”没有数"),
        (
            "[[没有 abnormal_visits_capital|没有发生进京非正常访]]。",
            "没有登记“进京非正常访”这个指标；取数以后才登记的，请重新取数",
        ),
        ("[[大幅下降 letters|来信大幅下降]]。", "“大幅下降”不成立：来信 45件"),
        ("[[没有 letters|没有来信]]。", "“没有”不成立：来信 45件"),
        ("[[下降 change2|下降]]。", "没有登记“change2”这个指标；取数以后才登记的，请重新取数"),
        ("网上信访{{online|同比}}。", None),
    ],
)
def test_what_is_missing_or_untrue_marks_its_sentence_and_no_other(text, mark):
    document = compose("t", text, FACTS, WORDS)
    faults = [fault for _sentence, told in document.faults for fault in told]
    assert faults == ([mark] if mark else [])
    assert not any("来信45件" in sentence.text for sentence, _told in document.faults)


def test_a_claim_that_cannot_be_tested_is_never_printed_as_if_it_held():
    printed = said("[[没有 abnormal_visits_capital|没有发生进京非正常访|发生了]]。")
    assert printed == "【缺数：进京非正常访，不能说“没有发生进京非正常访”】。"


def test_a_section_of_which_nothing_is_left_goes_with_its_heading_and_is_told():
    document = compose("t", "# 甲\n[[有 online|网上{{online}}。]]\n# 乙\n来信{{letters}}。", FACTS, WORDS)
    assert [section.heading for section in document.sections] == ["乙"]
    assert document.left == ("网上…。",)


def test_a_section_of_a_topic_comes_for_each_topic():
    text = "# {{topic}}\n{{topic_since}}以来{{topic_matters}}，答复{{topic_answered}}：{{topic_problems}}。"
    assert said(text) == "【涉灾】2008年5月12日以来3件，答复2件：住房维修2件、其他1件。"
    assert compose("t", text, Facts({}), WORDS).sections == ()
    assert prose(compose("t", text + "\n---\n（{{contributor}}）", Facts({}), WORDS)) == "（石某）\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("来信{{leters}}。", "第 1 行：没有“leters”这个指标。是不是 letters？"),
        ("\n来信{{letters|大写}}。", "第 2 行：数没有“大写”这种写法；可以是数、一位、同比、环比、上年。"),
        ("[[可能 letters|有]]", "没有“可能”这种说法的检验"),
        ("[[没有 letters|有", "没有合上"),
        ("{{letters", "双花括号没有合上"),
        ("{{来信}}", "应当是指标的编码"),
        ("[[没有|x]]", "应写成"),
        ("多出来]]的", "多出来的括号"),
        ("收到{letters}。", "第 1 行：“{letters}”会照样印出来"),
        ("\n收到｛｛letters｝｝。", "第 2 行：“｛｛letters｝｝”会照样印出来"),
        ("收到【letters】。", "“【letters】”会照样印出来"),
        ("收到{来信}。", "“{来信}”会照样印出来"),
        ("收到｛来信 | 同比｝。", "例如 {{letters}}。是不是 letters？"),
        ("{{来信}}", "例如 {{letters}}。是不是 letters？"),
        ("::表 nothing", "没有“nothing”这张表"),
        ("   ", "正文是空的"),
        ("信访人电话13800138000。", "报告只写数和事"),
        ("缠访户三人。", "报告只写数和事"),
        ("字" * 20_001, "正文太长"),
        ("[[有 letters|" * 9 + "x" + "]]" * 9, "套得太深"),
    ],
)
def test_a_text_that_cannot_be_read_is_refused_in_words(text, told):
    found = [str(problem.sentence) for problem in problems(text)]
    assert any(told in sentence for sentence in found), found


@pytest.mark.parametrize(
    "text", ["通过【APP】反映。", "见附件{A}。", "{{letters}}（见【图】）。", "规划局{附件一}。"]
)
def test_brackets_that_hold_no_code_are_left_alone(text):
    assert problems(text) == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_shipped_can_be_read(kind):
    assert problems(shipped(kind)) == []


@given(st.text(alphabet="{}[]|a有没 letters。\n#:表", max_size=60))
def test_no_text_breaks_the_reader(text):
    _lines, faults = grammar.parse(text)
    problems(text)
    if not faults:
        compose("t", text.replace("[[", "").replace("::", ""), FACTS, WORDS)


def test_facts_come_back_as_they_were_frozen():
    assert thaw(FACTS.frozen()) == FACTS


def test_what_is_printed_in_markdown_is_never_markup():
    text = markdown(compose("t", "来信_{{letters}}_*很多*<b>。", FACTS, WORDS))
    assert r"来信\_45件\_\*很多\*\<b\>。" in text


def test_the_share_of_seventeen_passes_the_lint_that_names_the_printed_one():
    assert lint(said("下访17件，息诉息访率为{{rate|一位}}。")) == []
    assert [found.quote for found in lint("共下访督导17起案件，息诉息访率达到54%。")] == ["54%"]
