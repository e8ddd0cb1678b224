"""Averages with what they are of: 来访188批338人次，平均每批2.5人; 9场117人次，场均15人次."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from xinfang.engines.figurelint.checks.sums import alike
from xinfang.engines.figurelint.findings import AVERAGE, CHANGE_HOLDS, Fault, decimals
from xinfang.engines.figurelint.reading import COUNT, VAGUE, Quantity, Sentence

__all__ = ["averages"]

_DID = "办理|接待|接访|受理|处理|办结|化解|包案|包抓|负责|联系|收到|接听|登记|录入|接收"
_VERB = f"(?:{_DID})?"
_MEAN = rf"(?:平均)?为?(?P<mean>[{COUNT}{VAGUE}])(?=[，,。；;)])"
_A_BATCH = re.compile(
    rf"(?P<count>{COUNT})[，,、]?(?:共计?|合?计)?(?P<total>{COUNT})[，,(](?:(?:平均|均)?每一?批次?|批均(?:人数|人次)?){_MEAN}"
)
_A_HEAD = re.compile(
    rf"(?P<count>{COUNT})[\u4e00-\u9fff]{{0,12}}[，,]?[\u4e00-\u9fff]{{0,12}}(?P<total>{COUNT})[，,(](?:人均|平均每人)"
    rf"{_VERB}{_MEAN}"
)
# 8个街道共上报96条，平均每个街道上报12条; 6个派出所接待78件，平均每个13件
_A_PLACE = re.compile(
    rf"(?P<count>{COUNT})(?P<place>街道|乡镇|镇街|部门|单位|社区|村|派出所|接待窗口|窗口|站点)(?:一?共|合计|累计)?(?P<did>上报|报送|{_DID})"
    rf"[\u4e00-\u9fff]{{0,6}}(?P<total>{COUNT})[，,]平均每个(?:(?P=place))?(?:(?P=did))?{_MEAN}"
)
# 12名领导人均接访18次，累计接访216次; 14位领导每人接访12次，共接访168次
_A_HEAD_FIRST = re.compile(
    rf"(?P<count>{COUNT})[\u4e00-\u9fff]{{0,10}}(?:人均|每人(?:平均)?|平均每人){_VERB}(?P<mean>[{COUNT}{VAGUE}])[，,](?:累计|共计|合计|总计|一?共)"
    rf"{_VERB}(?P<total>{COUNT})(?=[，,。；;)])"
)
# 全年受理1256件，月均105件; 平均每月接待26批，全年共322批
_A_MONTH = re.compile(
    rf"(?P<total>{COUNT})[，,(](?:月均|(?:平均)?每月(?:平均)?)(?P<verb>(?:办理|接待|接访|受理|处理|办结|收到)?){_MEAN}"
)
_A_MONTH_FIRST = re.compile(
    rf"(?:月均|平均每月|每月平均)(?P<verb>{_VERB})[\u4e00-\u9fff]{{0,6}}(?P<mean>[{COUNT}{VAGUE}])[，,]全年(?:累计|共计|合计|总计|共)"
    rf"(?P<again>{_VERB})[\u4e00-\u9fff]{{0,6}}(?P<total>{COUNT})(?=[，,。；;)])"
)
# 9场117人次，场均13人次; 6期540人次，平均每期90人次
_A_THING = re.compile(
    rf"[，,(](?:(?P<of>[场户件期次])均|平均每一?(?P<each>[场户件期次]))(?:人[数次])?[\u4e00-\u9fff]{{0,4}}?{_MEAN}"
)
_LAST = 2  # counts before a mean, of which one is its number
# 全年接听1.26万件，日均34.5件
_A_DAY = re.compile(rf"(?P<total>{COUNT})[，,(](?:日均|平均每[天日]|每[天日]平均)(?P<verb>{_VERB}){_MEAN}")
# 日均接听12个（全年365天）
_A_DAY_OF = re.compile(
    rf"(?P<total>{COUNT})[，,]日均{_VERB}(?P<mean>[{COUNT}{VAGUE}])\((?:全年|[按以共计])*(?P<days>{COUNT})(?:计算?)?\)"
)
_MONTHS = 12
_DAYS = ((365, 366), (240, 262))  # of a year; of work, when a report counts those
_SHORT = re.compile(r"月|季度|半年|截至|截止|以来|工作日|近年")
_VAGUE = re.compile(r"约|近|超|逾|不足|不到|[余多几]|来(?![访信电])")


def averages(sentence: Sentence) -> Iterator[Fault]:
    """Faults of averages that stand beside both numbers."""
    for pattern, count_unit in ((_A_BATCH, "批"), (_A_HEAD, "人"), (_A_HEAD_FIRST, "人"), (_A_PLACE, "个")):
        for match in pattern.finditer(sentence.skeleton):
            count, total, mean = (sentence.at(match.start(name)) for name in ("count", "total", "mean"))
            others = _pairs(sentence.counts(mean.start), count_unit, mean)
            if any(_near(every, number.value, mean) for number, every in others):
                continue
            if count.unit == count_unit and count.exact and total.exact and count.value:
                yield from _judged(sentence, count.text, count.value, total, mean)
    yield from _of_a_year(sentence)
    yield from _of_days(sentence)
    for match in _A_THING.finditer(sentence.skeleton):
        yield from _thing(sentence, match["of"] or match["each"], sentence.at(match.start("mean")))


def _of_a_year(sentence: Sentence) -> Iterator[Fault]:
    for match in _A_MONTH.finditer(sentence.skeleton):
        total, mean = (sentence.at(match.start(name)) for name in ("total", "mean"))
        year = "全年" in sentence.between(sentence.start, total.start) and match["verb"] in total.label
        if year and total.exact:
            yield from _judged(sentence, f"{_MONTHS}个月", Fraction(_MONTHS), total, mean)
    for match in _A_MONTH_FIRST.finditer(sentence.skeleton):
        total, mean = (sentence.at(match.start(name)) for name in ("total", "mean"))
        if total.exact and match["again"] in ("", match["verb"]):
            yield from _judged(sentence, f"{_MONTHS}个月", Fraction(_MONTHS), total, mean)
    for match in _A_DAY.finditer(sentence.skeleton):
        total, mean = (sentence.at(match.start(name)) for name in ("total", "mean"))
        year = "全年" in sentence.between(sentence.start, total.start) and match["verb"] in total.label
        days = (Fraction(day) for first, last in _DAYS for day in range(first, last + 1))
        if year and not _SHORT.search(sentence.text) and not any(_near(total, day, mean) for day in days):
            yield from _judged(sentence, f"{_DAYS[0][0]}天", Fraction(_DAYS[0][0]), total, mean)


def _of_days(sentence: Sentence) -> Iterator[Fault]:
    """Means of as many days as they say."""
    for match in _A_DAY_OF.finditer(sentence.skeleton):
        total, mean, named = (sentence.at(match.start(name)) for name in ("total", "mean", "days"))
        if named.unit in ("天", "个工作日") and named.exact and named.value and total.exact:
            yield from _judged(sentence, named.text, named.value, total, mean)


def _near(total: Quantity, count: Fraction, mean: Quantity) -> bool:
    """Whether a mean may be printed so, whichever way it and its total were rounded."""
    step = (mean.step or Fraction(1)) + total.step / count
    return abs(total.value / count - mean.value) < step


def _thing(sentence: Sentence, unit: str, mean: Quantity) -> Iterator[Fault]:
    """One of the last two counts is of those things, the other of what they have; nor do others fit."""
    before = sentence.counts(mean.start)
    pairs = list(_pairs(before, unit, mean))
    last = list(_pairs(before[-_LAST:], unit, mean))
    if len(last) == 1 and not any(_near(total, count.value, mean) for count, total in pairs):
        ((count, total),) = last
        if not re.search("[；;]", sentence.between(min(count.start, total.start), mean.start)):
            yield from _judged(sentence, count.text, count.value, total, mean)


def _pairs(counts: Sequence[Quantity], unit: str, mean: Quantity) -> Iterator[tuple[Quantity, Quantity]]:
    for count in counts:
        if count.unit == unit and count.exact and count.value:
            yield from ((count, total) for total in counts if alike(total.unit, mean.unit) and total != count)


def _judged(
    sentence: Sentence, counted: str, count: Fraction, total: Quantity, mean: Quantity
) -> Iterator[Fault]:
    if not alike(total.unit, mean.unit) or _VAGUE.search(mean.label + mean.text):
        return
    if _near(total, count, mean):
        return
    right = total.value / count
    scale = 10_000 if "万" in mean.text else 1
    shown = decimals(right / scale, 0 if (right / scale).denominator == 1 else 2)
    shown += ("万" if scale > 1 else "") + mean.unit
    params = {"total": total.text, "count": counted, "share": mean.text, "right": shown}
    done = f"{total.value}÷{count}={shown}"
    yield Fault("average", sentence, mean, AVERAGE, CHANGE_HOLDS, done, params)
