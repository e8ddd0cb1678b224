"""More ways to say a change: 下降15%，由120件降至90件; 去年120件，今年90件; 由120件上升到90件; 翻了一番."""

import re
from collections.abc import Iterator
from fractions import Fraction

from xinfang.engines.figurelint.checks.changes import DIR, DOWN, LAST, UP, fold, share
from xinfang.engines.figurelint.checks.rates import BASE_UNITS
from xinfang.engines.figurelint.findings import (
    CHANGE,
    CHANGE_HOLDS,
    DIFFERENCE,
    DIRECTION,
    DIRECTION_DOWN,
    DIRECTION_HOLDS,
    Fault,
    decimals,
    percent,
)
from xinfang.engines.figurelint.reading import COUNT, FOLD, PERCENT, Quantity, Sentence

__all__ = ["movements"]

_NOUN = r"[\u4e00-\u9fff]{0,6}"
_TO = rf"(?:(?:{UP})|(?:{DOWN}))(?:到|至|为)(?:今年的?|20\d\d年的?)?"
_YEAR = r"(?:19|20)\d\d年"
_BEFORE = rf"(?:{LAST}|{_YEAR})"
_NOW = rf"(?:今年|本年度?|{_YEAR})"
# 下降 P，由 M 降至 N
_AHEAD = re.compile(
    rf"{DIR}(?P<share>[{PERCENT}{FOLD}])[，,(:]?(?:即)?[由从](?:{LAST})?的?{_NOUN}?(?P<old>{COUNT}){_NOUN}?{_TO}(?P<new>{COUNT})"
)
# 下降 P（去年 M，今年 N）
_AHEAD_BOTH = re.compile(
    rf"{DIR}(?P<share>{PERCENT})[，,(:]?{_BEFORE}[为是]?(?P<old>{COUNT})[，,、;；]{_NOW}[为是]?(?P<new>{COUNT})"
)
# 去年来信 M，今年来信 N，下降 P
_DATED = re.compile(
    rf"(?P<was>{_BEFORE})(?P<what>{_NOUN}?)[为是]?(?P<old>{COUNT})[，,、;；](?P<now>{_NOW})(?P<that>{_NOUN}?)[为是]?"
    rf"(?P<new>{COUNT})[，,(](?:同比|比[去上]年)?{DIR}(?P<share>{PERCENT})"
)
# 由 M 降至 N，减少 D; N，比去年的 M 减少 D; N，同比增加 D，去年同期为 M
_BY = (
    re.compile(
        rf"[由从](?:{LAST})?的?(?P<old>{COUNT}){_NOUN}?{_TO}(?P<new>{COUNT})[，,(](?:同比|环比|共)?{DIR}(?P<by>{COUNT})(?=[，,。；;)])"
    ),
    re.compile(
        rf"(?P<new>{COUNT})[，,(]?(?:同?[比较]{LAST}的?|{LAST}[为是]?)(?P<old>{COUNT})(?:相比)?[，,]?{DIR}(?P<by>{COUNT})(?=[，,。；;)])"
    ),
    re.compile(
        rf"(?P<new>{COUNT})[，,(](?:同比|[比较]{LAST}){DIR}(?P<by>{COUNT})[，,(]{LAST}[为是]?(?P<old>{COUNT})(?=[，,。；;)])"
    ),
)
# 由 M 上升到 N
_ALONG = re.compile(
    rf"[由从](?:{LAST})?的?(?P<old>[{COUNT}{PERCENT}]){_NOUN}?(?:(?P<up>{UP})|(?P<down>{DOWN}))(?:到|至|为)"
    rf"(?:今年的?|20\d\d年的?)?(?P<new>[{COUNT}{PERCENT}])"
)
_RANKS = re.compile(r"排名|名次|位次|第")
# 由 M 增加到 N，翻了一番; N，是去年 M 的2倍
_DOUBLED = re.compile(
    rf"[由从](?:{LAST})?的?(?P<old>{COUNT}){_NOUN}?{_TO}(?P<new>{COUNT})[，,(](?P<said>翻了?(?P<times>[一两二三])番)(?!多|以上|有余)"
)
_TIMES = re.compile(
    rf"(?P<new>{COUNT})[，,(]?(?:是|为|相当于)(?:{LAST})?的?(?P<old>{COUNT})的(?P<share>{FOLD})(?!多)"
)
_ABOUT = Fraction(1, 10)  # 翻一番 is said of what lies near twice as many


def movements(sentence: Sentence) -> Iterator[Fault]:
    """Faults of what a sentence says to have moved from one number to another."""
    skeleton = sentence.skeleton
    if "分别" in skeleton:
        return
    for patterns, judged in _WAYS:
        for pattern in patterns:
            for match in pattern.finditer(skeleton):
                yield from judged(sentence, match)


def _two(sentence: Sentence, match: re.Match[str]) -> tuple[Quantity, Quantity] | None:
    """What was before and what is now, when both are exact and of one unit."""
    old, new = sentence.at(match.start("old")), sentence.at(match.start("new"))
    return (old, new) if old.exact and new.exact and old.unit == new.unit and old.value else None


def _moved(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    groups, two = match.groupdict(), _two(sentence, match)
    if two is None or not _same(groups.get("what") or "", groups.get("that") or ""):
        return
    was, now = (re.search(_YEAR, groups.get(name) or "") for name in ("was", "now"))
    if was and now and was.group() >= now.group():
        return
    old, new = two
    said = sentence.at(match.start("share"))
    yield from (fold if said.kind == FOLD else share)(sentence, match, new, old.value, old.text, said)


def _same(what: str, that: str) -> bool:
    """Whether both numbers are of the same thing: the second may leave it out."""
    return what.startswith(that)


def _by(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    two, said = _two(sentence, match), sentence.at(match.start("by"))
    if two is None or not said.exact or said.unit != two[0].unit:
        return
    old, new = two
    right = new.value - old.value
    if right != (said.value if match["up"] else -said.value):
        params = {"before": old.text, "after": new.text, "share": said.text, "right": f"{right}{new.unit}"}
        done = f"{new.value}-{old.value}={right}"
        yield Fault("points", sentence, said, DIFFERENCE, CHANGE_HOLDS, done, params)


def _along(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """The word says that it rose, and the numbers fall, or the other way."""
    old, new = sentence.at(match.start("old")), sentence.at(match.start("new"))
    counts = old.exact and new.exact and old.unit == new.unit and old.unit in BASE_UNITS - {"人"}
    if not (counts or (old.kind == new.kind == PERCENT)) or _RANKS.search(sentence.text):
        return
    if old.value != new.value and (new.value > old.value) != bool(match["up"]):
        params = {"before": old.text, "after": new.text}
        told = DIRECTION if new.value > old.value else DIRECTION_DOWN
        done = f"{old.text}{'<' if new.value > old.value else '>'}{new.text}"
        yield Fault("direction", sentence, new, told, DIRECTION_HOLDS, done, params)


def _doubled(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    two = _two(sentence, match)
    if two is None:
        return
    old, new = two
    times = 2 ** {"一": 1, "两": 2, "二": 2, "三": 3}[match["times"]]
    if abs(new.value / old.value / times - 1) < _ABOUT:
        return
    start = new.end + match.start("said") - match.end("new")
    said = Quantity(
        start, start + len(match["said"]), match["said"], Fraction(times), Fraction(0), "番", FOLD
    )
    grown = percent(100 * (new.value - old.value) / old.value)
    params = {"before": old.text, "after": new.text, "share": said.text, "right": grown}
    done = f"({new.value}-{old.value})÷{old.value}={grown}"
    yield Fault("change", sentence, said, CHANGE, CHANGE_HOLDS, done, params)


def _times(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    two, said = _two(sentence, match), sentence.at(match.start("share"))
    if two is None:
        return
    old, new = two
    right = new.value / old.value
    if abs(right - said.value) >= said.step:
        shown = f"{right if right.denominator == 1 else decimals(right, 2)}倍"
        params = {"before": old.text, "after": new.text, "share": said.text, "right": shown}
        done = f"{new.value}÷{old.value}={shown}"
        yield Fault("change", sentence, said, CHANGE, CHANGE_HOLDS, done, params)


_WAYS = (
    ((_AHEAD, _AHEAD_BOTH, _DATED), _moved),
    (_BY, _by),
    ((_ALONG,), _along),
    ((_DOUBLED,), _doubled),
    ((_TIMES,), _times),
)
