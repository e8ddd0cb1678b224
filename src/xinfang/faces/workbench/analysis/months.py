"""The months of a measure as a table, with last year's and what changed."""

from django.utils.translation import gettext as _

from xinfang.faces.workbench.analysis.asked import Wish
from xinfang.faces.workbench.analysis.sheets import Line, Sheet, Shown, shown
from xinfang.faces.workbench.figures.asked import Asked
from xinfang.insight.pivot.trends import Month, Trend
from xinfang.insight.statistics import periods
from xinfang.insight.statistics.changes import Change
from xinfang.insight.statistics.partnames import month_name
from xinfang.insight.statistics.registry import MATTERS, PETITIONS
from xinfang.insight.statistics.rounding import whole_percent

__all__ = ["changed", "monthly", "of_change"]


def monthly(wish: Wish, found: Trend) -> Sheet:
    """A line a month: this year, last year, change of each kind, and what came together so far."""
    head = [_("月份"), _("%(year)d年") % {"year": found.year}, _("%(year)d年") % {"year": found.year - 1}]
    head += [_("同比"), _("环比")]
    if found.adds_up:
        head += [_("累计"), _("上年累计"), _("累计同比")]
    most = max([*(_of(month.now) for month in found.months), *(_of(month.before) for month in found.months)])
    lines = [_line(wish, found, month, most) for month in found.months]
    notes = [] if found.adds_up else [_("各月的数不能相加成全年的数。")]
    if wish.left_out:
        told = {"period": wish.left_out, "year": found.year}
        notes.insert(0, _("逐月总是看一整年：这里是%(year)d年，没有只看%(period)s。") % told)
    notes += [_running(found, month) for month in found.months if month.running]
    return Sheet(_finding(found), head, lines, notes=notes)


def _running(found: Trend, month: Month) -> str:
    words = _("%(month)s还没有过完：同比、环比和累计都与同样多的天数比，%(year)d年那一格是整月。")
    return words % {"month": month_name(month.number), "year": found.year - 1}


def _of(cell: object) -> float:
    return float(getattr(cell, "value", None) or 0)


def _line(wish: Wish, found: Trend, month: Month, most: float) -> Line:
    measure, number = found.measure, month.number
    link = _cases(wish, found.year, number)
    now = shown(measure, month.now, link, most) if month.now is not None else Shown("—")
    before = shown(measure, month.before, _cases(wish, found.year - 1, number))
    cells = [now, before, of_change(month.change), of_change(month.step)]
    if found.adds_up:
        so_far = Change(month.so_far, month.so_far_before)
        cells += [_plain(month.so_far), _plain(month.so_far_before), of_change(so_far)]
    share = [100 * _of(cell) / most if most else 0 for cell in (month.now, month.before)]
    return Line(month_name(number), cells, share[0], share[1])


def _plain(value: int | None) -> Shown:
    return Shown("—") if value is None else Shown(str(value), value)


def _cases(wish: Wish, year: int, number: int) -> str:
    """The cases of one month: of petitions and matters as a part of the year, else as a period of its own."""
    if wish.measure.subject in (PETITIONS, MATTERS):
        asked = Asked(periods.year(year), wish.asked.unit_id, wish.asked.unit_name, "year")
        return wish.cases(("month", str(number)), asked=asked)
    asked = Asked(periods.month(year, number), wish.asked.unit_id, wish.asked.unit_name, f"m{number}")
    return wish.cases(asked=asked)


def of_change(change: Change) -> Shown:
    """A change as a cell."""
    return Shown(changed(change), change=(change.difference, change.percent))


def changed(change: Change) -> str:
    """+12（+8%）; of a rate or a mean only the difference; — where there is nothing to compare."""
    if change.difference is None:
        return "—"
    if change.difference == 0:
        return _("持平")
    sign = "+" if change.difference > 0 else "−"
    said = f"{sign}{abs(change.difference):g}"
    if change.percent is None:
        return said
    return _("%(said)s（%(sign)s%(percent)d%%）") % {
        "said": said,
        "sign": sign,
        "percent": abs(change.percent),
    }


def _finding(found: Trend) -> str:
    values = [month.now.value or 0 if month.now else 0 for month in found.months]
    told = {"name": found.measure.name, "unit": found.measure.unit, "year": found.year, "most": max(values)}
    if not any(values):
        return _("%(year)d年没有%(name)s") % told
    told["months"] = _("、").join(month_name(n) for n, value in enumerate(values, 1) if value == max(values))
    if not found.adds_up:
        return _("%(name)s：%(months)s最高，%(most)g %(unit)s") % told
    told["share"] = whole_percent(max(values), sum(values))
    return _("%(name)s：%(months)s最多，%(most)g %(unit)s，占%(year)d年的 %(share)d%%") % told
