"""What single rows become, and why some are refused."""

import pytest
from tests.faces.exchange.conftest import HEADER

from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Matter, Petition
from xinfang.engines.tabular import Table, read_table, write_error_sheet
from xinfang.faces.exchange.columns import matched
from xinfang.faces.exchange.forecast import _kinds
from xinfang.faces.exchange.masked import holds_accusations
from xinfang.faces.exchange.presenting import error_sheet, noted
from xinfang.faces.exchange.queries import refused_rows
from xinfang.registers.topics.models import ClassList, ContentClass

REGISTER = [
    "姓名",
    "信访日期",
    "事项",
    "信访形式",
    "人数",
    "承办单位",
    "被反映单位",
    "内容分类",
    "信访目的",
    "问题属地",
]


def message(**changes: str) -> list[str]:
    fields = dict(zip(HEADER, ["7", "A07", "井盖破损", "2019/4/25 9:00", "请修。", "", ""], strict=True))
    return list({**fields, **changes}.values())


def line(**changes: str) -> list[str]:
    fields = dict(
        zip(REGISTER, ["王小明", "2026-03-04", "开裂", "来信", "", "", "", "", "", ""], strict=True)
    )
    return list({**fields, **changes}.values())


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (message(留言时间="昨天"), "读不出日期"),
        (message(留言时间=""), "请填写收到日期"),
        (message(留言时间="0001-01-01"), "读不出日期"),
        (message(留言时间="2999-01-01"), "还没有到"),
        (message(答复意见="已修。"), "没有答复时间"),
        (message(答复意见="已修。", 答复时间="2019/4/24"), "早于收到时间"),
        (message(留言用户=""), "姓名"),
        (message(留言详情="长" * 20_001), "最多 20000 个字"),
        (message(留言编号="9" * 41), "最多 40 个字"),
        (message(留言主题="", 留言详情=""), "一句话"),
    ],
)
def test_a_message_that_cannot_be_registered_is_kept_with_its_reason(imported, row, reason):
    batch = imported([HEADER, row])
    assert (batch.refused, Petition.objects.count()) == (1, 0)
    assert [(cells, reason in why) for _line, cells, why in refused_rows(batch)] == [(row, True)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (line(承办单位="不存在局"), "“不存在局”不在单位名录里"),
        (line(内容分类="不存在类"), "“不存在类”不在内容分类表里"),
        (line(内容分类="住房"), "几个同名分类"),
        (line(信访目的="随便"), "“随便”不在可选的词里"),
        (line(信访形式="鸽子"), "“鸽子”不在可选的词里"),
        (line(信访形式=""), "不知道来件方式"),
        (line(人数="许多"), "应为 1 到"),
        (line(信访目的="检举控告", 被反映单位="中和街道", 承办单位="朝阳社区"), "不能转给它"),
        (line(信访形式="集体访", 人数="3"), "至少 5 人"),
    ],
)
def test_a_register_line_that_cannot_be_taken_says_which_word(imported, district, row, reason):
    listing = ClassList.objects.create(version="t", name="t", valid_from="2030-01-01")
    for code, above in (("A", "城建"), ("B", "国土")):
        top = ContentClass.objects.create(listing=listing, code=code, name=above, level=1)
        ContentClass.objects.create(listing=listing, code=code + "1", name="住房", level=2, parent=top)
    batch = imported([REGISTER, row], channel="")
    assert batch.refused == 1
    assert reason in next(refused_rows(batch))[2]


def test_five_visitors_are_a_group_and_a_known_place_is_linked(imported, district):
    batch = imported(
        [REGISTER, line(信访形式="来访", 人数="8", 承办单位="YX-JS", 问题属地="中和街道")], channel=""
    )
    assert batch.refused == 0
    petition = Petition.objects.get()
    matter = Matter.objects.get()
    assert (petition.form, petition.head_count) == ("group", 8)
    assert (matter.unit_id, matter.place_unit_id, matter.state) == (
        district.department.pk,
        district.street.pk,
        "routed",
    )


def test_an_unsigned_letter_is_anonymous(imported):
    assert imported([REGISTER, line(姓名="匿名")], channel="").registered == 1
    assert Petition.objects.get().anonymous


def test_a_row_with_a_name_that_says_anonymous_is_refused(imported):
    header = [*REGISTER, "是否匿名"]
    batch = imported([header, [*line(姓名="王小明"), "是"], [*line(姓名=""), "是"]], channel="")
    assert (batch.registered, batch.refused) == (1, 1)
    assert Petition.objects.get().anonymous


def test_a_row_without_a_title_takes_the_beginning_of_its_text_and_says_so(imported):
    batch = imported([HEADER, message(留言主题="", 留言详情="文" * 50)])
    assert Matter.objects.get().title == "文" * 30
    assert noted(batch.notes) == ["1 行没有标题，取内容的开头作标题。"]


def test_a_title_too_long_loses_nothing(imported):
    imported([HEADER, message(留言主题="题" * 300)])
    matter = Matter.objects.get()
    assert len(matter.title) == 200
    assert matter.facts.startswith("题" * 300)


def test_an_answer_on_the_day_itself_is_not_before_the_message(imported):
    assert imported([HEADER, message(答复意见="已修。", 答复时间="2019-04-25")]).answers == 1
    document = Document.objects.get()
    assert document.issued_at == document.matter.received_at == document.matter.concluded_at


def test_the_sheet_of_refused_rows_reopens_whole_and_corrected_imports(imported):
    bad = message(留言时间="=昨天", 留言详情="第一行\n第二行")
    batch = imported([HEADER, bad])
    table = read_table(error_sheet(batch), "refused.xlsx")
    assert table.header == [*HEADER, "问题"]
    assert table.rows[0][:-1] == bad
    table.rows[0][3] = "2019/4/25"
    again = imported(data=write_error_sheet(table.header[:-1], [(table.rows[0][:-1], "")]))
    assert again.registered == 1


@pytest.mark.parametrize(
    ("written", "accused"),
    [("", "unknown"), ("不详", "unknown"), ("不是本区单位", "outside"), ("中和街道", "")],
)
def test_an_accusation_of_a_register_says_against_whom_as_far_as_the_register_knows(
    imported, written, accused
):
    row = line(信访目的="检举控告", 被反映单位=written)
    assert imported([REGISTER, row], channel="", accusations=True).refused == 0
    matter = Matter.objects.get()
    assert (matter.accused, str(matter.accused_unit or "")) == (accused, "" if accused else written)


@pytest.mark.parametrize("column", ["被反映单位", "被投诉单位"])
@pytest.mark.parametrize("purpose", ["", "申诉", "检举控告"])
def test_either_column_is_read_by_the_purpose(imported, column, purpose):
    header = [name.replace("被反映单位", column) for name in REGISTER]
    row = line(信访目的=purpose, 被反映单位="中和街道")
    accusation = purpose == "检举控告"
    assert imported([header, row], channel="", accusations=accusation).refused == 0
    matter = Matter.objects.get()
    units = [str(each or "") for each in (matter.accused_unit, matter.complained_unit)]
    assert units == (["中和街道", ""] if accusation else ["", "中和街道"])


@pytest.mark.parametrize("column", ["被检举单位", "被控告单位", "被检举控告单位"])
@pytest.mark.parametrize("purpose", ["", "求决"])
def test_what_names_an_accused_unit_is_no_request(imported, column, purpose):
    header = [name.replace("被反映单位", column) for name in REGISTER]
    row = line(信访目的=purpose, 被反映单位="中和街道", 承办单位="中和街道")
    batch = imported([header, row], channel="", accusations=True)
    assert Petition.objects.count() == 0
    assert "信访目的却不是检举控告" in next(iter(refused_rows(batch)))[2]


def test_a_register_that_names_an_accused_unit_is_for_those_who_see_accusations():
    for purpose in ("", "求决"):
        table = Table(["被控告单位", "信访目的"], [["", purpose], ["中和街道", purpose]], "", "utf-8")
        assert holds_accusations(table, {"accused_unit": "被控告单位", "purpose": "信访目的"})
        assert not holds_accusations(table, {"complained_unit": "被控告单位", "purpose": "信访目的"})


def test_a_complaint_may_lie_with_the_unit_itself_and_an_accusation_not(imported):
    told = {"被反映单位": "中和街道", "承办单位": "中和街道"}
    assert imported([REGISTER, line(信访目的="求决", **told)], channel="").refused == 0
    batch = imported([REGISTER, line(**told)], channel="")
    assert "请写明是不是检举控告" in next(iter(refused_rows(batch)))[2]
    batch = imported([REGISTER, line(信访目的="检举控告", **told)], channel="", accusations=True)
    assert "不能转给它" in next(iter(refused_rows(batch)))[2]


def test_two_columns_that_name_two_units_are_asked_about(imported):
    row = [*line(信访目的="检举控告", 被反映单位="中和街道"), "规划建设局"]
    batch = imported([[*REGISTER, "被检举单位"], row], channel="", accusations=True)
    assert "写了不同的单位" in next(iter(refused_rows(batch)))[2]


def test_the_bounds_of_a_count_are_told_and_the_cells_are_not():
    sentences = (
        "“人数”列应为 1 到 100000 的整数，请改正。",
        "收到日期 2030-01-01 还没有到，请改正。",
        "请求最多 20000 个字，现在有 20481 个。",
    )
    assert list(_kinds(sentences)) == [
        "“人数”列应为 1 到 100000 的整数，请改正。",
        "收到日期 … 还没有到，请改正。",
        "请求最多 20000 个字，现在有 … 个。",
    ]


@pytest.mark.parametrize("column", ["事由", "来访事由", "来信事由", "信访事由"])
def test_what_somebody_came_about_is_the_title(column):
    assert matched(["来访人", "来访日期", column])["title"] == column
