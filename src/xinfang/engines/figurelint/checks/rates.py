"""Percentages and the numbers they are of: 17起案件…息诉息访率达到54%, 联名信8件，占来信的20%."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import floor

from xinfang.engines.figurelint.checks.sums import alike, near
from xinfang.engines.figurelint.checks.wording import RATE_NAME, same_words
from xinfang.engines.figurelint.findings import (
    OTHER_BASE,
    RATE,
    RATE_HOLDS,
    RATIO,
    RATIO_HOLDS,
    Fault,
    percent,
)
from xinfang.engines.figurelint.reading import COUNT, PERCENT, VAGUE, Quantity, Sentence

__all__ = ["BASE_UNITS", "ENOUGH", "PAIR", "impossible", "rates", "whole", "wrong"]

BASE_UNITS = frozenset({"件", "起", "宗", "例", "批", "人", "人次", "件次", "户", "条", "项", "封"})
_NAME = re.compile(rf"(?:其中|其|且|使|均|并)?{RATE_NAME}")
# A rate whose base is something else than what was counted before: those due, those of a whole city or year.
_NARROW = re.compile(
    r"[及准按如限到逾超]时|[按如限到逾]期|期限|首|一次|参评|好评|满意|同比|环比|[增降涨]|占|平均|总|全|[年月季市区县省镇乡]"
    r"|街道|有效|知晓|重复|重信|重访|回复|见面|覆盖|群众|使用|网上|初"
)
# What is done with cases; a rate of anything else (整改率, 参与率) is of something that was not counted.
_DONE = r"[办结查处]?结案?|化解|息诉|息访|停访|调[处解]|解决|处[理置]|查处"
_SUBJECT = re.compile(
    rf"{_DONE}|成功|案件|信访|事项|已|均|共|目前|现|全部|到期|累计|当年|其|完成|上报|[的件数]"
)
_BASE = re.compile(
    r"受理|办理|处理|督[导办]|交办|转办|承办|接待|接收|收到|排查|纳入|立案|积案|包案|登记|下访|信访|案件"
)
_WORDS_END = re.compile(r"[^\u4e00-\u9fff]")
_NOT_BASE = re.compile(
    r"在办|正在|新增|新发|新受|增加|剩余|余下|尚|未|不|去年|上年|同期|比|其中|再|另(?!外[，,])|累计"
)
# 各类 after a word of taking in is the whole that is divided: 受理各类信访事项1046件.
_ELSEWHERE = re.compile(
    r"去年|上年|往年|历年|同期|同比|环比|比上|较上|较去|比去|分别|以来|年均|力争|目标|要求|确保|标准"
    r"|(?<!受理)(?<!办理)(?<!收到)(?<!处理)(?<!接待)(?<!接收)(?<!登记)(?<!排查)(?<!调处)(?<!化解)(?<!群众)各类"
)
_SHARE = re.compile(r"(?:约)?占(?:比|(?P<of>[\u4e00-\u9fff]{0,12}?)(?:的(?:比例|比重)?)?)(?:为|达到?)?")
_AMONG = re.compile(
    r"[\u4e00-\u9fff]{0,6}[，,:：(]?其中|[\u4e00-\u9fff]{0,12}(?:事项|案件|件|来信|来访|信访)中[，,]"
)
# 城建312件，占24.8%
PAIR = re.compile(rf"(?P<part>{COUNT})[，,(]占(?:比|总[数量]的?|全部的)?[为达]?(?P<share>{PERCENT})")
ENOUGH = 4  # parts, of which three bear out the base
_SUM = re.compile(r"一?共|共计|合计|总计|总共")
_WHOLE = re.compile(r"|总[数量]|全部|总[件人批]次?数?|信访总量")


def rates(sentence: Sentence, document: Sequence[Quantity]) -> Iterator[Fault]:
    """Faults of the percentages of one sentence; `document` holds every count of the report, by size."""
    if _ELSEWHERE.search(sentence.text):
        return
    together = _together(sentence)
    for said in sentence.quantities:
        if said.kind != PERCENT or said.value > 100:
            continue
        before = [q for q in sentence.quantities if q.start < said.start]
        if any(q.kind == VAGUE for q in before):
            continue
        counts = [q for q in before if q.exact and q.unit in BASE_UNITS and q.value > 0]
        ended = re.match(r"[，,；;。、)\s]|$", sentence.between(said.end, said.end + 1))
        if (named := _NAME.fullmatch(said.lead)) and ended:
            yield from _rate(sentence, said, named["stem"], counts)
        elif together and counts and near(100 * counts[-1].value / together, said):
            continue  # of what the parts make; that it is not the total is told there
        elif counts and (share := _SHARE.fullmatch(said.lead)):
            yield from _share(sentence, said, share["of"] or "", counts, document)


def _together(sentence: Sentence) -> Fraction:
    """What parts with their shares make together, when it is what all the shares are of; else nothing."""
    pairs = [
        (sentence.at(match.start("part")), sentence.at(match.start("share")))
        for match in PAIR.finditer(sentence.skeleton)
    ]
    total = sum((part.value for part, _ in pairs), Fraction(0))
    fits = all(part.exact and near(100 * part.value / total, said) for part, said in pairs if total)
    return total if len(pairs) >= ENOUGH and fits else Fraction(0)


def _rate(sentence: Sentence, said: Quantity, stem: str, counts: list[Quantity]) -> Iterator[Fault]:
    if _NARROW.search(stem) or not re.search(_DONE, stem) or any(q.step for q in sentence.counts(said.start)):
        return
    tops = [q for q in counts if _shares(q.label, stem) and not _BASE_ONLY.search(q.label)]
    bases = [q for q in counts if q not in tops and _is_base(sentence, q, stem, said)]
    if any(re.search("未|不|没", q.label) for q in tops) or _fits(said, counts):
        return
    if not tops:
        if bases and not any(whole(said, n) for n in _sums(counts)):
            yield impossible(sentence, said, bases[-1])
    else:
        pairs = [(a, b) for a in tops for b in bases if b.start < a.start and alike(a.unit, b.unit)]
        if len(bases) == 1 and len(tops) == 1 and pairs:
            part, base = pairs[0]
            if part.value <= base.value and _within(part.label, base.label):
                yield wrong(sentence, said, part, base)


def _is_base(sentence: Sentence, count: Quantity, stem: str, said: Quantity) -> bool:
    """Whether a count before a rate is surely what the rate is of."""
    after = re.split(_WORDS_END, sentence.between(count.end, min(count.end + 12, said.start)))[0]
    about = count.label + after
    if not _BASE.search(about) or _NOT_BASE.search(sentence.between(count.start - 6, count.start) + about):
        return False
    if _is_done(count.label, after, stem):
        return False
    return _within(stem, about) and not re.search("[；;:：]", sentence.between(count.end, said.start))


def _is_done(label: str, after: str, stem: str) -> bool:
    """Whether a count is of what was done, and so never what the rate is of: 化解积案86件，化解率93.5%.

    积案化解率 and 化解积案 share the verb; 应化解86件 is still the base, and so are 86件积案 before 化解率.
    """
    verb = re.search(_DONE, same_words(stem))
    if verb is None:
        return False
    did = "化解|解决" if verb.group() in ("化解", "解决") else re.escape(verb.group())
    if re.search(rf"(?:已|均|成功)(?:全部|经)?(?:{did})", same_words(after)):
        return True
    return bool(re.search(did, same_words(label))) and not _DUE.search(label)


def _within(name: str, label: str) -> bool:
    """Whether a name has no subject of its own, or its subject stands in the label: 积案化解, 信访积案."""
    about = _SUBJECT.sub("", same_words(name))
    return len(about) < 2 or any(about[place : place + 2] in label for place in range(len(about) - 1))


_BASE_ONLY = re.compile(r"积案$|案件$|(?:应|需|待|拟)[\u4e00-\u9fff]{0,4}$")
_DUE = re.compile("应|需|待|拟")


def _shares(label: str, stem: str) -> bool:
    """Whether a count is what a rate is the share of: 已办结 and 办结率, 息诉息访 and 息诉率."""
    label, stem = same_words(label), same_words(stem)
    return any(stem[place : place + 2] in label for place in range(len(stem) - 1))


def whole(said: Quantity, base: Fraction) -> bool:
    """Whether some whole number of `base` is printed so."""
    nearest = floor(said.value * base / 100)
    return any(0 <= k <= base and near(Fraction(100 * k) / base, said) for k in (nearest, nearest + 1))


def _sums(counts: Sequence[Quantity]) -> Iterator[Fraction]:
    """Each count, and each two of them together or apart."""
    values = [q.value for q in counts[-12:]]
    yield from values
    for place, a in enumerate(values):
        for b in values[:place]:
            yield a + b
            if a != b:
                yield abs(a - b)


def _fits(said: Quantity, counts: Sequence[Quantity]) -> bool:
    """Whether any of the counts is that share of any other, of two together or of what two leave."""
    last = list(counts[-12:])
    for place, top in enumerate(last):
        others = last[:place] + last[place + 1 :]  # what is 100 % of itself is no share
        bases = (*_sums(others), *(q.value + way * top.value for q in others for way in (1, -1)))
        if any(near(100 * top.value / b, said) for b in bases if b >= top.value):
            return True
    return False


def impossible(sentence: Sentence, said: Quantity, base: Quantity) -> Fault:
    """A percentage that no whole number of `base` gives."""
    low = floor(said.value * base.value / 100)
    either = [Fraction(100 * k) / base.value for k in (low, low + 1)]
    sums = [f"{low + k}÷{base.value}={percent(each, said.step)}" for k, each in enumerate(either)]
    low_said, high_said = (percent(each, said.step) for each in either)
    params = {"base": base.text, "share": said.text, "low": low_said, "high": high_said}
    return Fault("rate", sentence, said, RATE, RATE_HOLDS, "，".join(sums), params)


def wrong(
    sentence: Sentence, said: Quantity, part: Quantity, base: Quantity, other: Quantity | None = None
) -> Fault:
    """A percentage that `part` is not of `base`; of `other` it is."""
    right = percent(100 * part.value / base.value, said.step)
    done = f"{part.value}÷{base.value}={right}"
    params = {"part": part.text, "base": base.text, "share": said.text, "right": right}
    if other is None:
        return Fault("ratio", sentence, said, RATIO, RATIO_HOLDS, done, params)
    done += f"，{part.value}÷{other.value}={percent(100 * part.value / other.value, said.step)}"
    params["other"] = other.label[-12:] + other.text
    return Fault("base", sentence, said, OTHER_BASE, RATIO_HOLDS, done, params)


def _share(
    sentence: Sentence, said: Quantity, of: str, counts: list[Quantity], document: Sequence[Quantity]
) -> Iterator[Fault]:
    """联名信8件，占来信的20%: the part stands just before, its base is said in the same sentence."""
    part = counts[-1]
    gap = sentence.between(part.end, said.start)
    if not re.fullmatch(r"[\u4e00-\u9fff]{0,6}[，,(]?" + re.escape(said.lead), gap):
        return
    base = _base_of(sentence, part, of, counts[:-1])
    if base is None or base.value < part.value or near(100 * part.value / base.value, said):
        return
    if any(near(100 * part.value / n, said) for n in _sums(counts[:-1]) if n >= part.value):
        return
    yield wrong(sentence, said, part, base, _other(document, part, said))


def _other(document: Sequence[Quantity], part: Quantity, said: Quantity) -> Quantity | None:
    """The one count of the report, if there is one only, that the share is of."""
    lowest, highest = (
        100 * part.value / max(said.value + way * said.step, Fraction(1, 100)) for way in (1, -1)
    )
    start = bisect_left(document, max(lowest, part.value), key=lambda q: q.value)
    found: dict[Fraction, Quantity] = {}
    for q in document[start : start + 200]:
        if q.value > highest or len(found) > 1:
            break
        if alike(q.unit, part.unit) and near(100 * part.value / q.value, said):
            found.setdefault(q.value, q)
    return next(iter(found.values())) if len(found) == 1 else None


def _base_of(sentence: Sentence, part: Quantity, of: str, counts: list[Quantity]) -> Quantity | None:
    """The count that the share is said to be of: named by `of`, or the total that 其中 takes apart."""
    fitting = [q for q in counts if alike(q.unit, part.unit)]
    if of and not _WHOLE.fullmatch(of):
        core = re.sub(r"(?:总[数量]|件数|批次)$", "", of)
        named = [q for q in fitting if len(core) > 1 and q.label.endswith(core)]
        return named[0] if len(named) == 1 else None
    for total in fitting:
        if _AMONG.match(sentence.between(total.end, part.start)):
            return total
    return _all_of(sentence, part, fitting)


def _all_of(sentence: Sentence, part: Quantity, before: Sequence[Quantity]) -> Quantity | None:
    """The total of a list of shares in brackets, before it or after: 共200件，来信100件（占50%）."""
    if sentence.between(part.end, part.end + 1) != "(":
        return None
    if (
        before
        and before[0] == sentence.quantities[0]
        and re.match(r"(?:全年|全[区市县])?[共总累]", before[0].label)
    ):
        return before[0]
    last = [q for q in sentence.counts() if q.start > part.end][-1:]
    if last and sentence.between(last[0].start - len(last[0].lead) - 1, last[0].start)[:1] in ("项", "个"):
        return None  # 两项合计140件 is of the two, whose shares are of more
    return last[0] if last and _SUM.fullmatch(last[0].lead) and alike(last[0].unit, part.unit) else None
