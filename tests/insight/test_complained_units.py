"""被投诉较多的单位 (条例 2022, 41): counted by the unit that matters name, in scope, each with its list."""

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest

from xinfang.casework.acts.actions import route
from xinfang.casework.intake.actions import register_many
from xinfang.casework.intake.arrivals import Refused
from xinfang.insight.composition import tables
from xinfang.insight.statistics import periods, queries
from xinfang.insight.yearbook import actions, differing
from xinfang.insight.yearbook.actions import Wanted
from xinfang.insight.yearbook.models import FiguresReport
from xinfang.insight.yearbook.queries import document_of, file_of
from xinfang.kernel.actor import Actor
from xinfang.registers.staff.scope import Scope

pytestmark = pytest.mark.django_db
CLERK = Actor(1, "登记员1号")
YEAR = periods.year(2026)
KEY = "matters_with_complained_unit"


@pytest.fixture
def enter(district: Any, arrival: Any, at: Any) -> Any:
    """Register matters at the district, each complaining of a unit, or of none; handled by the department."""

    def made(*units: Any, by: Any = None, **more: Any) -> list[int]:
        found = [
            arrival(received_at=at - timedelta(days=1), complained_unit_id=unit and unit.pk, **more)
            for unit in units
        ]
        told = register_many(found, unit_id=(by or district.root).pk, by=CLERK, at=at)
        return [each.matter_id for each in told if not isinstance(each, Refused)]

    return made


@pytest.fixture
def writer(district: Any, scope: Any) -> Scope:
    """The statistician of the district."""
    return scope("statistician", district.root)


@pytest.fixture
def annual(district: Any, writer: Scope, at: Any) -> Any:
    """The annual report of 2026."""

    def made() -> FiguresReport:
        asked = Wanted("year", year=2026, unit_id=district.root.pk)
        return actions.compose_report(
            wanted=asked, scope=writer, form_key=uuid.uuid4(), by=writer.actor, at=at
        )

    return made


def test_units_are_counted_by_who_is_complained_of_and_not_by_who_handles(enter, district, writer, at):
    matters = enter(district.street, district.street, district.other, None)
    route(matter_ids=matters, to_unit_id=district.department.pk, by=CLERK, at=at)
    parts = queries.parts(writer, KEY, YEAR, "complained_unit")
    assert [(part.key, part.value) for part in parts] == [
        (str(district.street.pk), 2),
        (str(district.other.pk), 1),
    ]
    for part in parts:
        within = [("complained_unit", part.key)]
        assert queries.cases(writer, KEY, YEAR, within=within).count() == part.value


def test_a_repeat_does_not_make_it_two_and_an_accusation_is_not_in_it(enter, district, writer):
    matter = enter(district.street)[0]
    enter(None, repeats_matter_id=matter, raising_kind="repeat")
    enter(None, purpose="accusation", accused_unit_id=district.street.pk)
    figure = queries.figures(writer, YEAR, keys=[KEY])[-1]
    assert (figure.key, figure.value, figure.base_value) == (KEY, 1, 2)


def test_each_counts_what_lies_in_the_own_reach(enter, district, scope):
    enter(district.other, district.other)
    enter(district.other, by=district.street)
    assert queries.value_in(scope("statistician", district.street), KEY, YEAR) == 1
    assert queries.value_in(scope("statistician", district.other), KEY, YEAR) == 0


def test_the_annual_report_says_the_base_and_lists_the_units(enter, annual, district):
    enter(*[district.street] * 3, district.other, district.department, None)
    enter(None, purpose="accusation", accused_unit_id=district.street.pk)
    document = document_of(annual())
    told = "".join(each.text for each in document.sentences())
    assert "新登记事项7件（检举控告1件单独保密，不登记被投诉单位）中，5件登记了被投诉单位" in told
    grid = tables.grids(document, "complained_unit")[0]
    assert grid.rows == [[district.street.name, 3], ["其他单位（2 个）", 2]]  # one alone is not named
    assert grid.opens == ((f"of:{KEY}:complained_unit:{district.street.pk}",),)
    assert "7 件（其中检举控告单独保密，不登记被投诉单位）中，5 件" in grid.notes[0]


def test_no_other_report_lists_who_is_complained_of(enter, district, writer, at):
    enter(*[district.street] * 3)
    asked = Wanted("chapter", year=2026, unit_id=district.root.pk)
    report = actions.compose_report(wanted=asked, scope=writer, form_key=uuid.uuid4(), by=writer.actor, at=at)
    assert "complained_unit" not in {grid.key for grid in tables.grids(document_of(report))}
    assert "complained_unit" not in json.loads(file_of(report, "json"))["parts"]


def test_where_none_is_named_it_says_so_and_shows_no_handling_unit_instead(enter, annual, district, at):
    route(matter_ids=enter(None, None), to_unit_id=district.street.pk, by=CLERK, at=at)
    report = annual()
    text = file_of(report, "md").decode()
    assert "登记里没有写明被投诉单位的事项" in text
    assert "被投诉较多的单位**" not in text
    assert tables.grids(document_of(report), "complained_unit") == []


def test_a_report_that_was_kept_before_is_shown_as_it_was(enter, annual, district, writer):
    enter(*[district.street] * 3)
    report = annual()
    without = [[key, [part[:2] for part in parts]] for key, parts in report.facts["parts"]]
    FiguresReport.objects.filter(pk=report.pk).update(facts={**report.facts, "parts": without})
    report.refresh_from_db()
    assert tables.grids(document_of(report), "complained_unit")[0].opens == (("",),)
    assert differing.differences(writer, report) == []
