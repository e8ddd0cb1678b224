"""Changes: 比去年同期100件下降20%, 由92%提高到95%，提高3个百分点, 受理7件，同比下降18%."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from xinfang.engines.figurelint.checks.sums import MOVED
from xinfang.engines.figurelint.checks.wording import (
    DIR,
    DOWN,
    MOVE,
    NOUN,
    ROUNDED,
    THAN,
    UP,
    from_to,
    than_old,
)
from xinfang.engines.figurelint.findings import (
    CHANGE,
    CHANGE_HOLDS,
    DIFFERENCE,
    NO_BEFORE,
    NO_BEFORE_HOLDS,
    NO_BEFORE_ONE,
    Fault,
    decimals,
    percent,
)
from xinfang.engines.figurelint.reading import COUNT, FOLD, PERCENT, POINTS, Quantity, Sentence

__all__ = ["alone", "changes", "moved", "points", "together"]

# 今年 N，比去年 M 下降 P; 比去年 M 减少 D，下降 P
_BOTH = re.compile(
    rf"(?P<new>{COUNT})[，,(]?{than_old()}(?:{MOVE}{COUNT}[，,、])?(?:同比|环比)?{DIR}(?P<share>[{PERCENT}{FOLD}])"
)
# 由 M 下降到 N，下降 P
_FROM = re.compile(
    rf"{from_to(COUNT + PERCENT)}[，,(](?:同比|环比)?{DIR}(?P<share>[{PERCENT}{POINTS}{FOLD}])"
)
# N，同比上升 P，上年为 M; 环比上升 P，上月为 M
_LATER = re.compile(
    rf"(?P<new>[{COUNT}{PERCENT}])[，,(]?(?P<than>同比|环比|[同]?[比较](?:去年|上年|上一年|上月|上季度)(?:同期)?)"
    rf"{DIR}(?P<share>[{PERCENT}{FOLD}{POINTS}])[，,;；(]"
    rf"(?P<last>(?:去年|上年|上一年|上月|上季度)?(?:同期)?)(?:仅)?[为是]?(?P<old>[{COUNT}{PERCENT}])"
)
_SHORT = re.compile(r"月|季度|半年|截至|以来|旬|全年")
# N，同比减少 D，下降 P; N，比去年同期多 D，上升 P
_APART = re.compile(
    rf"(?P<new>{COUNT}){COUNT}?[，,(]?(?:[\u4e00-\u9fff]{{0,4}}量)?{THAN}(?:(?P<more>{UP}|多)|{DOWN}|少)了?(?P<step>{COUNT})"
    rf"[，,、(]?(?:同比|环比)?{DIR}(?P<share>{PERCENT})"
)
# N，同比下降 P
_ALONE = re.compile(rf"(?P<new>{COUNT}){NOUN}[，,(]?{THAN}{DIR}(?P<share>{PERCENT})")
# 同比上升 P，达到 N
_THEN = re.compile(rf"{THAN}{DIR}(?P<share>{PERCENT})[，,](?:达到?|为|[降减增升]至)了?(?P<new>{COUNT})")
# P，比去年 P 提高 D 个百分点
_POINTS = re.compile(rf"(?P<new>{PERCENT})[，,(]?{than_old(PERCENT)}{DIR}(?P<share>{POINTS})")
_ENDS = re.compile("[；;。]")


def changes(sentence: Sentence) -> Iterator[Fault]:
    """Faults of what a sentence says to have grown or shrunk."""
    for pattern in (_BOTH, _FROM, _APART, _POINTS):
        for match in together(sentence, pattern):
            yield from _judged(sentence, match)
    for match in together(sentence, _LATER):
        if match["last"] and _of_that_time(sentence, match["than"], match["last"]):
            yield from _judged(sentence, match)
    for pattern in (_ALONE, _THEN):
        for match in together(sentence, pattern):
            yield from _alone(sentence, match)


def together(sentence: Sentence, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches in clauses without 分别, which would give each figure to another name."""
    skeleton = sentence.skeleton
    for match in pattern.finditer(skeleton):
        before = _ENDS.split(skeleton[max(match.start() - 80, 0) : match.start()])[-1]
        after = _ENDS.split(skeleton[match.start() : match.end() + 40])[0]
        if "分别" not in before + match.group() + after:
            yield match


def _of_that_time(sentence: Sentence, than: str, last: str) -> bool:
    """Whether what is said of the time before is what the change is from."""
    if (than == "环比") != (last in ("上月", "上季度")) and than[-1:] not in last:
        return False
    # Of a part of the year, last year's number may be of the whole.
    return "同期" in last or last in ("上月", "上季度") or not _SHORT.search(sentence.text)


def _judged(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    groups = match.groupdict()
    new, said = sentence.at(match.start("new")), sentence.at(match.start("share"))
    grows = match["up"] is not None
    if "step" in groups:
        step = sentence.at(match.start("step"))
        if not (new.exact and step.exact and new.unit == step.unit):
            return
        before = new.value - step.value if groups["more"] else new.value + step.value
        if before > 0:
            old = replace(new, value=before, text=f"{before}{new.unit}")
            yield from moved(sentence, old, new, said, grows=grows)
        return
    old = sentence.at(match.start("old"))
    if said.kind == POINTS or new.kind == PERCENT:
        yield from points(sentence, old, new, said, grows=grows)
    else:
        yield from moved(sentence, old, new, said, grows=grows)


def moved(
    sentence: Sentence, old: Quantity, new: Quantity, said: Quantity, *, grows: bool
) -> Iterator[Fault]:
    """The change from one number to another is not what is said; a yearly mean of several is none."""
    if old.kind == new.kind == COUNT and old.unit == new.unit and old.value and "均" not in said.label[-8:]:
        yield from (_fold if said.kind == FOLD else _share)(sentence, old, new, said, grows)


def _share(sentence: Sentence, old: Quantity, new: Quantity, said: Quantity, grows: bool) -> Iterator[Fault]:
    """Numbers in 万 were rounded, and so was the change between them."""
    right = 100 * (new.value - old.value) / old.value
    signed = said.value if grows else -said.value
    if any(least - said.step < signed < most + said.step for least, most in _between(old, new)):
        return
    yield _not(sentence, old, new, said, percent(right, said.step))


def _between(old: Quantity, new: Quantity) -> Iterator[tuple[Fraction, Fraction]]:
    """The least and the most change, in per cent, when both were rounded, both cut off, both rounded up."""
    for least, most in ROUNDED:
        if old.value + least * old.step > 0:
            yield (
                100 * ((new.value + least * new.step) / (old.value + most * old.step) - 1),
                100 * ((new.value + most * new.step) / (old.value + least * old.step) - 1),
            )


def _fold(sentence: Sentence, old: Quantity, new: Quantity, said: Quantity, grows: bool) -> Iterator[Fault]:
    """增长两倍 is three times as many; 增长为两倍 may be twice. 下降一倍 leaves nothing."""
    right = (new.value - old.value) / old.value
    if not (old.exact and new.exact) or grows != (right >= 0):
        return
    if sentence.between(said.start - 1, said.start) in ("为", "达"):
        return
    left = not grows and said.value == 1 and new.value
    if not left and abs(abs(right) - said.value) < said.step:
        return
    folds = f"{right if right.denominator == 1 else decimals(right, 2)}倍"
    yield _not(sentence, old, new, said, folds if grows else percent(100 * right))


def _not(sentence: Sentence, old: Quantity, new: Quantity, said: Quantity, right: str) -> Fault:
    now, was = (q.value if q.value.denominator == 1 else decimals(q.value, 2) for q in (new, old))
    done = f"({now}-{was})÷{was}={right}"
    params = {"before": old.text, "after": new.text, "share": said.text, "right": right}
    return Fault("change", sentence, said, CHANGE, CHANGE_HOLDS, done, params)


def points(
    sentence: Sentence, old: Quantity, new: Quantity, said: Quantity, *, grows: bool
) -> Iterator[Fault]:
    """The difference of two percentages is not as many points."""
    if said.kind != POINTS or old.kind != PERCENT or new.kind != PERCENT:
        return
    right = new.value - old.value
    # Each of the three was rounded by itself.
    if abs(right - (said.value if grows else -said.value)) < said.step + (old.step + new.step) / 2:
        return
    places = 0 if right.denominator == 1 else 2
    done = f"{old.text}→{new.text}：{decimals(right, places)}"
    params = {"before": old.text, "after": new.text, "share": said.text, "right": decimals(right, places)}
    yield Fault("points", sentence, said, DIFFERENCE, CHANGE_HOLDS, done, params)


def _alone(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """Only what changed is known, but another count before may be meant."""
    new, said = sentence.at(match.start("new")), sentence.at(match.start("share"))
    signed = said.value if match["up"] else -said.value
    others = sentence.counts(said.start if new.start < said.start else None)
    if MOVED.search(new.label) or re.search("率|占|比[重例]", said.lead):
        return  # 较上月增加263件，同比上升6%
    if all(q.exact for q in others) and not any(_before(q.value, signed, said) for q in others):
        yield from alone(sentence, new, said, grows=signed > 0)


def alone(sentence: Sentence, new: Quantity, said: Quantity, *, grows: bool) -> Iterator[Fault]:
    """Is there a whole number that this one can have changed from?"""
    signed = said.value if grows else -said.value
    if not new.exact or new.value < 1 or signed <= -100 or _before(new.value, signed, said):
        return
    low = floor(100 * new.value / (100 + signed))
    either = [Fraction(100) * (new.value - base) / base for base in (low, low + 1) if base]
    bases = [base for base in (low, low + 1) if base]
    done = "，".join(
        f"({new.value}-{base})÷{base}={percent(share, said.step)}"
        for base, share in zip(bases, either, strict=True)
    )
    shown = [percent(share, said.step) for share in either]
    params = {"after": new.text, "share": said.text, "low": shown[0], "high": shown[-1], "right": shown[0]}
    holds = NO_BEFORE_HOLDS if len(bases) > 1 else NO_BEFORE_ONE
    yield Fault("before", sentence, said, NO_BEFORE, holds, done, params)


def _before(value: Fraction, signed: Fraction, said: Quantity) -> bool:
    """Whether a whole number changed by `signed` per cent, as rounded, is `value`."""
    if value == 0 or signed <= -100:
        return value == 0 and signed == -100
    middle = 100 * value / (100 + signed)
    return any(
        base > 0 and abs(100 * (value - base) / base - signed) < said.step
        for base in (floor(middle), ceil(middle))
    )
