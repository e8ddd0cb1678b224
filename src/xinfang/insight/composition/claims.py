"""Claims without a number ("没有发生", "大幅下降"): each has a test behind it, and the test is told.

Of what others tell us, a part of a period is compared with nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.insight.composition.facts import Fact

__all__ = ["TESTS", "Test", "changed", "none"]

SHARP = 20  # percent; what a report may call 大幅


@dataclass(frozen=True)
class Test:
    """`holds` is None when it cannot be told. `leaves_out`: what does not hold is left out without a word.
    `form`: the form of a field (saying.FORMS) that compares what the claim compares."""

    holds: Callable[[Fact], bool | None]
    rule: Promise | str
    leaves_out: bool = False
    form: str = ""


def _is_there(fact: Fact) -> bool | None:
    return fact.value is not None and (fact.changes or fact.value != 0)


def _told(fact: Fact) -> bool | None:
    return fact.value is not None


def _comparable(which: str) -> Callable[[Fact], bool | None]:
    return lambda fact: fact.value is not None and not fact.half_told(which) and bool(getattr(fact, which))


def none(fact: Fact) -> bool | None:
    return None if fact.value is None else fact.value == 0


def changed(least: float, sign: int) -> Callable[[Fact], bool | None]:
    """The test whether a figure changed by more than 0, and by at least so many percent, in one direction."""

    def holds(fact: Fact) -> bool | None:
        if fact.changes:
            return None if fact.value is None else fact.value * sign > 0 and fact.value * sign >= least
        if fact.value is None or fact.before is None or fact.half_told():
            return None
        more = (fact.value - fact.before) * sign
        return more > 0 and more * 100 >= least * fact.before

    return holds


def _same(fact: Fact) -> bool | None:
    unknown = fact.value is None or fact.before is None or fact.half_told()
    return None if unknown else fact.value == fact.before


def _of_base(fact: Fact) -> tuple[float, int] | None:
    counted = fact.value if fact.counted is None else fact.counted
    return None if counted is None or not fact.base_value else (counted, fact.base_value)


def _whole(fact: Fact) -> bool | None:
    said = _of_base(fact)
    return None if said is None else said[0] == said[1]


def _half(fact: Fact) -> bool | None:
    said = _of_base(fact)
    return None if said is None else 2 * said[0] >= said[1]


TESTS: dict[str, Test] = {
    "有": Test(_is_there, _("本期有这个数，且不是 0；没有就略去不写"), leaves_out=True),
    "有数": Test(_told, _("本期有这个数，是 0 也算；没有数就略去不写"), leaves_out=True),
    "可比": Test(_comparable("before"), _("上年同期有数且不是 0；没有就略去不写"), leaves_out=True),
    "可环比": Test(_comparable("previous"), _("上一期有数且不是 0；没有就略去不写"), leaves_out=True),
    "没有": Test(none, _("本期的数是 0")),
    "下降": Test(changed(0, -1), _("比上年同期少"), form="同比"),
    "大幅下降": Test(changed(SHARP, -1), _("比上年同期少 20% 以上"), form="同比"),
    "上升": Test(changed(0, 1), _("比上年同期多"), form="同比"),
    "大幅上升": Test(changed(SHARP, 1), _("比上年同期多 20% 以上"), form="同比"),
    "持平": Test(_same, _("与上年同期一样多"), form="同比"),
    "全部": Test(_whole, _("与基数一样多")),
    "过半": Test(_half, _("不少于基数的一半")),
}
