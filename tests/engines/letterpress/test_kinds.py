"""Every kind of document that the office issues can be laid out: the list of the field, one sheet each."""

from dataclasses import replace
from datetime import date

import pytest
from tests.engines.letterpress.samples import AT, texts

from xinfang.engines.letterpress import (
    Block,
    Entry,
    Form,
    Heading,
    Listing,
    Paragraph,
    Points,
    Sheet,
    Signing,
    Table,
)
from xinfang.engines.letterpress.press import pdf
from xinfang.engines.letterpress.word import docx

OFFICE, UNIT = "云溪区信访局", "云溪区规划建设局"
TO_PETITIONER = Sheet(Form.LETTER, "", OFFICE, addressee="王小明", signature=OFFICE, date=date(2026, 10, 15))
TO_UNIT = replace(TO_PETITIONER, addressee=UNIT, copies_to=("中和街道办事处",))
OPINION = Sheet(
    Form.STANDARD,
    "",
    f"{UNIT}文件",
    addressee="王小明",
    signature=UNIT,
    date=date(2026, 12, 1),
    printed_by=UNIT,
)
FORM = Sheet(Form.TABLE, "", OFFICE)


def parts(*names: str) -> tuple[Block, ...]:
    """Headings with a paragraph each."""
    return tuple(block for name in names for block in (Heading(1, name), Paragraph(f"{name}的内容。")))


def rows(*labels: str) -> tuple[Block, ...]:
    return (Table(tuple((Entry(label, "内容"),) for label in labels)),)


KINDS = {
    "信访事项受理告知书": (TO_PETITIONER, parts("受理的事项", "办理期限", "联系方式")),
    "信访事项不予受理告知书": (TO_PETITIONER, parts("理由和依据", "可以去的机关")),
    "信访事项不再受理告知书": (TO_PETITIONER, parts("理由和依据")),
    "信访事项延期办理告知书": (TO_PETITIONER, parts("延期的理由", "新的期限")),
    "关于转送信访事项的函": (TO_UNIT, (*parts("事项"), Points(("十五日内告知", "五个工作日内可提出异议")))),
    "信访事项转送单": (FORM, rows("编号", "信访人", "内容摘要", "附件", "期限")),
    "关于交办信访事项的函": (TO_UNIT, parts("事项", "反馈的日期")),
    "信访事项处理意见书": (OPINION, parts("受理情况", "查明的事实", "依据", "意见", "救济途径")),
    "信访事项复查意见书": (OPINION, parts("申请人与被申请人", "请求", "查明的事实", "意见", "救济途径")),
    "信访事项复核意见书": (OPINION, parts("请求", "查明的事实", "终结意见")),
    "关于督办信访事项的函": (TO_UNIT, parts("存在的问题", "要求")),
    "关于完善有关政策的建议书": (TO_UNIT, parts("发现的问题", "建议")),
    "关于信访事项办理情况的报告": (replace(OPINION, signer="张建国"), parts("调查情况", "处理结果")),
    "关于信访事项的审核报告": (replace(OPINION, signer="张建国"), parts("审核意见")),
    "送达回证": (FORM, rows("送达文书", "受送达人", "送达方式", "签名", "拒收事由和见证人")),
    "听证通知书": (TO_PETITIONER, parts("时间和地点", "主持人", "权利义务")),
    "听证笔录": (
        FORM,
        (*rows("时间", "地点"), Paragraph("主持人：开始。\n王小明：好。"), Signing(("信访人", "记录人"))),
    ),
    "和解协议书": (FORM, (*parts("事项", "协议内容"), Signing(("甲方（签名）", "乙方（盖章）")))),
    "领导接访登记表": (
        FORM,
        (Table(((Entry("领导", "甲"), Entry("职务", "乙"), Entry("时间", "丙")), (Entry("批示", "", 6),))),),
    ),
    "领导包案台账": (
        FORM,
        (Listing(("编号", "事项", "领导", "期限"), (("1", "墙体开裂", "甲", "十二月"),) * 60, (1, 4, 2, 2)),),
    ),
}


@pytest.mark.parametrize("title", KINDS)
def test_a_kind_is_laid_out_on_paper_and_in_word(title: str) -> None:
    sheet, body = KINDS[title]
    sheet = replace(sheet, title=title, number="云溪信〔2026〕3号", body=body)
    pages = texts(pdf(sheet, at=AT))
    assert title in pages[0]
    assert "云溪信〔2026〕3号" in pages[0]
    assert docx(sheet, at=AT).startswith(b"PK")


def test_a_long_list_repeats_its_header() -> None:
    sheet, body = KINDS["领导包案台账"]
    pages = texts(pdf(replace(sheet, title="台账", body=body), at=AT))
    assert len(pages) >= 3
    assert all("编号事项领导期限" in page for page in pages)


def test_a_row_of_a_list_stands_on_one_page_and_a_very_long_one_is_not_cut() -> None:
    rows = tuple(
        (str(n), f"始{n:02d}，{'区信访接待大厅一楼东侧第一接待室，' * (n % 5 + 1)}终{n:02d}")
        for n in range(40)
    )
    long = "接待地点的说明。" * 200
    sheet = replace(FORM, title="接访计划", body=(Listing(("序", "地点"), (*rows, ("末", long)), (1, 2)),))
    pages = texts(pdf(sheet, at=AT))
    apart = [n for n in range(40) for page in pages if (f"始{n:02d}" in page) != (f"终{n:02d}" in page)]
    assert apart == []
    assert "".join(pages).count("。") == 200


@pytest.mark.parametrize("count", [8, 9, 10])
def test_no_page_holds_the_signature_without_a_row_of_the_list_before_it(count: int) -> None:
    rows = tuple((f"第{n}行", "接待大厅") for n in range(count))
    told = {"title": "接访计划", "number": "云溪信〔2026〕3号"}
    pages = texts(pdf(replace(OPINION, body=(Listing(("序", "地点"), rows),), **told), at=AT))
    assert "第" in pages[-1]
    assert "2026年12月1日" in pages[-1]
    assert "".join(pages).count("接待大厅") == count
