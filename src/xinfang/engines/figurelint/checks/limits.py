"""Percentages that nothing can reach: 下降120%, 按期办结率102%, 占总数的110%, 达到总数的120%."""

import re
from collections.abc import Iterator

from xinfang.engines.figurelint.checks.stated import INTIME, VERB
from xinfang.engines.figurelint.checks.wording import IS
from xinfang.engines.figurelint.findings import FALL, FALL_HOLDS, SUBSET, SUBSET_HOLDS, Fault, decimals
from xinfang.engines.figurelint.reading import COUNT, FOLD, PERCENT, Quantity, Sentence

__all__ = ["limits"]

_FALLS = r"(?<!增)(?:下降|减少|降低|回落|下滑|[降减])了?"
_FELL = re.compile(rf"(?:{_FALLS}达?|[降减]幅(?:为|达到?)?)(?P<share>{PERCENT})")
_FOLDED = re.compile(rf"{_FALLS}(?P<share>{FOLD})")
_RATE = re.compile(
    rf"(?:(?:{INTIME}|到期)(?:{VERB})|办结|化解|息诉息访|息诉|息访|满意|参评|一次性化解)率{IS}(?P<share>{PERCENT})(?!的)"
)
_WHOLE = r"(?:来信|来访|信访|来信来访)?(?:总(?:数|量|件数|批数|人数|批次|人次|件次)|全部)"
# 占总数的110%, 占比105%, 达到总数的120%; but 占去年同期的110% and 占任务的110% can be
_TO = r"(?:均)?(?:已|高)?(?:达到?了?|为|是|有|到了?)?"
_SHARE = re.compile(
    rf"[\u4e00-\u9fff、]*(?:(?<![侵抢霸挤强独])占(?![地用有领据])(?:比[例重]?|(?P<of>(?!比)[\u4e00-\u9fff]{{0,16}}?)(?:的(?:比[例重率])?)?)"
    rf"{_TO}|(?:达到?了?|为){_WHOLE}的)"
)
_OF_COUNT = re.compile(rf"占{_WHOLE}{COUNT}的(?P<share>{PERCENT})")
# What may fall below nothing, and cases closed that were received in another year.
_BELOW_ZERO = re.compile(r"利润|盈|亏|净|收益|结余")
_CARRIED = re.compile(r"上年|去年|往年|历年|结转|旧存|遗留|跨年|新收|目标|任务|计划")
# What may be more than what it is measured by: last year's number, a plan, a limit, a debt.
_MEASURED = re.compile(
    r"去年|上年|往年|历年|前年|同期|上[月季周]|\d年|[比较与增减升降提涨]|计划|任务|目标|指标|预[算期计]|编制|核定|[定限]额|额定|设计|应|标准"
    r"|债|贷|存款|收入|支出|投资|资产|生产总值|GDP|产[值量]|利润|成本|价"
)
_CHANNEL = re.compile("来信(?!来访)|来访|走访|来电|网上")
_OF_CHANNEL = re.compile("集体[来上]?访|个[体人]?访|初次|重复|[初重][信访]|联名|匿名|署名|实名|越级|类|问题")
_OTHER_TIME = re.compile(r"(?<![比较])(?:去年|上年|往年|前年|同期|上[月季周])")


def limits(sentence: Sentence) -> Iterator[Fault]:
    """Faults of falls below nothing, and of rates and shares of more than all."""
    if not _BELOW_ZERO.search(sentence.text):
        for match in _FOLDED.finditer(sentence.skeleton):
            said = sentence.at(match.start("share"))
            if said.value > 1:  # nothing falls by more than all of it
                yield _fallen(sentence, said, f"{decimals(100 * said.value, 0)}%>100%")
    for pattern, but, told in ((_FELL, _BELOW_ZERO, _fallen), (_RATE, _CARRIED, _over)):
        if but.search(sentence.text):
            continue
        for match in pattern.finditer(sentence.skeleton):
            said = sentence.at(match.start("share"))
            if said.value > 100:
                yield told(sentence, said, f"{said.text}>100%")
    yield from _shares(sentence)


def _shares(sentence: Sentence) -> Iterator[Fault]:
    """What is more than all that it is a part of."""
    counted = {sentence.at(match.start("share")).start for match in _OF_COUNT.finditer(sentence.skeleton)}
    for said in sentence.quantities:
        if said.kind != PERCENT or said.value <= 100 or sentence.between(said.end, said.end + 1) == "的":
            continue
        share = _SHARE.fullmatch(said.lead)
        if said.start in counted or (share and not _measured(sentence, said, share["of"] or "")):
            yield _over(sentence, said, f"{said.text}>100%")


def _measured(sentence: Sentence, said: Quantity, of: str) -> bool:
    """Whether a share may be one of a number that is not its whole; what it is of may be said before."""
    if _CHANNEL.match(of) and not _OF_CHANNEL.search(said.lead):
        return True  # letters may be 110 % of visits
    if _MEASURED.search(re.sub("占比|比[例重]", "", said.lead)):
        return True
    return not re.search("来信|来访|信访|今年|本年|当年", of) and bool(_OTHER_TIME.search(sentence.text))


def _over(sentence: Sentence, said: Quantity, done: str) -> Fault:
    return Fault("limit", sentence, said, SUBSET, SUBSET_HOLDS, done, {"part": said.text, "total": "100%"})


def _fallen(sentence: Sentence, said: Quantity, done: str) -> Fault:
    return Fault("limit", sentence, said, FALL, FALL_HOLDS, done, {"share": said.text})
