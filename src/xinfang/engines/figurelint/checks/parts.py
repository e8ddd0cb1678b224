"""Parts and their total: 共65件，其中来信45件、其他20件; 来信45件、来访20件，共65件; shares of 100 %."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from xinfang.engines.figurelint.checks.sums import MIXED, MOVED, alike, reaches, runs
from xinfang.engines.figurelint.findings import (
    PARTS,
    PARTS_HOLD,
    SHARES,
    SHARES_HOLD,
    SUBSET,
    SUBSET_HOLDS,
    Fault,
    decimals,
)
from xinfang.engines.figurelint.reading import COUNT, PERCENT, VAGUE, Quantity, Sentence

__all__ = ["list_after", "parts"]

Run = list[Quantity]

_OPENS = re.compile(r"[\u4e00-\u9fff]{0,8}[，,:：(；]?其中[:：，,]?[\u4e00-\u9fff]*")
_REST = re.compile(r"^(?:其他|其它|其余)")
_TOTAL = re.compile(r"^(?:[总合]计|一?共|共计|总共|累计共)(?:为|是)?$")
_PAIRS = (
    {"初次", "重复"},
    {"初信初访", "重信重访"},
    {"初信", "重信"},
    {"初访", "重访"},
    {"个体访", "集体访"},
)
_ALSO = re.compile(r"其中|分别|均|各|不含|不包括|重复计算|除")


def parts(sentence: Sentence) -> Iterator[Fault]:
    """Faults of the sums of one sentence."""
    yield from _forward(sentence)
    yield from _backward(sentence)
    yield from _shares(sentence)


def list_after(sentence: Sentence, grouped: Sequence[Run], place: int) -> list[Run]:
    """The things that 其中 names after the total at `place`; none when no 其中 follows it."""
    following = list(grouped[place + 1 :])
    if not following or not _OPENS.fullmatch(sentence.between(grouped[place][-1].end, following[0][0].start)):
        return []
    found = [following[0]]
    for run in following[1:]:
        gap = sentence.between(found[-1][-1].end, run[0].start)
        if "其中" in gap or re.search("[全共总]|累计|以上|合计", gap):
            break
        found.append(run)
    return found


def _forward(sentence: Sentence) -> Iterator[Fault]:
    grouped = runs(sentence.counts())
    for place, total in enumerate(grouped):
        items = list_after(sentence, grouped, place)
        if not items or _doubtful(sentence, [*total, *(q for run in items for q in run)]):
            continue
        for one in _larger(sentence, total, items):
            yield one
            return
        whole = _exhaustive(total, items)
        if len(whole) > 1:
            yield from _unequal(sentence, total, whole, total[0])


def _doubtful(sentence: Sentence, quantities: Sequence[Quantity]) -> bool:
    """Whether one of them is no exact count, or something vague stands among them."""
    first, last = quantities[0].start, quantities[-1].end
    among = [q for q in sentence.quantities if first <= q.start < last]
    if any(q.kind == VAGUE or (q.kind == COUNT and not q.exact) for q in among):
        return True
    return any(MOVED.search(q.label) for q in quantities)


def _larger(sentence: Sentence, total: Run, items: Sequence[Run]) -> Iterator[Fault]:
    """Parts larger than the whole, in the same unit."""
    units = {q.unit: q for q in total}
    for place, run in enumerate(items):
        if place and "；" in sentence.between(items[place - 1][-1].end, run[0].start):
            return
        for q in run:
            whole = units.get(q.unit)
            if whole is not None and q.value > whole.value and (place == 0 or len(q.label) <= 8):
                params = {"part": q.text, "total": whole.text}
                yield Fault("subset", sentence, q, SUBSET, SUBSET_HOLDS, f"{q.value}>{whole.value}", params)


def _exhaustive(total: Run, items: list[Run]) -> list[Run]:
    """The parts, when the text lets no doubt that they are all; else nothing."""
    labels = [run[0].label for run in items]
    for place, label in enumerate(labels):
        if _REST.match(label):
            return items[: place + 1]
    name = total[0].lead
    if len(items) >= 2 and _named(name) >= 2:
        chosen = [run for run, label in zip(items, labels, strict=True) if len(label) > 1 and label in name]
        if len(chosen) == _named(name):
            return chosen
    for pair in _PAIRS:
        if (
            len(labels) == 2
            and {label.removesuffix("信访件").removesuffix("事项") for label in labels} == pair
        ):
            return items
    return []


def _named(name: str) -> int:
    """How many things a total names: 来信、来访 are two."""
    return len(re.split(r"、|和|及|与", name)) if re.search(r"、|和|及|与", name) else 1


def _values(run: Run, unit: str) -> list[Fraction]:
    same = [q.value for q in run if q.unit == unit]
    if same or unit != MIXED:
        return same or [q.value for q in run if alike(q.unit, unit)]
    return [q.value for q in run]


def _unequal(sentence: Sentence, total: Run, items: Sequence[Run], at: Quantity) -> Iterator[Fault]:
    """A fault when no reading of the parts gives any reading of the total."""
    for whole in total:
        values = [_values(run, whole.unit) for run in items]
        if not all(values):
            values = [
                [q.value for q in run] for run in items
            ]  # rule A or B: letters with heads or with batches
            if whole.unit not in ("件", MIXED) or len(total) > 1:
                return
        if reaches(whole.value, values):
            return
    whole = total[0]
    chosen = [(_values(run, whole.unit) or [run[0].value])[0] for run in items]
    right = sum(chosen, Fraction(0))
    done = "+".join(map(str, chosen)) + f"={right}≠{whole.value}"
    params = {"total": whole.text, "right": f"{right}{whole.unit}"}
    yield Fault("parts", sentence, at, PARTS, PARTS_HOLD, done, params)


def _backward(sentence: Sentence) -> Iterator[Fault]:
    """来信45件、来访20件，共66件: a total that says nothing but 共 sums up what stands before it."""
    grouped = runs(sentence.counts())
    for place, total in enumerate(grouped):
        if place < 2 or not _TOTAL.match(total[0].lead):
            continue
        items = _listed(sentence, grouped[:place], total)
        if len(items) < 2 or _doubtful(sentence, [*(q for run in items for q in run), *total]):
            continue
        if not _ALSO.search(sentence.between(sentence.start, total[0].start)):
            yield from _unequal(sentence, total, items, total[0])


def _listed(sentence: Sentence, before: Sequence[Run], total: Run) -> list[Run]:
    """The runs before a total that are one list with it: the same unit throughout, short names."""
    items: list[Run] = []
    for run in reversed(before):
        if not _values(run, total[0].unit) or len(run[0].label) > 16:
            return items if _ends_list(sentence, run, items) else []
        items.insert(0, run)
    return items


def _ends_list(sentence: Sentence, run: Run, items: Sequence[Run]) -> bool:
    """Whether what stands before a list is parted from it by more than a comma."""
    return bool(items) and bool(re.search("[；:：]", sentence.between(run[-1].end, items[0][0].start)))


def _shares(sentence: Sentence) -> Iterator[Fault]:
    """来信占30%、来访占50%、其他占30%: with the rest named, shares make one hundred."""
    said = [q for q in sentence.quantities if q.kind == PERCENT and re.search(r"占(?:比)?[为]?$", q.lead)]
    if len(said) < 3 or any(q.kind == VAGUE for q in sentence.quantities):
        return
    if len(said) != sum(q.kind == PERCENT for q in sentence.quantities) or not _rest_named(
        sentence, said[-1]
    ):
        return
    total = sum((q.value for q in said), Fraction(0))
    slack = sum((q.step for q in said), Fraction(0))
    if abs(total - 100) < slack or reaches(Fraction(100), [[q.value] for q in said]):
        return
    done = "+".join(q.text for q in said) + f"={decimals(total, 2 if total.denominator > 1 else 0)}%"
    yield Fault("shares", sentence, said[-1], SHARES, SHARES_HOLD, done, {})


def _rest_named(sentence: Sentence, last: Quantity) -> bool:
    clause = re.split("[，、；。]", sentence.between(sentence.start, last.start))
    return any(re.match("其他|其它|其余", words.strip()) for words in clause[-2:])
