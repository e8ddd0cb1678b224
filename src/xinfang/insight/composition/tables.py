"""The tables of a report: in print, and as a workbook whose totals are formulas."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xinfang.insight.composition.composing import Document
from xinfang.insight.composition.facts import PARTS_OF
from xinfang.insight.composition.saying import number
from xinfang.insight.statistics.dimensions import DIMENSIONS
from xinfang.insight.statistics.registry import load

__all__ = ["TABLES", "Grid", "grids", "workbook"]

# Tables that a text may call for: how each is headed.
TABLES: dict[str, Promise | str] = {
    "figures": gettext_lazy("主要数字"),
    "month": gettext_lazy("按月"),
    "channel": gettext_lazy("按来件方式"),
    "class": gettext_lazy("按内容分类"),
    "unit": gettext_lazy("按承办单位"),
    "complained_unit": gettext_lazy("被投诉较多的单位"),
    "registered_unit": gettext_lazy("按登记单位"),
    "leaders": gettext_lazy("领导接访"),
    "topic": gettext_lazy("专题里的问题"),
}

SEVERAL = 3  # matters from which on a unit complained of is named in print
Cell = float | str | None


@dataclass(frozen=True)
class Grid:
    """A table. `summed`: its columns add up, and the last row says so; `notes` stand below it; `opens`: of
    each row the keys under which a page finds the cases of its figures, '' for none."""

    key: str
    title: str
    head: list[str]
    rows: list[list[Cell]]
    summed: bool = False
    notes: tuple[str, ...] = ()
    opens: tuple[tuple[str, ...], ...] = ()

    def totals(self) -> list[float]:
        """The sums of the columns after the first."""
        columns = list(zip(*self.rows, strict=True))[1:]
        return [sum(float(value or 0) for value in column) for column in columns]

    def printed(self) -> list[list[str]]:
        """Every row as text, with its total."""
        rows = [[_printed(value) for value in row] for row in self.rows]
        if self.summed and rows:
            rows.append([_("合计"), *map(number, self.totals())])
        return rows


def _printed(value: Cell) -> str:
    return value if isinstance(value, str) else "—" if value is None else number(value)


def grids(document: Document, name: str = "") -> list[Grid]:
    """One table by its name, or all that have rows; who is complained of only where the text calls for it."""
    asked = document.tables
    chosen = [name] if name else [key for key in TABLES if key not in PARTS_OF or key in asked]
    return [grid for key in chosen for grid in [_grid(document, key)] if grid.rows]


def _grid(document: Document, key: str) -> Grid:
    title = str(TABLES[key])
    if key == "figures":
        return _figures(document, title)
    if key == "leaders":
        return _leaders(document, title)
    if key == "topic":
        return _topics(document, title)
    if key in PARTS_OF:
        return _complained(document, key, title)
    if key == "month" and document.facts.months:
        return _months(document, title)
    parts = document.facts.parts.get(key, [])
    rows: list[list[Cell]] = [[part.name, part.value] for part in parts]
    opens = tuple((part.of("received", key),) for part in parts)
    note = _("按%(name)s（件）；来访一批算一件。各部分相加等于“%(name)s”。") % {"name": _counted(document)}
    return Grid(key, title, [str(DIMENSIONS[key].name), _("件")], rows, True, (note,), opens)


def _complained(document: Document, key: str, title: str) -> Grid:
    """The units that several matters complain of, the others together: of so many matters so many name one,
    and where none is named none is guessed. One complaint alone would say who complained."""
    parts, whole = document.facts.parts.get(key, []), PARTS_OF[key]
    fact = document.facts.of(whole)
    told = {
        "n": fact.base_value if fact else 0,
        "m": number(fact.value or 0) if fact else 0,
        "least": SEVERAL,
    }
    listed = [part for part in parts if part.value >= SEVERAL]
    fewer = [part for part in parts if part.value < SEVERAL]
    note = _(
        "新登记事项 %(n)s 件（其中检举控告单独保密，不登记被投诉单位）中，%(m)s 件登记了被投诉单位，"
        "一件登记一个；没有登记的不推定。被投诉不足 %(least)s 件的单位合在一起。"
        "被投诉不等于有过错，不作考核。"
    )
    head = [str(DIMENSIONS[key].name), _("件")]
    rows: list[list[Cell]] = [[part.name, part.value] for part in listed]
    opens = tuple((part.of(whole, key),) for part in listed)
    if fewer:
        name = _("其他单位（%(n)d 个）") % {"n": len(fewer)}
        rows.append([name, sum(part.value for part in fewer)])
    return Grid(key, title, head, rows, True, (note % told,), opens)


def _months(document: Document, title: str) -> Grid:
    now, before = document.facts.months["now"], document.facts.months["before"]
    names = [_("%(number)d月") % {"number": n} for n in range(1, 13)]
    rows: list[list[Cell]] = [[name, now[at], before[at]] for at, name in enumerate(names)]
    note = _("按%(name)s（件）；来访一批算一件。") % {"name": _counted(document)}
    opens = tuple((f"of:received:month:{n}", f"before:received:month:{n}") for n in range(1, 13))
    return Grid("month", title, [_("月份"), _("本年"), _("上年")], rows, True, (note,), opens)


def _counted(document: Document) -> str:
    """What the parts are parts of, as the report calls it: a unit did not receive all that it counts."""
    whole = document.facts.of("received")
    return whole.name if whole else str(load()["received"].name)


def _leaders(document: Document, title: str) -> Grid:
    rows: list[list[Cell]] = [
        [one.post, one.times, one.batches, one.persons] for one in document.facts.leaders
    ]
    head = [_("职务"), _("工作日（次）"), _("批"), _("人次")]
    note = _("按职务列；同一职务先后几位的加在一起。不另加到来访总量。")
    opens = tuple(one.opens for one in document.facts.leaders)
    return Grid("leaders", title, head, rows, True, (note,), opens)


def _topics(document: Document, title: str) -> Grid:
    told = [(topic, part) for topic in document.facts.topics for part in topic.problems]
    rows: list[list[Cell]] = [[f"{topic.name}：{part.name}", part.value] for topic, part in told]
    opens = tuple((topic.opens(part),) for topic, part in told)
    note = _("一件只属于一个问题；一件可以属于几个专题，所以不同专题的数不能相加。")
    return Grid("topic", title, [_("问题"), _("件")], rows, len(document.facts.topics) == 1, (note,), opens)


def _figures(document: Document, title: str) -> Grid:
    shown = document.used or list(document.facts.figures.values())
    rows: list[list[Cell]] = [
        [fact.name, fact.value, fact.unit, fact.before, fact.base_name or "", fact.base_value]
        for fact in shown
    ]
    head = [_("指标"), _("数"), _("单位"), _("上年同期"), _("基数"), _("基数的数")]
    return Grid("figures", title, head, rows, opens=tuple((fact.key,) for fact in shown))


def workbook(document: Document, told: Mapping[str, Any], at: datetime) -> bytes:
    """Every table on a sheet of its own, and the rules; same document, same moment: same bytes."""
    import xlsxwriter  # only when a workbook is asked for

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": document.title, "created": at.replace(tzinfo=None)})
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for grid in grids(document):
            _fill(book.add_worksheet(grid.title[:31]), grid, bold)
        _rules(book.add_worksheet(_("口径")), document, told, (bold, wrap))
    return made.getvalue()


def _fill(page: Any, grid: Grid, bold: Any) -> None:
    page.write_row(0, 0, grid.head, bold)
    page.freeze_panes(1, 1)
    page.set_column(0, 0, 28)
    page.set_column(1, max(1, len(grid.head) - 1), 14)
    for at, row in enumerate(grid.rows, start=1):
        for column, value in enumerate(row):
            page.write(at, column, value)
    last = len(grid.rows)
    if grid.summed:
        page.write(last + 1, 0, _("合计"), bold)
        for column, total in enumerate(grid.totals(), start=1):
            letter = chr(ord("A") + column)
            page.write_formula(last + 1, column, f"=SUM({letter}2:{letter}{last + 1})", bold, total)
    for at, note in enumerate(grid.notes):
        page.write(last + 3 + at, 0, _("注：%(note)s") % {"note": note})


def _rules(page: Any, document: Document, told: Mapping[str, Any], formats: tuple[Any, Any]) -> None:
    bold, wrap = formats
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 60, wrap)
    page.set_column(2, 2, 40, wrap)
    at = 0
    for name, value in _heads(told):
        page.write(at, 0, name, bold)
        page.write(at, 1, value, wrap)
        at += 1
    page.write_row(at + 1, 0, [_("指标"), _("口径"), _("依据"), _("编码"), _("版本")], bold)
    for fact in document.facts.figures.values():
        at += 1
        page.write_row(at + 1, 0, [fact.name, fact.definition, fact.source, fact.key, fact.version])


def _heads(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, name in (
        ("period", _("时期")),
        ("unit", _("范围")),
        ("cut_off", _("截至")),
        ("checksum", _("校验值")),
    ):
        yield name, str(told.get(key, ""))
