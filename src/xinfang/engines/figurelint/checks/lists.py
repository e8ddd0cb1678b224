"""Lists whose items cannot overlap, without 其中: 受理300件，办结260件，在办50件; 分别为30件、20件."""

import re
from collections.abc import Iterator
from fractions import Fraction

from xinfang.engines.figurelint.checks.families import OVERLAPPING, family_of, kin, plain
from xinfang.engines.figurelint.checks.sums import CARRIED, alike, reaches, runs, taken_apart
from xinfang.engines.figurelint.findings import PARTS, PARTS_HOLD, SHARES, SHARES_HOLD, Fault, decimals
from xinfang.engines.figurelint.reading import COUNT, PERCENT, Quantity, Sentence

__all__ = ["lists"]

_NAMES = r"(?:[\u4e00-\u9fff]{1,8}、){1,7}[\u4e00-\u9fff]{1,8}?"
# A、B、C分别为 N、N、N，共 N
_EACH = re.compile(
    rf"(?:(?P<names>{_NAMES})|[一1]至四季度|四个季度|[各每]个?季度)(?:分别|依次)(?:受理|收到|接待|登记|处理|办理)?(?:群众|信访|来信|来访|事项|件)*(?:为|是|有)?(?P<list>{COUNT}(?:[、，和]{COUNT}){{1,7}})"
    rf"[，,](?P<bare>全年)?(?:合计|共计|总计|一?共|(?<=全年))(?:受理|收到|接待|登记|处理|办理)?(?:群众|信访|来信|来访|事项|件)*(?:为|是)?(?P<total>{COUNT})"
)
# A、B、C分别占总量的 P、P、P
_EACH_SHARE = re.compile(
    rf"(?P<names>{_NAMES})(?:(?:各|分别)占[\u4e00-\u9fff]{{0,8}}?|(?:占比|比例|比重)(?:各|分别)(?:为|是))(?P<list>{PERCENT}(?:[、，和]{PERCENT}){{1,7}})"
)
# N，办结 N，在办 N: a whole, and what it is divided into
_OPEN = re.compile(r"受理|收到|登记|办理|处理|督办|交办|转信访件|转送件|转办件|接收|复查|复核|审查|立案")
_RECEIVED = re.compile(r"接待|接访")
_SHORT = re.compile(r"月|季度|周|旬|半年|截至|以来")  # what is open may be of the month before
_STATE = re.compile(r"在办|[正尚仍]在|未|不|办结")
_CARRIED_ON = re.compile(
    rf"(?:上年|去年|上期|上月|往年)?结转[\u4e00-\u9fff]{{0,6}}(?P<a>{COUNT})[，,、](?:[今本当]年)?新[收受增][\u4e00-\u9fff]{{0,6}}(?P<b>{COUNT})[，,、；;]"
    rf"(?:[今本当]年|已|共)?(?:办结|结案)[\u4e00-\u9fff]{{0,4}}(?P<c>{COUNT})[，,、](?:未结|未办结|尚未办结|在办|结转下年|年末结存)(?P<d>{COUNT})(?=[，,。；;)])"
)


def lists(sentence: Sentence) -> Iterator[Fault]:
    """Faults of the sums of lists that no 其中 opens."""
    for match in _EACH.finditer(sentence.skeleton):
        yield from _each(sentence, match)
    for match in _EACH_SHARE.finditer(sentence.skeleton):
        yield from _each_share(sentence, match)
    for match in _CARRIED_ON.finditer(sentence.skeleton):
        yield from _balance(sentence, match)
    yield from _divided(sentence)


def _items(sentence: Sentence, match: re.Match[str]) -> list[Quantity]:
    """The figures of a list, when there are as many as names."""
    kinds = (COUNT, PERCENT)
    found = [
        sentence.at(match.start("list") + place) for place, sign in enumerate(match["list"]) if sign in kinds
    ]
    names = match["names"].count("、") + 1 if match["names"] else 4
    return found if len(found) == names else []


def _each(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    items, total = _items(sentence, match), sentence.at(match.start("total"))
    if not items or any(not q.exact or not alike(q.unit, total.unit) for q in (*items, total)):
        return
    if match["bare"] and match["names"] and not match["names"].endswith(("季度", "半年")):
        return  # 来信、来访分别为30件、20件，全年受理80件
    values = [q.value for q in items]
    fits = sum(values) == total.value if not match["names"] else reaches(total.value, [[v] for v in values])
    if not fits:
        yield off(sentence, total, values, total)


def off(sentence: Sentence, at: Quantity, values: list[Fraction], total: Quantity) -> Fault:
    """Parts that do not make their total."""
    right = sum(values, Fraction(0))
    params = {"total": total.text, "right": f"{right}{total.unit}"}
    return Fault(
        "parts",
        sentence,
        at,
        PARTS,
        PARTS_HOLD,
        "+".join(map(str, values)) + f"={right}≠{total.value}",
        params,
    )


def _each_share(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    items = _items(sentence, match)
    names = [plain(name) for name in match["names"].split("、")]
    if not items or not family_of(names):
        return
    total = sum((q.value for q in items), Fraction(0))
    if total - sum((q.step for q in items), Fraction(0)) >= 100:
        done = "+".join(q.text for q in items) + f"={decimals(total, 2 if total.denominator > 1 else 0)}%"
        yield Fault("shares", sentence, items[-1], SHARES, SHARES_HOLD, done, {})


def _balance(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """上年结转 a，新收 b，办结 c，未结 d: a and b are c and d."""
    a, b, c, d = (sentence.at(match.start(name)) for name in "abcd")
    if any(not q.exact or not alike(q.unit, a.unit) for q in (a, b, c, d)):
        return
    left = a.value + b.value - c.value
    if left != d.value:
        params = {"total": f"{a.value + b.value}{d.unit}", "right": f"{c.value + d.value}{d.unit}"}
        done = f"{a.value}+{b.value}={a.value + b.value}≠{c.value}+{d.value}={c.value + d.value}"
        yield Fault("parts", sentence, d, PARTS, PARTS_HOLD, done, params)


def _divided(sentence: Sentence) -> Iterator[Fault]:
    """受理300件，办结260件，在办50件: what cannot overlap, and is more than the whole."""
    if CARRIED.search(sentence.text) or OVERLAPPING.search(sentence.text):
        return
    grouped = runs(sentence.counts())
    for place, whole in enumerate(grouped):
        total = whole[0]
        if not total.exact or not _opens(total) or _STATE.search(total.label):
            continue
        if place and sentence.between(grouped[place - 1][-1].end, total.start)[:1] in ("、", "和", "及"):
            continue  # 复查18件、复核6件，维持20件: one of two wholes
        if place and taken_apart(sentence, total):
            continue  # 200件，其中受理170件，办结185件: of all
        items = _states(sentence, whole, grouped[place + 1 : place + 8])
        carried = _SHORT.search(sentence.text) and any(_STATE.search(q.label) for q in items)
        if len(items) > 1 and sum(q.value for q in items) > total.value and not carried:
            if _of_more(sentence, grouped[:place], items):
                continue
            yield off(sentence, total, [q.value for q in items], total)
            return


def _of_more(sentence: Sentence, before: list[list[Quantity]], items: list[Quantity]) -> bool:
    """Whether the items may be of what came earlier too: 复查24件，复核6件，维持20件."""
    return any(
        any(alike(q.unit, items[0].unit) for q in run)
        and not re.search("[；;]", sentence.between(run[-1].end, items[0].start))
        for run in before
    )


def _opens(total: Quantity) -> bool:
    """Whether a count is of what came in; of those received, only where batches or heads are counted."""
    received = total.unit in ("批", "人", "人次") and bool(_RECEIVED.search(total.label))
    return received or bool(_OPEN.search(total.label))


def _states(sentence: Sentence, whole: list[Quantity], following: list[list[Quantity]]) -> list[Quantity]:
    """What stands next to a whole, each in another state or way of one family."""
    items: list[Quantity] = []
    end = whole[-1].end
    for run in following:
        q = run[0]
        names = [plain(each.label) for each in (*items, q)]
        if (
            not q.exact
            or not alike(q.unit, whole[0].unit)
            or not re.match("[，,、]", sentence.between(end, q.start))
            or not family_of(names)
            or kin(whole[0].label, names)
        ):
            break
        items.append(q)
        end = run[-1].end
    return items
