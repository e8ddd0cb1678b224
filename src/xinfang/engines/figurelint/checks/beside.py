"""Percentages with their fraction beside them: 97%（260/268）; or their base within: 占110件的70%."""

import re
from collections.abc import Iterator
from fractions import Fraction

from xinfang.engines.figurelint.checks.rates import wrong
from xinfang.engines.figurelint.checks.sums import alike, near
from xinfang.engines.figurelint.findings import Fault
from xinfang.engines.figurelint.numerals import ARABIC, read_number
from xinfang.engines.figurelint.reading import COUNT, PERCENT, Quantity, Sentence

__all__ = ["beside"]

_NUMBER = rf"(?:{ARABIC}|[零〇一二两三四五六七八九十百千万]{{1,15}})"
_UNIT = r"(?:件次|人次|批次|[件起批人次户宗例条封项个])?"
_FRACTION = re.compile(
    rf"\s*\(\s*(?:即|为|按)?(?P<part>{_NUMBER}{_UNIT})\s*[/÷／∕]\s*(?P<base>{_NUMBER}{_UNIT})\s*\)", re.ASCII
)
_SHARE = re.compile(r"(?:率|占比?|比例|比重)(?:均)?(?:达到了?|达|为|是|有)?$")
_YEARS = re.compile(r"(?:19|20)\d\d")
# 80件，占总数100件的70%
_OWN = re.compile(
    rf"(?P<part>{COUNT})[，,(]?(?:约)?占[\u4e00-\u9fff]{{0,10}}(?P<base>{COUNT})的(?:比例为)?(?P<share>{PERCENT})"
)
# 97件，占总数485件的五分之一，占比20%: the same share said twice
_AGAIN = re.compile(
    rf"(?P<part>{COUNT})[，,(]?占[\u4e00-\u9fff]{{0,10}}(?P<base>{COUNT})的(?:比例为)?{PERCENT}[，,(]占比(?:约?为|达到?)?(?P<share>{PERCENT})(?=[，,。；;)])"
)
# 17个乡镇实现“零非访”，占全县20个乡镇的85%: the same kind of place twice
_AMONG = re.compile(
    rf"(?:^|[，,。；;：:、]|[共已计]|(?<![又再新还另])有)(?P<part>{COUNT})(?P<what>[\u4e00-\u9fff]{{1,3}}?)(?:实现|做到|达到|保持|成为|创建|完成|没有|未)[^，,。；;：:{COUNT}{PERCENT}]{{0,16}}"
    rf"[，,]占[\u4e00-\u9fff]{{0,6}}(?P<base>{COUNT})(?P=what)(?:总数)?的(?P<share>{PERCENT})(?=[，,。；;)])"
)


def beside(sentence: Sentence) -> Iterator[Fault]:
    """Faults of percentages that their own fraction contradicts."""
    for said in sentence.quantities:
        if said.kind == PERCENT and _SHARE.search(said.label):
            yield from _fraction(sentence, said)
    for match in (found for each in (_OWN, _AGAIN, _AMONG) for found in each.finditer(sentence.skeleton)):
        part, base = sentence.at(match.start("part")), sentence.at(match.start("base"))
        yield from _judged(sentence, part, base, sentence.at(match.start("share")))


def _fraction(sentence: Sentence, said: Quantity) -> Iterator[Fault]:
    found = _FRACTION.match(sentence.text, said.end - sentence.start)
    if found is None or (_YEARS.fullmatch(found["part"]) and _YEARS.fullmatch(found["base"])):
        return
    part, base = (_count(sentence, found, name) for name in ("part", "base"))
    if part and base:
        yield from _judged(sentence, part, base, said)


def _count(sentence: Sentence, found: re.Match[str], name: str) -> Quantity | None:
    number = re.sub(r"[件起批人次户宗例条封项个]+$", "", found[name])
    read = read_number(number)
    if read is None or read[1]:
        return None
    start, text = sentence.start + found.start(name), found[name]
    return Quantity(start, start + len(text), text, read[0], read[1], text.removeprefix(number), COUNT)


def _judged(sentence: Sentence, part: Quantity, base: Quantity, said: Quantity) -> Iterator[Fault]:
    if not (part.exact and base.exact and base.value) or not alike(part.unit, base.unit):
        return
    if not near(Fraction(100) * part.value / base.value, said):
        yield wrong(sentence, said, part, base)
