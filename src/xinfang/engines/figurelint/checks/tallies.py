"""Totals that say of how many they are: 三个街道合计160批; 三类合计占60%; 6个组，每组4人，共24人."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from xinfang.engines.figurelint.checks.lists import off
from xinfang.engines.figurelint.checks.sums import MOVED, alike
from xinfang.engines.figurelint.findings import PARTS, PARTS_HOLD, Fault, decimals
from xinfang.engines.figurelint.numerals import read_number
from xinfang.engines.figurelint.reading import COUNT, PERCENT, Quantity, Sentence

__all__ = ["tallies"]

_MANY = r"[二两三四五六七八九十]{1,3}"
_CAME = r"(?:受理|收到|接待|登记|处理|办理|排查|化解)?"
# 三个街道合计 N; 三年合计 N; 三类合计占 P
_TOTAL = re.compile(
    rf"[，,、;；](?:以上|上述|这)?(?:(?P<word>{_MANY})|(?P<count>{COUNT}))[\u4e00-\u9fff]{{1,6}}?(?:合计|共计|总计){_CAME}"
    rf"(?:占比?(?:[\u4e00-\u9fff]{{0,8}}的)?)?[为达]?(?P<total>[{COUNT}{PERCENT}])(?=[，,。；;)])"
)
_GAP = re.compile(r"[，,、;；和与及][^，,。；;:：()]{0,14}")
_ITS_SHARE = re.compile(rf"[(](?:占比?)?{PERCENT}[)]")  # 城建40件（20%），农村30件（15%）
_TOGETHER = re.compile(r"[全共总]")
_NOT_APART = re.compile(r"其中|重叠|交叉|重复计|剔除|扣除|不含|除外")
# 三类占 P，分别占 P、P、P
_EACH = re.compile(
    rf"(?P<word>{_MANY})(?:类|项|大类|个方面|种)[\u4e00-\u9fff]{{0,6}}?(?:合计|共计|共)?占(?:比|[\u4e00-\u9fff]{{0,10}}的)?(?:为)?"
    rf"(?P<total>{PERCENT})[，,(](?:分别|各)占(?:比为?)?(?P<list>{PERCENT}(?:[、，和]{PERCENT}){{1,7}})(?=[，,。；;)])"
)
# 6个组，每组4人，共24人; 24人组成6个组，每组4人
_TIMES = (
    re.compile(
        rf"(?P<many>{COUNT})(?P<of>[\u4e00-\u9fff]{{0,6}})[，,、]每个?(?P<what>[\u4e00-\u9fff]{{1,4}})(?P<each>{COUNT})[，,]"
        rf"(?:合计|共计|总计|一?共)(?P<total>{COUNT})(?=[，,。；;)])"
    ),
    re.compile(
        rf"(?P<total>{COUNT})[\u4e00-\u9fff]{{0,8}}(?:组成|分成|编成|分为)(?P<many>{COUNT})(?P<of>[\u4e00-\u9fff]{{0,6}})[，,]"
        rf"每个?(?P<what>[\u4e00-\u9fff]{{1,4}})(?P<each>{COUNT})(?=[，,。；;)])"
    ),
)
# 督查4轮，每轮督查6个乡镇，共督查24个乡镇次
_ROUNDS = re.compile(
    rf"(?:(?P<many>{COUNT})|(?<![第\d一二三四五六七八九十])(?P<rounds>\d{{1,3}}|[一二两三四五六七八九十]{{1,3}})轮)[，,、]每(?P<what>[轮期场次批])"
    rf"[\u4e00-\u9fff]{{0,4}}?(?P<each>{COUNT})(?P<of>[\u4e00-\u9fff]{{0,6}})[，,、](?:合计|共计|累计|总计|一?共)"
    rf"[\u4e00-\u9fff]{{0,4}}?(?P<total>{COUNT})(?P<again>[\u4e00-\u9fff]{{0,6}}?)(?P<times>次?)(?=[，,。；;)\s]|$)"
)
_NEW, _KEPT = (r"新[收受增][\u4e00-\u9fff]{0,6}", r"(?:上年|去年|上期|往年)?结转[\u4e00-\u9fff]{0,6}")
# 新收 N，上年结转 N，共应办理 N
_DUE = tuple(
    re.compile(
        rf"{first}(?P<a>{COUNT})[，,、](?:另有)?{second}(?P<b>{COUNT})[，,、](?:两项|合计|共计|一?共|全年|累计)*应"
        rf"(?:办|处|办理|处理)(?!结)[\u4e00-\u9fff]{{0,6}}(?P<total>{COUNT})(?=[，,。；;)])"
    )
    for first, second in ((_NEW, _KEPT), (_KEPT, _NEW))
)
_OF = re.compile(rf"(?P<whole>{COUNT})[^，,。；;]{{0,10}}中[，,]?(?=(?:已?有)?{COUNT})")
_ENDS = re.compile(
    rf"[，,]?(?:已?有|另有|其余)?(?P<part>{COUNT})(?P<said>[^，,。；;{COUNT}]{{0,14}})(?=[，,。；;])"
)
_WAYS = (re.compile("下降|减少"), re.compile("持平"), re.compile("上升|增加|增长"))


def tallies(sentence: Sentence) -> Iterator[Fault]:
    """Faults of totals of as many parts as they say, and of what each has."""
    skeleton = sentence.skeleton
    for match in _TOTAL.finditer(skeleton):
        yield from _summed(sentence, match)
    for match in _EACH.finditer(skeleton):
        yield from _shared(sentence, match)
    for match in (found for pattern in _TIMES for found in pattern.finditer(skeleton)):
        yield from _times(sentence, match)
    for match in _ROUNDS.finditer(skeleton):
        yield from _rounds(sentence, match)
    for match in (found for pattern in _DUE for found in pattern.finditer(skeleton)):
        a, b, total = (sentence.at(match.start(name)) for name in ("a", "b", "total"))
        yield from _unlike(sentence, [a, b], total, total)
    for match in _OF.finditer(skeleton):
        yield from _ways(sentence, match)


def _unlike(sentence: Sentence, items: Sequence[Quantity], total: Quantity, at: Quantity) -> Iterator[Fault]:
    """Exact counts that do not make their total."""
    values = [q.value for q in items]
    if all(q.exact and alike(q.unit, total.unit) for q in (*items, total)) and sum(values) != total.value:
        yield off(sentence, at, values, total)


def _summed(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    total = sentence.at(match.start("total"))
    if match["count"]:
        number = sentence.at(match.start("count"))
        many = number.value if number.exact and number.unit in ("个", "家") else None
        before = number.start
    else:
        read = read_number(match["word"])
        many = read[0] if read else None
        before = total.start
    items = _listed(sentence, before, total)
    if many is not None and len(items) == many + 1 and _TOGETHER.search(items[0].label):
        items = items[1:]
    if many is None or len(items) != many or any(MOVED.search(q.label) for q in items):
        return
    if _NOT_APART.search(sentence.between(items[0].start, total.end)):
        return
    if total.kind == PERCENT:
        yield from _percents(sentence, items, [total.value], total, total)
    else:
        yield from _unlike(sentence, items, total, total)


def _listed(sentence: Sentence, before: int, total: Quantity) -> list[Quantity]:
    """The figures that stand in one list before a place, of the kind of their total."""
    items: list[Quantity] = []
    for q in reversed([q for q in sentence.quantities if q.end <= before]):
        gap = sentence.signs(q.end, items[0].start if items else before)
        if (
            total.kind == COUNT
            and q.kind == PERCENT
            and _ITS_SHARE.search(sentence.signs(q.start - 3, q.end + 1))
        ):
            continue
        gap = _ITS_SHARE.sub("", gap) if items else ""
        same = q.kind == total.kind and (q.kind == PERCENT or alike(q.unit, total.unit))
        if not same or (items and not _GAP.fullmatch(gap)):
            break
        items.insert(0, q)
    return items


def _percents(
    sentence: Sentence, items: Sequence[Quantity], sums: Sequence[Fraction], total: Quantity, at: Quantity
) -> Iterator[Fault]:
    """Percentages that, however each was rounded, do not make any of the sums."""
    added = sum((q.value for q in items), Fraction(0))
    slack = sum((q.step for q in items), total.step)
    if any(abs(added - each) < slack for each in sums):
        return
    right = decimals(added, 2 if added.denominator > 1 else 0) + "%"
    done = "+".join(q.text for q in items) + f"={right}≠{total.text}"
    yield Fault("shares", sentence, at, PARTS, PARTS_HOLD, done, {"total": total.text, "right": right})


def _shared(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """The shares are of all, or of the kinds together."""
    start = match.start("list")
    items = [sentence.at(start + place) for place, sign in enumerate(match["list"]) if sign == PERCENT]
    read = read_number(match["word"])
    if read and read[0] == len(items):
        total = sentence.at(match.start("total"))
        yield from _percents(sentence, items, [total.value, Fraction(100)], total, items[-1])


def _times(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    many, each, total = (sentence.at(match.start(name)) for name in ("many", "each", "total"))
    if match["what"] not in many.label + many.unit + match["of"]:
        return  # 深入32个村，每组3人
    if not (many.exact and total.exact and each.step == 0) or not alike(each.unit, total.unit):
        return
    if each.unit == many.unit or re.search(
        r"约|近|超|逾|至少|最多|不足|不到|[余多来几]", each.label + each.text
    ):
        return
    right = many.value * each.value
    if right != total.value:
        params = {"total": total.text, "right": f"{right}{total.unit}"}
        done = f"{many.value}×{each.value}={right}≠{total.value}"
        yield Fault("parts", sentence, total, PARTS, PARTS_HOLD, done, params)


def _rounds(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """What is visited twice is counted once unless it says 次: then the total may be less, not more."""
    each, total = (sentence.at(match.start(name)) for name in ("each", "total"))
    if match["many"]:
        rounds = sentence.at(match.start("many"))
        many = rounds.value if rounds.exact and rounds.unit == match["what"] else None
    else:
        read = read_number(match["rounds"])
        many = read[0] if read and match["what"] == "轮" else None
    if many is None or not (each.exact and total.exact) or match["of"] != match["again"]:
        return
    if not alike(each.unit, total.unit) or "不" in each.label or each.unit == match["what"]:
        return
    right = many * each.value
    twice = match["times"] or total.unit.endswith("次")
    if total.value > right or (twice and total.value < right):
        params = {"total": total.text, "right": f"{right}{total.unit}"}
        done = f"{many}×{each.value}={right}≠{total.value}"
        yield Fault("parts", sentence, total, PARTS, PARTS_HOLD, done, params)


def _ways(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """18个镇街中，11个下降，5个持平，2个上升: each went one way."""
    whole = sentence.at(match.start("whole"))
    place, items, ways = match.end(), [], []
    while found := _ENDS.match(sentence.skeleton, place):
        said = [way for way in _WAYS if way.search(found["said"])]
        part = sentence.at(found.start("part"))
        if len(said) != 1 or said[0] in ways or part.unit != whole.unit:
            break
        items.append(part)
        ways += said
        place = found.end()
    more = sum(q.value for q in items) > whole.value
    if len(items) == len(_WAYS) or (len(items) > 1 and more):
        yield from _unlike(sentence, items, whole, whole)
