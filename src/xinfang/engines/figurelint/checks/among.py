"""Rates of a part that 其中 names, or that is read by others: 其中维持21件、撤销4件，撤销率16%."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil, floor

from xinfang.engines.figurelint.checks.rates import wrong
from xinfang.engines.figurelint.checks.sums import CARRIED, MOVED, alike, near, taken_apart
from xinfang.engines.figurelint.checks.wording import IS, RATE_NAME, same_words
from xinfang.engines.figurelint.findings import Fault
from xinfang.engines.figurelint.reading import COUNT, PERCENT, Quantity, Sentence

__all__ = ["among"]

_NAME = re.compile(RATE_NAME)
_TIMELY = re.compile(r"[及准按如限到逾超]时|[按如限到逾]期|期限|同比|环比|[增降涨]|平均|总|全[区市县省年]")
_PART = re.compile(r"^(?:其中|已|均|共|现|目前|群众|成功|被|表示)+|(?:信访|事项|案件|件|信|访|的)+$")
_TAKEN = r"批示|采用|采纳|录用|刊用|转化"
# 24期，领导批示18期，批示率75%
_READ = re.compile(
    rf"(?P<base>{COUNT})[，,、](?:其中)?[\u4e00-\u9fff]{{0,6}}?(?P<verb>{_TAKEN})(?P<part>{COUNT})[，,](?P=verb)率{IS}(?P<share>{PERCENT})"
)
# 登记23件，群众参评19件，参评率82.6%
_RATERS = re.compile(
    rf"(?P<base>{COUNT})[，,、；;](?:其中|已|实际|群众)*参评(?P<part>{COUNT})[，,、；;](?:群众)?参评率{IS}(?P<share>{PERCENT})"
)
_AIMED = re.compile(r"分别|目标|力争|要求|确保|标准|计划|预计|约|平均")


def among(sentence: Sentence) -> Iterator[Fault]:
    """Faults of rates whose part stands inside what it is of."""
    if "率" not in sentence.text or _AIMED.search(sentence.text) or CARRIED.search(sentence.text):
        return
    for pattern in (_READ, _RATERS):
        for match in pattern.finditer(sentence.skeleton):
            base, part, said = (sentence.at(match.start(name)) for name in ("base", "part", "share"))
            certain = match.re is _READ
            if re.search(_TAKEN, base.label) or taken_apart(sentence, base):
                continue  # 市级采用32条、省级采用6条，采用率44.2%
            yield from _judged(sentence, part, base, said, certain=certain)
    for said in sentence.quantities:
        named = _NAME.fullmatch(said.lead) if said.kind == PERCENT and said.value <= 100 else None
        ended = re.match(r"[，,；;。、)(\s]|$", sentence.between(said.end, said.end + 1))
        if named and ended and not _TIMELY.search(named["stem"]):
            yield from _of_parts(sentence, said, named["stem"])


def _of_parts(sentence: Sentence, said: Quantity, stem: str) -> Iterator[Fault]:
    """The rate of one of the parts; they make up all, or it is the one part that is named."""
    opening = sentence.between(sentence.start, said.start)
    place = opening.rfind("其中")
    if place < 0 or re.search("[；;。]", opening[place:]):
        return
    before, parts = _around(sentence, sentence.start + place, said)
    if not before or not parts or not all(q.exact and alike(q.unit, before.unit) for q in (before, *parts)):
        return
    named = [q for q in parts if _PART.sub("", same_words(q.label)) == same_words(stem)]
    beside = sentence.between(parts[-1].end, said.start)[1:] == said.lead
    if len(named) != 1 or not beside or "满意" in stem:  # 基本满意 may be among them
        return
    if len(parts) > 1 and sum(q.value for q in parts) == before.value:
        yield from _judged(sentence, named[0], before, said, certain=True)
    elif len(parts) == 1:
        yield from _judged(sentence, named[0], before, said, certain=bool(re.fullmatch(_TAKEN, stem)))


def _around(sentence: Sentence, place: int, said: Quantity) -> tuple[Quantity | None, Sequence[Quantity]]:
    """What stands just before 其中, and all that stands between it and a rate."""
    before = [q for q in sentence.quantities if q.end <= place]
    between = [q for q in sentence.quantities if place <= q.start < said.start]
    beside = before and re.fullmatch(r"[\u4e00-\u9fff]{0,6}[，,:(]?", sentence.between(before[-1].end, place))
    counted = bool(beside) and before[-1].kind == COUNT and all(q.kind == COUNT for q in between)
    return (before[-1], between) if counted else (None, [])


def _judged(
    sentence: Sentence, part: Quantity, base: Quantity, said: Quantity, *, certain: bool
) -> Iterator[Fault]:
    """Unless certain, a rate may be of some of the whole: then no number up to the whole gives it."""
    if not (part.exact and base.exact) or not alike(part.unit, base.unit) or not 0 < part.value <= base.value:
        return
    if any(MOVED.search(q.label) for q in (part, base)):
        return
    bases = [q.value for q in sentence.counts() if q.exact and q.value > part.value]
    if certain:
        bases = [
            base.value,
            *(q.value for q in sentence.counts(base.start) if q.exact and q.value > part.value),
        ]
    elif said.value:
        middle = 100 * part.value / said.value
        bases += [Fraction(n) for n in (floor(middle), ceil(middle)) if part.value <= n <= base.value]
    if not any(near(100 * part.value / each, said) for each in (base.value, *bases)):
        yield wrong(sentence, said, part, base)
