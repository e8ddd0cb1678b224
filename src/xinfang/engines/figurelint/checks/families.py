"""Parts that cannot overlap: ways of handling, purposes, quarters; and parts that are all, after 分为."""

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from xinfang.engines.figurelint.checks.sums import MIXED, alike
from xinfang.engines.figurelint.checks.wording import same_words
from xinfang.engines.figurelint.reading import Quantity, Sentence

__all__ = ["OVERLAPPING", "ages", "apart", "divided", "family_of", "handled", "kin", "places", "plain"]

Run = list[Quantity]

# One matter is in one of each line only.
# What is settled where it is brought.
_ON_THE_SPOT = [f"{there}{act}" for there in ("当场", "现场") for act in ("解决", "答复", "化解", "办结")]
_FAMILIES = (
    {"转送", "转办", "交办", "直接办理", "直接答复", "自办", "不予受理", "不再受理", "存查"},
    {"建议意见", "意见建议", "检举控告", "揭发控告", "申诉求决"},
    {"受理", "不予受理", "不再受理"},
    {"来信", "来访", "走访", "来电", "网上", "网上信访", "网信", "网上投诉"},
    {"满意", "比较满意", "基本满意", "不满意"},
    {"署名", "匿名"},
    {"署名信", "匿名信"},
    {"实名信", "匿名信"},
    {"化解", "正在化解", "未化解", "尚未化解"},
    {
        "中央交办",
        "国家交办",
        "省交办",
        "省级交办",
        "市交办",
        "市级交办",
        "县交办",
        "县级交办",
        "区交办",
        "区级交办",
    },
    {
        *("维持", "撤销", "变更", "责令", "责令重新办理", "责令重新处理"),
        *(
            f"{still}{act}"
            for still in ("在", "正在", "尚在", "仍在")
            for act in ("办", "办理", "审查", "审理")
        ),
    },
    *(
        {f"{early}{verb}", f"{late}{verb}"}
        for verb in ("办结", "答复", "回复", "化解", "受理", "办理")
        for early in ("按期", "按时", "及时")
        for late in (f"未{early}", f"未能{early}", "逾期", "超期")
    ),
    *(
        {early, late}
        for early in ("按期", "按时", "及时")
        for late in (f"未{early}", f"未能{early}", "逾期", "超期")
    ),
    {
        *_ON_THE_SPOT,
        "交办",
        "转办",
        "转交",
        "转送",
    },
    *(
        {*_ON_THE_SPOT, later} for later in ("限期办理", "限期解决", "限期办结")
    ),  # 限期办结 may be some of 限期办理
    {"个访", "个体访", "个人访", "集体访"},
    {"本级受理", "本级登记", "上级转送", "上级交办", "上级转办", "上级转交"},
    {"办结", "结案", "在办", "正在办理", "未办结", "尚未办结", "未结", "未结案", "尚未结案", "正在办理中"},
)
# What one call or one application is; elsewhere the same words may stand beside their whole.
_KINDS = (
    (re.compile("诉求|热线|来电|工单"), {"咨询", "投诉", "求助", "建议", "表扬", "举报"}),
    (re.compile("申请"), {"复查", "复核"}),
)
# One matter has one leader who answers for it.
_LEVELS = re.compile(
    r"(?:中央|国家|省部?|厅|地|市|[区县]|[区县]处|处|科|乡科?|镇|乡镇|镇街|街道|村)级?|(?:[市区县]直)?部门|其他"
)
_ANSWERS = re.compile(
    r"(?P<level>[\u4e00-\u9fff]{1,5}?)(?:负责人|领导干部|领导|干部)?(?:包案|包保|包抓)(?:化解)?"
)
# Of leaders themselves 处级 and 县级 may be a rank, which heads of departments have too.
_LEADERS = re.compile(
    r"(?P<level>(?:省|市|区|乡镇|镇|镇街|街道|村|社区)级?|(?:[市区县]直)?部门)(?:主要)?(?:负责人|领导干部|领导)"
)
_FILLING = re.compile(
    r"^(?:其中|已|共|予以|群众|目前|现(?!场)|还有|尚有|表示)+|(?:类|的|信访事项|信访件|事项)+$|(?<=[转交直]办|转送)(?:给|至|到|有关|相关|各|下级|责任)[\u4e00-\u9fff]*$"
    r"|(?<=维持|撤销|变更)原?(?:处理|复查|答复|办理)?(?:意见|决定)$"
)
_AGE = re.compile(
    r"(?:(?P<low>\d{1,3})(?:周?岁)?(?:[至~—-]+(?P<high>\d{1,3})周?岁(?:之间)?|周?岁(?:及)?以上)|(?P<below>\d{1,3})周?岁(?:及)?以下)"
    r"(?:的?(?:群众|人员|老人))?"
)
OVERLAPPING = re.compile(r"重复|同时|重叠|交叉|既.*又")
_DIVIDED = re.compile(r"[\u4e00-\u9fff]{0,6}[，,:：]?(?:可|共|又)?(?:分为|分成|划分为)[:：]?[\u4e00-\u9fff]*")
_UNNUMBERED = re.compile(r"其他|其它|其余|剩余|余下|等|若干|个别|少量|未分类|分别|每")
# Streets of one district, or districts of one city: no case is of two.
_PLACES = (
    re.compile(r"(?![全各本涉反])[\u4e00-\u9fff]{1,8}(?:街道|街道办事处|办事处|[镇乡])(?:共?(?:受理|接待|办理|收到|登记))?"),
    re.compile(r"(?![全各本涉反])[\u4e00-\u9fff]{1,8}(?<![市城郊园辖景片发新])[县区旗](?:共?(?:受理|接待|办理|收到|登记))?"),
    re.compile(r"(?![全各本涉反])[\u4e00-\u9fff]{1,8}(?:社区|村)(?:共?(?:受理|接待|办理|收到|登记))?"),
)  # fmt: skip


def plain(name: str) -> str:
    """A part's name without what is said around it: 其中已转送各县区 is 转送."""
    return _FILLING.sub("", name)


def family_of(names: Sequence[str]) -> bool:
    """Whether all the names are different and of one family, so that nothing is under two of them."""
    return len({same_words(name) for name in names}) == len(names) and any(
        family.issuperset(names) for family in _FAMILIES
    )


def apart(sentence: Sentence, items: Sequence[Run], unit: str, whole: str = "") -> list[Run]:
    """The parts, of one unit, that belong to one family and so cannot overlap; fewer than two are none.

    `whole` is what their total is called.
    """
    if OVERLAPPING.search(sentence.text):
        return []
    if places(items):
        return list(items) if all(run[0].unit == unit for run in items) else []
    items = [run for run in items if not _in_brackets(sentence, run[0])]
    names = [plain(run[0].label) for run in items]
    if _levels(names, _LEADERS if unit == "人" else _ANSWERS) and all(run[0].unit == unit for run in items):
        return list(items)
    for family in (*_FAMILIES, *(kinds for said, kinds in _KINDS if said.search(whole))):
        chosen = [
            run
            for run, name in zip(items, names, strict=True)
            if name in family and (unit in MIXED or run[0].unit == unit)
        ]
        if len(chosen) > 1 and len({run[0].label for run in chosen}) == len(chosen):
            return chosen
    return []


def _levels(names: Sequence[str], words: re.Pattern[str]) -> bool:
    """Whether the parts are each leaders of another level, or answered for by such."""
    said = [words.fullmatch(name) for name in names]
    levels = [found["level"] for found in said if found and _LEVELS.fullmatch(found["level"])]
    return len(set(levels)) == len(names) > 1


def _in_brackets(sentence: Sentence, count: Quantity) -> bool:
    """Whether a count explains the one before it: 满意398件（基本满意10件）."""
    before = sentence.between(count.start - 1, count.start) if not count.label else ""
    place = count.start - len(count.label) - 1
    return (before or sentence.between(place, place + 1)) == "("


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


def places(items: Sequence[Run]) -> bool:
    """Whether the parts are each of another place, all of one level."""
    labels = [run[0].label for run in items]
    return len(set(labels)) == len(labels) > 1 and any(all(map(each.fullmatch, labels)) for each in _PLACES)


def ages(names: Sequence[str]) -> bool:
    """Whether all the names are of ages, of which nobody is of two: 60岁以上, 40至60岁, 40岁以下."""
    said = [_AGE.fullmatch(name) for name in names]
    spans = sorted(
        (int(each["low"] or 0), int(each["high"] or each["below"] or 999)) for each in said if each
    )
    apart_all = all(one[1] <= other[0] for one, other in pairwise(spans))
    return len(spans) == len(names) > 1 and apart_all


def kin(label: str, names: Sequence[str]) -> bool:
    """Whether what stands before is one more of the same family: 来信80件，来访40件，来电50件."""
    return any(
        family.issuperset(names) and any(label.endswith(name) for name in family) for family in _FAMILIES
    )


def handled(sentence: Sentence, run: Run, items: Sequence[Run], total: Quantity) -> bool:
    """Whether batches or heads were handled as follows: 接访60批，当场解决20件，限期办理40件，合计60件."""
    names = [plain(item[0].label) for item in items]
    came = (
        all(q.unit in ("批", "人次", "人") for q in run)
        and family_of(names)
        and all(name[:2] in ("当场", "现场", "限期") for name in names)
    )
    added = sum((item[0].value for item in items), Fraction(0))
    beside = bool(items) and sentence.between(items[-1][-1].end, total.start)[1:] == total.lead
    return came and beside and all(added + q.value != total.value for q in run)
