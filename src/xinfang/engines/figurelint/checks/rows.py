"""Parts each with its share, in one sentence or in several: 来信20件，占20%；来访50批，占45%."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from xinfang.engines.figurelint.checks.families import OVERLAPPING, ages, family_of, plain
from xinfang.engines.figurelint.checks.rates import wrong
from xinfang.engines.figurelint.checks.sums import CARRIED, MIXED, MOVED, alike, near, runs
from xinfang.engines.figurelint.checks.triples import elsewhere
from xinfang.engines.figurelint.findings import SHARES, SHARES_HOLD, Fault, decimals
from xinfang.engines.figurelint.reading import PERCENT, Quantity, Sentence

__all__ = ["rows"]

_OF_ALL = r"占(?:比|(?:信访)?总[数量]的?|全部的?)?[为达]?"
_SHARE = re.compile(_OF_ALL)
# What may stand before a row whose shares are of all that came, and before one that follows its total.
_OPENS = re.compile(r"(?:其中[:：，,]?|[从按][^，,。；;:：]{2,12}(?:看|分|划分|统计)[，,:：])?\s*")
_AMONG = re.compile(r"[^。]*[，,；;(]其中[:：，,]?\s*")
_TOTAL = re.compile(r"共|总|受理|登记|收到|接收")
# A kind of the cases just counted, of which nothing but these can be the whole.
_KIND = re.compile(r"(?:重复|初次|网上)(?:信访|投诉)?(?:事项|件)?")
_EVERYTHING = re.compile(
    r"(?:我?[全本各][区市县省州镇乡年]|今年|共|信访|部门|登记|收到|群众|事项|案件|件|来信|来访|总[量数]|[各类的为达到了、])+"
)
_OTHER = re.compile(r"去年|上年|同期|其他?地|另|\d月|季度|半年")
_LEAST = 2  # shares that bear a total out, before another is called wrong
_MOST = 10  # parts of which each unit is tried with each
_ALL = Fraction(100)


@dataclass(frozen=True)
class Item:
    """One part: its count, or its batches and heads, and the share that it is said to be."""

    sentence: Sentence
    name: str
    run: Sequence[Quantity]
    said: Quantity

    def fits(self, base: Fraction) -> bool:
        """Whether the share is of `base`, by one of the part's units."""
        return any(near(_ALL * q.value / base, self.said) for q in self.run if q.value <= base)


def rows(section: Sequence[Sentence], document: Sequence[Quantity]) -> Iterator[Fault]:
    """Faults of shares that add to more than all, or of which one alone does not fit what the others fit.

    `document` holds every exact count of the report.
    """
    chain: list[Item] = []
    before: Sentence | None = None  # what stands before the chain
    for place, sentence in enumerate(section):
        items = _items(sentence)
        whole_sentence = bool(items) and _begins(items[0])
        if chain and not (
            whole_sentence and _next_to(section[place - 1], sentence) and _ends(section[place - 1])
        ):
            yield from _judged(chain, before, document)
            chain = []
        if not chain:
            before = section[place - 1] if place else None
        if items and (whole_sentence or _opened(items[0], _OPENS) or _opened(items[0], _AMONG)):
            chain += items
    yield from _judged(chain, before, document)


def _items(sentence: Sentence) -> list[Item]:
    """The last row of a sentence: parts with shares side by side."""
    found: list[Item] = []
    for said in sentence.quantities:
        if said.kind != PERCENT or not _SHARE.fullmatch(said.lead) or said.value > _ALL:
            continue
        counts = runs(sentence.counts(said.start))
        run = counts[-1] if counts else []
        if not run or not re.fullmatch(
            r"[，,(]" + re.escape(said.lead), sentence.between(run[-1].end, said.start)
        ):
            continue
        item = Item(sentence, plain(run[0].label), run, said)
        if found and not re.fullmatch(
            r"\)?[，,；;、和]?" + _label(run[0]), sentence.between(found[-1].said.end, run[0].start)
        ):
            found = []
        found.append(item)
    return found


def _label(count: Quantity) -> str:
    return rf"\s*(?:其中)?\s*{re.escape(count.label)}\s*"


def _begins(item: Item) -> bool:
    """Whether a row is the first that its sentence says."""
    sentence, first = item.sentence, item.run[0]
    return bool(re.fullmatch(_label(first), sentence.between(sentence.start, first.start)))


def _ends(sentence: Sentence) -> bool:
    """Whether nothing is counted after the last share of a sentence."""
    return (
        bool(sentence.quantities) and sentence.quantities[-1] == _items(sentence)[-1].said
        if _items(sentence)
        else False
    )


def _next_to(before: Sentence, after: Sentence) -> bool:
    return before.start + len(before.text) == after.start


def _opened(item: Item, words: re.Pattern[str]) -> bool:
    """Whether what stands before a row in its sentence are such words."""
    sentence, first = item.sentence, item.run[0]
    opening = sentence.between(sentence.start, first.start).strip()
    return bool(words.fullmatch(opening.removesuffix(first.label)))


def _judged(chain: Sequence[Item], before: Sentence | None, document: Sequence[Quantity]) -> Iterator[Fault]:
    said = [q for item in chain for q in item.run]
    if not chain or any(not q.exact or not q.value or MOVED.search(q.label) for q in said):
        return
    if any(CARRIED.search(item.sentence.text) for item in chain):
        return
    base = _base(chain, before)
    if base is not None:
        yield from _of_base(chain, base, document)
        return
    names = [item.name for item in chain]
    apart = (family_of(names) and "满意" not in names) or ages(names)  # 满意 may have 基本满意 in it
    overlap = any(OVERLAPPING.search(item.sentence.text) for item in chain)
    if len(chain) > 1 and apart and not overlap and _opened(chain[0], _OPENS):
        yield from _of_all(chain)


def _base(chain: Sequence[Item], before: Sentence | None) -> Quantity | None:
    """The total that a row is of: the first count of its sentence or of the sentence before."""
    first = chain[0].sentence
    own = first.quantities[0]
    if own == chain[0].run[0]:
        if before is None or not before.quantities or before.section != first.section:
            return None
        own = before.quantities[0]
        if len(chain) == 1 and len(before.quantities) > 1:
            return None
        if _OTHER.search(before.between(before.start, own.start)):
            return None
    elif len(chain) == 1:
        return None  # other checks judge a part whose total stands beside it
    if not own.exact or not own.value or not _TOTAL.search(own.lead) or MOVED.search(own.lead):
        return None
    units = [item.run[0].unit for item in chain]
    return own if own.unit in MIXED or all(alike(own.unit, unit) for unit in units) else None


def _of_base(chain: Sequence[Item], base: Quantity, document: Sequence[Quantity]) -> Iterator[Fault]:
    """All shares but one are of the total; or one alone is, of a kind that is a part of nothing else."""
    odd = [item for item in chain if not item.fits(base.value)]
    if len(odd) != 1 or odd[0].run[0].value > base.value:
        return
    sure = len(chain) - 1 >= _LEAST or (
        len(chain) == 1 and _KIND.fullmatch(chain[0].name) and _EVERYTHING.fullmatch(base.lead)
    )
    part = odd[0].run[0]
    if sure and not any(elsewhere(document, q, odd[0].said) for q in odd[0].run):
        yield wrong(odd[0].sentence, odd[0].said, part, base)


def _of_all(chain: Sequence[Item]) -> Iterator[Fault]:
    """Shares of what nothing is twice in: no more than all; when they are all, of what the parts make."""
    total = sum((item.said.value for item in chain), Fraction(0))
    slack = sum((item.said.step for item in chain), Fraction(0))
    odd = _odd(chain)
    if total - slack >= _ALL:
        at = odd or chain[-1]
        done = (
            "+".join(item.said.text for item in chain)
            + f"={decimals(total, 2 if total.denominator > 1 else 0)}%"
        )
        yield Fault("shares", at.sentence, at.said, SHARES, SHARES_HOLD, done, {})
    elif abs(total - _ALL) < slack and odd is not None and len(odd.run) == 1 and odd.run[0].unit == "件":
        added = sum((item.run[0].value for item in chain), Fraction(0))
        if not odd.fits(added):
            base = replace(odd.run[0], value=added, text=f"{added}{odd.run[0].unit}")
            yield wrong(odd.sentence, odd.said, odd.run[0], base)


def _odd(chain: Sequence[Item]) -> Item | None:
    """The one part that is not of the total that all the others, two at least, are of."""
    found: list[Item] = []
    if len(chain) > _MOST:
        return None
    for item in chain:
        others = [other for other in chain if other is not item]
        if len(others) >= _LEAST and _one_base(others) and not _one_base(chain):
            found.append(item)
    return found[0] if len(found) == 1 else None


def _one_base(items: Sequence[Item]) -> bool:
    """Whether some total gives all the shares, each by one of its part's units."""
    for chosen in product(*(item.run for item in items)):
        low = max(
            _ALL * q.value / (item.said.value + item.said.step) for q, item in zip(chosen, items, strict=True)
        )
        high = min(
            _ALL * q.value / max(item.said.value - item.said.step, Fraction(1, 1000))
            for q, item in zip(chosen, items, strict=True)
        )
        if low < high:
            return True
    return False
