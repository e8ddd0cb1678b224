"""Parts that cannot overlap: ways of handling, purposes, quarters; and parts that are all, after 分为."""

import re
from collections.abc import Sequence

from xinfang.engines.figurelint.checks.sums import MIXED, alike
from xinfang.engines.figurelint.reading import Quantity, Sentence

__all__ = ["apart", "divided", "family_of", "plain", "year"]

Run = list[Quantity]

# One matter is in one of each line only.
_FAMILIES = (
    {"转送", "转办", "交办", "直接办理", "直接答复", "自办", "不予受理", "不再受理", "存查"},
    {"建议意见", "意见建议", "检举控告", "揭发控告", "申诉求决"},
    {"受理", "不予受理", "不再受理"},
    {"来信", "来访", "走访", "来电"},
    {"维持", "撤销", "变更"},
    {"办结", "结案", "在办", "正在办理", "未办结", "尚未办结", "未结", "未结案", "尚未结案", "正在办理中"},
)
_FILLING = re.compile(
    r"^(?:其中|已|共|予以|群众|目前|现|还有|尚有)+|(?:类|的|信访事项|信访件|事项)+$|(?<=[转交直]办|转送)(?:给|至|到|有关|相关|各|下级|责任)[\u4e00-\u9fff]*$"
)
_OVERLAPPING = re.compile(r"重复|同时|重叠|交叉|既.*又")
_DIVIDED = re.compile(r"[\u4e00-\u9fff]{0,6}[，,:：]?(?:可|共|又)?(?:分为|分成|划分为)[:：]?[\u4e00-\u9fff]*")
_UNNUMBERED = re.compile(r"其他|其它|其余|剩余|余下|等|若干|个别|少量|未分类|分别|每")
_QUARTER = re.compile(r"第?([一二三四1-4])季度|([上下]半年)")
_PERIOD = re.compile(rf"(?:{_QUARTER.pattern})(?!末|底|以来)[\u4e00-\u9fff]{{0,6}}")


def plain(name: str) -> str:
    """A part's name without what is said around it: 其中已转送各县区 is 转送."""
    return _FILLING.sub("", name)


def family_of(names: Sequence[str]) -> bool:
    """Whether all the names are different and of one family, so that nothing is under two of them."""
    return len(set(names)) == len(names) and any(family.issuperset(names) for family in _FAMILIES)


def apart(sentence: Sentence, items: Sequence[Run], unit: str) -> list[Run]:
    """The parts, of one unit, that belong to one family and so cannot overlap; fewer than two are none."""
    if _OVERLAPPING.search(sentence.text):
        return []
    names = [plain(run[0].label) for run in items]
    for family in _FAMILIES:
        chosen = [
            run
            for run, name in zip(items, names, strict=True)
            if name in family and (unit in MIXED or run[0].unit == unit)
        ]
        if len(chosen) > 1 and len({run[0].label for run in chosen}) == len(chosen):
            return chosen
    return []


def divided(sentence: Sentence, grouped: Sequence[Run], place: int) -> list[Run]:
    """The parts that 分为 takes the total at `place` apart into; none when they may not be all."""
    total, following = grouped[place], list(grouped[place + 1 :])
    if len(following) < 2 or not _DIVIDED.fullmatch(sentence.between(total[-1].end, following[0][0].start)):
        return []
    items = following[:1]
    for run in following[1:]:
        if re.search("[；;]|其中|[全共总]|累计|以上|合计", sentence.between(items[-1][-1].end, run[0].start)):
            break
        items.append(run)
    if any(len(run) > 1 or not run[0].label or not alike(run[0].unit, total[0].unit) for run in items):
        return []
    rest = sentence.between(total[-1].end, sentence.start + len(sentence.text))
    unnumbered = len(_UNNUMBERED.findall(rest)) > sum(bool(_UNNUMBERED.match(run[0].label)) for run in items)
    return [] if unnumbered or len(items) < 2 else items


def year(items: Sequence[Run]) -> bool:
    """Whether the parts are the four quarters, or the two halves, of a year."""
    names = []
    for run in items:
        if "累计" in run[0].label or not _PERIOD.fullmatch(run[0].label):
            return False
        found = _QUARTER.match(run[0].label)
        names.append(found and (found[1] or found[2]))
    return set(names) in ({*"一二三四"}, {*"1234"}, {"上半年", "下半年"}) and len(names) in (2, 4)
