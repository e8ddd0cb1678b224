"""The unit tree from a sheet."""

from datetime import date

import pytest

from xinfang.engines.tabular import read_table
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.organisations import actions, queries
from xinfang.registers.organisations.models import Unit
from xinfang.registers.organisations.queries import names_on

pytestmark = pytest.mark.django_db
ADMIN = Actor(1, "管理员1号")
HEAD = "编码,名称,简称,类别,上级编码,启用日期,停用日期,地址,接待时间,电话\n"
# Children stand before their parents on purpose.
TREE = (
    "A-1-1,朝阳社区,,社区,A-1,,,,,\n"
    "A-1,中和街道,中和,街道,A,2004-01-01,,中和大道 8 号,工作日 9:00—17:00,85551234\n"
    "A,云溪区,,区,,,,,,\n"
)


def sheet(rows: str, head: str = HEAD):
    return read_table((head + rows).encode(), "units.csv")


def test_parents_may_stand_below_their_children(at):
    report = actions.import_units(sheet(TREE), by=ADMIN, at=at)
    assert (report.added, report.problems) == (3, [])
    street = Unit.objects.get(code="A-1")
    assert (Unit.objects.get_parent(street).code, street.valid_from.isoformat(), street.telephone) == (
        "A",
        "2004-01-01",
        "85551234",
    )
    assert Unit.objects.get_parent(Unit.objects.get(code="A-1-1")) == street


def test_the_same_sheet_twice_adds_nothing(at):
    actions.import_units(sheet(TREE), by=ADMIN, at=at)
    again = actions.import_units(sheet(TREE), by=ADMIN, at=at)
    assert (again.added, again.changed, again.same) == (0, 0, 3)
    assert Unit.objects.count() == 3


def test_a_known_code_is_brought_up_to_date(at):
    actions.import_units(sheet(TREE), by=ADMIN, at=at)
    report = actions.import_units(sheet(TREE.replace("85551234", "85554321")), by=ADMIN, at=at)
    assert (report.changed, report.same) == (1, 2)
    assert Unit.objects.get(code="A-1").telephone == "85554321"


def test_columns_that_a_sheet_lacks_stay_as_they_are(at):
    actions.import_units(sheet(TREE), by=ADMIN, at=at)
    short = sheet("A-1,中和街道,街道,A\n", "编码,名称,类别,上级编码\n")
    assert actions.import_units(short, by=ADMIN, at=at).same == 1


def test_a_dry_run_tells_and_writes_nothing(at):
    report = actions.import_units(sheet(TREE), by=ADMIN, at=at, dry_run=True)
    assert report.added == 3
    assert not Unit.objects.exists()


def test_wrong_rows_are_named_with_their_line_and_good_rows_are_taken(at):
    wrong = (
        "A-2,某镇,,县,A,,,,,\n"
        "A-3,某街道,,街道,ZZ,,,,,\n"
        "A-4,某社区,,社区,A,,,,,\n"
        "A-5,某街道,,街道,A,上个月,,,,\n"
        "A-1,又一个中和,,街道,A,,,,,\n"
        "A-3-1,某社区,,社区,A-3,,,,,\n"
    )
    report = actions.import_units(sheet(TREE + wrong), by=ADMIN, at=at)
    assert report.added == 3
    told = {problem.line: problem.sentence for problem in report.problems}
    assert told == {
        5: "类别请填：区、部门、街道、社区。",
        6: "上级编码“ZZ”没有这个单位，或上级那一行有错。",
        7: "社区（村）不能放在“云溪区”下面，只能放在街道下面。",
        8: "“启用日期”看不懂，请写成 2026-01-31 的样子。",
        9: "编码和第 3 行重复。",
        10: "上级编码“A-3”没有这个单位，或上级那一行有错。",
    }


def test_a_sheet_without_the_needed_columns_is_refused(at):
    with pytest.raises(Refusal, match="编码、类别"):
        actions.import_units(sheet("中和街道\n", "名称\n"), by=ADMIN, at=at)


def test_a_new_name_holds_from_the_day_of_the_sheet(at):
    actions.import_units(sheet(TREE), by=ADMIN, at=at)
    head = "编码,名称,简称,类别,上级编码,启用日期\n"
    again = sheet("A-1,中和新区街道,中和新区,街道,A,2026-12-01\n", head)
    for dry_run in (True, False):
        report = actions.import_units(again, by=ADMIN, at=at, dry_run=dry_run)
        (change,) = report.changes
        assert (change.line, change.code) == (2, "A-1")
        assert change.sentence == "中和街道 → 中和新区街道，从 2026-12-01 起"
    assert names_on(date(2026, 11, 30))[street_id()] == "中和街道"
    assert names_on(date(2026, 12, 1))[street_id()] == "中和新区街道"
    assert actions.import_units(again, by=ADMIN, at=at).same == 1


def test_a_new_name_without_a_day_of_its_own_holds_from_today(at):
    actions.import_units(sheet(TREE), by=ADMIN, at=at)
    for day, name in (("2004-01-01", "中和新街道"), ("", "中和镇街道")):
        row = sheet(f"A-1,{name},中和,街道,A,{day},,中和大道 8 号,工作日 9:00—17:00,85551234\n")
        report = actions.import_units(row, by=ADMIN, at=at, dry_run=True)
        (change,) = report.changes
        assert change.sentence.endswith(f"从 {at.date().isoformat()} 起")


def test_a_new_name_before_the_unit_began_is_refused(at):
    actions.import_units(sheet(TREE), by=ADMIN, at=at)
    report = actions.import_units(sheet("A-1,新街道,,街道,A,2001-01-01,,,,\n"), by=ADMIN, at=at)
    assert [problem.sentence for problem in report.problems] == ["这一天单位还没有启用。"]


def test_doors_and_last_days_are_told_before_they_are_changed(at):
    actions.import_units(sheet(TREE), by=ADMIN, at=at)
    row = "A-1-1,朝阳社区,,社区,A-1,,2027-03-31,朝阳路 1 号,,\n"
    report = actions.import_units(sheet(row), by=ADMIN, at=at, dry_run=True)
    assert [change.sentence for change in report.changes] == [
        f"朝阳社区：地址、接待时间或电话改为表中所写，从 {at.date().isoformat()} 起；用到 2027-03-31 为止"
    ]


def street_id() -> int:
    return Unit.objects.get(code="A-1").pk


def test_units_to_come_stand_in_the_list_under_their_names_of_today(at, scope):
    actions.import_units(sheet(TREE), by=ADMIN, at=at)
    root = Unit.objects.get(code="A")
    later = sheet(
        "B,星河街道,,街道,A,2027-01-01,,,,\nA-1,中和新街道,中和,街道,A,2026-12-01,,,,\n"
        "A-1-1,朝阳社区,,社区,A-1,,2020-01-01,,,\n"
    )
    actions.import_units(later, by=ADMIN, at=at)
    names = [unit.name for unit in queries.standing(scope("admin", root), date(2026, 3, 5))]
    assert names == ["云溪区", "中和街道", "星河街道"]
