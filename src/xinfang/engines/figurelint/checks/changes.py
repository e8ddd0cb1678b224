"""Changes: 比去年同期100件下降20%, 由92%提高到95%，提高3个百分点, 受理7件，同比下降18%."""

import re
from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from xinfang.engines.figurelint.findings import (
    CHANGE,
    CHANGE_HOLDS,
    DIFFERENCE,
    NO_BEFORE,
    NO_BEFORE_HOLDS,
    Fault,
    decimals,
    percent,
)
from xinfang.engines.figurelint.reading import COUNT, FOLD, PERCENT, POINTS, Quantity, Sentence

__all__ = ["DIR", "DOWN", "LAST", "UP", "changes", "fold", "share"]

UP = "增加|增长|上升|提高|提升|增幅|升幅|增|升"
DOWN = "下降|减少|降低|回落|下滑|降幅|减幅|降|减"
DIR = rf"(?:(?P<up>{UP})|(?P<down>{DOWN}))了?(?:为|达)?"
_MOVE = f"(?:{UP}|{DOWN})了?"
LAST = r"(?:去年|上年|上一年|前年|上月|上季度|20\d\d年|同期){1,2}(?:度|全年|同期)?"
_THAN = rf"(?:同比|环比|[同]?[比较]{LAST}(?:的|相比)?|与{LAST}相比，?)"
_NOUN = r"[\u4e00-\u9fff]{0,6}"
# 今年 N，比去年 M 下降 P
_BOTH = re.compile(
    rf"(?P<new>{COUNT})[，,(]?(?:同?[比较]{LAST}的?|{LAST}[为是]?)(?P<old>{COUNT})(?:相比)?[，,]?(?:同比|环比)?{DIR}(?P<share>[{PERCENT}{FOLD}])"
)
# 由 M 下降到 N，下降 P
_FROM = re.compile(
    rf"[由从](?:{LAST})?的?(?P<old>[{COUNT}{PERCENT}]){_NOUN}?(?:{UP}|{DOWN})(?:到|至|为)(?:今年的?|20\d\d年的?)?"
    rf"(?P<new>[{COUNT}{PERCENT}])[，,(](?:同比|环比)?{DIR}(?P<share>[{PERCENT}{POINTS}{FOLD}])"
)
# N，同比上升 P，上年为 M
_LATER = re.compile(
    rf"(?P<new>{COUNT})[，,(]?(?:同比|[同]?[比较](?:去年|上年|上一年)(?:同期)?){DIR}(?P<share>[{PERCENT}{FOLD}])[，,;；(]"
    rf"(?P<last>(?:去年|上年|上一年)?(?:同期)?)(?:仅)?[为是]?(?P<old>{COUNT})"
)
_SHORT = re.compile(r"月|季度|半年|截至|以来|旬|全年")
# N，同比减少 D，下降 P
_APART = re.compile(
    rf"(?P<new>{COUNT})[，,(]?{_THAN}{_MOVE}(?P<step>{COUNT})[，,、(]?(?:同比|环比)?{DIR}(?P<share>{PERCENT})"
)
# N，同比下降 P
_ALONE = re.compile(rf"(?P<new>{COUNT}){_NOUN}[，,(]?{_THAN}{DIR}(?P<share>{PERCENT})")
# P，比去年 P 提高 D 个百分点
_POINTS = re.compile(
    rf"(?P<new>{PERCENT})[，,(]?(?:同?[比较]{LAST}的?|{LAST}[为是]?)(?P<old>{PERCENT})(?:相比)?[，,]?{DIR}(?P<share>{POINTS})"
)


def changes(sentence: Sentence) -> Iterator[Fault]:
    """Faults of what a sentence says to have grown or shrunk."""
    skeleton = sentence.skeleton
    if "分别" in skeleton:
        return
    for pattern in (_BOTH, _FROM, _APART, _POINTS):
        for match in pattern.finditer(skeleton):
            yield from _judged(sentence, match)
    for match in _LATER.finditer(skeleton):
        # Of a part of the year, last year's number may be of the whole.
        if match["last"] and ("同期" in match["last"] or not _SHORT.search(sentence.text)):
            yield from _judged(sentence, match)
    for match in _ALONE.finditer(skeleton):
        yield from _alone(sentence, match)


def _judged(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    groups = match.groupdict()
    new, said = sentence.at(match.start("new")), sentence.at(match.start("share"))
    if "step" in groups:
        step = sentence.at(match.start("step"))
        grows = _grows(match.group())
        if not (new.exact and step.exact and new.unit == step.unit):
            return
        before = new.value - step.value if grows else new.value + step.value
        if before > 0:
            yield from share(sentence, match, new, before, f"{before}{new.unit}", said)
        return
    old = sentence.at(match.start("old"))
    if said.kind == POINTS or new.kind == PERCENT:
        yield from _points(sentence, match, old, new, said)
    elif new.exact and old.exact and new.unit == old.unit and old.value:
        yield from (fold if said.kind == FOLD else share)(sentence, match, new, old.value, old.text, said)


def _grows(words: str) -> bool:
    """Whether the first word of movement is one of growth."""
    first = re.search(f"(?P<up>{UP})|(?P<down>{DOWN})", words)
    return first is not None and first["up"] is not None


def _signed(match: re.Match[str], said: Quantity) -> Fraction:
    return said.value if match["up"] else -said.value


def share(
    sentence: Sentence, match: re.Match[str], new: Quantity, before: Fraction, old: str, said: Quantity
) -> Iterator[Fault]:
    """The change between the two numbers is not that share."""
    right = 100 * (new.value - before) / before
    if abs(right - _signed(match, said)) < said.step:
        return
    done = f"({new.value}-{before})÷{before}={percent(right, said.step)}"
    params = {"before": old, "after": new.text, "share": said.text, "right": percent(right, said.step)}
    yield Fault("change", sentence, said, CHANGE, CHANGE_HOLDS, done, params)


def fold(
    sentence: Sentence, match: re.Match[str], new: Quantity, before: Fraction, old: str, said: Quantity
) -> Iterator[Fault]:
    """增长两倍 is three times as many; 增长为两倍 may be twice."""
    right = (new.value - before) / before
    if not match["up"] or right < 0 or match.string[match.start("share") - 1] in "为达":
        return
    if abs(right - said.value) < said.step:
        return
    shown = f"{right if right.denominator == 1 else decimals(right, 2)}倍"
    params = {"before": old, "after": new.text, "share": said.text, "right": shown}
    done = f"({new.value}-{before})÷{before}={shown}"
    yield Fault("change", sentence, said, CHANGE, CHANGE_HOLDS, done, params)


def _points(
    sentence: Sentence, match: re.Match[str], old: Quantity, new: Quantity, said: Quantity
) -> Iterator[Fault]:
    if said.kind != POINTS or old.kind != PERCENT or new.kind != PERCENT:
        return
    right = new.value - old.value
    # Each of the three was rounded by itself.
    if abs(right - _signed(match, said)) < said.step + (old.step + new.step) / 2:
        return
    places = 0 if right.denominator == 1 else 2
    done = f"{old.text}→{new.text}：{decimals(right, places)}"
    params = {"before": old.text, "after": new.text, "share": said.text, "right": decimals(right, places)}
    yield Fault("points", sentence, said, DIFFERENCE, CHANGE_HOLDS, done, params)


def _alone(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """Only what changed is known: is there a whole number that it can have changed from?"""
    new, said = sentence.at(match.start("new")), sentence.at(match.start("share"))
    signed = _signed(match, said)
    others = [q for q in sentence.counts(said.start)]
    if not new.exact or new.value < 1 or signed <= -100 or any(not q.exact for q in others):
        return
    if any(_before(q.value, signed, said) for q in others):
        return
    low = floor(100 * new.value / (100 + signed))
    either = [Fraction(100) * (new.value - base) / base for base in (low, low + 1) if base]
    bases = [base for base in (low, low + 1) if base]
    done = "，".join(
        f"({new.value}-{base})÷{base}={percent(share, said.step)}"
        for base, share in zip(bases, either, strict=True)
    )
    shown = [percent(share, said.step) for share in either]
    params = {"after": new.text, "share": said.text, "low": shown[0], "high": shown[-1]}
    yield Fault("before", sentence, said, NO_BEFORE, NO_BEFORE_HOLDS, done, params)


def _before(value: Fraction, signed: Fraction, said: Quantity) -> bool:
    """Whether a whole number changed by `signed` per cent, as rounded, is `value`."""
    if value == 0:
        return signed == -100
    middle = 100 * value / (100 + signed)
    return any(
        base > 0 and abs(100 * (value - base) / base - signed) < said.step
        for base in (floor(middle), ceil(middle))
    )
