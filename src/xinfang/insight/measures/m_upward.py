"""Visits to higher levels: counts from the notices of the offices above, by level and kind, of no person.

They are told us by others. So they are no part of what was received here, and a nought is printed only when
notices tell of the whole period. A visit of a street stands in the district's notice, too: for a unit its own
notices count, and where it has none those of the units right below it, each of which must have told.
No appraisal may use any of them (docs/adr/0014).
"""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from xinfang.casework.upward.models import Kind, Level, NoticeState, UpwardCount
from xinfang.insight.statistics.books import BOOKS, Book, BookLine, Span
from xinfang.insight.statistics.periods import Period
from xinfang.insight.statistics.registry import BATCHES, HEADS, Weight, measure
from xinfang.kernel.keyset import Keyset
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.scope import Scope

__all__ = ["UPWARD"]

SECTION = _("到上级走访（上级通报）")
SOURCE = _("《信访工作条例》（2022）第二十条、第四十一条；《信访条例》（2005）第十六条、第三十九条")
DEFINITION = _(
    "时段全部在本期里的上级通报所列的数；只有级别、类别和数，不涉及人。通报没有覆盖全期的，不说是 0。"
    "本单位有通报的，以本单位的通报为准；没有的，把直属下级单位的通报相加，缺一个单位的，也不说是 0。"
)
UPWARD = "upward"


def _rows(period: Period, reach: frozenset[int] | None) -> QuerySet[Any]:
    found = UpwardCount.objects.filter(
        notice__state=NoticeState.STANDS,
        notice__from_day__gte=period.first,
        notice__to_day__lte=period.last,
    )
    tellers = _tellers(period, reach, frozenset(found.values_list("notice__unit_id", flat=True).distinct()))
    found = found.filter(notice__unit_id__in=tellers)
    return found.annotate(day=F("notice__to_day"), tellers=Value(len(tellers)))


def _tellers(period: Period, reach: frozenset[int] | None, have_told: frozenset[int]) -> set[int]:
    """Whose notices tell: the highest units in reach; for one that has told nothing, all right below it."""
    units = Unit.objects.in_force(period.last)
    chosen = units if reach is None else units.filter(pk__in=reach)
    paths = dict(chosen.values_list("path", "pk"))
    above = {path: path[: -Unit.steplen] for path in paths}
    found = set()
    for top in (path for path, parent in above.items() if parent not in paths):
        below = {paths[path] for path, parent in above.items() if parent == top}
        found |= {paths[top]} if paths[top] in have_told or not below & have_told else below
    return found


def _lines(scope: Scope, rows: Sequence[Any]) -> list[BookLine]:
    full = UpwardCount.objects.select_related("notice").in_bulk([row.pk for row in rows])
    return [_line(full[row.pk]) for row in rows]


def _line(row: UpwardCount) -> BookLine:
    told = row.notice
    title = f"{told.sender} {told.number}（{told.from_day:%Y-%m-%d} — {told.to_day:%Y-%m-%d}）"
    what = f"{row.get_level_display()} {row.get_kind_display()} {row.batches} {_('批')}"
    return BookLine(told.to_day, title, what, "", row.head_count)


def _told(found: QuerySet[Any]) -> dict[tuple[str, str], list[list[Span]]]:
    """The spans of each unit that should tell; of one that has told nothing, none."""
    spans: dict[tuple[str, str], dict[int, list[Span]]] = {}
    awaited = 0
    fields = ("level", "kind", "notice__unit_id", "notice__from_day", "notice__to_day", "tellers")
    for level, kind, unit_id, first, last, tellers in found.order_by().values_list(*fields):
        spans.setdefault((level, kind), {}).setdefault(unit_id, []).append((first, last))
        awaited = tellers
    return {key: [*units.values(), *([[]] * (awaited - len(units)))] for key, units in spans.items()}


BOOKS[UPWARD] = Book(_rows, Keyset("day", days=True), _lines, told=_told)


def _where(levels: Iterable[str], kinds: Iterable[str]) -> Q:
    return Q(level__in=list(levels), kind__in=list(kinds))


ALL, ABNORMAL, GROUP = tuple(Kind.values), (Kind.ABNORMAL.value,), (Kind.GROUP.value,)
CAPITAL, PROVINCE, CITY = (Level.CAPITAL.value,), (Level.PROVINCE.value,), (Level.CITY.value,)
DEFINED: tuple[tuple[str, Any, Any, Weight, tuple[str, ...], tuple[str, ...]], ...] = (
    ("visits_capital", _("进京走访"), _("人次"), HEADS, CAPITAL, ALL),
    ("abnormal_visits_capital", _("进京非正常访"), _("人次"), HEADS, CAPITAL, ABNORMAL),
    ("group_visits_capital", _("进京集体访"), _("批"), BATCHES, CAPITAL, GROUP),
    ("visits_province", _("到省走访"), _("人次"), HEADS, PROVINCE, ALL),
    ("abnormal_visits_province", _("到省非正常访"), _("人次"), HEADS, PROVINCE, ABNORMAL),
    ("group_visits_province", _("到省集体访"), _("批"), BATCHES, PROVINCE, GROUP),
    ("visits_city", _("到市走访"), _("人次"), HEADS, CITY, ALL),
    ("abnormal_visits_city", _("到市非正常访"), _("人次"), HEADS, CITY, ABNORMAL),
    ("group_visits_city", _("到市集体访"), _("批"), BATCHES, CITY, GROUP),
    ("abnormal_visits_city_or_province", _("到省、市非正常访"), _("人次"), HEADS, CITY + PROVINCE, ABNORMAL),
    ("group_visits_city_or_province", _("到省、市集体访"), _("批"), BATCHES, CITY + PROVINCE, GROUP),
)  # fmt: skip

for _key, _name, _unit, _weight, _levels, _kinds in DEFINED:
    measure(
        _key,
        _name,
        _unit,
        section=SECTION,
        definition=DEFINITION,
        source=SOURCE,
        weight=_weight,
        subject=UPWARD,
        version=2,
        told_by=tuple((level, kind) for level in _levels for kind in _kinds),
    )(partial(_where, _levels, _kinds))
