"""Shares of one whole: 来信占30%、来访占50%、其他占30%; 城建占45%，劳动占35%，合计100%."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from xinfang.engines.figurelint.checks.families import ages, family_of, plain
from xinfang.engines.figurelint.checks.rates import ENOUGH, PAIR, wrong
from xinfang.engines.figurelint.checks.sums import near, reaches
from xinfang.engines.figurelint.findings import SHARES, SHARES_HOLD, Fault, decimals
from xinfang.engines.figurelint.reading import PERCENT, VAGUE, Quantity, Sentence

__all__ = ["shares"]

_SHARE = re.compile(r"占(?:比)?[为]?$")
# 网上信访占信访总量的54.8%: said of one, the others' shares are of the same whole
_OF_ALL = re.compile(r"占(?P<of>(?:登记|受理|信访)?(?:总[量数]|信访总[量数]))的(?:比[例重]为)?$")
_CLASS = re.compile(r"(?:占(?:比)?[为]?|类|案件|问题|事项)$")
_TENTH = Fraction(5)  # 三成、四成、五成 are rounded down all at once by nobody
_TOTAL = re.compile(
    r"^(?:以上)?(?:[二三四五六七八九十两]{1,2}[类项者])?(?:合计|共计|总计)(?:占比?)?[为是达]?$"
)


def shares(sentence: Sentence) -> Iterator[Fault]:
    """With the rest named, or with their sum said to be 100 %, shares make one hundred."""
    yield from _disjoint(sentence)
    yield from _all_but_one(sentence)
    percents = [q for q in sentence.quantities if q.kind == PERCENT]
    summed = bool(percents) and percents[-1].value == 100 and bool(_TOTAL.match(percents[-1].lead))
    said = percents[:-1] if summed else percents
    if len(said) < (2 if summed else 3) or any(q.kind == VAGUE for q in sentence.quantities):
        return
    named = _CLASS if summed else _SHARE
    if not all(named.search(q.lead) for q in said) or not (summed or _rest_named(sentence, said[-1])):
        return
    total = sum((q.value for q in said), Fraction(0))
    slack = sum((q.step for q in said), Fraction(0))
    if abs(total - 100) < slack or reaches(Fraction(100), [[q.value] for q in said]):
        return
    done = "+".join(q.text for q in said) + f"={decimals(total, 2 if total.denominator > 1 else 0)}%"
    yield Fault("shares", sentence, percents[-1], SHARES, SHARES_HOLD, done, {})


def _disjoint(sentence: Sentence) -> Iterator[Fault]:
    """来信占45%，来访占40%，来电占25%: what nothing is under two of, and more than all."""
    said = [q for q in sentence.quantities if q.kind == PERCENT]
    of = {found["of"] for q in said if (found := _OF_ALL.search(q.lead))}
    leads = [_OF_ALL.sub("占", q.lead) if len(of) == 1 else q.lead for q in said]
    if not all(_SHARE.search(lead) for lead in leads):
        return
    names = [plain(_SHARE.sub("", lead)) for lead in leads]
    if len(said) < 2 or not (family_of(names) or ages(names)) or len(said) != len(sentence.quantities):
        return
    total = sum((q.value for q in said), Fraction(0))
    slack = sum((min(q.step, _TENTH) if "成" in q.text else q.step for q in said), Fraction(0))
    if total - slack >= 100:
        done = "+".join(q.text for q in said) + f"={decimals(total, 2 if total.denominator > 1 else 0)}%"
        yield Fault("shares", sentence, said[-1], SHARES, SHARES_HOLD, done, {})


def _all_but_one(sentence: Sentence) -> Iterator[Fault]:
    """城建312件，占24.8%；农村205件，占26.3%；…: shares of what the parts make together, but for one."""
    pairs = [
        (sentence.at(m.start("part")), sentence.at(m.start("share")))
        for m in PAIR.finditer(sentence.skeleton)
    ]
    if len(pairs) < ENOUGH or any(not part.exact or part.unit != pairs[0][0].unit for part, _ in pairs):
        return
    total = sum((part.value for part, _ in pairs), Fraction(0))
    off = [(part, said) for part, said in pairs if not near(Fraction(100) * part.value / total, said)]
    if len(off) == 1:
        part, said = off[0]
        if any(q.value and near(100 * part.value / q.value, said) for q in sentence.counts()):
            return  # of a total that is said beside them
        yield wrong(sentence, said, part, replace(part, value=total, text=f"{total}{part.unit}"))


def _rest_named(sentence: Sentence, last: Quantity) -> bool:
    clause = re.split("[，、；。]", sentence.between(sentence.start, last.start))
    return any(re.match("其他|其它|其余", words.strip()) for words in clause[-2:])
