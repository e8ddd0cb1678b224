"""The unit tree from a sheet: rows in any order, errors row by row, the same sheet twice adds nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.engines.tabular import Table, match_columns, parse_when
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.longest import refuse_long
from xinfang.registers.organisations import rules
from xinfang.registers.organisations.actions.units import (
    FOUNDED,
    add_unit,
    change_door,
    close_unit,
    rename_unit,
)
from xinfang.registers.organisations.models import Unit, UnitKind

__all__ = ["COLUMNS", "Report", "RowChange", "RowProblem", "import_units"]

COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("编码", "单位编码", "代码"),
    "name": ("名称", "单位名称", "全称"),
    "short_name": ("简称",),
    "kind": ("类别", "单位类别", "类型"),
    "parent": ("上级编码", "上级单位编码", "上级"),
    "valid_from": ("启用日期",),
    "valid_to": ("停用日期",),
    "address": ("地址", "接待地址"),
    "hours": ("接待时间",),
    "telephone": ("电话", "联系电话"),
}
KINDS: dict[str, str] = {
    "区": UnitKind.DISTRICT,
    "区县": UnitKind.DISTRICT,
    "部门": UnitKind.DEPARTMENT,
    "街道": UnitKind.STREET,
    "镇": UnitKind.STREET,
    "乡": UnitKind.STREET,
    "社区": UnitKind.COMMUNITY,
    "村": UnitKind.COMMUNITY,
    "社区（村）": UnitKind.COMMUNITY,
    "社区(村)": UnitKind.COMMUNITY,
}


@dataclass(frozen=True)
class RowProblem:
    """Why a row was not taken: its number in the sheet, its code, a sentence."""

    line: int
    code: str
    sentence: str


@dataclass(frozen=True)
class RowChange:
    """What happens to a unit that was there before, and from when."""

    line: int
    code: str
    sentence: str


@dataclass
class Report:
    """What an import did, or would do (`dry_run`)."""

    dry_run: bool
    added: int = 0
    changed: int = 0
    same: int = 0
    problems: list[RowProblem] = field(default_factory=list)
    changes: list[RowChange] = field(default_factory=list)


class _Undo(Exception):  # noqa: N818 - carries a dry run out of its transaction
    pass


def import_units(table: Table, *, by: Actor, at: datetime, dry_run: bool = False) -> Report:
    """Add the units of a sheet (columns 编码 名称 简称 类别 上级编码 启用日期 停用日期 地址 接待时间 电话).

    A code that exists is brought up to date, not added again: another name holds from the row's 启用日期 on.
    A good row is taken even when another is wrong. `dry_run` writes nothing and tells what would happen.
    Refuses a sheet without 编码, 名称 or 类别.
    """
    columns = match_columns(table.header, COLUMNS)
    missing = [COLUMNS[key][0] for key in ("code", "name", "kind") if key not in columns]
    if missing:
        words = _("表里缺少这些列：%(names)s。请按模板补上后再上传。")
        raise Refusal(words % {"names": _("、").join(missing)})
    report = Report(dry_run)
    places = {name: table.header.index(column) for name, column in columns.items()}
    rows = [
        (line, {name: row[place].strip() for name, place in places.items()})
        for line, row in zip(table.lines, table.rows, strict=True)
    ]
    try:
        with transaction.atomic():
            _take(rows, report, by, at)
            if dry_run:
                raise _Undo
    except _Undo:
        pass
    report.problems.sort(key=lambda problem: problem.line)
    report.changes.sort(key=lambda change: change.line)
    return report


def _take(rows: list[tuple[int, dict[str, str]]], report: Report, by: Actor, at: datetime) -> None:
    """Parents first, whatever the order of the rows; what is left at the end has no way up."""
    waiting = _without_doubles(rows, report)
    known = set(Unit.objects.values_list("code", flat=True))
    while waiting:
        ready = [row for row in waiting if not row[1].get("parent") or row[1]["parent"] in known]
        if not ready:
            break
        for line, cells in ready:
            if _take_row(line, cells, report, by, at):
                known.add(cells["code"])
        waiting = [row for row in waiting if row not in ready]
    for line, cells in waiting:
        words = _("上级编码“%(code)s”没有这个单位，或上级那一行有错。")
        report.problems.append(RowProblem(line, cells["code"], words % {"code": cells["parent"]}))


def _without_doubles(
    rows: list[tuple[int, dict[str, str]]], report: Report
) -> list[tuple[int, dict[str, str]]]:
    seen: dict[str, int] = {}
    kept = []
    for line, cells in rows:
        code = cells["code"]
        if code and code in seen:
            words = _("编码和第 %(line)s 行重复。")
            report.problems.append(RowProblem(line, code, words % {"line": seen[code]}))
            continue
        seen[code] = line
        kept.append((line, cells))
    return kept


def _take_row(line: int, cells: dict[str, str], report: Report, by: Actor, at: datetime) -> bool:
    try:
        with transaction.atomic():
            values = _values(cells)
            existing = Unit.objects.filter(code=values["code"]).first()
            if existing is None:
                parent = Unit.objects.filter(code=cells.get("parent", "")).first()
                add_unit(parent=parent, by=by, at=at, **values)
                report.added += 1
            elif told := _bring_up_to_date(existing, cells, values, by, at):
                report.changed += 1
                report.changes.append(RowChange(line, existing.code, told))
            else:
                report.same += 1
    except Refusal as refusal:
        words = " ".join(str(problem.sentence) for problem in refusal.problems)
        report.problems.append(RowProblem(line, cells["code"], words))
        return False
    return True


def _values(cells: Mapping[str, str]) -> dict[str, Any]:
    kind = KINDS.get(cells["kind"], "")
    if not kind:
        raise Refusal(problems=[Problem("kind", _("类别请填：区、部门、街道、社区。"))])
    return {
        "code": cells["code"],
        "name": cells["name"],
        "kind": kind,
        "short_name": refuse_long(cells.get("short_name", ""), "short_name", 30),
        "valid_from": _day(cells, "valid_from") or FOUNDED,
        "valid_to": _day(cells, "valid_to"),
        **{name: cells.get(name, "") for name in ("address", "hours", "telephone")},
    }


def _day(cells: Mapping[str, str], name: str) -> date | None:
    text = cells.get(name, "")
    if not text:
        return None
    when = parse_when(text)
    if when is None:
        words = _("“%(column)s”看不懂，请写成 2026-01-31 的样子。")
        raise Refusal(problems=[Problem(name, words % {"column": COLUMNS[name][0]})])
    return when.date()


def _bring_up_to_date(
    unit: Unit, cells: Mapping[str, str], values: Mapping[str, Any], by: Actor, at: datetime
) -> str:
    """Name, door and last day follow the sheet; columns the sheet lacks stay. Says what changed."""
    if wrong := _misfits(unit, cells, values):
        raise Refusal(problems=wrong)
    told, name = [], unit.name
    short = values["short_name"] if "short_name" in cells else unit.short_name
    if (values["name"], short) != (unit.name, unit.short_name):
        on = _renamed_on(unit, cells, values, at)
        rename_unit(unit=unit, name=values["name"], short_name=short, on=on, by=by, at=at)
        before, after = (unit.name, values["name"]) if unit.name != values["name"] else (str(unit), short)
        words = _("%(before)s → %(after)s，从 %(day)s 起")
        told.append(words % {"before": before, "after": after or unit.name, "day": on.isoformat()})
        name = ""
    door = {key: cells.get(key, getattr(unit, key)) for key in ("address", "hours", "telephone")}
    if door != {key: getattr(unit, key) for key in door}:
        change_door(unit=unit, by=by, at=at, **door)
        words = _("地址、接待时间或电话改为表中所写，从 %(day)s 起")
        told.append(words % {"day": at.date().isoformat()})
    if values["valid_to"] and values["valid_to"] != unit.valid_to:
        close_unit(unit=unit, last_day=values["valid_to"], by=by, at=at)
        told.append(_("用到 %(day)s 为止") % {"day": values["valid_to"].isoformat()})
    said = _("；").join(told)
    return _("%(unit)s：%(said)s") % {"unit": name, "said": said} if said and name else said


def _renamed_on(unit: Unit, cells: Mapping[str, str], values: Mapping[str, Any], at: datetime) -> date:
    """The row's 启用日期; today where it gives none, or only the day on which the unit began."""
    day: date = values["valid_from"]
    return day if cells.get("valid_from") and day != unit.valid_from else at.date()


def _misfits(unit: Unit, cells: Mapping[str, str], values: Mapping[str, Any]) -> list[Problem]:
    wrong = rules.name_problems(unit.code, values["name"])
    parent = Unit.objects.get_parent(unit)
    if (
        cells.get("parent")
        and parent is not None
        and cells["parent"] != parent.code
        and not unit.successor_id
    ):
        words = _("编码“%(code)s”已经在“%(parent)s”下面，导入不改上级。")
        wrong.append(Problem("parent", words % {"code": unit.code, "parent": parent.name}))
    if values["kind"] != unit.kind:
        wrong.append(Problem("kind", _("编码“%(code)s”已经是另一类单位。") % {"code": unit.code}))
    return wrong
