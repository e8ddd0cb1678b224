"""Values from a sheet: 指标, 从, 到, 数值, 来源, 来源日期."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.engines.tabular import Table, match_columns, parse_when
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.kernel.longest import refuse_long
from xinfang.registers.indicators.actions.writing import ValueEntry, enter_value, problems_of
from xinfang.registers.indicators.models import Indicator

__all__ = ["COLUMNS", "Report", "RowProblem", "import_values"]

COLUMNS: dict[str, tuple[str, ...]] = {
    "indicator": ("指标", "指标名称", "indicator"),
    "first": ("从", "开始日期", "from"),
    "last": ("到", "结束日期", "to"),
    "value": ("数值", "数", "value"),
    "source": ("来源", "source"),
    "source_on": ("来源日期", "发布日期", "published"),
}


@dataclass(frozen=True)
class RowProblem:
    """Why a row cannot be taken."""

    line: int
    sentence: str


@dataclass
class Report:
    """What an import did: how many values it entered, or why it entered none."""

    entered: int = 0
    problems: list[RowProblem] = field(default_factory=list)


@transaction.atomic
def import_values(*, table: Table, by: Actor, at: datetime) -> Report:
    """Enter the values of a sheet, all or none. Refuses a sheet that lacks a column or has no row."""
    columns = match_columns(table.header, COLUMNS)
    missing = [names[0] for key, names in COLUMNS.items() if key not in columns]
    if missing:
        words = _("表里缺少这些列：%(names)s。请按模板补上后再上传。")
        raise Refusal(words % {"names": _("、").join(missing)})
    if not table.rows:
        raise Refusal(_("表里没有数据行。"))
    places = {name: table.header.index(column) for name, column in columns.items()}
    known = {name: pk for pk, *names in Indicator.objects.values_list("pk", "name", "key") for name in names}
    report, entries = Report(), []
    for line, row in zip(table.lines, table.rows, strict=True):
        try:
            cells = {name: row[place].strip() for name, place in places.items()}
            entries.append(_entry(cells, known, timezone.localdate(at)))
        except Refusal as refused:
            report.problems.append(RowProblem(line, str(refused)))
    if not report.problems:
        for entry in entries:
            enter_value(entry=entry, by=by, at=at)
        report.entered = len(entries)
    return report


def _entry(cells: dict[str, str], known: dict[str, int], today: date) -> ValueEntry:
    if cells["indicator"] not in known:
        raise Refusal(_("没有指标“%(name)s”，请先建立。") % {"name": cells["indicator"][:20]})
    entry = ValueEntry(
        indicator_id=known[cells["indicator"]],
        first=_day(cells["first"]),
        last=_day(cells["last"]),
        value=_number(cells["value"]),
        source=refuse_long(cells["source"], "source", 120),
        source_on=_day(cells["source_on"]),
    )
    if found := problems_of(entry, today):
        raise Refusal(found[0].sentence)
    return entry


def _day(text: str) -> date:
    when = parse_when(text)
    if when is None:
        raise Refusal(_("“%(text)s”不是日期，请写成 2008-05-12 这样。") % {"text": text[:20]})
    return when.date()


def _number(text: str) -> Decimal:
    """A number; a percent sign, commas and a full-width minus are read."""
    plain = text.replace(",", "").replace("，", "").replace("−", "-").rstrip("%％").strip()
    try:
        return Decimal(plain).quantize(Decimal("0.0001"))
    except InvalidOperation:
        raise Refusal(_("“%(text)s”不是数。") % {"text": text[:20]}) from None
