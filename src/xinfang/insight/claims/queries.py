"""What may be said, what may not, and what is not known: a claim with the sentence that it rests on."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from xinfang.insight.statistics.books import BOOKS, Span
from xinfang.insight.statistics.changes import Change
from xinfang.insight.statistics.coverage import untold, within_noughts
from xinfang.insight.statistics.periods import Period, span
from xinfang.insight.statistics.queries import cases, known, value_of
from xinfang.insight.statistics.registry import COUNT
from xinfang.insight.statistics.rows import rows
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.scope import Scope

__all__ = ["CLAIMS", "Claim", "fell", "none"]


@dataclass(frozen=True)
class Claim:
    """`holds`: True, False, or None where it is not known; `why` says in a sentence what it rests on."""

    key: str
    kind: str
    holds: bool | None
    why: str
    now: int
    before: int | None = None


def none(scope: Scope, key: str, period: Period, unit_id: int | None = None) -> Claim:
    """没有发生: the figure is nought, and of what others tell us, the whole period was told."""
    now, missing = _counted(scope, key, period, unit_id)
    if now:
        words = _("%(name)s有 %(now)d %(unit)s，不能说没有。")
        return Claim(key, "none", False, words % {**_named(key), "now": now}, now)
    if missing and not _told_around(scope, key, period, unit_id):
        return Claim(key, "none", None, _unsaid(key, missing), now)
    return Claim(
        key, "none", True, _("%(label)s%(name)s为 0。") % {**_named(key), "label": period.label}, now
    )


def fell(scope: Scope, key: str, period: Period, unit_id: int | None = None, least: int = 0) -> Claim:
    """下降, with `least` by at least so many percent of last year's count (大幅): both years told whole."""
    now, missing = _counted(scope, key, period, unit_id)
    earlier = period.a_year_before()
    before, missing_before = _counted(scope, key, earlier, unit_id)
    if missing or missing_before:
        return Claim(key, "fell", None, _unsaid(key, [*missing_before, *missing]), now, before)
    change = Change(now, before)
    told = {**_named(key), "now": now, "before": before, "least": least}
    if now >= before:
        words = _("%(name)s本期 %(now)d，上年同期 %(before)d %(unit)s，没有下降。")
        return Claim(key, "fell", False, words % told, now, before)
    told["percent"] = abs(change.percent or 0)
    if 100 * (before - now) < least * before:
        words = _("%(name)s由 %(before)d 降到 %(now)d %(unit)s，下降 %(percent)d%%，不到 %(least)d%%。")
        return Claim(key, "fell", False, words % told, now, before)
    words = _("%(name)s由 %(before)d 降到 %(now)d %(unit)s，下降 %(percent)d%%。")
    return Claim(key, "fell", True, words % told, now, before)


# What a field of a template may ask for, by its word.
CLAIMS = {"none": none, "fell": fell}


def _counted(scope: Scope, key: str, period: Period, unit_id: int | None) -> tuple[int, list[Span]]:
    """The count, and the stretches that nobody told of. Raises Refusal for what is no count."""
    measure = known(key)
    if measure.kind != COUNT:
        raise Refusal(_("“%(name)s”不是计数，不能说没有或者下降。") % _named(key))
    value = value_of(key, cases(scope, key, period, unit_id))
    if measure.subject not in BOOKS:
        return value, []
    return value, untold(measure, rows(scope, period, measure.subject, unit_id), period)


def _told_around(scope: Scope, key: str, period: Period, unit_id: int | None) -> bool:
    """Whether notices of longer stretches say none, for a window as that of a congress."""
    measure = known(key)
    wide = span(date(period.first.year, 1, 1), date(period.last.year, 12, 31))
    return within_noughts(measure, rows(scope, wide, measure.subject, unit_id), period)


def _named(key: str) -> dict[str, object]:
    measure = known(key)
    return {"name": measure.name, "unit": measure.unit}


def _unsaid(key: str, missing: list[Span]) -> str:
    """Nobody told: the first three stretches by name."""
    spans = "、".join(f"{first.isoformat()} — {last.isoformat()}" for first, last in missing[:3])
    words = _("%(name)s：没有收到 %(spans)s 的通报，还不能说。")
    return words % {**_named(key), "spans": spans if len(missing) < 4 else f"{spans} …"}
