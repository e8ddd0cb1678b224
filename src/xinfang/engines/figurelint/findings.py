"""What is found, and the sentences in which it is said."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from xinfang.engines.figurelint.reading import Quantity, Sentence

__all__ = ["MESSAGES", "Fault", "Finding", "decimals", "found", "percent"]


def gettext_noop(sentence: str) -> str:
    """The sentence itself. The catalogue finds it by this name; engines know no Django."""
    return sentence


RATE = gettext_noop("%(base)s里没有哪个整数合 %(share)s。")
RATE_HOLDS = gettext_noop("%(low)s 或 %(high)s 才算得出；基数若不是%(base)s，请写明。")
RATIO = gettext_noop("%(part)s 对 %(base)s 不是 %(share)s。")
OTHER_BASE = gettext_noop("%(share)s 是按 %(other)s 算的，不是按文中说的 %(base)s。")
RATIO_HOLDS = gettext_noop("按 %(base)s 应为 %(right)s；用别的基数，请写明。")
CHANGE = gettext_noop("从 %(before)s 到 %(after)s，变化不是所写的 %(share)s。")
CHANGE_HOLDS = gettext_noop("应为 %(right)s。")
NO_BEFORE = gettext_noop("没有哪个整数变化 %(share)s 后是 %(after)s。")
NO_BEFORE_HOLDS = gettext_noop("%(low)s 或 %(high)s 才算得出；请核对上期数。")
NO_BEFORE_ONE = gettext_noop("%(right)s 才算得出；请核对上期数。上期是 0 的，没有百分比，请只写两个数。")
FROM_NOTHING = gettext_noop("上期是 0，算不出 %(share)s：从 0 起没有百分比，也不会再降。")
FROM_NOTHING_HOLDS = gettext_noop("请只写两个数；上期若不是 0，请写明。")
DIFFERENCE = gettext_noop("从 %(before)s 到 %(after)s，相差不是 %(share)s。")
DIRECTION = gettext_noop("从 %(before)s 到 %(after)s 是上升，不是下降。")
DIRECTION_DOWN = gettext_noop("从 %(before)s 到 %(after)s 是下降，不是上升。")
DIRECTION_HOLDS = gettext_noop("请核对用词；或者两个数写反了。")
AVERAGE = gettext_noop("%(total)s 除以 %(count)s，不是平均 %(share)s。")
PARTS = gettext_noop("各部分相加不等于 %(total)s。")
PARTS_HOLD = gettext_noop("总数应为 %(right)s；或有一部分写错、漏写。")
SHARES = gettext_noop("各占的百分比相加不是 100%%。")
SHARES_HOLD = gettext_noop("各部分的百分比应合计 100%%；或有一部分写错、漏写。")
SUBSET = gettext_noop("其中的 %(part)s 多于全部 %(total)s。")
SUBSET_HOLDS = gettext_noop("部分应不多于 %(total)s。")
FALL = gettext_noop("下降不会多于 100%%，这里写的是 %(share)s。")
FALL_HOLDS = gettext_noop("降到 0 才是下降 100%%；请核对数字，也许是上升。")
DONE_HOLDS = gettext_noop("应不多于 %(total)s；若有以前转来的，请写明。")
HEADS = gettext_noop("%(batches)s 不会只有 %(heads)s：一批至少一人。")
GROUP = gettext_noop("集体访 %(batches)s 不会只有 %(heads)s：集体访一批至少五人。")
JOINT = gettext_noop("联名信 %(batches)s 不会只有 %(heads)s：一件至少两人。")
HEADS_HOLD = gettext_noop("至少应为 %(right)s；或批次写错。")
TOTALS = gettext_noop("“%(name)s”在第 %(line)s 行是 %(first)s，这里是 %(second)s。")
TOTALS_HOLD = gettext_noop("同一个总数应当只有一个；时期或口径不同，请写明。")
MESSAGES = (
    RATE, RATE_HOLDS, RATIO, OTHER_BASE, RATIO_HOLDS, CHANGE, CHANGE_HOLDS, NO_BEFORE, NO_BEFORE_HOLDS,
    NO_BEFORE_ONE, FROM_NOTHING, FROM_NOTHING_HOLDS,
    DIFFERENCE, DIRECTION, DIRECTION_DOWN, DIRECTION_HOLDS, AVERAGE, PARTS, PARTS_HOLD, SHARES, SHARES_HOLD,
    SUBSET, SUBSET_HOLDS, FALL, FALL_HOLDS, DONE_HOLDS, HEADS, GROUP, JOINT, HEADS_HOLD, TOTALS, TOTALS_HOLD,
)  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """What a check finds: the figure at fault, what is wrong, what would hold, the sum, the parameters."""

    kind: str
    sentence: Sentence
    quantity: Quantity
    fault: str
    holds: str
    sum: str
    params: Mapping[str, str | int]


@dataclass(frozen=True)
class Finding:
    """One figure that cannot be right.

    `line` and `column` count from 1, `start` and `end` from 0 over the whole text; `sum` is plain
    arithmetic. `fault_id` and `holds_id` are two of MESSAGES, which `params` fills; callers translate them.
    """

    kind: str
    line: int
    column: int
    start: int
    end: int
    quote: str
    sentence: str
    sum: str
    fault_id: str
    holds_id: str
    params: Mapping[str, str | int]

    @property
    def fault(self) -> str:
        """What is wrong, as a Chinese sentence."""
        return self.fault_id % self.params

    @property
    def holds(self) -> str:
        """What would hold, as a Chinese sentence."""
        return self.holds_id % self.params


def found(text: str, faults: Iterable[Fault], places: Sequence[int]) -> list[Finding]:
    """The faults with their places in the text as it was handed in; of two on one figure the first.

    `places` says of each character that was read where it stands in the text.
    """
    findings: dict[int, Finding] = {}
    ended = -1
    starts = [0] + [place + 1 for place, sign in enumerate(text) if sign == "\n"]
    for fault in sorted(faults, key=lambda fault: fault.quantity.start):
        quantity, sentence = fault.quantity, fault.sentence
        if fault.kind == "heads" and ended == quantity.start:
            continue  # the batches just before are wrong themselves
        ended = quantity.end
        start, end = _stands(places, quantity.start, quantity.end)
        line = line_of(starts, start)
        first, last = _stands(places, sentence.start, sentence.start + len(sentence.text))
        findings.setdefault(
            start,
            Finding(
                kind=fault.kind,
                line=line,
                column=start - starts[line - 1] + 1,
                start=start,
                end=end,
                quote=text[start:end],
                sentence=" ".join(text[first:last].split()),
                sum=fault.sum,
                fault_id=fault.fault,
                holds_id=fault.holds,
                params=_with_line(fault.params, starts, places),
            ),
        )
    return list(findings.values())


def line_of(starts: list[int], place: int) -> int:
    """The line, from 1, of a place; `starts` are the places where lines begin."""
    return bisect_right(starts, place)


def _stands(places: Sequence[int], start: int, end: int) -> tuple[int, int]:
    return places[start], places[min(end, len(places)) - 1] + 1


def _with_line(
    params: Mapping[str, str | int], starts: list[int], places: Sequence[int]
) -> Mapping[str, str | int]:
    """A check knows places only: its parameter `place` becomes `line`."""
    if "place" not in params:
        return params
    return {**params, "line": line_of(starts, places[int(params["place"])])}


def decimals(value: Fraction, places: int) -> str:
    """A number rounded half up, as reports do."""
    scaled = abs(value) * 10**places
    whole = int(scaled + Fraction(1, 2))
    sign = "-" if value < 0 and whole else ""
    return f"{sign}{whole // 10**places}" + (f".{whole % 10**places:0{places}d}" if places else "")


def percent(value: Fraction, like: Fraction = Fraction(1)) -> str:
    """A percentage to one place, or to as many as `like`, the worth of a last place, has."""
    places = 1
    while Fraction(1, 10**places) > like and places < 6:
        places += 1
    return decimals(value, places) + "%"
