"""Two totals for one thing in one report: 全区共受理信访事项268件 here, 全区共受理信访事项286件 there."""

import re
from collections.abc import Iterator, Sequence

from xinfang.engines.figurelint.checks.sums import MIXED
from xinfang.engines.figurelint.findings import TOTALS, TOTALS_HOLD, Fault
from xinfang.engines.figurelint.reading import Quantity, Sentence

__all__ = ["totals"]

Said = tuple[Quantity, set[str], str]  # a total, the years and the places of its sentence

_TOTAL = re.compile(r"共计?|累计|总[量数]|总计|合计")
_WHOLE = re.compile(r"全[区市县省国州院镇乡年]")
_CAME = re.compile(r"(?:收到|受理|登记|接待|处理)(?:群众|人民)?(?:来信|来访|来电|网上信访)$")
_FILLED = re.compile(
    r"[的为是达到了]+$|^(?:我|本)|共计?|累计|总计|合计|全[区市县省国州院镇乡年]|今年|本年度?|^从|(?:总体|整体)?[来上]?看$|\s"
)
_APART = re.compile(
    r"去年|上年|同期|同比|环比|[比较]|上半年|下半年|季度|\d月|截至|截止|以来|分别|五年|三年|近年|[~～—-]|预计|力争|目标"
)
# What is said of a total after it, from what and how it changed: 268件，较上年下降6%
_THAN = re.compile(r"[，,(](?:同比|[比较](?:去年|上年)(?:同期)?)(?:下降|减少|上升|增加|增长|降低)")
# Letters and visits in one unit are the total of everything.
_EVERYTHING = re.compile(r"(?:登记)?(?:群众)?(?:信访)?(?:事项|总量|总数)?")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")


def totals(report: Sequence[Sentence]) -> Iterator[Fault]:
    """Totals that were given before with another number. Only whole totals of the whole place and time."""
    seen: dict[tuple[str, ...], Said] = {}
    headings, changed = 0, set[int]()
    for sentence in report:
        headings += _is_heading(sentence)
        for quantity in sentence.counts()[:1]:  # only what a sentence says first
            opening = sentence.between(sentence.start, quantity.start)
            if _APART.search(opening) or _APART.search(_THAN.sub("", sentence.text)):
                continue
            scope = "".join(sorted(set(_WHOLE.findall(opening)) - {"全年"}))
            if _APART.search(sentence.text):
                changed.add(quantity.start)  # then only of one place, that is said both times
            now = quantity, set(_YEAR.findall(sentence.text)), scope
            # A total of no place or time may be of a part, so only more than the whole cannot be.
            known = bool(_WHOLE.search(opening))
            for key in _keys(sentence, quantity, opening, headings):
                before = seen.get(key, now)
                if known or _TOTAL.sub("", quantity.lead):  # 合计 by itself sums up what is near it
                    seen.setdefault(key, now)
                narrow = bool(changed & {quantity.start, before[0].start})
                if _differ(before, now, narrow) and (known or quantity.value > before[0].value):
                    yield _fault(sentence, key[0], before[0], quantity)
                    break


def _is_heading(sentence: Sentence) -> bool:
    """Whether a sentence is a heading without a number that `section` knows: 2.热线办理."""
    text = sentence.text.strip()
    return not sentence.quantities and 0 < len(text) < 30 and text[-1] not in "。！？!?；;，,：:"


def _differ(before: Said, now: Said, narrow: bool) -> bool:
    """Whether two numbers are of the same year and place, and cannot be one number, each rounded as it is.

    `narrow` asks for the place to be said of both.
    """
    (a, years, place), (b, others, elsewhere) = before, now
    if narrow and not (place and place == elsewhere):
        return False
    if (years and others and years != others) or (place and elsewhere and place != elsewhere):
        return False
    apart = abs(a.value - b.value)
    return apart > 0 and apart >= (a.step + b.step) / 2


def _keys(sentence: Sentence, quantity: Quantity, opening: str, headings: int) -> Iterator[tuple[str, ...]]:
    """What a total is of: its words without those that every total has, its place and its unit."""
    clause = quantity.lead
    if not (_TOTAL.search(clause) or _whole_year(opening)) or "、" in clause or "其中" in opening:
        return
    if len(re.split("[，；]", opening)) > 2:
        return
    core = _bare(re.sub(r"(?:19|20)\d\d年度?", "", clause))
    place = _FILLED.sub("", re.sub(r"(?:19|20)\d\d年度?|[，；\s]", "", opening.removesuffix(clause)))
    scope = "".join(sorted(set(_WHOLE.findall(opening)) - {"全年"}))
    # 全年 alone may be said of one street here and of another there: then the section counts.
    if _WHOLE.search(opening) and len(core) >= 4:
        yield core, quantity.unit, place, scope or f"section {sentence.section}"
    if quantity.unit in MIXED and _EVERYTHING.fullmatch(core) and not place:
        yield "信访总量", quantity.unit, f"section {sentence.section} {headings}"


def _whole_year(opening: str) -> bool:
    """Whether what came is said of a whole place and a whole year: 全区全年收到来信 needs no 共."""
    whole = set(_WHOLE.findall(opening))
    return "全年" in whole and len(whole) > 1 and bool(_CAME.search(opening))


def _bare(core: str) -> str:
    while (shorter := _FILLED.sub("", core)) != core:
        core = shorter
    return core


def _fault(sentence: Sentence, name: str, before: Quantity, now: Quantity) -> Fault:
    params: dict[str, str | int] = {
        "name": name,
        "first": before.text,
        "second": now.text,
        "place": before.start,
    }
    return Fault("totals", sentence, now, TOTALS, TOTALS_HOLD, f"{before.value}≠{now.value}", params)
