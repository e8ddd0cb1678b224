"""Still more changes: 由350件增至630件，是去年的1.8倍; 下降一半; 提速34%; 批次下降30%; of a month."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from xinfang.engines.figurelint.checks.changes import alone, moved, together
from xinfang.engines.figurelint.checks.movements import folded, same, two
from xinfang.engines.figurelint.checks.sums import MOVED, close
from xinfang.engines.figurelint.checks.wording import DIR, DOWN, LAST, NOUN, THAN, UP, from_to
from xinfang.engines.figurelint.findings import CHANGE, CHANGE_HOLDS, Fault, decimals, percent
from xinfang.engines.figurelint.numerals import read_number
from xinfang.engines.figurelint.reading import COUNT, FOLD, PERCENT, VAGUE, Quantity, Sentence

__all__ = ["paces"]

_IS_OF = rf"(?:仅|只)?(?:是|为|相当于)(?:去年|上年|上一年)(?:同期|全年)?的(?P<share>[{FOLD}{PERCENT}])"
# 是去年的 P，由 M 增至 N; 由 M 增至 N，是去年的 P
_OF_LAST = (re.compile(rf"{_IS_OF}[，,(:]?(?:即)?{from_to()}"), re.compile(rf"{from_to()}[，,(]{_IS_OF}"))
_ANOTHER = re.compile(r"20\d\d年|月|季度|高峰|最[高多低少]")
# 由 M 降至 N，下降一半; 比去年的 M 下降一半，为 N
_HALF = rf"(?P<said>(?:{DOWN})了?一半)(?!以上|多|有余)"
_HALVED = (
    re.compile(rf"{from_to()}[，,(](?:同比|共)?{_HALF}"),
    re.compile(
        rf"[比较](?:{LAST})?的?{NOUN}?(?P<old>{COUNT}){_HALF}[，,](?:降)?为(?P<new>{COUNT})(?=[，,。；;)])"
    ),
)
_HALF_ABOUT = Fraction(8, 100)
# 由32天缩短至21天，提速34.4%
_FASTER = re.compile(rf"{from_to()}[，,(](?:办理)?(?:提速|提效|效率提[升高]了?)(?P<share>{PERCENT})")
# N批N人次，同比批次下降 P、人次下降 P
_BY_UNIT = re.compile(
    rf"(?P<first>{COUNT})(?P<second>{COUNT})?[，,]{THAN}(?P<unit>批次|人次){DIR}(?P<share>{PERCENT})"
    rf"(?:[、，,](?P<unit2>批次|人次)(?:(?P<up2>上升|增加|增长)|(?P<down2>下降|减少))了?(?P<share2>{PERCENT}))?(?=[，,。；;)])"
)
# N批N人次，同比批次下降 P、人次下降 P，去年同期分别为 M批、M人次
_BY_UNIT_LATER = re.compile(
    rf"{_BY_UNIT.pattern}[，,;；(](?P<last>{LAST})(?:分别)?[为是]?(?P<old>{COUNT}[、，和]?{COUNT}?)(?=[，,。；;)])"
)
# 来访批次同比增长 P，人次同比下降 P，今年来访 N批，上年来访 M批
_UNIT_FIRST = re.compile(
    rf"(?<![\u4e00-\u9fff])(?P<what>[\u4e00-\u9fff]{{2,8}}?)(?P<unit>批次|人次)同比{DIR}(?P<share>{PERCENT})[，,、;；]"
    rf"(?:(?P<unit2>批次|人次)(?:同比)?(?:(?P<up2>{UP})|(?P<down2>{DOWN}))了?(?P<share2>{PERCENT})[，,、;；])?"
    rf"今年(?P<that>{NOUN}?)(?P<new>{COUNT}{COUNT}?)[，,、;；](?P<last>(?:去年|上年)(?:同期)?)(?P<then>{NOUN}?)"
    rf"(?P<old>{COUNT}{COUNT}?)(?=[，,。；;)])"
)
_PART_OF_YEAR = re.compile(r"月|季度|旬|半年|截至|以来")
# 由平均 M 缩短到 N，缩短 P
_MEANS = re.compile(
    rf"[由从](?:{LAST})?的?{NOUN}?(?P<old>[{COUNT}{VAGUE}]){NOUN}?(?:{UP}|{DOWN})(?:到|至|为){NOUN}?(?P<new>[{COUNT}{VAGUE}])"
    rf"[，,(](?:同比)?{DIR}(?P<share>{PERCENT})(?=[，,。；;)])"
)
# N，同比增长 P，比上年增加 D; 比上年增加 D，增长 P，共 N
_STEP = r"(?:去年|上年)(?:同期)?(?:(?P<more>增加|多|增长|上升)|(?P<less>减少|少|下降))了?(?P<by>[{0}])"
_STEPPED = (
    re.compile(
        rf"(?P<new>{COUNT})[，,(](?:同比|[比较](?:去年|上年)(?:同期)?)?{DIR}(?P<share>{PERCENT})[，,][比较]{_STEP.format(COUNT)}"
        r"(?=[，,。；;)])"
    ),
    re.compile(
        rf"[比较]{_STEP.format(COUNT)}[，,](?:同比)?{DIR}(?P<share>{PERCENT})[，,](?:一?共|共计|总计)(?P<new>{COUNT})(?=[，,。；;)])"
    ),
)
_MONTH = r"(?P<{0}>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月份?"
_MONTHS = (
    re.compile(
        rf"{_MONTH.format('now')}(?P<that>{NOUN}?)[为是]?(?P<new>{COUNT})[，,、]{_MONTH.format('was')}(?P<what>{NOUN}?)[为是]?"
        rf"(?P<old>{COUNT})[，,(]环比{DIR}(?P<share>{PERCENT})"
    ),
    re.compile(
        rf"{_MONTH.format('was')}(?P<what>{NOUN}?)[为是]?(?P<old>{COUNT})[，,、]{_MONTH.format('now')}(?P<that>{NOUN}?)[为是]?"
        rf"(?P<new>{COUNT})[，,(]环比{DIR}(?P<share>{PERCENT})"
    ),
)


def paces(sentence: Sentence) -> Iterator[Fault]:
    """Faults of changes that are said as a multiple, a half, a speed, of one unit, of a month."""
    for patterns, judged in _WAYS:
        for pattern in patterns:
            for match in together(sentence, pattern):
                yield from judged(sentence, match)
    for match in _BY_UNIT_LATER.finditer(sentence.skeleton):  # its 分别 is of last year's two
        yield from _by_unit_later(sentence, match)


def _of_last(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    both, said = two(sentence, match), sentence.at(match.start("share"))
    if both is None or _ANOTHER.search(match.group()):
        return
    old, new = both
    right = new.value / old.value
    if said.kind == PERCENT:
        fits, shown = close(100 * right, said), percent(100 * right, said.step)
    else:
        fits = abs(right - said.value) < (said.step or 1)
        shown = f"{right if right.denominator == 1 else decimals(right, 2)}倍"
    if not fits:
        params = {"before": old.text, "after": new.text, "share": said.text, "right": shown}
        done = f"{new.value}÷{old.value}={shown}"
        yield Fault("change", sentence, said, CHANGE, CHANGE_HOLDS, done, params)


def _halved(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    both = two(sentence, match)
    if both is None:
        return
    old, new = both
    apart = abs(new.value - old.value / 2)
    if apart >= 1 and apart >= _HALF_ABOUT * old.value / 2:
        yield folded(sentence, match, old, new, Fraction(1, 2))


def _faster(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """The days saved of those before; or how many times as fast."""
    both, said = two(sentence, match), sentence.at(match.start("share"))
    if both is None or both[0].value <= both[1].value or not both[1].value:
        return
    old, new = both
    saved, speed = (100 * (old.value - new.value) / each.value for each in (old, new))
    if not close(saved, said) and not close(speed, said):
        right = percent(saved, said.step)
        params = {"before": old.text, "after": new.text, "share": said.text, "right": right}
        done = f"({old.value}-{new.value})÷{old.value}={right}"
        yield Fault("change", sentence, said, CHANGE, CHANGE_HOLDS, done, params)


def _by_unit(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    counts = [sentence.at(match.start(name)) for name in ("first", "second") if match[name]]
    units = {q.unit: q for q in counts}
    if len(units) < len(counts) or any(MOVED.search(q.label) for q in counts):
        return
    for unit, share, up in (("unit", "share", "up"), ("unit2", "share2", "up2")):
        count = units.get((match[unit] or "").replace("批次", "批"))
        if count is not None:
            said, grows = sentence.at(match.start(share)), match[up] is not None
            others = [q for q in sentence.counts(said.start) if q.unit == count.unit]
            if all(list(alone(sentence, q, said, grows=grows)) for q in others):
                yield from alone(sentence, count, said, grows=grows)


def _by_unit_later(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """Last year's batches and heads are said after the changes of both."""
    now = [sentence.at(match.start(name)) for name in ("first", "second") if match[name]]
    before = _counts(sentence, match, "old")
    if [q.unit for q in now] == [q.unit for q in before] and "环比" not in match.group():
        yield from _of_units(sentence, match, before, now)


def _unit_first(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """The change of a unit, then both years' numbers in it, all under one name."""
    named = re.sub("^(?:全年|今年|本年度?|其中|全[区市县省])+", "", match["what"])
    if named and named == match["that"] == match["then"]:
        yield from _of_units(
            sentence, match, _counts(sentence, match, "old"), _counts(sentence, match, "new")
        )


def _of_units(
    sentence: Sentence, match: re.Match[str], before: list[Quantity], now: list[Quantity]
) -> Iterator[Fault]:
    """The change of each unit, when last year's number is of the same part of the year."""
    said = re.fullmatch("(?:去年|上年|上一年)?度?(?P<same>同期)?", match["last"])
    if not said or (not said["same"] and _PART_OF_YEAR.search(sentence.text)):
        return
    for unit, share, up in (("unit", "share", "up"), ("unit2", "share2", "up2")):
        kind = (match[unit] or "").replace("批次", "批")
        for old, new in ((old, new) for old in before for new in now if old.unit == new.unit == kind):
            of = sentence.at(match.start(share))
            yield from moved(sentence, old, new, of, grows=match[up] is not None)


def _counts(sentence: Sentence, match: re.Match[str], name: str) -> list[Quantity]:
    start = match.start(name)
    return [sentence.at(start + place) for place, sign in enumerate(match[name]) if sign == COUNT]


def _means(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """Averages were rounded, and so was the change between them."""
    both = [_mean(sentence, sentence.at(match.start(name))) for name in ("old", "new")]
    if VAGUE in match["old"] + match["new"] and both[0] and both[1]:
        said = sentence.at(match.start("share"))
        yield from moved(sentence, both[0], both[1], said, grows=match["up"] is not None)


def _mean(sentence: Sentence, count: Quantity) -> Quantity | None:
    """A number that 平均 alone makes vague, or none that is vague."""
    before = sentence.between(count.start - 4, count.start)
    if count.kind == VAGUE and (
        not before.endswith("平均") or re.search("[约近超逾]|[余多来几]", before + count.text)
    ):
        return None
    return replace(count, kind=COUNT, step=count.step or Fraction(1))


def _stepped(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """What is now and by how much it differs say what was before."""
    new, by, said = (sentence.at(match.start(name)) for name in ("new", "by", "share"))
    grows = match["more"] is not None
    if not (new.exact and by.exact and new.unit == by.unit) or grows != (match["up"] is not None):
        return
    before = new.value - by.value if grows else new.value + by.value
    if before > 0:
        old = replace(new, value=before, text=f"{before}{new.unit}")
        yield from moved(sentence, old, new, said, grows=grows)


def _months(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """A month and the one before it, the same thing of both."""
    now, was = (read_number(match[name]) for name in ("now", "was"))
    named = sorted((match["what"], match["that"]), key=len)
    if now and was and now[0] == was[0] + 1 and same(named[1], named[0]):
        old, new, said = (sentence.at(match.start(name)) for name in ("old", "new", "share"))
        yield from moved(sentence, old, new, said, grows=match["up"] is not None)


_WAYS = (
    (_OF_LAST, _of_last),
    (_HALVED, _halved),
    ((_FASTER,), _faster),
    ((_BY_UNIT,), _by_unit),
    ((_UNIT_FIRST,), _unit_first),
    ((_MEANS,), _means),
    (_STEPPED, _stepped),
    (_MONTHS, _months),
)
