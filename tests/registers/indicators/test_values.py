"""Outside indicators: a value has a source and a period that is over; a correction takes its place."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from xinfang.engines.tabular import Table
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.models import AuditEntry
from xinfang.kernel.errors import Refusal
from xinfang.registers.indicators import actions, queries
from xinfang.registers.indicators.actions import ValueEntry
from xinfang.registers.indicators.models import IndicatorValue

pytestmark = pytest.mark.django_db
BY = Actor(1, "统计员")
HEAD = ["指标", "从", "到", "数值", "来源", "来源日期"]


@pytest.fixture
def gdp(at):
    return actions.add_indicator(key="gdp_change", name="地区生产总值增长", unit="%", by=BY, at=at)


@pytest.fixture
def entry(gdp):
    return ValueEntry(
        gdp, date(2008, 1, 1), date(2008, 11, 30), Decimal("26.3"), "区统计局快报", date(2008, 12, 20)
    )


def table(*rows):
    return Table(
        header=HEAD,
        rows=[list(row) for row in rows],
        sheet="",
        encoding="",
        lines=list(range(2, 2 + len(rows))),
    )


def test_a_correction_takes_the_place_and_the_earlier_one_stays_to_be_read(entry, gdp, at):
    first = actions.enter_value(entry=entry, by=BY, at=at)
    assert actions.enter_value(entry=entry, by=BY, at=at) == first
    second = actions.enter_value(entry=replace(entry, value=Decimal("26.1")), by=BY, at=at)
    found = queries.indicator(gdp)
    assert [each.pk for each in queries.history(found)] == [second, first]
    assert [each.value for each in queries.indicators()[0].in_force] == [Decimal("26.1")]
    row = AuditEntry.objects.get(event="indicator.corrected")
    assert (row.before, row.after["value"]) == ({"value": "26.3"}, "26.1")
    inside = queries.values_within(date(2008, 1, 1), date(2008, 12, 31))
    assert [each.pk for each in inside] == [second]
    assert queries.values_within(date(2008, 2, 1), date(2008, 12, 31)) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"last": date(2007, 1, 1)}, "早于开始"),
        ({"source": " "}, "来源"),
        ({"source_on": date(2008, 11, 29)}, "还没有过完"),
        ({"source_on": date(2027, 1, 1)}, "还没有到"),
        ({"value": Decimal("NaN")}, "核对单位"),
        ({"value": Decimal(10) ** 15}, "核对单位"),
    ],
)
def test_what_cannot_be_is_refused(entry, at, changes, words):
    with pytest.raises(Refusal, match=words):
        actions.enter_value(entry=replace(entry, **changes), by=BY, at=at)


def test_names_and_keys_are_once(gdp, at):
    for key, name, words in (
        ("gdp_change", "另一个", "已有这个键"),
        ("other", "地区生产总值增长", "已有同名"),
        ("GDP", "另一个", "小写字母"),
        ("x" * 41, "另一个", "小写字母"),
        ("other", " ", "名称"),
    ):
        with pytest.raises(Refusal, match=words):
            actions.add_indicator(key=key, name=name, unit="%", by=BY, at=at)


def test_a_sheet_is_entered_whole(gdp, at):
    rows = (
        ("地区生产总值增长", "2008-01-01", "2008-11-30", "26.3%", "区统计局快报", "2008-12-20"),
        ("gdp_change", "2007-01-01", "2007-11-30", "1,024.5", "年鉴", "2008/6/1"),
    )
    assert actions.import_values(table=table(*rows), by=BY, at=at).entered == 2
    assert sorted(IndicatorValue.objects.values_list("value", flat=True)) == [
        Decimal("26.3"),
        Decimal("1024.5"),
    ]


def test_a_sheet_with_one_wrong_row_enters_none_and_says_which(gdp, at):
    good = ("gdp_change", "2008-01-01", "2008-11-30", "26.3", "区统计局快报", "2008-12-20")
    wrong = (
        ("房价", *good[1:]),
        (*good[:3], "很多", *good[4:]),
        (good[0], "某日", *good[2:]),
        (*good[:4], "", good[5]),
    )
    report = actions.import_values(table=table(good, *wrong), by=BY, at=at)
    assert [each.line for each in report.problems] == [3, 4, 5, 6]
    told = " ".join(each.sentence for each in report.problems)
    assert all(word in told for word in ("没有指标“房价”", "“很多”不是数", "“某日”不是日期", "来源"))
    assert not IndicatorValue.objects.exists()
    with pytest.raises(Refusal, match="来源日期"):
        actions.import_values(table=Table(header=HEAD[:5], rows=[], sheet="", encoding=""), by=BY, at=at)
    with pytest.raises(Refusal, match="没有数据行"):
        actions.import_values(table=table(), by=BY, at=at)
