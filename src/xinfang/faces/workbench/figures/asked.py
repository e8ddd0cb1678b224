"""What a page of figures is asked for: a period and a unit, from the address."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from xinfang.insight.statistics import periods, queries
from xinfang.insight.statistics.dimensions import DIMENSIONS
from xinfang.insight.statistics.partnames import month_name
from xinfang.insight.statistics.periods import Period
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.organisations.queries import Choice, choices, short_names_on, unit_in
from xinfang.registers.staff.scope import Scope

__all__ = ["Asked", "Within", "part_names", "read", "stretches", "unit_choices", "within", "words", "years"]

Within = list[tuple[str, str]]  # dimension and the key of its part


@dataclass(frozen=True)
class Asked:
    """The period, the unit (None: all in reach), and the query that says both again."""

    period: Period
    unit_id: int | None
    unit_name: str
    stretch: str

    @property
    def query(self) -> str:
        """For links that keep period and unit."""
        words: dict[str, Any] = {"year": self.period.year}
        if self.stretch == "span":
            words |= {"from": self.period.first.isoformat(), "to": self.period.last.isoformat()}
        elif self.stretch != "year":
            words["stretch"] = self.stretch
        if self.unit_id:
            words["unit"] = self.unit_id
        return urlencode(words)


def read(data: QueryDict, scope: Scope) -> Asked:
    """Read an address; raises Refusal for what does not exist or is not the actor's to see."""
    year = _number(data.get("year") or str(clock.today().year), _("年份"))
    month = data.get("month", "")
    stretch = data.get("stretch") or (f"m{month}" if month else "year")
    for by, _part in within(data):
        _divided(by)
    first, last = _day(data.get("from", "")), _day(data.get("to", ""))
    if first or last:
        period, stretch = periods.period(of=year, first=first, last=last), "span"
    else:
        period = _stretch(year, stretch)
    if period.year > clock.today().year:
        raise Refusal(_("%(year)d 年还没有到，没有统计。") % {"year": period.year})
    # The year before the first stands beside it in comparisons, and its cells open.
    if queries.before_the_register(period.year + 1):
        raise Refusal(queries.before_the_register(period.year))
    unit_id, unit_name = _unit(data.get("unit", ""), scope, period.last)
    return Asked(period.as_of(clock.today()), unit_id, unit_name, stretch)


def _stretch(year: int, stretch: str) -> Period:
    makers = {"h": periods.half, "q": periods.quarter, "m": periods.month}
    if stretch == "year":
        return periods.year(year)
    if stretch[:1] == "w":
        return periods.window(year, 1, _number(stretch[1:], _("月份")))
    if stretch[:1] not in makers:
        raise Refusal(_("没有这样的时期，请重新选择。"))
    return makers[stretch[0]](year, _number(stretch[1:], _("时期")))


def within(data: QueryDict) -> Within:
    """The parts that the cases lie in: by and part, and a second pair for a cell of two dimensions."""
    pairs = (("by", "part"), ("by2", "part2"))
    return [(str(data[by]), data.get(part, "")) for by, part in pairs if data.get(by)]


def part_names(parts: Within, period: Period) -> list[str]:
    """What the parts are called at the period's end; raises Refusal for one that does not exist."""
    return [_part_name(by, part, period.last) for by, part in parts]


def _part_name(by: str, part: str, day: date) -> str:
    try:
        return DIMENSIONS[by].names([part.replace("\x00", " ")], day)[part]  # no text of ours holds a NUL
    except (KeyError, ValueError):  # ValueError: where keys are numbers
        told = {"by": DIMENSIONS[by].name, "part": part[:20]}
        raise Refusal(_("“%(by)s”里没有“%(part)s”，请从统计页上的数字点进来。") % told) from None


def words(parts: Within) -> dict[str, str]:
    """Parts as they stand in an address."""
    found: dict[str, str] = {}
    for number, (by, part) in zip(("", "2"), parts, strict=False):
        found |= {f"by{number}": by, f"part{number}": part}
    return found


def _divided(by: str) -> None:
    if by and by not in DIMENSIONS:
        raise Refusal(_("没有“%(by)s”这种细分，请从统计页上的数字点进来。") % {"by": by[:20]})


def _number(text: str, label: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise Refusal(_("%(label)s“%(text)s”不是数字。") % {"label": label, "text": text[:20]})
    return int(text)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refusal(_("“%(text)s”不是日期，请写成 2008-05-12 这样。") % {"text": text[:20]}) from None


def _unit(text: str, scope: Scope, day: date) -> tuple[int | None, str]:
    """The unit under the name that it bore on the day."""
    if not text:
        return None, ""
    unit = unit_in(scope, _number(text, _("单位")), "see_figures")
    if unit is None:
        raise Refusal(_("没有这个单位，或者它不在您的统计范围内。"))
    return unit.pk, short_names_on(day, [unit.pk])[unit.pk]


def years() -> list[int]:
    """The years to choose from, newest first."""
    this = clock.today().year
    return list(range(this, (queries.first_year() or this) - 1, -1))


def stretches() -> list[tuple[str, list[tuple[str, str]]]]:
    """The parts of a year to choose from, in groups."""
    return [
        (_("年和半年"), [("year", _("全年")), ("h1", _("上半年")), ("h2", _("下半年"))]),
        (_("季度"), [(f"q{n}", _("第%(n)d季度") % {"n": n}) for n in range(1, 5)]),
        (_("累计"), [(f"w{n}", _("1—%(n)d月") % {"n": n}) for n in range(2, 12)]),
        (_("月"), [(f"m{n}", month_name(n)) for n in range(1, 13)]),
    ]


def unit_choices(scope: Scope, period: Period) -> list[Choice]:
    """The units that the actor may count, as of the period's end."""
    return choices(min(period.last, clock.today()), scope, "see_figures")
