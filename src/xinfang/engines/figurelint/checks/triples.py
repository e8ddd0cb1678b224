"""A rate with its part and its base, in any order: 撤销率三成，共撤销3件，复查20件."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from fractions import Fraction

from xinfang.engines.figurelint.checks.rates import wrong
from xinfang.engines.figurelint.checks.sums import CARRIED, alike, near
from xinfang.engines.figurelint.checks.wording import RATE_NAME, same_words
from xinfang.engines.figurelint.findings import Fault
from xinfang.engines.figurelint.reading import COUNT, PERCENT, VAGUE, Quantity, Sentence

__all__ = ["elsewhere", "triples"]

_NAME = re.compile(rf"(?:全年|年内|其中|其|且|使|均|并|总体)?{RATE_NAME}")
# Rates of something else than what was counted: those due, a whole city's, a month's.
_NARROW = re.compile(
    r"[及准按如限到逾超]时|[按如限到逾]期|期限|首|一次|好评|同比|环比|[增降涨]|占|平均|总|全|[年月季市区县省镇乡]|街道|有效"
)
_PART = re.compile(
    r"^(?:收到(?=反馈|回复|回执|回函)|其中|截至(?:年底|目前)|到年底|目前|现|已|均|全部|实际|共|全年|成功|依法|累计|表示)+|了$"
    r"|(?<=维持|撤销|变更)原?(?:处理|复查|答复|办理)?(?:意见|决定)$"
)
_AFTER = re.compile(r"(?:已经?|均已?|实现|得到)+(?P<name>[\u4e00-\u9fff]{2,6})(?=[，,])")
# 32件重点信访事项已办结30件
_OF_CASES = re.compile(r"^[\u4e00-\u9fff]{0,10}(?:事项|案件|积案|纠纷|问题|件)(?=[已均现共]|全部|目前)")
_BASE = re.compile(
    r"受理|办理|处理|督[导办]|交办|转办|承办|接收|收到|排查|纳入|立案|积案|包案|登记|下访|复查|复核|审查|抽查|回访|评查|参评|建议|事项|案件"
)
_SENT, _BACK = (
    re.compile("发出|下发|制发|印发|发送"),
    re.compile("反馈|回复|回执|回函"),
)  # sent out, came back
_NOT_BASE = re.compile(r"在办|正在|新|增|剩余|余下|尚|未|不|再|另|同比|到期|应")
# What sets the counts apart from the rate: another time or another set.
_APART = re.compile(
    r"其中|另|今年|同比|环比|比上|较上|\d月|季度|半年|以来|目标|计划|力争|确保|要求|分别|预计|平均|各"
)
_PLAIN = re.compile(
    r"受理|办理|处理|督办|交办|转办|收到|登记|接收|排查|群众|信访|案件|事项|积案|矛盾|纠纷|信件|件|的|[全共总本各]|年|累计|依法|[区市县]"
)
_ENDS = re.compile(r"[；;。！？:：]")


def triples(sentence: Sentence, before: Sentence | None, document: Sequence[Quantity]) -> Iterator[Fault]:
    """Faults of rates whose part is named as they are.

    The base stands beside it, or alone in the sentence before: 受理1268件。办结1200件，办结率97.5%.
    `document` holds every exact count of the report, by size.
    """
    for said in sentence.quantities:
        named = _NAME.fullmatch(said.lead) if said.kind == PERCENT and said.value <= 100 else None
        if named is None or not re.match(r"[，,；;。、)(\s]|$", sentence.between(said.end, said.end + 1)):
            continue
        if _NARROW.search(named["stem"]) or (named["stem"] == "满意" and "基本满意" in sentence.text):
            continue
        if named["stem"].endswith("参评") and not re.search("[可应]参?评", sentence.text):
            continue  # of those who could rate
        yield from _judged(sentence, before, document, said, named["stem"])


def _judged(
    sentence: Sentence, before: Sentence | None, document: Sequence[Quantity], said: Quantity, stem: str
) -> Iterator[Fault]:
    chain = _chain(sentence, said)
    first, last = min(q.start for q in chain), max(q.end for q in chain)
    opening = _clause(sentence, min(chain, key=lambda q: q.start))
    if _APART.search(opening + sentence.between(first, last)) or CARRIED.search(sentence.text):
        return
    counts = [q for q in chain if q.kind in (COUNT, VAGUE)]
    if not all(q.exact for q in counts):
        return
    parts = [q for q in counts if _is_part(sentence, q, stem)]
    others = [q for q in counts if q not in parts and parts and alike(q.unit, parts[0].unit)]
    if len(parts) == 1 and len({q.value for q in others}) == 1:
        bases = [q for q in others if _is_base(sentence, q, stem, parts[0])]
        if bases:
            yield from _off(sentence, said, parts[0], bases[0])
    elif len(counts) == 1 and parts and before is not None and said.start > parts[0].start:
        yield from _across(sentence, before, document, said, parts[0])


def _chain(sentence: Sentence, said: Quantity) -> list[Quantity]:
    """The quantities that no semicolon parts from the rate."""
    return [q for q in sentence.quantities if not _ENDS.search(sentence.between(*_span(q, said)))]


def _span(a: Quantity, b: Quantity) -> tuple[int, int]:
    return (a.end, b.start) if a.start < b.start else (b.end, a.start)


def _clause(sentence: Sentence, count: Quantity) -> str:
    return sentence.between(count.start - 20, count.start)


def _called(sentence: Sentence, count: Quantity) -> str:
    """What a count is called, before it or, when nothing stands there, after it: 化解15件, 98件已息访."""
    name = _PART.sub("", _OF_CASES.sub("", count.label))
    after = None if name else _AFTER.match(sentence.between(count.end, count.end + 12))
    return same_words(after["name"] if after else name)


def _is_part(sentence: Sentence, count: Quantity, stem: str) -> bool:
    """Whether a count is named as the rate is: 撤销3件 and 撤销率, 化解15件 and 积案化解率."""
    name = _called(sentence, count)
    return len(name) > 1 and same_words(stem).endswith(name)


def _is_base(sentence: Sentence, count: Quantity, stem: str, part: Quantity) -> bool:
    after = re.split(r"[^\u4e00-\u9fff]", sentence.between(count.end, count.end + 12))[0]
    about = count.label + after
    subject = same_words(stem).removesuffix(_called(sentence, part))
    sent = bool(_BACK.search(stem) and _SENT.search(about))
    return (sent or bool(_BASE.search(about))) and not _NOT_BASE.search(about) and subject in about


def _across(
    sentence: Sentence, before: Sentence, document: Sequence[Quantity], said: Quantity, part: Quantity
) -> Iterator[Fault]:
    """The base is the one count of the sentence before, of cases of no special kind."""
    if len(before.quantities) != 1 or before.section != sentence.section or CARRIED.search(before.text):
        return
    (base,) = before.quantities
    opening = sentence.between(sentence.start, part.start).strip()
    if not base.exact or _NOT_BASE.search(base.label) or _APART.search(before.text) or opening != part.label:
        return
    if (
        not _BASE.search(base.label)
        or _PLAIN.sub("", base.label)
        or not re.fullmatch(rf"\s*[\u4e00-\u9fff，,\d]{{0,24}}{re.escape(base.text)}\s*[。！]", before.text)
    ):
        return
    if not elsewhere(document, part, said):
        yield from _off(sentence, said, part, base)


def elsewhere(document: Sequence[Quantity], part: Quantity, said: Quantity) -> bool:
    """Whether some count of the report is what the rate is of; they stand by size."""
    least = 100 * part.value / (said.value + said.step)
    place = max(
        bisect_right(document, least, key=lambda q: q.value),
        bisect_left(document, part.value, key=lambda q: q.value),
    )
    return place < len(document) and near(100 * part.value / document[place].value, said)


def _off(sentence: Sentence, said: Quantity, part: Quantity, base: Quantity) -> Iterator[Fault]:
    if not alike(part.unit, base.unit) or not 0 < part.value <= base.value:
        return
    if not near(Fraction(100) * part.value / base.value, said):
        yield wrong(sentence, said, part, base)
