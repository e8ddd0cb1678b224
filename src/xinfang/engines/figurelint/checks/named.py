"""Shares listed after their parts and their whole: 来信20件，来访30件，共50件，分别占40%、60%."""

import re
from collections.abc import Iterator
from fractions import Fraction

from xinfang.engines.figurelint.checks.rates import wrong
from xinfang.engines.figurelint.checks.sums import CARRIED, MOVED, alike, near, runs
from xinfang.engines.figurelint.findings import Fault
from xinfang.engines.figurelint.reading import COUNT, PERCENT, Quantity, Sentence

__all__ = ["named"]

_LIST = rf"(?:分别|各)占[\u4e00-\u9fff]{{0,8}}?(?P<list>{PERCENT}(?:[、，和]{PERCENT}){{1,7}})"
# 来信 N，来访 N，共 N，分别占 P、P
_SUMMED = re.compile(
    rf"(?:^|[。；;:：])(?P<items>[^。；;:：]*{COUNT})[，,](?:合计|共计|总计|一?共)(?:为|是)?(?P<total>{COUNT})[，,]{_LIST}"
)
# 受理 N，其中来信 N，来访 N，分别占 P、P; 来访 N批N人次，其中集体访 N批N人次，分别占 P和P
_AMONG = re.compile(rf"(?P<total>{COUNT}+)[，,(]?其中[:：，,]?(?P<items>[^。；;:：其]*{COUNT})[，,]{_LIST}")


def named(sentence: Sentence) -> Iterator[Fault]:
    """Faults of shares that stand in the order of their parts, as many as those."""
    if CARRIED.search(sentence.text):
        return
    for pattern in (_SUMMED, _AMONG):
        for match in pattern.finditer(sentence.skeleton):
            yield from _judged(sentence, match)


def _judged(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    items, shares, whole = (_within(sentence, match, name) for name in ("items", "list", "total"))
    if len(items) != len(shares) or any(not q.exact or MOVED.search(q.label) for q in (*items, *whole)):
        return
    if len(whole) > 1 and len(runs(items)) > 1:
        return
    bases = whole if len(whole) > 1 else whole * len(items)
    if len(bases) != len(items) or not all(alike(a.unit, b.unit) for a, b in zip(items, bases, strict=True)):
        return
    for part, base, said in zip(items, bases, shares, strict=True):
        if base.value >= part.value > 0 and not near(Fraction(100) * part.value / base.value, said):
            yield wrong(sentence, said, part, base)


def _within(sentence: Sentence, match: re.Match[str], name: str) -> list[Quantity]:
    """All figures of one group, vague ones and percentages too."""
    start = match.start(name)
    return [
        sentence.at(start + place) for place, sign in enumerate(match[name]) if "\ue000" <= sign <= "\ue004"
    ]
