"""Changes: 比去年同期100件下降20%, 由92%提高到95%，提高3个百分点, 受理7件，同比下降18%."""

import re
from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from xinfang.engines.figurelint.checks.wording import DIR, DOWN, MOVE, NOUN, THAN, UP, from_to, than_old
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

__all__ = ["changes", "fold", "points", "share", "together"]

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
# N，同比减少 D，下降 P
_APART = re.compile(
    rf"(?P<new>{COUNT})[，,(]?{THAN}{MOVE}(?P<step>{COUNT})[，,、(]?(?:同比|环比)?{DIR}(?P<share>{PERCENT})"
)
# N，同比下降 P
_ALONE = re.compile(rf"(?P<new>{COUNT}){NOUN}[，,(]?{THAN}{DIR}(?P<share>{PERCENT})")
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
    for match in together(sentence, _ALONE):
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
        yield from points(sentence, match, old, new, said)
    elif new.unit == old.unit and old.value:
        moved = fold if said.kind == FOLD else share
        yield from moved(sentence, match, new, old.value, old.text, said, old.step)


def _grows(words: str) -> bool:
    """Whether the first word of movement is one of growth."""
    first = re.search(f"(?P<up>{UP})|(?P<down>{DOWN})", words)
    return first is not None and first["up"] is not None


def _signed(match: re.Match[str], said: Quantity) -> Fraction:
    return said.value if match["up"] else -said.value


def share(
    sentence: Sentence, match: re.Match[str], new: Quantity, before: Fraction, old: str, said: Quantity,
    step: Fraction = Fraction(0),
) -> Iterator[Fault]:  # fmt: skip
    """The change between the two numbers, of which the older is known to `step` only, is not that share."""
    right = 100 * (new.value - before) / before
    least = 100 * ((new.value - new.step) / (before + step) - 1)
    most = 100 * ((new.value + new.step) / (before - step) - 1) if before > step else right
    if least - said.step < _signed(match, said) < most + said.step or "均" in said.label[-8:]:
        return
    done = f"({new.value}-{before})÷{before}={percent(right, said.step)}"
    params = {"before": old, "after": new.text, "share": said.text, "right": percent(right, said.step)}
    yield Fault("change", sentence, said, CHANGE, CHANGE_HOLDS, done, params)


def fold(
    sentence: Sentence, match: re.Match[str], new: Quantity, before: Fraction, old: str, said: Quantity,
    step: Fraction = Fraction(0),
) -> Iterator[Fault]:  # fmt: skip
    """增长两倍 is three times as many; 增长为两倍 may be twice. 下降一倍 leaves nothing."""
    right = (new.value - before) / before
    if (
        new.step
        or step
        or (match["up"] is None) != (right < 0)
        or match.string[match.start("share") - 1] in "为达"
    ):
        return
    left = match["down"] and said.value == 1 and new.value  # what falls by all of it leaves nothing
    if (not left and abs(abs(right) - said.value) < said.step) or "均" in said.label[-8:]:
        return
    shown = (
        f"{right if right.denominator == 1 else decimals(right, 2)}倍"
        if match["up"]
        else percent(100 * right)
    )
    params = {"before": old, "after": new.text, "share": said.text, "right": shown}
    done = f"({new.value}-{before})÷{before}={shown}"
    yield Fault("change", sentence, said, CHANGE, CHANGE_HOLDS, done, params)


def points(
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
