"""The import as the command line runs it: progress on stderr, the result on stdout."""

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from xinfang.casework.intake.channels import CELLS
from xinfang.engines.tabular import Table, TableRefused, read_table
from xinfang.faces.exchange import actions
from xinfang.faces.exchange.columns import FIELDS, not_read
from xinfang.faces.exchange.forecast import forecast
from xinfang.faces.exchange.mapping import columns_for, read_map
from xinfang.faces.exchange.masked import holds_accusations
from xinfang.faces.exchange.models import BatchState, ImportBatch
from xinfang.faces.exchange.presenting import error_sheet, noted, sheet_of
from xinfang.faces.exchange.queries import unfinished
from xinfang.faces.exchange.reading import Reader
from xinfang.faces.exchange.runs import Interrupted, run
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.organisations.names import UnitName, UnitNames, root_unit, units_named

__all__ = ["Order", "carry_out"]

DONE, STOPPED, UNUSABLE = 0, 1, 2


@dataclass(frozen=True)
class Order:
    """The command's arguments."""

    file: Path
    map: Path | None
    dry_run: bool
    unit: str
    channel: str
    errors: Path | None
    json: bool
    repeats: bool


@dataclass(frozen=True)
class _Plan:
    """What is to be imported, once everything is known to be usable."""

    data: bytes
    table: Table
    columns: dict[str, str]
    channel: str
    unit: UnitName


def carry_out(order: Order) -> int:
    """Run the command; returns its exit code."""
    screen = Console(stderr=True, highlight=False)
    started = time.monotonic()
    try:
        plan = _plan(order)
        told = _forecast(order, plan) if order.dry_run else _import(order, plan, screen)
    except (Refusal, TableRefused) as refusal:
        screen.print(str(refusal), markup=False)
        return UNUSABLE
    except Interrupted:
        screen.print(_("导入中断，已登记的保留。再运行一次同样的命令，会从断开处接着导入。"))
        return STOPPED
    told["seconds"] = round(time.monotonic() - started, 2)
    _tell(order, told)
    return STOPPED if told.get("message") else DONE


def _plan(order: Order) -> _Plan:
    try:
        data = order.file.read_bytes()
    except OSError:
        raise Refusal(_("读不到文件 %(path)s。请检查路径和权限。") % {"path": order.file}) from None
    table = read_table(data, order.file.name, take_nul=True)
    if not table.rows:
        raise Refusal(_("表里只有表头，没有内容。请检查后重新上传。"))
    columns, channel = read_map(order.map, table.header) if order.map else (columns_for(table.header)[0], "")
    channel = order.channel or channel or ("online" if "account" in columns else "")
    if channel and channel not in CELLS:
        told = {"channel": channel, "cells": "、".join(CELLS)}
        raise Refusal(_("没有来件方式“%(channel)s”；可用的是：%(cells)s。") % told)
    if not channel and "form" not in columns:
        raise Refusal(_("表里没有“信访形式”一列。请加 --channel，例如 --channel letter。"))
    if not {"title", "facts"} & columns.keys() or "received_at" not in columns:
        told = {"header": "、".join(table.header)}
        raise Refusal(
            _("认不出哪一列是事项或内容，哪一列是日期。表头是：%(header)s。请用 --map 指明。") % told
        )
    return _Plan(data, table, columns, channel, _unit(order.unit))


def _unit(code: str) -> UnitName:
    today = clock.today()
    if not code:
        root = root_unit(today)
        if root is None:
            raise Refusal(
                _("还没有任何单位，不知道登记到哪里。请先运行 xinfang demo，或在设置里建立本单位。")
            )
        return root
    found = UnitNames(units_named(today)).find(code)
    if len(found) != 1:
        raise Refusal(_("没有编码为“%(code)s”的单位。") % {"code": code})
    return found[0]


def _forecast(order: Order, plan: _Plan) -> dict[str, Any]:
    reader = Reader(plan.table, plan.columns, channel=plan.channel, today=clock.today())
    found = forecast(reader, at=clock.now())
    path = _write(order, sheet_of(plan.table.header, found.rows)) if found.rows and order.errors else None
    return {
        "dry_run": True,
        "read": found.read,
        "would_register": found.good,
        "already": found.already,
        "refused": found.refused,
        "answers": found.answers,
        "notes": noted(found.notes),
        "problems": [{"problem": kind.sentence, "rows": kind.count} for kind in found.problems],
        "error_sheet": path,
        **_columns(plan),
    }


def _import(order: Order, plan: _Plan, screen: Console) -> dict[str, Any]:
    by = Actor(None, _("命令行"), plan.unit.pk, plan.unit.name, "command line")
    batch = unfinished(hashlib.sha256(plan.data).hexdigest(), plan.unit.pk) or actions.receive(
        file_name=order.file.name,
        data=plan.data,
        header=plan.table.header,
        rows=len(plan.table.rows),
        columns=plan.columns,
        channel=plan.channel,
        unit_id=plan.unit.pk,
        by=by,
        at=clock.now(),
        repeats=order.repeats,
        accusations=holds_accusations(plan.table, plan.columns),
    )
    with _progress(screen, len(plan.table.rows)) as tell:
        batch = run(batch.pk, by=by, table=plan.table, tell=tell)
    return {
        "batch": batch.pk,
        "read": batch.rows_read,
        "registered": batch.registered,
        "linked": batch.linked,
        "already": batch.already,
        "refused": batch.refused,
        "answers": batch.answers,
        "notes": noted(batch.notes),
        "message": batch.message if batch.state == BatchState.FAILED else "",
        "error_sheet": _write(order, error_sheet(batch)) if batch.refused else None,
        **_columns(plan),
    }


@contextmanager
def _progress(screen: Console, total: int) -> Iterator[Callable[[ImportBatch], None]]:
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True),
        console=screen,
    )
    with bar:
        task = bar.add_task(_("导入"), total=total)
        yield lambda batch: bar.update(task, completed=batch.rows_done)


def _columns(plan: _Plan) -> dict[str, Any]:
    read = {str(FIELDS[field].label): column for field, column in plan.columns.items()}
    return {"columns": read, "columns_not_read": not_read(plan.table.header, plan.columns)}


def _write(order: Order, sheet: bytes) -> str:
    path = order.errors or order.file.with_name(f"{order.file.stem}-未导入.xlsx")
    try:
        path.write_bytes(sheet)
    except OSError:
        path = Path.cwd() / path.name
        path.write_bytes(sheet)
    path.chmod(0o600)
    return str(path)


def _tell(order: Order, told: dict[str, Any]) -> None:
    screen = Console(highlight=False, soft_wrap=True)
    if order.json:
        print(json.dumps(told, ensure_ascii=False))  # noqa: T201 - the command's result
        return
    labels = {
        "read": _("读到"),
        "would_register": _("可登记"),
        "registered": _("新登记"),
        "linked": _("并入重复"),
        "already": _("已在册"),
        "refused": _("未导入"),
        "answers": _("答复"),
    }
    for key, label in labels.items():
        if key in told:
            screen.print(f"{label}\t{told[key]}", markup=False)
    screen.print(_("用时\t%(seconds)s 秒") % told, markup=False)
    for problem in told.get("problems", ()):
        screen.print(f"  {problem['rows']}\t{problem['problem']}", markup=False)
    for line in _afterwards(told):
        screen.print(line, markup=False)


def _afterwards(told: dict[str, Any]) -> Iterator[str]:
    yield from told["notes"]
    if told["columns_not_read"]:
        yield _("没有用到的列：%(columns)s。") % {"columns": "、".join(told["columns_not_read"])}
    if told["error_sheet"]:
        yield _("未导入的行和原因在：%(path)s。改正后可以再导入这张表。") % {"path": told["error_sheet"]}
    if told.get("message"):
        yield str(told["message"])
