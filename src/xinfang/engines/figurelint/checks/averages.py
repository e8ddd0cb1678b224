"""Averages with what they are of: 来访188批338人次，平均每批2.5人; 5名干部办理60件，人均15件."""

import re
from collections.abc import Iterator
from fractions import Fraction

from xinfang.engines.figurelint.checks.sums import alike
from xinfang.engines.figurelint.findings import AVERAGE, CHANGE_HOLDS, Fault, decimals
from xinfang.engines.figurelint.reading import COUNT, VAGUE, Quantity, Sentence

__all__ = ["averages"]

_MEAN = rf"(?:平均)?为?(?P<mean>[{COUNT}{VAGUE}])(?=[，,。；;)])"
_A_BATCH = re.compile(
    rf"(?P<count>{COUNT})[，,、]?(?:共计?|合?计)?(?P<total>{COUNT})[，,(](?:(?:平均|均)?每一?批次?|批均(?:人数|人次)?){_MEAN}"
)
_A_HEAD = re.compile(
    rf"(?P<count>{COUNT})[\u4e00-\u9fff]{{0,12}}[，,]?[\u4e00-\u9fff]{{0,12}}(?P<total>{COUNT})[，,(](?:人均|平均每人)"
    rf"(?:办理|接待|接访|受理|处理|办结|化解|包案|包抓|负责|联系)?{_MEAN}"
)
# 全年受理1256件，月均105件
_A_MONTH = re.compile(
    rf"(?P<total>{COUNT})[，,(](?:月均|(?:平均)?每月(?:平均)?)(?P<verb>(?:办理|接待|接访|受理|处理|办结|收到)?){_MEAN}"
)
_MONTHS = 12
_VAGUE = re.compile(r"约|近|超|逾|不足|不到|[余多来几]")


def averages(sentence: Sentence) -> Iterator[Fault]:
    """Faults of averages that stand beside both numbers."""
    for pattern, count_unit in ((_A_BATCH, "批"), (_A_HEAD, "人")):
        for match in pattern.finditer(sentence.skeleton):
            count, total, mean = (sentence.at(match.start(name)) for name in ("count", "total", "mean"))
            if count.unit == count_unit and count.exact and total.exact and count.value:
                yield from _judged(sentence, count.text, count.value, total, mean)
    for match in _A_MONTH.finditer(sentence.skeleton):
        total, mean = (sentence.at(match.start(name)) for name in ("total", "mean"))
        year = "全年" in sentence.between(sentence.start, total.start) and match["verb"] in total.label
        if year and total.exact:
            yield from _judged(sentence, f"{_MONTHS}个月", Fraction(_MONTHS), total, mean)


def _judged(
    sentence: Sentence, counted: str, count: Fraction, total: Quantity, mean: Quantity
) -> Iterator[Fault]:
    if not alike(total.unit, mean.unit) or _VAGUE.search(mean.label + mean.text):
        return
    right = total.value / count
    if abs(right - mean.value) < (mean.step or Fraction(1)):
        return
    shown = f"{decimals(right, 0 if right.denominator == 1 else 2)}{mean.unit}"
    params = {"total": total.text, "count": counted, "share": mean.text, "right": shown}
    done = f"{total.value}÷{count}={shown}"
    yield Fault("average", sentence, mean, AVERAGE, CHANGE_HOLDS, done, params)
