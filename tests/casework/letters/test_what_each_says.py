"""Every kind, drafted with the least that it must say and sealed, says all that the law asks of it."""

import io
import re
from datetime import timedelta

import pytest
from pdfminer.high_level import extract_text
from tests.casework.letters.conftest import NAME
from tests.casework.letters.written import TEXTS

from xinfang.casework.assignments import actions as assignments
from xinfang.casework.letters import actions
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Matter
from xinfang.casework.wording.kinds import BY_VERB, KINDS
from xinfang.registers.documents import vault

CONTACT, NUMBER = TEXTS["contact"], "2026-0001"
DATE = "2026年10月15日"
# The act -> what stands on the paper (domain.md 2.3), beside name, number of the matter, unit and date.
SAYS: dict[str, tuple[str, ...]] = {
    "report_up": (
        "重大紧急",
        "中共云溪区委员会",
        "约三十人",
        "已派人到场",
        "签发人：街道负责人1号",
        "第二十五条",
    ),
    "direct": ("诉讼、检察监督", "向云溪区人民法院提出", "六十日内提出", "第三十一条", CONTACT),
    "accept": (
        "由云溪区信访局转送",
        "1.住房墙体开裂要求鉴定。",
        "听取您陈述事实和理由",
        "六十日内办结",
        "最迟2026年12月14日办结",
        "查询码",
        "申请其回避",
        "第二十三条",
        CONTACT,
    ),
    "accept_simply": ("简易办理", "十个工作日内", "最迟2026年10月29日办结", "查询码", CONTACT),
    "take_up": ("接收告知书", "依规依纪依法办理", "依法保密", "不得打击报复", CONTACT),
    "decline": (
        "不予受理",
        "法院、检察院职权范围",
        TEXTS["reason"],
        "向云溪区人民法院提出",
        "第十九条",
        CONTACT,
    ),
    "stop_taking": ("不再受理", TEXTS["ended"], TEXTS["reason"], "第三十六条", CONTACT),
    "correct": ("更正决定书", TEXTS["wrong"], TEXTS["corrected"], CONTACT),
    "hear": ("听证笔录", TEXTS["statements"], TEXTS["conclusion"], DATE, "李主任", "主持人签名"),
    "turn_ordinary": ("转为普通程序", TEXTS["reason"], "最迟2026年12月14日办结", CONTACT),
    "extend": ("延长30日", TEXTS["reason"], "2027年1月13日", "经本单位负责人批准", "第三十四条", CONTACT),
    "opine": (
        "由云溪区信访局交办",
        "受理",
        "鉴定房屋，限期修缮。",
        TEXTS["found"],
        TEXTS["basis"],
        "予以支持",
        TEXTS["decision"],
        "收到本意见书之日起三十日内",
        "向云溪区人民政府书面请求复查",
        "身份证件",
        "抄送：云溪区信访局",
        "第三十二条",
        CONTACT,
    ),
    "agree": (
        "调解协议书",
        "云溪建筑有限公司",
        "1.施工单位赔偿三万元。",
        TEXTS["execution"],
        "信访人签名",
        "第三十三条",
    ),
    "reply": ("答复", TEXTS["study"], "采纳", TEXTS["answer"], "第二十九条", CONTACT),
    "feed_back": ("核查情况", TEXTS["findings"], TEXTS["handling"], "不得打击报复", "第三十条", CONTACT),
    "report_back": (
        f"关于{NAME}反映墙体开裂要求鉴定信访事项办理情况的报告",
        "云溪区信访局",
        TEXTS["found"],
        "正在修缮",
        "签发人：街道负责人1号",
        "第二十二条",
        CONTACT,
    ),
    "opine_review": (
        "复查意见书",
        f"申请人：{NAME}",
        "被申请人：云溪区中和街道办事处",
        TEXTS["request"],
        TEXTS["found"],
        TEXTS["basis"],
        "维持",
        "三十日内",
        "向云溪区人民政府书面请求复核",
        "原处理意见书",
        "第三十五条",
        CONTACT,
    ),
    "opine_rereview": (
        "复核意见书",
        TEXTS["request"],
        TEXTS["found"],
        TEXTS["basis"],
        "最终意见",
        "不再受理",
        "第三十六条",
    ),
    "refuse_review": ("不予复查", TEXTS["reason"], TEXTS["basis"], "第三十五条", CONTACT),
    "refuse_rereview": ("不予复核", TEXTS["reason"], TEXTS["basis"], "第三十六条", CONTACT),
}
SLIPS: dict[str, tuple[str, ...]] = {
    "forward": (
        "转送单",
        "云溪区中和街道办事处",
        "来信",
        "鉴定房屋，限期修缮。",
        "属地办理",
        "2026年10月30日",
        "2026年10月22日",
        "第二十三条",
    ),
    "assign": (
        "交办",
        "2026年11月14日前以书面办结报告形式反馈",
        "2026年10月30日",
        "2026年10月22日",
        "第二十二条",
    ),
    "rule": ("裁定由云溪区规划建设局受理", "职责在规划建设局。", "第二十四条"),
    "involve": ("转送单", "云溪区规划建设局", "由云溪区中和街道办事处主办", "请鉴定房屋。", "第二十四条"),
}


def said(document: Document) -> str:
    """What the sealed PDF says, without spaces and page numbers; 〔 〕 as people read them."""
    text = extract_text(io.BytesIO(vault.take(document.pdf)))
    return re.sub(r"—\d+—", "", re.sub(r"\s", "", text))


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_table_names_every_kind():
    assert SAYS.keys() == BY_VERB.keys()


@pytest.mark.parametrize("verb", sorted(BY_VERB))
def test_no_article_is_cited_twice_in_one_breath(verb, walk, draft, out):
    matter = walk(verb, **({"purpose": "accusation"} if verb == "take_up" else {}))
    for sentence in re.findall("依据：[^。]*。", said(out(draft(matter, verb)))):
        cited = re.findall("第[一二三四五六七八九十]+条", sentence)
        assert sorted(set(cited)) == sorted(cited)


@pytest.mark.parametrize("verb", SAYS)
def test_it_says_all_that_it_must(verb, walk, draft, out):
    matter = walk(verb, **({"purpose": "accusation"} if verb == "take_up" else {}))
    document = out(draft(matter, verb))
    paper = said(document)
    kind = KINDS[document.kind]
    wanted = (NAME, NUMBER, *SAYS[verb], *((DATE,) if kind.sealed else ()))
    assert [text for text in wanted if plain(text) not in paper] == []
    assert not kind.series or document.number in paper
    assert "未签发" not in paper
    assert vault.take(document.docx)[:2] == b"PK"
    assert (document.addressee == NAME) == (kind.to == "petitioner" and kind.key != "agreement")


@pytest.mark.parametrize("verb", SLIPS)
def test_a_slip_says_all_that_it_must(verb, walk, people, district, at):
    matter = walk({"rule": "rule", "assign": "opine"}.get(verb, "extend"))
    by = {"by": people.above, "at": at}
    if verb == "rule":
        assignments.rule(
            matter_id=matter.pk, to_unit_id=district.department.pk, reason="职责在规划建设局。", **by
        )
    elif verb == "involve":
        assignments.involve(matter_id=matter.pk, unit_id=district.department.pk, reason="请鉴定房屋。", **by)
    actions.issue_prepared(by=people.clerk, at=at + timedelta(minutes=1))
    slip = next(each for each in Document.objects.filter(state="issued") if each.parts.get("verb") == verb)
    paper = said(slip)
    assert [text for text in (NAME, NUMBER, DATE, *SLIPS[verb]) if plain(text) not in paper] == []
    assert slip.number.startswith("云溪区信访")


def test_a_supervision_letter_is_drafted_without_an_act(walk, draft, out):
    document = out(draft(walk("supervise"), kind="supervision_letter"))
    paper = said(document)
    wanted = (
        "无正当理由未按规定的期限办理",
        TEXTS["found"],
        TEXTS["demand_made"],
        "2026年11月20日",
        "第四十条",
    )
    assert [text for text in wanted if text not in paper] == []
    assert document.act is None


def test_a_request_to_withdraw_is_printed_to_be_signed_and_withdraws_nothing(walk, draft, out):
    document = out(draft(walk("supervise"), kind="withdrawal_request"))
    paper = said(document)
    wanted = (NAME, NUMBER, "撤回的理由", TEXTS["reason"], "申请人签名", "仍可以重新提出")
    assert [text for text in wanted if plain(text) not in paper] == []
    assert (document.act, Matter.objects.get().state) == (None, "accepted")


def test_a_group_is_named_by_its_first_and_its_number(walk, draft, out):
    matter = walk("accept", cell="joint_letter", head_count=14)
    assert f"{NAME}等14人" in out(draft(matter, "accept")).addressee


def test_an_accusation_sent_to_a_unit_names_neither_accuser_nor_story(walk, people, at, district):
    walk("take_up", purpose="accusation", accused_unit_id=district.other.pk)
    actions.issue_prepared(by=people.clerk, at=at + timedelta(minutes=1))
    slip = Document.objects.get(kind="forwarding_slip")
    paper = said(slip) + slip.text
    assert "单独保密" in paper
    for hidden in (NAME, "墙体开裂", "住房", "鉴定房屋", "139"):
        assert hidden not in paper


def test_its_letter_to_the_accuser_names_the_accuser_and_not_the_story(walk, draft, out):
    document = out(draft(walk("feed_back"), "feed_back"))
    paper = said(document)
    assert NAME in paper
    assert "墙体开裂" not in paper
