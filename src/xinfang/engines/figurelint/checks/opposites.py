"""What is done and what is not: 办结率98%，未办结率3%; 化解42件，尚余8件，化解率87%."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from xinfang.engines.figurelint.checks.adjacent import AIMED
from xinfang.engines.figurelint.checks.rates import wrong
from xinfang.engines.figurelint.checks.sums import CARRIED, alike, near
from xinfang.engines.figurelint.checks.wording import IS, NOUN
from xinfang.engines.figurelint.findings import SHARES, SHARES_HOLD, Fault, decimals
from xinfang.engines.figurelint.reading import COUNT, PERCENT, Sentence

__all__ = ["opposites"]

_END = r"(?=[，,。；;)]|$)"
_DONE = "办结|结案|化解|答复|回复|受理|告知|息访|采纳"
_INTIME = "按期|按时|及时"
# 办结率98%，未办结率3%; 满意率90%，不满意率15%
_NOT = (
    re.compile(
        rf"(?P<in>{_INTIME})?(?P<verb>{_DONE})率{IS}(?P<one>{PERCENT})[，,、](?:而)?未(?(in)(?:能)?(?P=in))(?P=verb)率{IS}"
        rf"(?P<other>{PERCENT}){_END}"
    ),
    re.compile(
        rf"(?P<verb>满意)率{IS}(?P<one>{PERCENT})[，,、](?:而)?不满意率{IS}(?P<other>{PERCENT}){_END}"
    ),
)
# 化解42件，尚余8件，化解率87.2%
_REST = re.compile(
    rf"(?P<verb>{_DONE}){NOUN}(?P<part>{COUNT})[，,](?:尚余|剩余|余下|还剩)(?:下)?(?P<rest>{COUNT})[，,](?P=verb)率{IS}"
    rf"(?P<share>{PERCENT}){_END}"
)
_THIRD = re.compile("基本满意|比较满意|一般|未评价|未表态")


def opposites(sentence: Sentence) -> Iterator[Fault]:
    """Faults of what leaves nothing between two figures."""
    for pattern in _NOT:
        for match in pattern.finditer(sentence.skeleton):
            yield from _not(sentence, match)
    for match in _REST.finditer(sentence.skeleton):
        yield from _rest(sentence, match)


def _not(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """Two shares that are all there is; of the content and the discontent some may be neither."""
    one, other = (sentence.at(match.start(name)) for name in ("one", "other"))
    total, slack = one.value + other.value, one.step + other.step
    may_be_less = match["verb"] == "满意"
    if AIMED.search(sentence.text) or (may_be_less and (total <= 100 or _THIRD.search(sentence.text))):
        return
    if abs(total - 100) >= slack:
        done = f"{one.text}+{other.text}={decimals(total, 2 if total.denominator > 1 else 0)}%"
        yield Fault("shares", sentence, other, SHARES, SHARES_HOLD, done, {})


def _rest(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """A rate whose base is what was done and what is left; one of an earlier number is of that."""
    part, rest, said = (sentence.at(match.start(name)) for name in ("part", "rest", "share"))
    if AIMED.search(sentence.text) or CARRIED.search(sentence.text) or not (part.exact and rest.exact):
        return
    base = part.value + rest.value
    earlier = {q.value for q in sentence.counts(part.start)}
    bases = {base, *earlier, sum(earlier, Fraction(0))} - {0}
    if alike(part.unit, rest.unit) and not any(near(100 * part.value / each, said) for each in bases):
        yield wrong(sentence, said, part, replace(rest, value=base, text=f"{base}{rest.unit}"))
