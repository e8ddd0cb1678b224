"""A report about a unit is read in the unit: an accusation against its house is in none of its figures."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from xinfang.casework.intake.actions import register_many
from xinfang.casework.petitions.models import Matter
from xinfang.insight.composition.facts import thaw
from xinfang.insight.statistics import periods
from xinfang.insight.statistics import queries as statistics
from xinfang.insight.yearbook import actions, differing, queries
from xinfang.insight.yearbook.actions import Wanted
from xinfang.insight.yearbook.models import FiguresReport
from xinfang.kernel.actor import Actor
from xinfang.registers.staff.scope import Scope, whole

pytestmark = pytest.mark.django_db
CLERK = Actor(1, "登记员1号")
DAY = timedelta(days=1)


@pytest.fixture
def accuse(district: Any, arrival: Any, at: Any) -> Any:
    """Somebody accuses a unit, in a letter to the street's community; the matter lies with the street."""

    def made(unit: Any) -> None:
        letter = arrival(title="检举", purpose="accusation", accused_unit_id=unit.pk)
        register_many([letter], unit_id=district.community.pk, by=CLERK, at=at)
        Matter.objects.filter(confined=True).update(unit=district.street)

    return made


@pytest.fixture
def accused(district: Any, arrival: Any, at: Any, accuse: Any) -> Any:
    """A request, and an accusation against the street."""
    register_many([arrival(title="请求")], unit_id=district.community.pk, by=CLERK, at=at)
    accuse(district.street)
    return district


def made(unit: Any, by: Scope, at: Any) -> FiguresReport:
    wanted = Wanted("month", at.year, unit.pk, at.month)
    return actions.compose_report(wanted=wanted, scope=by, form_key=uuid.uuid4(), by=by.actor, at=at)


def values(report: FiguresReport) -> dict[str, Any]:
    return {key: fact.value for key, fact in thaw(report.facts).figures.items()}


@pytest.mark.parametrize("about", ["street", "community"])
@pytest.mark.parametrize("composer", ["statistician", "command line"])
def test_what_is_composed_above_says_below_what_is_counted_there(accused, scope, at, about, composer):
    by = scope("statistician", accused.root) if composer == "statistician" else whole(Actor(None, "命令行"))
    unit = getattr(accused, about)
    report = made(unit, by, at)
    reader = scope("unit_head", accused.street)
    assert queries.report_in(reader, report.pk) == report
    live = statistics.figures(reader, periods.month(at.year, at.month), unit.pk)
    assert {each.key: values(report)[each.key] for each in live} == {each.key: each.value for each in live}
    assert (values(report)["received"], values(report)["matters_for_accusation"]) == (1, 0)


def test_one_that_comes_later_is_no_difference_below(accused, scope, accuse, at):
    writer, reader = scope("statistician", accused.root), scope("unit_head", accused.street)
    report = made(accused.street, writer, at)
    accuse(accused.street)
    again = actions.recount_report(report_id=report.pk, scope=writer, by=writer.actor, at=at + DAY)
    assert values(again)["received"] == 1
    assert differing.differences(reader, again) == []


def test_above_it_is_counted_and_an_old_report_that_counts_it_is_not_shown_below(accused, scope, at):
    writer, reader = scope("statistician", accused.root), scope("unit_head", accused.street)
    assert values(made(accused.root, writer, at))["received"] == 2
    old = made(accused.street, writer, at)
    as_at_first = {**old.scope, "house": [accused.root.pk]}
    FiguresReport.objects.filter(pk=old.pk).update(scope=as_at_first)
    assert queries.report_in(reader, old.pk) is None
    assert old not in queries.reports(reader).rows
    assert queries.report_in(writer, old.pk) == old
