"""Changes and findings in words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from xinfang.insight.statistics.books import BOOKS
from xinfang.insight.statistics.changes import Change, Compared
from xinfang.insight.statistics.dimensions import Part
from xinfang.insight.statistics.handled import below
from xinfang.insight.statistics.partnames import month_name
from xinfang.insight.statistics.queries import Figure
from xinfang.insight.statistics.registry import COUNT, RATE, Measure
from xinfang.insight.statistics.rounding import whole_percent
from xinfang.registers.staff.scope import Scope

__all__ = ["both_in_words", "busiest_month", "counts_own", "in_words", "largest_class", "share"]


def in_words(change: Change) -> str:
    """增加 12（+8%）; without a base the sentence says so."""
    if change.difference is None:
        return _("上年没有可比的数")
    if change.difference == 0:
        return _("与上年持平")
    if not change.counted:
        return _in_points(change.difference)
    verb = _("增加 %(n)d") if change.difference > 0 else _("减少 %(n)d")
    said = verb % {"n": abs(change.difference)}
    if change.percent is None:
        return _("%(said)s（上年为 0，不计算百分比）") % {"said": said}
    sign = "+" if change.difference > 0 else "−"
    return _("%(said)s（%(sign)s%(percent)d%%）") % {
        "said": said,
        "sign": sign,
        "percent": abs(change.percent),
    }


def both_in_words(found: Compared) -> str:
    """The change on the year before, and on the period before where there is one: …；环比 +12（+8%）."""
    said = in_words(found.change)
    if found.step is None or found.step.difference is None:
        return said
    more = found.step.difference
    sign = "+" if more > 0 else "−" if more < 0 else ""
    percent = "" if found.step.percent is None else f"（{sign}{abs(found.step.percent)}%）"
    told = {"said": said, "step": f"{sign}{abs(more):g}{percent}" if more else _("持平")}
    return _("%(said)s；环比 %(step)s") % told


def _in_points(difference: float) -> str:
    """A rate or a mean: only how much higher or lower, in its own unit."""
    verb = _("高 %(n)g") if difference > 0 else _("低 %(n)g")
    return _("比上年%(more)s") % {"more": verb % {"n": abs(difference)}}


def busiest_month(totals: Sequence[int], year: int) -> str:
    """The finding of the months: which was the busiest, and its share of the year."""
    whole = sum(totals)
    if not whole:
        return _("%(year)d年没有信访件") % {"year": year}
    most = max(totals)
    named = [n for n, total in enumerate(totals, start=1) if total == most]
    months = _("、").join(month_name(n) for n in named)
    return _("%(months)s来件最多，%(most)d 件，占%(year)d年的 %(percent)d%%") % {
        "months": months,
        "most": most,
        "year": year,
        "percent": whole_percent(most, whole),
    }


def largest_class(parts: Sequence[Part]) -> str:
    """The finding of the classes."""
    whole = sum(part.value for part in parts)
    if not whole:
        return _("这个时期没有信访件")
    return _("%(name)s最多，%(most)d 件，占 %(percent)d%%") % {
        "name": parts[0].name,
        "most": parts[0].value,
        "percent": whole_percent(parts[0].value, whole),
    }


def share(figure: Figure) -> str:
    """占来信 45 的 17.8%: a rate prints its base; a base of 0 is said."""
    if figure.base is None:
        return ""
    if figure.kind == RATE:
        told = {"counted": figure.counted, "base": figure.base_value, "name": figure.base_name}
        return _("%(counted)d / %(base)d（%(name)s）") % told
    told = {"name": figure.base_name, "base": figure.base_value}
    if figure.share is None:
        return _("%(name)s为 0，不计算占比") % told
    return _("占%(name)s %(base)d 的 %(share).1f%%") % {**told, "share": 100 * figure.share}


def counts_own(scope: Scope, unit_id: int | None, measure: Measure) -> bool:
    """Whether a figure counts a leader's own receptions wherever their plan stands (books.read), so that
    those of the units do not add up to it; percentages never do."""
    book = BOOKS.get(measure.subject)
    led = book is not None and bool(book.leader) and measure.kind == COUNT
    return led and unit_id is None and scope.may("instruct") and below(scope, None)
