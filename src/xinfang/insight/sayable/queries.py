"""What may be said, what may not, and what is not known: a claim with the sentence that it rests on."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from xinfang.insight.composition import claims as tests
from xinfang.insight.composition.facts import Fact
from xinfang.insight.statistics.books import Span
from xinfang.insight.statistics.changes import Change
from xinfang.insight.statistics.coverage import untold
from xinfang.insight.statistics.periods import Period
from xinfang.insight.statistics.queries import figures, known
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
    fact = _fact(scope, key, period, unit_id)
    holds, now = tests.none(fact), int(fact.value or 0)
    if holds is None:
        return Claim(key, "none", None, _unsaid(key, _missing(scope, key, period, unit_id)), now)
    words = _("%(label)s%(name)s为 0。") if holds else _("%(name)s有 %(now)d %(unit)s，不能说没有。")
    return Claim(key, "none", holds, words % {**_named(key), "label": period.label, "now": now}, now)


def fell(scope: Scope, key: str, period: Period, unit_id: int | None = None, least: int = 0) -> Claim:
    """下降, with `least` by at least so many percent of last year's count (大幅): both years told whole."""
    fact = _fact(scope, key, period, unit_id)
    holds, now, before = tests.changed(least, -1)(fact), int(fact.value or 0), int(fact.before or 0)
    if holds is None:
        asked = [each for each, open_ in _years(fact, period) if open_]
        missing = [gap for each in asked for gap in _missing(scope, key, each, unit_id)]
        return Claim(key, "fell", None, _unsaid(key, missing), now, before)
    told = {**_named(key), "now": now, "before": before, "least": least}
    told["percent"] = abs(Change(now, before).percent or 0)
    if holds:
        words = _("%(name)s由 %(before)d 降到 %(now)d %(unit)s，下降 %(percent)d%%。")
    elif now >= before:
        words = _("%(name)s本期 %(now)d，上年同期 %(before)d %(unit)s，没有下降。")
    else:
        words = _("%(name)s由 %(before)d 降到 %(now)d %(unit)s，下降 %(percent)d%%，不到 %(least)d%%。")
    return Claim(key, "fell", holds, words % told, now, before)


# What a field of a template may ask for, by its word.
CLAIMS = {"none": none, "fell": fell}


def _fact(scope: Scope, key: str, period: Period, unit_id: int | None) -> Fact:
    """As a report has it: what a page claims a report claims. Raises Refusal for what is no count."""
    measure = known(key)
    if measure.kind != COUNT:
        raise Refusal(_("“%(name)s”不是计数，不能说没有或者下降。") % _named(key))
    now, before = (
        next(each for each in figures(scope, asked, unit_id, [key]) if each.key == key)
        for asked in (period, period.a_year_before())
    )
    return Fact(
        key, now.name, now.value, now.unit,
        before=before.value, untold=now.untold, untold_before=before.untold,
    )  # fmt: skip


def _years(fact: Fact, period: Period) -> list[tuple[Period, bool]]:
    return [(period.a_year_before(), fact.untold_before), (period, fact.untold)]


def _missing(scope: Scope, key: str, period: Period, unit_id: int | None) -> list[Span]:
    """The stretches that nobody told of."""
    measure = known(key)
    return untold(measure, rows(scope, period, measure.subject, unit_id), period)


def _named(key: str) -> dict[str, object]:
    measure = known(key)
    return {"name": measure.name, "unit": measure.unit}


def _unsaid(key: str, missing: list[Span]) -> str:
    """Nobody told: the first three stretches by name."""
    spans = "、".join(f"{first.isoformat()} — {last.isoformat()}" for first, last in missing[:3])
    words = _("%(name)s：没有收到 %(spans)s 的通报，还不能说。")
    return words % {**_named(key), "spans": spans if len(missing) < 4 else f"{spans} …"}
