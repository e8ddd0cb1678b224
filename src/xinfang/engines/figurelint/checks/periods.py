"""Lists by month, quarter or half year, and the period that they make up."""

import re
from collections.abc import Sequence

from xinfang.engines.figurelint.numerals import read_number
from xinfang.engines.figurelint.reading import Quantity

__all__ = ["period"]

Run = list[Quantity]

_PERIOD = re.compile(
    r"(?:第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年|(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?)"
    r"(?!末|底|以来)[\u4e00-\u9fff]{0,12}"
)
_MADE_OF = {frozenset(range(1, 13)): "全年"}
_MADE_OF |= {frozenset(range(3 * k + 1, 3 * k + 4)): f"{sign}季度" for k, sign in enumerate("一二三四")}
_MADE_OF |= {frozenset(range(1, 7)): "上半年", frozenset(range(7, 13)): "下半年"}


def period(items: Sequence[Run]) -> str:
    """全年, 上半年, 三季度: what the items, each a part of it, make up; "?" when that is nothing."""
    months: list[int] = []
    for run in items:
        found = _PERIOD.fullmatch(run[0].label)
        if found is None or "累计" in run[0].label:
            return "?"
        months += _months(found)
    return _MADE_OF.get(frozenset(months), "?") if len(set(months)) == len(months) else "?"


def _months(found: re.Match[str]) -> range:
    if found["half"]:
        return range(1, 7) if found["half"] == "上" else range(7, 13)
    name = found["quarter"] or found["month"]
    read = read_number(name)
    number = int(read[0]) if read else 0
    return range(3 * number - 2, 3 * number + 1) if found["quarter"] else range(number, number + 1)
