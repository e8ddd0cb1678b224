"""What a report stands beside: the same days of other periods, indicators of others, today's register."""

import json
import uuid
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from xinfang.casework.intake.actions import register_many
from xinfang.casework.petitions.models import Matter
from xinfang.faces.workbench.figures import charts
from xinfang.faces.workbench.figures.asked import Asked as Page
from xinfang.insight.composition.facts import ELEVEN_MONTHS, Asked, gather
from xinfang.insight.composition.saying import said
from xinfang.insight.statistics import periods
from xinfang.insight.statistics.outside import takes_the_place
from xinfang.insight.yearbook import actions, differing, queries
from xinfang.insight.yearbook.actions import Wanted
from xinfang.insight.yearbook.models import FiguresReport
from xinfang.kernel.actor import Actor
from xinfang.registers.indicators import actions as indicators
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.scope import Scope, whole

pytestmark = pytest.mark.django_db
BY = Actor(1, "登记员1号")


@pytest.fixture
def writer(district: Any, scope: Any) -> Scope:
    return scope("statistician", district.root)


@pytest.fixture
def received(district: Any, arrival: Any, at: Any) -> Any:
    """So many letters received on a day."""

    def made(day: date, count: int = 1, unit: Any = None) -> None:
        moment = at.replace(year=day.year, month=day.month, day=day.day, hour=8)
        letters = [arrival(received_at=moment) for _n in range(count)]
        register_many(letters, unit_id=(unit or district.root).pk, by=BY, at=at)

    return made


def made(unit: Any, by: Scope, at: Any) -> FiguresReport:
    wanted = Wanted("month", at.year, unit.pk, at.month)
    return actions.compose_report(wanted=wanted, scope=by, form_key=uuid.uuid4(), by=by.actor, at=at)


def test_an_open_month_is_compared_with_as_many_days_of_the_one_before(district, writer, received, at):
    assert (at.month, at.day) == (10, 15)
    received(date(2026, 10, 1), 3)
    received(date(2026, 9, 15), 2)
    received(date(2026, 9, 16), 4)
    asked = Asked(writer, district.root, periods.month(2026, 10), at)
    assert gather(asked).figures["letters"].previous == 2
    whole = Asked(writer, district.root, periods.month(2026, 10), at + timedelta(days=30))
    assert gather(whole).figures["letters"].previous == 6


def test_an_indicator_takes_the_place_of_none_of_ours(district, writer, received, at):
    received(date(2025, 3, 1), 2)
    received(date(2024, 3, 1), 4)
    pk = indicators.add_indicator(key="received_change", name="别人的", unit="%", by=BY, at=at)
    entry = indicators.ValueEntry(
        indicator_id=pk, first=date(2025, 1, 1), last=date(2025, 11, 30), value=Decimal(-18),
        source="区统计局快报", source_on=date(2025, 12, 20),
    )  # fmt: skip
    indicators.enter_value(entry=entry, by=BY, at=at)
    found = gather(Asked(writer, district.root, periods.year(2025), at)).figures
    assert found[ELEVEN_MONTHS].value == -50
    ours = ["letters", ELEVEN_MONTHS, "x_0101_0131"]
    assert [takes_the_place(key, ours) for key in ("letters", "received_change", "x")] == [True] * 3
    assert [takes_the_place(key, ours) for key in ("letter", "gdp_change", "received")] == [False] * 3


def test_an_indicator_says_by_a_tick_that_it_is_a_change(district, writer, at):
    for key, name, unit, changes, value in (
        ("staff_change", "编制变动后人数", "人", False, "12"),
        ("gdp_growth", "地区生产总值增幅", "%", True, "26.3"),
        ("staff_more", "编制增减", "人", True, "-3"),
    ):
        pk = indicators.add_indicator(key=key, name=name, unit=unit, changes=changes, by=BY, at=at)
        entry = indicators.ValueEntry(
            indicator_id=pk, first=date(2025, 1, 1), last=date(2025, 12, 31), value=Decimal(value),
            source="区统计局快报", source_on=date(2026, 1, 20),
        )  # fmt: skip
        indicators.enter_value(entry=entry, by=BY, at=at)
    found = gather(Asked(writer, district.root, periods.year(2025), at)).figures
    told = [said(found[key], "") for key in ("staff_change", "gdp_growth", "staff_more")]
    assert told == ["12人", "增长26.3%", "下降3人"]


def test_a_late_letter_of_last_year_is_a_difference_beside_the_figure(district, writer, received, at):
    received(date(2026, 10, 1), 3)
    received(date(2025, 10, 1), 2)
    report = made(district.root, writer, at)
    assert differing.differences(writer, report) == []
    received(date(2025, 10, 2))
    found = {each.fact.key: each for each in differing.differences(writer, report)}
    assert (found["letters"].now, found["letters"].came, found["letters"].beside) == (
        3,
        0,
        ("上年同期的数变了",),
    )


def test_a_matter_that_went_to_another_unit_is_a_difference_of_the_table(district, writer, received, at):
    received(date(2026, 10, 1), 3)
    report = made(district.root, writer, at)
    Matter.objects.update(unit=district.department)
    found = {each.fact.key: each for each in differing.differences(writer, report)}
    assert list(found) == ["parts:unit"]
    assert found["parts:unit"].beside == ("这张表变了",)


def test_a_better_lint_changes_no_report_that_was_checked(district, writer, received, scope, at, monkeypatch):
    received(date(2026, 10, 1), 3)
    report = made(district.root, writer, at)
    head = scope("office_head", district.root)
    actions.check_report(report_id=report.pk, seen=report.checksum, by=head.actor, at=at)
    report.refresh_from_db()
    before = queries.file_of(report, "json")
    monkeypatch.setattr(queries, "findings", lambda _document: [{"fault": "新"}])
    assert queries.file_of(report, "json") == before


def test_a_corrected_name_of_the_office_makes_another_report(district, writer, received, at):
    received(date(2026, 10, 1), 3)
    report = made(district.root, writer, at)
    assert made(district.root, writer, at + timedelta(minutes=5)) == report
    Unit.objects.filter(pk=district.root.pk).update(name="云溪新区")
    assert made(district.root, writer, at) != report


def test_two_units_of_one_name_keep_each_their_number(district, received, at):
    twins = [
        Unit.objects.add_child(street, {"code": f"T{n}", "name": "新村社区", "kind": "community"})
        for n, street in enumerate([district.street, district.other])
    ]
    for count, unit in zip((12, 5), twins, strict=True):
        received(date(2026, 10, 1), count, unit)
    table = charts.units(whole(BY), Page(periods.year(2026), None, "", "year"))
    assert [(name, cells[1][0]) for name, cells in table.rows if name == "新村社区"] == [
        ("新村社区", 12),
        ("新村社区", 5),
    ]
    told = json.loads(queries.file_of(made(district.root, whole(BY), at), "json"))
    assert sorted(told["parts"]["registered_unit"]) == [["新村社区", 5], ["新村社区", 12]]
