"""Changes in the order of what was named: 来信120件、来访80批，同比分别下降25%、20%."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from xinfang.engines.figurelint.checks.changes import alone, moved, points
from xinfang.engines.figurelint.checks.sums import MOVED
from xinfang.engines.figurelint.checks.wording import DOWN, LAST, MOVE, NOUN, THAN, UP
from xinfang.engines.figurelint.findings import Fault
from xinfang.engines.figurelint.reading import COUNT, PERCENT, POINTS, Quantity, Sentence

__all__ = ["respectively"]


def _list(kinds: str, between: str = "") -> str:
    return rf"[{kinds}](?:[、，和与]?{between}[{kinds}]){{1,5}}"


_SHARES = rf"(?P<share>{MOVE}{_list(PERCENT, f'(?:{MOVE})?')})"
_OLD = rf"{LAST}(?:分别)?[为是]?(?P<old>{_list(COUNT, f'{NOUN}?')})"
# N、N，同比分别下降 P、P
_NOW = rf"(?P<new>{_list(COUNT, f'{NOUN}?')})[，,(](?:{THAN})?分别{_SHARES}"
_ALONE = re.compile(rf"{_NOW}(?=[，,。；;)])")
# N、N，同比分别下降 P、P，去年同期分别为 M、M
_LATER = re.compile(rf"{_NOW}[，,;；(]{_OLD}(?=[，,。；;)])")
# 分别由 M、M 降至 N、N，分别下降 P、P
_FROM = re.compile(
    rf"分别[由从](?:{LAST})?的?(?P<old>{_list(COUNT + PERCENT, f'{NOUN}?')}){MOVE}(?:到|至|为)"
    rf"(?P<new>{_list(COUNT + PERCENT, f'{NOUN}?')})[，,](?:(?:同比)?分别(?={MOVE})|(?={MOVE}分别))"
    rf"(?P<share>{MOVE}(?:分别)?[为达]?{_list(COUNT + PERCENT + POINTS, f'(?:{MOVE})?')})"
)


# N、N，较去年同期分别减少 D、D，分别下降 P、P
_BY = re.compile(
    rf"(?P<new>{_list(COUNT, f'{NOUN}?')})[，,(]{THAN}(?:分别)?(?:(?P<more>{UP}|多)|(?P<less>{DOWN}|少))了?"
    rf"(?P<by>{_list(COUNT)})[，,、](?:同比|环比)?(?:分别)?"
    rf"(?P<share>{MOVE}{_list(PERCENT, f'(?:{MOVE})?')})(?=[，,。；;)])"
)


def respectively(sentence: Sentence) -> Iterator[Fault]:
    """Faults of changes that stand in the order of their numbers, as many as those."""
    for match in _BY.finditer(sentence.skeleton):
        yield from _apart(sentence, match)
    if "分别" not in sentence.text:
        return
    known = False
    for pattern in (_LATER, _FROM):
        for match in pattern.finditer(sentence.skeleton):
            known = True
            yield from _each(sentence, match)
    for match in () if known else _ALONE.finditer(sentence.skeleton):
        new, said = (_items(sentence, match, name) for name in ("new", "share"))
        if len(new) == len(said) and not any(MOVED.search(one.label) or one.label == "少" for one in new):
            for one, share, grows in zip(new, said, _ways(match), strict=True):
                yield from alone(sentence, one, share, grows=grows)


def _each(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    old, new, said = (_items(sentence, match, name) for name in ("old", "new", "share"))
    if not len(old) == len(new) == len(said):
        return
    if any(q.kind == POINTS for q in said):  # 2个和3个百分点
        said = [replace(q, kind=POINTS, step=q.step or Fraction(1)) if q.unit == "个" else q for q in said]
    for before, now, share, grows in zip(old, new, said, _ways(match), strict=True):
        if share.kind == POINTS:
            yield from points(sentence, before, now, share, grows=grows)
        elif share.kind == PERCENT:
            yield from moved(sentence, before, now, share, grows=grows)


def _apart(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """What is now and by how much it differs say what was before."""
    new, by, said = (_items(sentence, match, name) for name in ("new", "by", "share"))
    if not len(new) == len(by) == len(said):
        return
    for now, step, share, grows in zip(new, by, said, _ways(match), strict=True):
        if now.exact and step.exact and now.unit == step.unit and grows == bool(match["more"]):
            before = now.value - step.value if grows else now.value + step.value
            old = replace(now, value=before, text=f"{before}{now.unit}")
            if before > 0:
                yield from moved(sentence, old, now, share, grows=grows)


def _items(sentence: Sentence, match: re.Match[str], name: str) -> list[Quantity]:
    start = match.start(name)
    return [
        sentence.at(start + place)
        for place, sign in enumerate(match[name])
        if sign in COUNT + PERCENT + POINTS
    ]


def _ways(match: re.Match[str]) -> list[bool]:
    """Of each share whether it is of growth: 分别上升5%、下降3%, or one word for all."""
    grows, ways = True, []
    for word in re.finditer(f"(?P<move>{MOVE})|[{COUNT}{PERCENT}{POINTS}]", match["share"]):
        if word["move"]:
            grows = re.match(UP, word.group()) is not None
        else:
            ways.append(grows)
    return ways
