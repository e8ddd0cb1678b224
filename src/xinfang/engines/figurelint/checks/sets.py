"""Sets that cannot be: 110件中，已回复114件; 积案22件，办结25件; 20批15人次; 集体访19批50人次."""

import re
from collections.abc import Iterator

from xinfang.engines.figurelint.checks.sums import CARRIED, MOVED, alike, runs, taken_apart
from xinfang.engines.figurelint.findings import (
    DONE_HOLDS,
    GROUP,
    HEADS,
    HEADS_HOLD,
    JOINT,
    PARTS,
    PARTS_HOLD,
    SUBSET,
    SUBSET_HOLDS,
    Fault,
)
from xinfang.engines.figurelint.numerals import read_number
from xinfang.engines.figurelint.reading import COUNT, PERCENT, Quantity, Sentence

__all__ = ["sets"]

_AMONG = re.compile(
    rf"(?P<whole>{COUNT})[\u4e00-\u9fff]{{0,14}}(?<![其集])中[，,]?(?:(?:有|已|目前|现|属)[\u4e00-\u9fff]{{0,10}}"
    rf"|(?:联名|匿名|署名|实名|初次|重复|集体|个体|个人|越级)[\u4e00-\u9fff]{{0,6}})(?P<part>{COUNT})"
)
# 处理信访积案22件，办结25件
_DONE = re.compile(
    rf"(?P<whole>{COUNT})[，,、;；](?:[\u4e00-\u9fff]{{2,6}}率(?:达到?|为|是)?{PERCENT}[，,、])?"
    rf"(?:其中|目前|现|已经?|均|全部|实际|共|到期|成功|[按如]期|被|群众)*"
    rf"(?:办结|结案|化解|息诉息访|息诉|息访|调解|调处|解决|答复|回复|处结|采纳|参评|参与评价)了?(?P<part>{COUNT})"
)
_CASES = r"(?:的?[\u4e00-\u9fff]{0,8}(?:事项|案件|积案|纠纷|问题|件)[，,]?)"
# 排查46起，已化解44起，正在化解3起; 交办22件，办结20件，剩余3件
_LEFT = re.compile(
    rf"(?P<whole>{COUNT})(?:[，,、;；]|{_CASES})(?:目前|现|已经?|共|成功|[按如]期)*"
    rf"(?P<verb>办结|结案|化解|息诉息访|调解|调处|解决|答复|回复)了?(?P<part>{COUNT})[，,、;；](?:目前|现|还有|尚有)*"
    rf"(?:正在(?:(?P=verb)|办理|推进)中?|尚?未(?P=verb)|剩余|余下|其余)(?P<left>{COUNT})"
)
_GIVEN = re.compile(r"处理|办理|督[导办]|交办|转办|包案|排查|梳理|纳入|积案|建议$")
_ARRIVED = re.compile(r"受理|收到|登记|接收|立案|承办")
_OTHER = re.compile(r"新[增发收]|剩余|余下|尚|未|不|再|同比|解决|化解|[；;。]")
_NEW = re.compile(r"新|又|再|另|本月|当月|每")
_MONTH = re.compile(r"月|季度|周|旬|半年|截至|以来")
# 32件重点信访事项已化解35件; 对32件信访积案逐案化解，化解33件
_OF = re.compile(
    rf"(?P<whole>{COUNT})(?:[\u4e00-\u9fff]{{0,10}}(?:事项|案件|积案|纠纷|问题|交办件|信访件))(?:逐[案一件个][\u4e00-\u9fff]{{0,4}}[，,])?"
    rf"(?:目前|现|已经?|均|全部|共|成功)*(?:办结|结案|化解|息诉息访|调处|解决|答复|回复)了?(?P<part>{COUNT})"
)
_AT_LEAST = re.compile(r"(\d{1,4}|[一二三四五六七八九十百]{1,4})人(?:次)?(?:及)?以上的?[\u4e00-\u9fff]{0,6}$")
_GROUP = re.compile(r"集体(?:上)?访$")
GROUP_HEADS = 5  # five or more who come about one matter
JOINT_HEADS = 2  # offices differ in how many make a letter a joint one, but not below two


def sets(sentence: Sentence) -> Iterator[Fault]:
    """Faults of sets in one sentence."""
    for match in _AMONG.finditer(sentence.skeleton):
        whole, part = sentence.at(match.start("whole")), sentence.at(match.start("part"))
        if whole.exact and part.exact and whole.unit == part.unit and part.value > whole.value:
            params = {"part": part.text, "total": whole.text}
            done = f"{part.value}>{whole.value}"
            yield Fault("subset", sentence, part, SUBSET, SUBSET_HOLDS, done, params)
    for match in (*_DONE.finditer(sentence.skeleton), *_OF.finditer(sentence.skeleton)):
        whole, part = sentence.at(match.start("whole")), sentence.at(match.start("part"))
        given = match.re is _OF and not _NEW.search(whole.label)
        if part.value > whole.value and _same_cases(sentence, whole, part, given=given):
            params = {"part": part.text, "total": whole.text}
            done = f"{part.value}>{whole.value}"
            yield Fault("subset", sentence, part, SUBSET, DONE_HOLDS, done, params)
    for match in _LEFT.finditer(sentence.skeleton):
        yield from _more_left(
            sentence, *(sentence.at(match.start(name)) for name in ("whole", "part", "left"))
        )
    yield from _heads(sentence)


def _more_left(sentence: Sentence, whole: Quantity, part: Quantity, left: Quantity) -> Iterator[Fault]:
    """What is done and what is left of it, together more than there was."""
    both = part.value + left.value
    if both > whole.value and all(_same_cases(sentence, whole, each) for each in (part, left)):
        params = {"total": whole.text, "right": f"{both}{whole.unit}"}
        done = f"{part.value}+{left.value}={both}≠{whole.value}"
        yield Fault("parts", sentence, whole, PARTS, PARTS_HOLD, done, params)


def _same_cases(sentence: Sentence, whole: Quantity, part: Quantity, *, given: bool = False) -> bool:
    """Whether those done are surely of those named before. A month's may be of the month before."""
    if not (whole.exact and part.exact and alike(whole.unit, part.unit)) or whole.unit == "人次":
        return False
    if CARRIED.search(sentence.text) or _OTHER.search(whole.label) or MOVED.search(whole.label):
        return False
    if any(alike(total.unit, part.unit) for total in taken_apart(sentence, whole)):
        return False  # 包案200件，其中部门包案170件，已办结185件: of all, not of the last part
    if any(_came_first(sentence, run, whole, part) for run in runs(sentence.counts(whole.start))):
        return False  # 受理300件，交办50件，办结280件: of all again
    if given or _GIVEN.search(whole.label):
        return True
    return bool(_ARRIVED.search(whole.label)) and not _MONTH.search(sentence.text)


def _came_first(sentence: Sentence, run: list[Quantity], whole: Quantity, part: Quantity) -> bool:
    """Whether those done may be of what came in before too: 市交办45件，省交办12件，已办结55件."""
    came = _ARRIVED.search(run[0].label) or _GIVEN.search(run[0].label)
    if not came or re.search("[；;。]", sentence.between(run[-1].end, whole.start)):
        return False
    return any(alike(q.unit, part.unit) and q.value + whole.value >= part.value for q in run)


def _heads(sentence: Sentence) -> Iterator[Fault]:
    """Heads fewer than the arrivals that they came in, or than a group visit or a joint letter takes."""
    for run in runs(sentence.counts()):
        units = {q.unit: q for q in run if q.exact}
        heads = units.get("人次")
        for unit, least, told in (("批", 1, HEADS), ("件", JOINT_HEADS, JOINT)):
            arrivals = units.get(unit)
            if arrivals is None or heads is None or not _beside(sentence, arrivals, heads):
                continue
            if unit == "件" and not arrivals.label.endswith("联名信"):
                continue
            if _GROUP.search(arrivals.label):
                least, told = GROUP_HEADS, GROUP
            if said := _AT_LEAST.search(sentence.between(arrivals.start - 20, arrivals.start)):
                read = read_number(said[1])
                least = max(least, int(read[0])) if read else least
            if heads.value < least * arrivals.value:
                right = least * arrivals.value
                params = {"batches": arrivals.text, "heads": heads.text, "right": f"{right}人次"}
                done = f"{arrivals.value}×{least}={right}>{heads.value}"
                yield Fault("heads", sentence, heads, told, HEADS_HOLD, done, params)


def _beside(sentence: Sentence, arrivals: Quantity, heads: Quantity) -> bool:
    """Whether the heads are of those arrivals: 19批50人次, 19批、50人次; not 20批，15人次要求."""
    gap = sentence.between(arrivals.end, heads.start)
    after = sentence.between(heads.end, heads.end + 1)
    return not MOVED.search(arrivals.label) and (
        not gap or (gap in "，,、" and not re.match(r"[\u4e00-\u9fff]", after))
    )
