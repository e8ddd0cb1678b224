"""More shares with what they are of: 分别为128批、96批，占来访的24%、18%; 36个村中有18个，占50%."""

import re
from collections.abc import Iterator
from fractions import Fraction

from xinfang.engines.figurelint.checks.lists import off
from xinfang.engines.figurelint.checks.rates import ENOUGH, PAIR, wrong
from xinfang.engines.figurelint.checks.sums import CARRIED, MOVED, alike, near
from xinfang.engines.figurelint.checks.wording import ROUNDED
from xinfang.engines.figurelint.findings import Fault
from xinfang.engines.figurelint.reading import COUNT, PERCENT, Quantity, Sentence

__all__ = ["portions"]

_SHARE = rf"占(?:比|总[数量]的?|全部的?)?为?(?P<share>{PERCENT})(?=[，,。；;)])"
# 分别为 N、N、N，占来访总量的 P、P、P
_ORDERED = re.compile(
    rf"(?:分别|依次)(?:为|是|有)(?P<items>{COUNT}(?:[、，和]{COUNT}){{1,7}})[，,](?:分别|各)?占(?P<of>[\u4e00-\u9fff]{{2,8}}?)"
    rf"(?:总[数量件批人]次?)?的(?:比[例重]为)?(?P<list>{PERCENT}(?:[、，和]{PERCENT}){{1,7}})"
)
# 96批中的58批; 36个村中有18个村……，占 P
_IN = (
    re.compile(
        rf"(?P<share>{PERCENT})的[^，,。；;]{{0,24}}[，,]即(?P<base>{COUNT})[\u4e00-\u9fff]{{0,6}}中的?(?P<part>{COUNT})"
    ),
    re.compile(
        rf"(?P<base>{COUNT})[\u4e00-\u9fff]{{0,6}}(?<![其集])中[，,]?(?:已?有)?(?P<part>{COUNT})[^，,。；;{COUNT}]{{0,20}}[，,]{_SHARE}"
    ),
)
# 5.2万人次，其中集体访1.3万人次，占 P
_ROUNDED = re.compile(
    rf"(?P<base>{COUNT})[，,(]?其中[:：，,]?[\u4e00-\u9fff]{{0,10}}(?P<part>{COUNT})[，,(]{_SHARE}"
)
# N，占总量的 P，N，占总量的 P，总量为 N
_OF_TOTAL = re.compile(rf"(?P<part>{COUNT})[，,(]占(?:信访)?总[量数]的(?P<share>{PERCENT})")
_TOTAL = re.compile(rf"[，,；;。](?:信访)?总[量数](?:为|是|共)?(?P<total>{COUNT})(?=[，,。；;)])")
# N，占 P；N，占 P；……，全年合计 N; without 全年 the parts are added up elsewhere
_SUM = re.compile(rf"[，,；;](?:全年|年内)(?:合计|共计|总计|一?共)(?P<total>{COUNT})(?=[，,。；;)]|$)")


def portions(sentence: Sentence) -> Iterator[Fault]:
    """Faults of shares in order, of a total said later, of some among many, of what is in 万."""
    if "占" not in sentence.text and "中" not in sentence.text:
        return
    skeleton = sentence.skeleton
    for match in _ORDERED.finditer(skeleton):
        yield from _ordered(sentence, match)
    for match in (found for pattern in _IN for found in pattern.finditer(skeleton)):
        part, base, said = (sentence.at(match.start(name)) for name in ("part", "base", "share"))
        if part.exact and base.exact and part.unit == base.unit and part.value <= base.value:
            yield from _judged(sentence, part, base, said)
    for match in _ROUNDED.finditer(skeleton):
        part, base, said = (sentence.at(match.start(name)) for name in ("part", "base", "share"))
        if part.step and base.step and part.unit == base.unit and part.value <= base.value:
            yield from _in_myriads(sentence, part, base, said)
    yield from _of_total(sentence)
    yield from _of_sum(sentence)


def _judged(sentence: Sentence, part: Quantity, base: Quantity, said: Quantity) -> Iterator[Fault]:
    if base.value and not near(Fraction(100) * part.value / base.value, said):
        yield wrong(sentence, said, part, base)


def _in_myriads(sentence: Sentence, part: Quantity, base: Quantity, said: Quantity) -> Iterator[Fault]:
    """Both were rounded in one way."""
    for least, most in ROUNDED:
        low, high = base.value + least * base.step, base.value + most * base.step
        if low <= 0:
            return
        if (
            100 * (part.value + least * part.step) / high - said.step < said.value
            and said.value < 100 * (part.value + most * part.step) / low + said.step
        ):
            return
    yield wrong(sentence, said, part, base)


def _ordered(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """Of as many shares as parts all but one are of the one count that is named so."""
    items, shares = (
        [
            sentence.at(match.start(name) + place)
            for place, sign in enumerate(match[name])
            if sign in COUNT + PERCENT
        ]
        for name in ("items", "list")
    )
    bases = [
        q
        for q in sentence.counts(items[0].start)
        if q.exact and alike(q.unit, items[0].unit) and q.label.endswith(match["of"])
    ]
    if len(items) != len(shares) or len(bases) != 1 or not all(q.exact for q in items):
        return
    pairs = zip(items, shares, strict=True)
    odd = [(part, said) for part, said in pairs if not near(100 * part.value / bases[0].value, said)]
    if len(odd) == 1 and not MOVED.search(bases[0].label):
        yield wrong(sentence, odd[0][1], odd[0][0], bases[0])


def _of_total(sentence: Sentence) -> Iterator[Fault]:
    """Shares of a total that stands after them; when none is, and they make all, the total is wrong."""
    found = [*_TOTAL.finditer(sentence.skeleton)]
    pairs = [
        (sentence.at(match.start("part")), sentence.at(match.start("share")))
        for match in _OF_TOTAL.finditer(sentence.skeleton)
    ]
    if len(found) != 1 or len(pairs) < 2 or CARRIED.search(sentence.text):
        return
    total = sentence.at(found[0].start("total"))
    parts = [part for part, _ in pairs]
    if not all(q.exact and alike(q.unit, total.unit) for q in (*parts, total)) or not total.value:
        return
    odd = [(part, said) for part, said in pairs if not near(100 * part.value / total.value, said)]
    added = sum((q.value for q in parts), Fraction(0))
    if len(odd) < len(pairs):
        for part, said in odd:
            yield wrong(sentence, said, part, total)
    elif all(near(100 * part.value / added, said) for part, said in pairs):
        yield off(sentence, total, [q.value for q in parts], total)


def _of_sum(sentence: Sentence) -> Iterator[Fault]:
    """All shares but one are of the total that follows the list."""
    pairs = [
        (sentence.at(match.start("part")), sentence.at(match.start("share")))
        for match in PAIR.finditer(sentence.skeleton)
    ]
    found = _SUM.search(sentence.skeleton)
    if len(pairs) < ENOUGH or found is None or CARRIED.search(sentence.text) or "其中" in sentence.text:
        return
    total, parts = sentence.at(found.start("total")), [part for part, _ in pairs]
    if sentence.counts() != [*parts, total] or found.start() != sentence.skeleton.rfind(PERCENT) + 1:
        return
    if not all(q.exact and q.unit == total.unit for q in parts) or not total.exact or not total.value:
        return
    shares = sum((said.value for _, said in pairs), Fraction(0))
    slack = sum((said.step for _, said in pairs), Fraction(0))
    if abs(shares - 100) >= slack:
        return  # 来访200件，占25%，来访中集体访40件，占20%: one is of another
    odd = [(part, said) for part, said in pairs if not near(100 * part.value / total.value, said)]
    if len(odd) == 1 and odd[0][0].value <= total.value:
        yield wrong(sentence, odd[0][1], odd[0][0], total)
