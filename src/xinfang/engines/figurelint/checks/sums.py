"""What the checks share: which units count the same things, and which numbers could be meant."""

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, islice, product

from xinfang.engines.figurelint.reading import BATCHES, Quantity, Sentence

__all__ = [
    "CARRIED", "MIXED", "MOVED", "alike", "close", "larger", "near", "reaches", "runs", "same_verb",
    "taken_apart",
]  # fmt: skip

MOVED = re.compile(
    "[增减升降]|多于|少于|同比|环比|比上|比去|[退调]出|退休|[核剔]除"
)  # a difference, not a count
# Cases of another time are among those done.
CARRIED = re.compile(r"上年|去年|往年|历年|以前|结转|旧存|存量|遗留|跨年|结余|累计|[包]?含|包括")
MIXED = ("件次", BATCHES)  # letters and heads, or letters and batches, in one total
_ITEMS = ("件", "起", "宗", "例", "件次", BATCHES, "封", "个")
_LONGEST = 10  # parts of which every choice is tried; of more only runs of neighbours


def alike(a: str, b: str) -> bool:
    """Whether two units count the same kind of thing: 17起 and 9件 do, 批 and 人次 do not."""
    return a == b or (a in _ITEMS and b in _ITEMS) or {a, b} == {"人", "人次"}


def close(value: Fraction, said: Quantity) -> bool:
    """Whether a percentage may be printed as `said`: rounded, cut off or rounded up, no more."""
    return abs(value - said.value) < said.step


def near(value: Fraction, said: Quantity) -> bool:
    """Whether a share of a whole may be printed as `said`.

    None is rounded up to 100 %, which says that nothing was left out: 99.6 % may be printed so, 99.2 % not.
    """
    if said.value == 100 and said.text.endswith("%") and value < 100:
        return 100 - value <= said.step / 2
    return close(value, said)


def larger(part: Quantity, whole: Quantity) -> bool:
    """Whether a part is larger, however the two were rounded: 1.7万 of 1.63万."""
    if part.exact and whole.exact:
        return part.value > whole.value
    return part.value - part.step / 2 >= whole.value + whole.step / 2


def same_verb(one: Quantity, other: Quantity) -> bool:
    """Whether a count stands beside another, by its verb: 书记阅批36件，其中督办6件，局长阅批42件."""
    verb = other.label[-2:]
    return len(verb) == 2 and one.label.endswith(verb)


def taken_apart(sentence: Sentence, part: Quantity) -> list[Quantity]:
    """The counts before the 其中 of which a count is one part; what follows the list may be of them again."""
    opening = sentence.between(sentence.start, part.start)
    place = opening.rfind("其中")
    if place < 0 or re.search("[；;。]", opening[place:]):
        return []
    before = sentence.counts(sentence.start + place)
    return [q for q in before if not re.search("[；;。]", sentence.between(q.end, sentence.start + place))]


def runs(counts: Sequence[Quantity]) -> list[list[Quantity]]:
    """Counts grouped by what they count: 44批78人次 is one thing in two units."""
    grouped: list[list[Quantity]] = []
    for count in counts:
        joined = grouped and not count.label and count.start - grouped[-1][-1].end <= 1
        if joined and count.unit not in [each.unit for each in grouped[-1]]:
            grouped[-1].append(count)
        else:
            grouped.append([count])
    return grouped


def reaches(total: Fraction, items: Sequence[Sequence[Fraction]]) -> bool:
    """Whether two or more of the items, each with the values it may have, add up to the total."""
    return any(sum(chosen) == total for chosen in _choices(items))


def _choices(items: Sequence[Sequence[Fraction]]) -> Iterator[Iterable[Fraction]]:
    if len(items) > _LONGEST:
        firsts = [item[0] for item in items[:60]]
        for start in range(len(firsts)):
            for end in range(start + 2, len(firsts) + 1):
                yield firsts[start:end]
        yield [item[0] for item in items]
        return
    for size in range(2, len(items) + 1):
        for part in combinations(items, size):
            yield from islice(product(*part), 64)
