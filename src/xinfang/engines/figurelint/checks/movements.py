"""More ways to say a change: 下降15%，由120件降至90件; 去年120件，今年90件; 由120件上升到90件; 翻了一番."""

import re
from collections.abc import Iterator
from fractions import Fraction

from xinfang.engines.figurelint.checks.changes import moved, together
from xinfang.engines.figurelint.checks.rates import BASE_UNITS
from xinfang.engines.figurelint.checks.sums import alike
from xinfang.engines.figurelint.checks.wording import (
    BEFORE,
    DIR,
    DOWN,
    LAST,
    NOUN,
    NOW,
    UP,
    YEAR,
    from_to,
    than_old,
)
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

__all__ = ["folded", "movements", "same", "two"]

# 下降 P，由 M 降至 N
_AHEAD = re.compile(rf"{DIR}(?P<share>[{PERCENT}{FOLD}])[，,(:]?(?:即)?{from_to()}")
# 下降 P（去年 M，今年 N）
_AHEAD_BOTH = re.compile(
    rf"{DIR}(?P<share>{PERCENT})[，,(:]?{BEFORE}[为是]?(?P<old>{COUNT})[，,、;；]{NOW}[为是]?(?P<new>{COUNT})"
)
# 比上月（M）下降 P，本月受理 N
_AHEAD_THAN = re.compile(rf"{than_old()}{DIR}(?P<share>{PERCENT})[，,]{NOW}{NOUN}?[为是]?(?P<new>{COUNT})")
# 去年来信 M，今年来信 N，下降 P
_DATED = re.compile(
    rf"(?P<was>{BEFORE})(?P<what>{NOUN}?)[为是]?(?P<old>{COUNT})[，,、;；](?P<now>{NOW})(?P<that>{NOUN}?)[为是]?"
    rf"(?P<new>{COUNT})[，,(](?:同比|比[去上]年)?{DIR}(?P<share>{PERCENT})"
)
# 与去年的 M 相比，今年受理 N，下降 P
_COMPARED = re.compile(
    rf"[与同和](?P<was>{BEFORE})的?{NOUN}?(?P<old>{COUNT})相比[，,]?(?P<now>{NOW}){NOUN}?[为是]?(?P<new>{COUNT})[，,(]"
    rf"(?:同比)?{DIR}(?P<share>{PERCENT})"
)
# N，……；同去年的 M 相比，下降 P
_TRAILING = re.compile(
    rf"[，,；;][与同和]{BEFORE}的?{NOUN}?(?P<old>{COUNT})相比[，,]?{DIR}(?P<share>{PERCENT})"
)
# 由 M 降至 N，减少 D; N，比去年的 M 减少 D; N，同比增加 D，去年同期为 M
_BY = (
    re.compile(rf"{from_to()}[，,(](?:同比|环比|共)?{DIR}(?P<by>{COUNT})(?=[，,。；;)])"),
    re.compile(
        rf"(?P<was>{BEFORE})(?P<what>{NOUN}?)[为是]?(?P<old>{COUNT})[，,、;；](?P<now>{NOW})(?P<that>{NOUN}?)[为是]?"
        rf"(?P<new>{COUNT})[，,(](?:同比|比[去上]年)?{DIR}(?P<by>{COUNT})(?=[，,。；;)])"
    ),
    re.compile(rf"(?P<new>{COUNT})[，,(]?{than_old()}{DIR}(?P<by>{COUNT})(?=[，,。；;)])"),
    re.compile(
        rf"(?P<new>{COUNT})[，,(]?{than_old()}(?:(?P<up>多)|(?P<down>少))了?(?P<by>{COUNT})(?=[，,。；;)])"
    ),
    re.compile(
        rf"(?P<new>{COUNT})[，,(](?:同比|[比较]{LAST}){DIR}(?P<by>{COUNT})[，,(]{LAST}[为是]?(?P<old>{COUNT})(?=[，,。；;)])"
    ),
    # 与上年的 M 相比减少 D，为 N
    re.compile(
        rf"[与同和](?:{LAST})的?{NOUN}?(?P<old>{COUNT})相比[，,]?{DIR}(?P<by>{COUNT})[，,](?:今年)?为(?P<new>{COUNT})(?=[，,。；;)])"
    ),
)
# 由 M 上升到 N
_ALONG = re.compile(from_to(COUNT + PERCENT, f"(?:(?P<up>{UP})|(?P<down>{DOWN}))"))
# 由15批65人次下降到9批72人次，批次、人次均下降
_BOTH_ALONG = re.compile(
    rf"[由从](?:{LAST})?的?(?P<old>{COUNT}、?{COUNT}){NOUN}?(?:{UP}|{DOWN})(?:到|至|为)(?:今年的?|本年度?的?)?(?P<new>{COUNT}、?{COUNT})[，,]"
    rf"(?:实现了?)?(?:批次[、和与]?(?:人次|人数))?(?:[均都]|双)(?:实现|有所|呈|同比|大幅|明显)?(?:(?P<up>{UP})|(?P<down>{DOWN}))"
)
_TOTAL = re.compile("总[量数]|共计?$|合计|总计")
_RANKS = re.compile(r"排名|名次|位次|第")
# 由 M 增加到 N，翻了一番; 翻一番，由 M 增至 N; N，是去年 M 的2倍
_FOLDED = r"(?P<said>翻了?(?P<times>[一两二三])番)(?!多|以上|有余)"
_DOUBLED = (
    re.compile(rf"{from_to()}[，,(](?:实现了?)?{_FOLDED}"),
    re.compile(rf"{_FOLDED}[，,(:]?(?:即)?{from_to()}"),
)
_TIMES = re.compile(
    rf"(?P<new>{COUNT})[，,(]?(?:是|为|相当于)(?:{LAST})?的?{NOUN}?(?P<old>{COUNT})的(?P<share>{FOLD})(?!多)"
)
_ABOUT = Fraction(1, 10)  # 翻一番 is said of what lies near twice as many, above it rather than below
_LITTLE = Fraction(1, 20)


def movements(sentence: Sentence) -> Iterator[Fault]:
    """Faults of what a sentence says to have moved from one number to another."""
    for patterns, judged in _WAYS:
        for pattern in patterns:
            for match in together(sentence, pattern):
                yield from judged(sentence, match)


def two(sentence: Sentence, match: re.Match[str]) -> tuple[Quantity, Quantity] | None:
    """What was before and what is now, when both are exact and of one unit."""
    old, new = sentence.at(match.start("old")), sentence.at(match.start("new"))
    return (old, new) if old.exact and new.exact and old.unit == new.unit and old.value else None


def _moved(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    if not _comparable(match):
        return
    old, new, said = (sentence.at(match.start(name)) for name in ("old", "new", "share"))
    yield from moved(sentence, old, new, said, grows=match["up"] is not None)


def _comparable(match: re.Match[str]) -> bool:
    """Whether both numbers, when it is said of what they are, are of the same thing, the older first."""
    groups = match.groupdict()
    was, now = (re.search(YEAR, groups.get(name) or "") for name in ("was", "now"))
    later = was and now and was.group() >= now.group()
    return not later and same(groups.get("what") or "", groups.get("that") or "")


def _trailing(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """The change is of the one count of that unit, or of the total that the sentence begins with."""
    old = sentence.at(match.start("old"))
    before = [q for q in sentence.counts(old.start) if alike(q.unit, old.unit)]
    if before and old.exact and before[0].exact and (len(before) == 1 or _TOTAL.search(before[0].label)):
        said = sentence.at(match.start("share"))
        yield from moved(sentence, old, before[0], said, grows=match["up"] is not None)


def same(what: str, that: str) -> bool:
    """Whether both numbers are of the same thing: the second may leave it out."""
    return what.startswith(that)


def _by(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    both, said = two(sentence, match), sentence.at(match.start("by"))
    if both is None or not said.exact or said.unit != both[0].unit or not _comparable(match):
        return
    old, new = both
    right = new.value - old.value
    if right != (said.value if match["up"] else -said.value):
        params = {"before": old.text, "after": new.text, "share": said.text, "right": f"{right}{new.unit}"}
        done = f"{new.value}-{old.value}={right}"
        yield Fault("points", sentence, said, DIFFERENCE, CHANGE_HOLDS, done, params)


def _along(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """The word says that it rose, and the numbers fall, or the other way."""
    old, new = sentence.at(match.start("old")), sentence.at(match.start("new"))
    counts = old.kind == new.kind == COUNT and old.unit == new.unit and old.unit in BASE_UNITS - {"人"}
    if not (counts or (old.kind == new.kind == PERCENT)) or _RANKS.search(sentence.text):
        return
    apart = abs(old.value - new.value)
    if apart and apart >= (old.step + new.step) / 2 and (new.value > old.value) != bool(match["up"]):
        params = {"before": old.text, "after": new.text}
        told = DIRECTION if new.value > old.value else DIRECTION_DOWN
        done = f"{old.text}{'<' if new.value > old.value else '>'}{new.text}"
        yield Fault("direction", sentence, new, told, DIRECTION_HOLDS, done, params)


def _both_along(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """Batches and heads both fell, it says, and one of them rose, or the other way."""
    old, new = (
        {q.unit: q for q in map(sentence.at, (match.start(name), match.end(name) - 1))}
        for name in ("old", "new")
    )
    if old.keys() != new.keys() or not all(q.exact for q in (*old.values(), *new.values())):
        return
    for unit, after in new.items():
        before = old[unit]
        rose = after.value > before.value
        if after.value != before.value and rose != bool(match["up"]):
            params = {"before": before.text, "after": after.text}
            told = DIRECTION if rose else DIRECTION_DOWN
            done = f"{before.text}{'<' if rose else '>'}{after.text}"
            yield Fault("direction", sentence, after, told, DIRECTION_HOLDS, done, params)


def _doubled(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    both = two(sentence, match)
    if both is None:
        return
    old, new = both
    times = 2 ** {"一": 1, "两": 2, "二": 2, "三": 3}[match["times"]]
    if -_LITTLE < new.value / old.value / times - 1 < _ABOUT:
        return
    yield folded(sentence, match, old, new, Fraction(times))


def folded(sentence: Sentence, match: re.Match[str], old: Quantity, new: Quantity, times: Fraction) -> Fault:
    """What is said in words, 翻了一番 or 下降一半, does not fit the two numbers."""
    place = match.start("said")
    ends = [(match.end(name), q.end) for name, q in (("old", old), ("new", new)) if match.end(name) <= place]
    if ends:
        last, end = max(ends)
        start = end + place - last
    else:
        start = old.start + place - match.start("old")
    said = Quantity(start, start + len(match["said"]), match["said"], times, Fraction(0), "番", FOLD)
    grown = percent(100 * (new.value - old.value) / old.value)
    params = {"before": old.text, "after": new.text, "share": said.text, "right": grown}
    done = f"({new.value}-{old.value})÷{old.value}={grown}"
    return Fault("change", sentence, said, CHANGE, CHANGE_HOLDS, done, params)


def _times(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    both, said = two(sentence, match), sentence.at(match.start("share"))
    if both is None:
        return
    old, new = both
    right = new.value / old.value
    if abs(right - said.value) >= said.step:
        shown = f"{right if right.denominator == 1 else decimals(right, 2)}倍"
        params = {"before": old.text, "after": new.text, "share": said.text, "right": shown}
        done = f"{new.value}÷{old.value}={shown}"
        yield Fault("change", sentence, said, CHANGE, CHANGE_HOLDS, done, params)


_WAYS = (
    ((_AHEAD, _AHEAD_BOTH, _AHEAD_THAN, _DATED, _COMPARED), _moved),
    ((_TRAILING,), _trailing),
    (_BY, _by),
    ((_ALONG,), _along),
    ((_BOTH_ALONG,), _both_along),
    (_DOUBLED, _doubled),
    ((_TIMES,), _times),
)
