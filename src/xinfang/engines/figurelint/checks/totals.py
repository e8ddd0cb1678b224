"""Two totals for one thing in one report: 全区共受理信访事项268件 here, 全区共受理信访事项286件 there."""

import re
from collections.abc import Iterator, Sequence

from xinfang.engines.figurelint.findings import TOTALS, TOTALS_HOLD, Fault
from xinfang.engines.figurelint.reading import Quantity, Sentence

__all__ = ["totals"]

_TOTAL = re.compile(r"共计?|累计|总[量数]|总计|合计")
_WHOLE = re.compile(r"全[区市县省国州院镇乡年]")
_FILLED = re.compile(
    r"[的为是达到了]+$|^(?:我|本)|共计?|累计|总计|合计|全[区市县省国州院镇乡年]|今年|本年度?|\s"
)
_APART = re.compile(
    r"去年|上年|同期|同比|环比|[比较]|上半年|下半年|季度|\d月|截至|截止|以来|其中|分别|五年|三年|近年|[~～—-]|预计|力争|目标"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")


def totals(report: Sequence[Sentence]) -> Iterator[Fault]:
    """Totals that were given before with another number. Only whole totals of the whole place and time."""
    seen: dict[tuple[str, ...], tuple[Quantity, set[str]]] = {}
    for sentence in report:
        if _APART.search(sentence.text):
            continue
        years = set(_YEAR.findall(sentence.text))
        for quantity in sentence.counts()[:1]:  # only what a sentence says first
            key = _key(sentence, quantity)
            if key is None:
                continue
            before, of = seen.setdefault(key, (quantity, years))
            if before.value != quantity.value and (not years or not of or years == of):
                yield _fault(sentence, key[0], before, quantity)


def _key(sentence: Sentence, quantity: Quantity) -> tuple[str, ...] | None:
    """What a total is of: its words without those that every total has, its place and its unit."""
    clause = quantity.lead
    if not quantity.exact or not _TOTAL.search(clause) or "、" in clause:
        return None
    opening = sentence.between(sentence.start, quantity.start)
    if len(re.split("[，；]", opening)) > 2:
        return None
    whole = _WHOLE.search(opening)
    core = re.sub(r"(?:19|20)\d\d年度?", "", clause)
    while (shorter := _FILLED.sub("", core)) != core:
        core = shorter
    if whole is None or len(core) < 4:
        return None
    head = re.sub(r"(?:19|20)\d\d年度?|[，；\s]", "", opening.removesuffix(clause))
    place = _FILLED.sub("", head)
    scope = "".join(sorted(set(_WHOLE.findall(opening)) - {"全年"}))
    # 全年 alone may be said of one street here and of another there: then the section counts.
    return core, quantity.unit, place, scope or f"section {sentence.section}"


def _fault(sentence: Sentence, name: str, before: Quantity, now: Quantity) -> Fault:
    params: dict[str, str | int] = {
        "name": name,
        "first": before.text,
        "second": now.text,
        "place": before.start,
    }
    return Fault("totals", sentence, now, TOTALS, TOTALS_HOLD, f"{before.value}≠{now.value}", params)
