"""Rates whose base is named beside them: 参评99件，满意率75.86%; 应受理20件，按期受理20件，及时受理率98%."""

import re
from collections.abc import Iterator
from dataclasses import replace

from xinfang.engines.figurelint.checks.rates import BASE_UNITS, impossible, whole, wrong
from xinfang.engines.figurelint.checks.sums import alike, near
from xinfang.engines.figurelint.checks.wording import IS
from xinfang.engines.figurelint.findings import Fault
from xinfang.engines.figurelint.reading import COUNT, PERCENT, Quantity, Sentence

__all__ = ["INTIME", "VERB", "stated"]

_CAME = r"(?:参评|参加评价|参与评价|参加评议|参与评议)"
_OF = r"的?(?:信访)?(?:事项|件|群众)?(?:为|共)?"
# 参评99件，满意75件，满意率75.86%
_RATED = re.compile(
    rf"{_CAME}{_OF}(?P<base>{COUNT})[，,、;；]?(?:{_CAME}率{IS}{PERCENT}[，,、;；])?"
    rf"(?:其中)?(?:(?:表示)?(?:(?:非常)?满意[和、或及与]基本)?满意(?P<part>{COUNT})[，,、;；])?(?:参评)?(?:群众)?满意率{IS}(?P<share>{PERCENT})"
)
# 满意率75.86%（以参评99件计）
_RATED_OF = re.compile(
    rf"满意率{IS}(?P<share>{PERCENT})[(，,](?:[以按]|基数[是为])?{_CAME}{_OF}(?P<base>{COUNT})(?:计算?|为基数)?(?=[)，,。；;]|$)"
)
VERB = "受理|办结|结案|答复|回复|办理|告知|处理|化解"
INTIME = "(?:按[期时]|及时|如期|限期|期限?内)"
# 99件参评，满意率75.86%
_RATED_BEFORE = re.compile(
    rf"(?P<base>{COUNT})(?:信访)?(?:事项|件)?{_CAME}[，,](?:群众)?满意率{IS}(?P<share>{PERCENT})"
)
# 满意率98%，共7人参评
_RATED_AFTER = re.compile(
    rf"满意率{IS}(?P<share>{PERCENT})[，,;；(](?:其中)?共?有?(?P<base>{COUNT})(?:信访)?(?:事项|群众|件)?{_CAME}"
)
# 应受理20件，按期受理20件，及时受理率98%
_DUE = re.compile(
    rf"应当?{INTIME}?(?P<verb>{VERB})的?[\u4e00-\u9fff]{{0,6}}(?P<base>{COUNT})[，,、；;]?(?:其中|已|实际|实)?"
    rf"(?P<early>{INTIME})?(?:已)?(?P=verb)[\u4e00-\u9fff]{{0,6}}(?P<part>{COUNT})[，,、；;]?"
    rf"(?P<timely>{INTIME})?(?P=verb)率{IS}(?P<share>{PERCENT})"
)
# 到期20件，按期办结19件，按期结案率98%
_FELL_DUE = re.compile(
    rf"到期(?:应?(?:办结|结案))?(?:的)?(?:信访)?(?:事项|案件|件)?(?P<base>{COUNT})[，,、；;](?:其中|已|实际|实)?"
    rf"(?P<early>{INTIME})?已?(?:办结|结案|办理完毕)(?P<part>{COUNT})[，,、；;]"
    rf"(?P<timely>{INTIME}|到期)?(?:办结|结案)率{IS}(?P<share>{PERCENT})"
)
# 应受理50件，及时受理率98.9%
_DUE_ALONE = re.compile(
    rf"应当?{INTIME}?(?P<verb>{VERB})的?[\u4e00-\u9fff]{{0,6}}(?P<base>{COUNT})[，,、；;]{INTIME}(?P=verb)率{IS}(?P<share>{PERCENT})"
)
# 复查9件，维持率80%; 调解20件，成功率83%; but 复查撤销5件 and 调解成功20件 are what was done
_OUTCOME = re.compile(
    rf"(?:(?<!原)(?:复查|复核)(?!意见|决定)(?:(?!维持|撤销|变更|责令)[\u4e00-\u9fff]){{0,6}}(?P<base>{COUNT})[，,、；;](?:复查|复核)?(?:维持|撤销|变更)率"
    rf"|(?<!成功)(?<!已)(?P<tried>调解|调处|化解)(?:(?!成功)[\u4e00-\u9fff]){{0,8}}(?P<many>{COUNT})[，,、；;](?:(?P=tried))?成功率){IS}(?P<share>{PERCENT})"
)
# 可评价530件，参评412件，参评率77.7%
_TOOK_PART = re.compile(
    rf"[可应][参]?(?:评价?|评议)的?(?:信访)?(?:事项|件)?(?P<base>{COUNT})[，,、；;](?:其中|已|实际|群众)*{_CAME}(?P<part>{COUNT})[，,、；;]"
    rf"(?:群众)?参评率{IS}(?P<share>{PERCENT})"
)
_DONE = "办结|结案|化解|息诉息访|息诉|息访|答复|回复|受理"
# 受理案件700件，办结率达98.5%，即办结680件
_THAT_IS = re.compile(
    rf"(?:受理|登记|收到|办理|督办|交办|接收)[\u4e00-\u9fff]{{0,12}}(?P<base>{COUNT})[，,](?P<verb>{_DONE})率{IS}"
    rf"(?P<share>{PERCENT})[，,(]?(?:即|也就是|也即)已?(?P=verb)了?(?P<part>{COUNT})"
)
# 参评250件，其中满意190件、基本满意35件、不满意25件，满意率95.2%
_MOOD = rf"(?:表示)?(?P<mood>非常满意|很满意|比较满意|较满意|基本满意|满意|一般|不满意)的?{COUNT}"
_GRADED = re.compile(
    rf"(?:参评|评价|评议|测评|回访)[\u4e00-\u9fff]{{0,8}}(?P<base>{COUNT})[，,(:：]?(?:其中)?[:：，,]?"
    rf"(?P<items>(?:{_MOOD.replace('?P<mood>', '?:')}[)、，,]{{1,2}}){{2,6}})"
    rf"(?:群众)?满意率{IS}(?P<share>{PERCENT})(?=[，,。；;)]|$)"
)
_AIMED = re.compile(r"分别|目标|力争|要求|确保|标准|计划|预计|各为")


def stated(sentence: Sentence) -> Iterator[Fault]:
    """Faults of rates with their base beside them."""
    if _AIMED.search(sentence.text):
        return
    for pattern in (
        _RATED,
        _RATED_OF,
        _RATED_BEFORE,
        _RATED_AFTER,
        _DUE,
        _FELL_DUE,
        _DUE_ALONE,
        _THAT_IS,
        _TOOK_PART,
        _OUTCOME,
    ):
        for match in pattern.finditer(sentence.skeleton):
            yield from _judged(sentence, match)
    for match in _GRADED.finditer(sentence.skeleton):
        yield from _graded(sentence, match)


def _graded(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """All who rated are named: the rate lies from those content to those not discontent, however weighed."""
    start = match.start("items")
    moods = {
        found["mood"]: sentence.at(start + found.end() - 1) for found in re.finditer(_MOOD, match["items"])
    }
    base, said = sentence.at(match.start("base")), sentence.at(match.start("share"))
    every = [base, *moods.values()]
    if not {"满意", "不满意"} <= moods.keys() or not all(q.exact and q.unit == base.unit for q in every):
        return
    if not base.value or sum(q.value for q in moods.values()) != base.value:
        return
    least = min(q.value for mood, q in moods.items() if mood in ("满意", "非常满意", "很满意"))
    most = base.value - moods["不满意"].value
    if any(near(100 * each / base.value, said) for each in (least, most)):
        return
    if not least < said.value * base.value / 100 < most:
        right = most if said.value * base.value > 100 * most else least
        yield wrong(sentence, said, replace(base, value=right, text=f"{right}{base.unit}"), base)


def _judged(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    groups = match.groupdict()
    base = sentence.at(match.start("base" if groups["base"] else "many"))
    said = sentence.at(match.start("share"))
    if not base.exact or base.unit not in BASE_UNITS or base.value < 1 or said.value > 100:
        return
    if groups.get("timely") and not groups["early"] and _below(said, sentence.at(match.start("part")), base):
        return  # closed, but some perhaps late
    if groups.get("part"):
        yield from _part(sentence, sentence.at(match.start("part")), base, said)
    elif not whole(said, base.value):
        yield impossible(sentence, said, base)


def _below(said: Quantity, part: Quantity, base: Quantity) -> bool:
    """Whether a rate may be that of a part of the part."""
    return said.value - said.step < 100 * part.value / base.value


def _part(sentence: Sentence, part: Quantity, base: Quantity, said: Quantity) -> Iterator[Fault]:
    if not part.exact or not alike(part.unit, base.unit) or part.value > base.value:
        return
    others = [q.value for q in sentence.counts(base.start) if q.exact and q.value >= part.value > 0]
    if not any(near(100 * part.value / n, said) for n in (base.value, *others)):
        yield wrong(sentence, said, part, base)
