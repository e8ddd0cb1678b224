"""What the shipped texts say of visits upward, of a period that runs, of each rate; and by which law."""

import io
import uuid
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from python_calamine import CalamineWorkbook

from xinfang.casework.intake.actions import register_many
from xinfang.insight.composition.composing import compose
from xinfang.insight.composition.drawing import drawn
from xinfang.insight.composition.facts import Fact, Facts
from xinfang.insight.composition.printing import prose
from xinfang.insight.composition.saying import said
from xinfang.insight.statistics import periods
from xinfang.insight.statistics.sources import of_its_time
from xinfang.insight.yearbook import actions, queries
from xinfang.insight.yearbook.kinds import shipped
from xinfang.kernel.actor import Actor
from xinfang.registers.staff.scope import whole

UPWARD = ("abnormal_visits_capital", "group_visits_capital", "visits_capital",
          "group_visits_city_or_province", "abnormal_visits_city_or_province")  # fmt: skip


def upward(*values: float | None, before: float | None = None) -> str:
    """The chapter's sentences on visits to higher levels, of figures in the order of UPWARD."""
    line = next(each for each in shipped("chapter").split("\n") if UPWARD[0] in each)
    facts = {
        key: Fact(key, key, value, "批", before=before) for key, value in zip(UPWARD, values, strict=True)
    }
    return prose(compose("t", line, Facts(facts), {})).strip()


def test_nobody_went_at_all():
    told = "没有发生进京非正常访，没有发生进京集体访，实现零进京，没有发生到省、市集体上访。"
    assert upward(0, 0, 0, 0, 0) == told + "没有发生到省、市非正常访。"


def test_somebody_went_as_one_may():
    told = "没有发生进京非正常访，没有发生进京集体访，没有发生到省、市集体上访。"
    assert upward(0, 0, 2, 0, 6, before=27) == told + "到省、市非正常访同比大幅度下降。"


def test_some_went_and_each_is_said():
    told = "发生进京非正常访1批，发生进京集体访2批，到省、市集体上访3批。到省、市非正常访4批。"
    assert upward(1, 2, 3, 3, 4, before=4) == told


def test_what_nobody_told_is_said_to_be_untold():
    told = "上级关于进京走访的通报没有收齐，不作说明。上级关于到省、市走访的通报没有收齐，不作说明。"
    assert upward(None, None, None, None, None) == told
    assert "零进京" not in upward(0, 0, None, 0, 0)
    assert "集体访" not in upward(0, None, None, None, 0)


@pytest.mark.parametrize("kind", ["month", "quarter", "year"])
def test_each_report_has_the_three_rates_and_both_satisfactions(kind):
    text = shipped(kind)
    for key in ("timely_routing_rate", "timely_notice_rate", "on_time_rate", "satisfaction_office"):
        assert f"{{{{{key}}}}}" in text
    assert "{{satisfaction_unit}}" in text


@pytest.mark.parametrize("kind", ["chapter", "month", "quarter", "year"])
def test_the_orders_of_receptions_are_said_to_stand_apart(kind):
    sentence = shipped(kind).split("[[有 matters_supervised|")[1].split("]]")[0]
    assert "领导接访时纳入督办的" in sentence


def test_a_mean_does_not_stand_alone():
    sentence = shipped("year").split("[[有 average_days|")[1].split("]]")[0]
    assert "{{median_days}}" in sentence
    assert "{{ninety_percent_days}}" in sentence


@pytest.mark.parametrize(
    ("year", "told"), [(2008, "《信访条例》（2005）第十七条"), (2026, "《信访工作条例》（2022）第十七条")]
)
def test_a_figure_names_the_law_of_its_time(year, told):
    both = "《信访工作条例》（2022）第十七条；《信访条例》（2005）第十七条"
    assert of_its_time(both, periods.year(year)) == told
    assert of_its_time(both, periods.year(2022)) == both
    assert of_its_time("《信访工作条例》（2022）第二十一条", periods.year(2008)).endswith("第二十一条")


def test_a_change_that_others_published_is_compared_in_points():
    gdp = Fact("gdp_growth", "地区生产总值增长", 26.3, "%", "change", before=24.0)
    assert said(gdp, "同比") == "同比上升2.3个百分点"
    assert said(gdp, "上年") == "增长24%"


@pytest.mark.django_db
def test_a_period_that_runs_says_so_and_one_that_is_over_does_not(district: Any, arrival: Any, at: Any):
    by = Actor(1, "统计员1号")
    register_many([arrival(received_at=at)], unit_id=district.root.pk, by=by, at=at)

    def first_line(moment: datetime) -> str:
        wanted = actions.Wanted("year", at.year, district.root.pk)
        made = actions.compose_report(wanted=wanted, scope=whole(by), form_key=uuid.uuid4(), by=by, at=moment)
        return queries.file_of(made, "txt").decode().split("\n")[0]

    running = first_line(datetime(at.year, 12, 31, 9, tzinfo=ZoneInfo("Asia/Shanghai")))
    assert running == f"（{at.year}年还没有过完，各数截至{at.year}年12月31日。）"
    assert "没有过完" not in first_line(datetime(at.year + 1, 1, 5, 9, tzinfo=ZoneInfo("Asia/Shanghai")))


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["chapter", "month", "quarter", "year"])
def test_a_unit_does_not_say_that_it_received_what_the_district_did(
    kind: str, district: Any, arrival: Any, at: datetime
) -> None:
    by = Actor(1, "统计员1号")
    letter = arrival(received_at=at.replace(month=9, day=3), to_unit_id=district.street.pk)
    register_many([letter], unit_id=district.root.pk, by=by, at=at)

    def told(unit: Any) -> str:
        wanted = actions.Wanted(kind, at.year, unit.pk, {"month": 9, "quarter": 3}.get(kind))
        made = actions.compose_report(wanted=wanted, scope=whole(by), form_key=uuid.uuid4(), by=by, at=at)
        return queries.file_of(made, "txt").decode()

    street, whole_district = told(district.street), told(district.root)
    of_street = queries.FiguresReport.objects.get(unit_id=district.street.pk)
    pictures = "".join(drawn(plot, "svg").decode() for plot in queries.plots(of_street).values())
    book = CalamineWorkbook.from_filelike(io.BytesIO(queries.file_of(of_street, "xlsx")))
    cells = str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
    for printed in (pictures, cells):
        assert "登记或者承办的信访件" in printed
        assert not any(words in printed for words in ("收到信访件", "本期收到的来", "收到并计入"))
    assert "登记或者承办信访件1件" in street
    assert "几个单位的数相加会重复" in street
    assert "登记或者承办" not in whole_district
    assert "登记信访件1件" in whole_district
