"""How points come about: plain sums that a unit can do again by hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = ["CRITERIA", "WHOLE", "Sum", "earned", "total"]

WHOLE = 100  # the points of all targets together
TENTH = Decimal("0.1")

# What a check of an opinion asks (条例 2022, 32 and 35; 2005, 32 and 34): field -> the question.
CRITERIA: dict[str, Promise | str] = {
    "facts": _("事实查清：时间、地点、主要经过"),
    "basis": _("写明法律、法规、规章或者政策依据"),
    "claims": _("每一项请求都有答复"),
    "remedy": _("告知复查（复核）的机关和三十日期限"),
    "service": _("送达有凭证"),
}


@dataclass(frozen=True)
class Sum:
    """Points earned of those that could be; `percent` is None when no target had anything to count."""

    earned: Decimal
    possible: int

    @property
    def percent(self) -> Decimal | None:
        """Of a hundred, to a tenth."""
        if not self.possible:
            return None
        return (self.earned * WHOLE / self.possible).quantize(TENTH, ROUND_HALF_UP)


def earned(counted: int, base: int, least: int, points: int) -> Decimal | None:
    """All points when the share reaches `least` percent, else their share of it, to a tenth; None of a base
    of nought: who had nothing to do is not judged by it."""
    if not base:
        return None
    share = min(Decimal(1), Decimal(100 * counted) / (Decimal(base) * least))
    return (share * points).quantize(TENTH, ROUND_HALF_UP)


def total(lines: Iterable[tuple[Decimal | None, int]]) -> Sum:
    """The sum of (points earned, points of the target)."""
    judged = [(got, points) for got, points in lines if got is not None]
    return Sum(sum((got for got, _points in judged), Decimal(0)), sum(points for _got, points in judged))
