"""Parts and their total: 共65件，其中来信45件、其他20件; 来信45件、来访20件，共65件."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from xinfang.engines.figurelint.checks.families import apart, divided, handled, places, plain
from xinfang.engines.figurelint.checks.periods import period
from xinfang.engines.figurelint.checks.sums import MIXED, MOVED, alike, larger, reaches, runs, same_verb
from xinfang.engines.figurelint.checks.wholes import exhaustive, numbered
from xinfang.engines.figurelint.checks.wording import DOWN, LAST, ROUNDED, UP
from xinfang.engines.figurelint.findings import (
    PARTS,
    PARTS_HOLD,
    SUBSET,
    SUBSET_HOLDS,
    Fault,
)
from xinfang.engines.figurelint.reading import COUNT, FOLD, PERCENT, VAGUE, Quantity, Sentence

__all__ = ["list_after", "parts"]

Run = list[Quantity]

_HEADS = ("人次", "人")
_OPENS = re.compile(r"[\u4e00-\u9fff]{0,8}[，,:：(；]?其中[:：，,]?(?:\d{1,2}月)?[\u4e00-\u9fff]*")
# What may be said of a total before 其中 takes it apart: 来信45件，同比下降10%，其中联名信8件.
_ASIDE = re.compile(
    rf"(?:[，,(、]?(?:同比|环比|[同]?[比较]{LAST}(?:的|相比)?|与{LAST}相比)?[{COUNT}]?[，,]?(?:{UP}|{DOWN})了?[为达]?"
    rf"[{PERCENT}{FOLD}{COUNT}]\)?){{1,2}}[，,；;]?其中[:：，,]?[\u4e00-\u9fff]*"
)
_RATED = re.compile(
    rf"[，,(](?:[\u4e00-\u9fff]{{2,6}}率|占[\u4e00-\u9fff]{{0,10}})(?:达到?|为|是)?{PERCENT}\)?[，,；;]?其中[:：，,]?[\u4e00-\u9fff]*"
)
_CAME = r"(?:受理|收到|收信|接待|登记|处理|办理)(?:群众|人民|来信|来访|信访|事项|件)*"
_TOTAL = re.compile(
    r"^(?P<period>全年(?:度|累计)?|第?(?P<quarter>[一二三四])季度|[上下]半年)?(?P<place>全[区市县省州镇乡])?"
    rf"(?:[总合]计|一?共|共计|总共|累计共)(?P<came>{_CAME})?(?:为|是)?$"
)
_OF_PERIOD = re.compile(
    rf"^(?P<period>全年)(?P<quarter>(?!))?(?P<place>全[区市县省州镇乡])?(?P<came>{_CAME})(?:为|是)?$"
)
_VERB = re.compile("受理|收到|接待|登记|办结|结案|化解|转送|交办|排查|答复|处理|督办")
_WAY = re.compile("来信(?!来访)|(?<!来信)来访|走访|来电|网上|集体|重复|初次|联名")
_EACH_OF = re.compile(r"各[街镇乡县区市社村部单][^，；。:]{0,14}:")
_ALSO = re.compile(r"其中|分别|均|各|不含|不包括|重复计算|除|若干|少量|个别|不详|未统计")


def parts(sentence: Sentence) -> Iterator[Fault]:
    """Faults of the sums of one sentence."""
    yield from _forward(sentence)
    yield from _backward(sentence)


def list_after(sentence: Sentence, grouped: Sequence[Run], place: int) -> list[Run]:
    """The things that 其中 names after the total at `place`; none when no 其中 follows it."""
    total, following = grouped[place], list(grouped[place + 1 :])
    while following and _aside(sentence, total, following[0]):
        following = following[1:]
    if not following or not _opens(sentence, total, following[0]):
        return []
    found = [following[0]]
    for run in following[1:]:
        gap = sentence.between(found[-1][-1].end, run[0].start)
        if "其中" in gap or re.search("[全共总]|累计|以上|合计", gap):
            break
        found.append(run)
    return found


def _aside(sentence: Sentence, total: Run, run: Run) -> bool:
    """Whether a count is no part, but by how much or from what the total changed."""
    said = sentence.between(total[-1].end, run[0].start)
    return "其中" not in said and bool(MOVED.search(said) or re.search(LAST, said))


def _opens(sentence: Sentence, total: Run, first: Run) -> bool:
    """Whether 其中 stands between a total and its first part, after no more than a change or a rate."""
    if _OPENS.fullmatch(sentence.between(total[-1].end, first[0].start)):
        return True
    if re.search(LAST, total[0].lead):
        return False  # 其中 is of this year's number, which stands before
    said = sentence.signs(total[-1].end, first[0].start)
    return bool(_ASIDE.fullmatch(said) or _RATED.fullmatch(said))


def _forward(sentence: Sentence) -> Iterator[Fault]:
    grouped = runs(sentence.counts())
    for place, total in enumerate(grouped):
        items = list_after(sentence, grouped, place)
        whole = [] if items else divided(sentence, grouped, place)
        among = [*total, *(q for run in items or whole for q in run)]
        if not (items or whole) or _vague(sentence, among) or _of_earlier(grouped[:place], total, items):
            continue
        for one in _larger(sentence, total, items):
            yield one
            return
        rated = items and "率" in sentence.between(total[-1].end, items[0][0].start)  # parts of those done
        if rated or _doubtful(sentence, among):
            yield from _over(sentence, total, items)
        else:
            yield from _off(sentence, total, items, whole)


def _of_earlier(before: Sequence[Run], total: Run, items: Sequence[Run]) -> bool:
    """Whether 其中 takes apart an earlier number: 共90条，市收到50条，县收到40条，其中咨询60条、投诉30条."""
    unit = total[0].unit
    added = sum((run[0].value for run in items if run[0].unit == unit), Fraction(0))
    last = Fraction(0)
    if before and before[-1][0].unit == unit and total[0].lead[:1] in ("、", "和", "及"):
        return True  # 复查20件、复核8件，其中维持21件: of both
    for run in reversed([*before, total]):
        if run[0].unit != unit:
            return False
        if run is not total and run[0].value in (added, last):
            return True
        last += run[0].value
    return False


def _off(sentence: Sentence, total: Run, items: list[Run], whole: Sequence[Run]) -> Iterator[Fault]:
    """Parts that are all, and not the total; parts that cannot overlap, and more than the total."""
    whole = whole or exhaustive(sentence, total, items)
    if len(whole) > 1:
        if numbered(total, whole):
            total = [q for q in total if q.unit != "批"] or total  # 共三批422件
        unequal = list(_unequal(sentence, total, whole, total[0]))
        # Some of them may make the total by chance where all are more.
        yield from unequal or _over(sentence, total, items)
        return
    yield from _over(sentence, total, items)


def _over(sentence: Sentence, total: Run, items: list[Run]) -> Iterator[Fault]:
    """Parts that cannot overlap, and are more than the total whichever way all were rounded."""
    several = apart(sentence, items, total[0].unit, total[0].lead)
    over = [
        sum(_least(run, least) for run in several) - total[0].value - most * total[0].step
        for least, most in ROUNDED
    ]
    all_rounded = all(q.step for run in [total, *several] for q in run)  # then the limit is not reached
    if several and (min(over) > 0 or (all_rounded and min(over) == 0)):
        yield _sum_off(total[0], several, sentence, total[0])


def _least(run: Run, least: Fraction) -> Fraction:
    """A part by the rule that makes it least: 290批690人次 may be 290 of a total."""
    return min(q.value + least * q.step for q in run)


def _vague(sentence: Sentence, quantities: Sequence[Quantity]) -> bool:
    """Whether something vague stands among them, or one of them is a difference."""
    first, last = quantities[0].start, quantities[-1].end
    among = [q for q in sentence.quantities if first <= q.start < last]
    return any(q.kind == VAGUE for q in among) or any(MOVED.search(q.label) for q in quantities)


def _doubtful(sentence: Sentence, quantities: Sequence[Quantity]) -> bool:
    """Whether one of them is no exact count, or something vague stands among them."""
    first, last = quantities[0].start, quantities[-1].end
    among = [q for q in sentence.quantities if first <= q.start < last]
    return any(q.kind == COUNT and not q.exact for q in among) or _vague(sentence, quantities)


def _larger(sentence: Sentence, total: Run, items: Sequence[Run]) -> Iterator[Fault]:
    """Parts larger than the whole, in the same unit."""
    units = {q.unit: q for q in total}
    for place, run in enumerate(items):
        if place and (
            ";" in sentence.between(items[place - 1][-1].end, run[0].start) or same_verb(run[0], total[0])
        ):
            return
        for q in run:
            whole = units.get(q.unit)
            if whole is not None and larger(q, whole) and (place == 0 or len(q.label) <= 8):
                params = {"part": q.text, "total": whole.text}
                yield Fault("subset", sentence, q, SUBSET, SUBSET_HOLDS, f"{q.value}>{whole.value}", params)


def _values(run: Run, unit: str) -> list[Fraction]:
    same = [q.value for q in run if q.unit == unit]
    if same or unit not in MIXED:
        return same or [q.value for q in run if alike(q.unit, unit)]
    return [q.value for q in run]


def _unequal(sentence: Sentence, total: Run, items: Sequence[Run], at: Quantity) -> Iterator[Fault]:
    """A fault when no reading of the parts gives any reading of the total."""
    if len(total) > 1 and all({q.unit for q in run} == {q.unit for q in total} for run in items):
        for whole in total:  # 230批612人次，其中集体访28批356人次、个体访202批256人次
            if not _adds_up(whole.value, [_values(run, whole.unit) for run in items], items):
                yield _sum_off(whole, items, sentence, whole)
        return
    for whole in total:
        values = [_values(run, whole.unit) for run in items]
        if not all(values):
            # letters with heads or with batches
            values = [[q.value for q in run] for run in items]
            if whole.unit not in ("件", *MIXED) or len(total) > 1 or _unsaid(whole, items):
                return
        if _adds_up(whole.value, values, items) or _heads_unsaid(whole, items):
            return
    yield _sum_off(total[0], items, sentence, at)


def _unsaid(whole: Quantity, items: Sequence[Run]) -> bool:
    """Whether a total in 件 may count visits by what is not said: batches, no more than heads; or heads."""
    if whole.unit in MIXED:
        return False
    heads = sum((run[0].value for run in items if run[0].unit in _HEADS), Fraction(0))
    rest = sum((run[0].value for run in items if run[0].unit not in _HEADS), Fraction(0))
    if any({q.unit for q in run} == {"批"} for run in items):
        return whole.value > rest + heads
    return rest < whole.value <= rest + heads


def _heads_unsaid(whole: Quantity, items: Sequence[Run]) -> bool:
    """Whether a total in 件次 may count by heads what is said in batches: 87件次，来信19件，来访24批."""
    batches = any({q.unit for q in run} == {"批"} for run in items)
    most = sum((max(q.value for q in run) for run in items), Fraction(0))
    return whole.unit == "件次" and batches and whole.value > most


def _adds_up(total: Fraction, values: Sequence[Sequence[Fraction]], items: Sequence[Run]) -> bool:
    """Whether some of the parts make the total; of a period's months or quarters only all do."""
    if period(items) != "?":
        return any(sum(chosen) == total for chosen in product(*values))
    return reaches(total, values)


def _sum_off(whole: Quantity, items: Sequence[Run], sentence: Sentence, at: Quantity) -> Fault:
    chosen = [(_values(run, whole.unit) or [run[0].value])[0] for run in items]
    right = sum(chosen, Fraction(0))
    done = "+".join(map(str, chosen)) + f"={right}≠{whole.value}"
    params = {"total": whole.text, "right": f"{right}{whole.unit}"}
    return Fault("parts", sentence, at, PARTS, PARTS_HOLD, done, params)


def _backward(sentence: Sentence) -> Iterator[Fault]:
    """来信45件、来访20件，共66件: a total that says nothing but 共 sums up what stands before it."""
    grouped = runs(sentence.counts())
    for place, total in enumerate(grouped):
        said = _TOTAL.match(total[0].lead) or _OF_PERIOD.match(total[0].lead)
        if place < 2 or not said:
            continue
        items = _listed(sentence, grouped[:place], total)
        if len(items) < 2 or not _sums_up(said, items, total[0]):
            continue
        if _doubtful(sentence, [*(q for run in items for q in run), *total]):
            continue
        if not _ALSO.search(_EACH_OF.sub("", sentence.between(sentence.start, total[0].start))):
            yield from _over(sentence, total, items)
            yield from _unequal(sentence, total, items, total[0])


def _sums_up(said: re.Match[str], items: Sequence[Run], total: Quantity) -> bool:
    """Whether a total is of what was listed: of the months of its period, of the places of its place."""
    if said["place"] and not places(items):
        return False
    if said["period"]:
        for words in (_VERB, _WAY):  # 上半年受理165件，下半年办结139件
            if (
                len({word for q in (*(run[0] for run in items), total) for word in words.findall(q.label)})
                > 1
            ):
                return False
        name = (
            f"{said['quarter']}季度"
            if said["quarter"]
            else said["period"].removesuffix("累计").removesuffix("度")
        )
        return period(items) == name
    return not said["came"]


def _listed(sentence: Sentence, before: Sequence[Run], total: Run) -> list[Run]:
    """The runs before a total that are one list with it: the same unit throughout, short names."""
    items: list[Run] = []
    for run in reversed(before):
        if not (_values(run, total[0].unit) or _visits(run, total[0])) or len(run[0].label) > 16:
            closed = _ends_list(sentence, run, items) or handled(sentence, run, items, total[0])
            return items if closed else []
        items.insert(0, run)
    return items


def _visits(run: Run, total: Quantity) -> bool:
    """Whether a run is of visits, which a total in 件 counts by one of their units."""
    return total.unit == "件" and run[0].unit in ("批", *_HEADS) and plain(run[0].label) in ("来访", "走访")


def _ends_list(sentence: Sentence, run: Run, items: Sequence[Run]) -> bool:
    """Whether what stands before a list is parted from it by more than a comma."""
    return bool(items) and bool(re.search("[;:]", sentence.between(run[-1].end, items[0][0].start)))
