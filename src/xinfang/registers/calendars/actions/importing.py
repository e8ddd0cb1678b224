"""A year's announcement from a sheet: 日期, 安排 (休 or 班), 名称."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.engines.tabular import Table, match_columns, parse_when
from xinfang.kernel import events
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Refusal
from xinfang.kernel.longest import too_long
from xinfang.registers.calendars.actions.days import hold, touch, worked_against_law, write_day
from xinfang.registers.calendars.events import CalendarChanged

__all__ = ["Report", "RowProblem", "import_year"]

COLUMNS: dict[str, tuple[str, ...]] = {
    "day": ("日期", "date"),
    "working": ("安排", "上班或休息", "类型", "working"),
    "name": ("名称", "节日", "name"),
}
MEANINGS: dict[str, bool] = {
    **dict.fromkeys(("班", "上班", "补班", "调休上班", "1"), True),
    **dict.fromkeys(("休", "休息", "放假", "0"), False),
}


@dataclass(frozen=True)
class RowProblem:
    """Why a row was not taken."""

    line: int
    code: str
    sentence: str


@dataclass
class Report:
    """What an import did, or would do."""

    dry_run: bool
    changed: int = 0
    same: int = 0
    problems: list[RowProblem] = field(default_factory=list)


def import_year(*, table: Table, by: Actor, at: datetime, dry_run: bool = False) -> Report:
    """Enter the days of a sheet. The same sheet twice changes nothing. Nothing is confirmed by it.

    All or nothing: a half-entered announcement would move statutory dates. Refuses a sheet without columns
    日期 and 安排.
    """
    columns = match_columns(table.header, COLUMNS)
    missing = [COLUMNS[key][0] for key in ("day", "working") if key not in columns]
    if missing:
        words = _("表里缺少这些列：%(names)s。请按模板补上后再上传。")
        raise Refusal(words % {"names": _("、").join(missing)})
    report = Report(dry_run)
    days: dict[date, tuple[bool, str]] = {}
    places = {name: table.header.index(column) for name, column in columns.items()}
    for line, row in zip(table.lines, table.rows, strict=True):
        _read(line, {name: row[place].strip() for name, place in places.items()}, days, report)
    if not report.problems:
        _write(days, report, by, at)
    return report


def _read(line: int, cells: dict[str, str], days: dict[date, tuple[bool, str]], report: Report) -> None:
    when, working = parse_when(cells["day"]), MEANINGS.get(cells["working"])
    if when is None:
        sentence = _("日期看不懂，请写成 2027-01-01 的样子。")
    elif working is None:
        sentence = _("“安排”请填 休 或 班。")
    elif when.date() in days:
        sentence = _("这一天在表里出现了两次。")
    elif (
        working and (told := worked_against_law(when.date())) or (told := too_long(cells.get("name", ""), 40))
    ):
        sentence = told
    else:
        days[when.date()] = (working, cells.get("name", ""))
        return
    report.problems.append(RowProblem(line, cells["day"][:20], sentence))


@transaction.atomic
def _write(days: dict[date, tuple[bool, str]], report: Report, by: Actor, at: datetime) -> None:
    hold()
    years = set()
    for day, (working, name) in days.items():
        if write_day(day, working, name):
            report.changed += 1
            years.add(day.year)
        else:
            report.same += 1
    if report.dry_run:
        transaction.set_rollback(True)
        return
    if years:
        touch(years, at)
        after = {"days": report.changed, "years": sorted(years)}
        label = _("、").join(map(str, sorted(years)))[:60]
        record(Record("calendar.imported", "calendar", min(years), label, after=after), by=by, at=at)
        events.publish(CalendarChanged(tuple(sorted(years)), at))
