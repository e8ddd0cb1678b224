"""Figures side by side that leave no doubt: 收到60件，办结57件，办结率98%; 共24件，化解19件，剩余7件."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from xinfang.engines.figurelint.checks.lists import off
from xinfang.engines.figurelint.checks.rates import BASE_UNITS, impossible, whole, wrong
from xinfang.engines.figurelint.checks.stated import INTIME, VERB
from xinfang.engines.figurelint.checks.sums import CARRIED, MOVED, alike, near, taken_apart
from xinfang.engines.figurelint.checks.wording import IS
from xinfang.engines.figurelint.findings import (
    DIRECTION,
    DIRECTION_DOWN,
    DIRECTION_HOLDS,
    Fault,
)
from xinfang.engines.figurelint.reading import COUNT, PERCENT, Quantity, Sentence

__all__ = ["AIMED", "adjacent"]

_DONE = "办结|结案|化解|安置|整改|反馈|核销"
_BASE, _PART, _SHARE = (
    rf"(?P<base>{COUNT})",
    rf"(?P<part>{COUNT})",
    rf"{IS}(?P<share>{PERCENT})(?=[，,。；;)]|$)",
)
_HAN = "[\u4e00-\u9fff]"
_CAME = "收到|受理|交办|接收|登记|办理|排查|安置"
_RATES = (
    re.compile(rf"(?:{_CAME}){_HAN}{{0,10}}{_BASE}[，,]已?(?P<verb>{_DONE}){_PART}[，,](?P=verb)率{_SHARE}"),
    re.compile(rf"{_BASE}{_HAN}{{2,8}}(?:现已|已|共)(?P<verb>{_DONE}){_PART}[，,](?P=verb)率{_SHARE}"),
    re.compile(
        rf"(?:调解|调处|受理){_HAN}{{0,6}}{_BASE}[，,](?:调解|调处)成功{_PART}[，,](?:调解|调处)?成功率(?:高达)?{_SHARE}"
    ),
    re.compile(
        rf"(?P<tried>调解|调处){_HAN}{{0,6}}{_BASE}[，,](?:涉及{_HAN}{{0,4}}{COUNT}[，,])?(?:(?P=tried))?成功率{IS}(?P<share>{PERCENT})[，,]"
        rf"(?:其中|即)(?:(?P=tried))?成功(?:(?P=tried))?{_PART}(?=[，,。；;)]|$)"
    ),
    # 积案40件，化解了四分之三，即化解28件
    re.compile(
        rf"{_BASE}[，,](?:现?已|共)?(?P<verb>{_DONE}|解决|调处)了?(?:其中的?)?(?P<share>{PERCENT})[，,(]即已?(?:(?P=verb))?了?{_PART}"
    ),
    # 及时受理率100%（应受理60件，按期受理58件）
    re.compile(
        rf"{INTIME}(?P<verb>{VERB})率{IS}(?P<share>{PERCENT})\(应{INTIME}?(?P=verb){_BASE}[，,、](?:已|实际)?{INTIME}(?P=verb){_PART}\)"
    ),
    # 化解率85%，即21件中化解了17件; 占22%，即受理的400件中有76件
    re.compile(
        rf"(?:率|占{_HAN}{{0,12}}){IS}(?P<share>{PERCENT})[，,]即{_HAN}{{0,6}}{_BASE}中{_HAN}{{0,6}}{_PART}"
    ),
)
# 60件，按期办结60件，按期办结率98%: all of them were
_ALL = re.compile(rf"{_BASE}[，,]{INTIME}(?P<verb>{VERB}){_PART}[，,]{INTIME}(?P=verb)率{_SHARE}")
# 办理1000件，办结率97%，未办结50件
_OPEN = re.compile(
    rf"(?:{_CAME}){_HAN}{{0,10}}{_BASE}[，,](?P<verb>{_DONE})率{IS}(?P<share>{PERCENT})[，,](?:其余|[尚还仍]有)?尚?未(?P=verb)的?"
    rf"(?P<rest>{COUNT})(?=[，,。；;)]|$)"
)
# 评价的37人中，满意的占85%
_AMONG = re.compile(rf"{_BASE}中[，,]{_HAN}{{0,8}}的占(?P<share>{PERCENT})(?=[，,。；;]|$)")
# 共24件，化解19件，剩余7件; 受理60件，已办结50件，尚有12件正在办理
_LEFT = re.compile(
    rf"{_BASE}[，,]已?(?:化解|办结|结案|解决){_PART}[，,](?:(?:剩余|余下|尚余)(?P<left>{COUNT})(?=[，,。；;]|$)"
    rf"|[尚还]有(?P<open>{COUNT})(?:正在|未|尚未|仍在|在)(?:办理?|处理|办结|化解))"
)
# 连续三年下降，分别为 N、N、N
_ROW = re.compile(
    rf"连续[二两三四五六七八九]年(?:(?P<down>下降|减少)|上升|增加|增长)[，,](?:分别|依次)为(?P<list>{COUNT}(?:[、，和]{COUNT}){{1,7}})"
)
AIMED = re.compile(r"分别|目标|力争|要求|确保|标准|计划|预计|约|平均|各")


def adjacent(sentence: Sentence) -> Iterator[Fault]:
    """Faults of rates with both their numbers beside them, and of what is left."""
    if not AIMED.search(sentence.text) and not CARRIED.search(sentence.text):
        for pattern in (*_RATES, _ALL):
            for match in pattern.finditer(sentence.skeleton):
                yield from _rate(sentence, match)
        for match in _OPEN.finditer(sentence.skeleton):
            yield from _not_done(sentence, match)
    for pattern, judged in ((_AMONG, _among), (_LEFT, _left), (_ROW, _row)):
        for match in pattern.finditer(sentence.skeleton):
            yield from judged(sentence, match)


def _among(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """A share of a number that no whole number of it gives."""
    base, said = sentence.at(match.start("base")), sentence.at(match.start("share"))
    if AIMED.search(sentence.text) or not base.exact or base.unit not in BASE_UNITS or not base.value:
        return
    if said.value <= 100 and not whole(said, base.value):
        yield impossible(sentence, said, base)


def _row(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """A row said to fall throughout that neither falls nor, read from its end, rises."""
    places = [match.start("list") + place for place, sign in enumerate(match["list"]) if sign == COUNT]
    row = [sentence.at(place) for place in places]
    steps = [(a, b) for a, b in pairwise(row) if a.value != b.value]
    rises = [(a, b) for a, b in steps if b.value > a.value]
    falls = [(a, b) for a, b in steps if b.value < a.value]
    if not rises or not falls or len({q.unit for q in row}) > 1 or any(not q.exact for q in row):
        return
    before, after = (rises if match["down"] else falls)[0]
    said = DIRECTION if match["down"] else DIRECTION_DOWN
    done = f"{before.value}{'<' if match['down'] else '>'}{after.value}"
    params = {"before": before.text, "after": after.text}
    yield Fault("direction", sentence, after, said, DIRECTION_HOLDS, done, params)


def _rate(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    base, part, said = (sentence.at(match.start(name)) for name in ("base", "part", "share"))
    if not (base.exact and part.exact) or not alike(base.unit, part.unit) or not 0 < part.value <= base.value:
        return
    if MOVED.search(base.label) or (match.re is _ALL and part.value != base.value):
        return
    if not any(near(Fraction(100) * part.value / each, said) for each in _wholes(sentence, base)):
        yield wrong(sentence, said, part, base)


def _not_done(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """What is not done says how much is; but some of it may not be due yet."""
    base, rest, said = (sentence.at(match.start(name)) for name in ("base", "rest", "share"))
    if not (base.exact and rest.exact) or not alike(base.unit, rest.unit) or not 0 < rest.value < base.value:
        return
    if re.search("期|应|其中", sentence.text) or MOVED.search(base.label):
        return
    if not any(near(100 * (each - rest.value) / each, said) for each in _wholes(sentence, base)):
        done = base.value - rest.value
        yield wrong(sentence, said, replace(base, value=done, text=f"{done}{base.unit}"), base)


def _wholes(sentence: Sentence, base: Quantity) -> set[Fraction]:
    """What may be the whole: the count, one before it, or both: 来信20件、来访30件，办结48件."""
    earlier = {q.value for q in sentence.counts(base.start)}
    return {base.value, *earlier, *(base.value + each for each in earlier), sum(earlier, base.value)} - {0}


def _left(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """What is left and what was done are all; what is open and what was done are no more than all."""
    last = "left" if match["left"] else "open"
    base, part, rest = (sentence.at(match.start(name)) for name in ("base", "part", last))
    if any(not q.exact or not alike(q.unit, base.unit) for q in (base, part, rest)) or MOVED.search(
        base.label
    ):
        return
    total = base.lead in ("共", "共有", "合计", "共计")  # the carried over are in it
    if CARRIED.search(sentence.between(rest.end, sentence.start + len(sentence.text))):
        return
    if not total and (CARRIED.search(sentence.text) or re.search("月|季度|半年|以来", sentence.text)):
        return
    if taken_apart(sentence, base):
        return
    both, wholes = part.value + rest.value, _wholes(sentence, base)
    if both > max(wholes if not total else {base.value}) or (last == "left" and both not in wholes):
        yield off(sentence, base, [part.value, rest.value], base)
