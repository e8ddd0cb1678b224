"""Parts that are surely all: 其他 is among them, the total names each, two kinds, a period's months."""

import re
from collections.abc import Sequence

from xinfang.engines.figurelint.checks.families import OVERLAPPING, places
from xinfang.engines.figurelint.checks.periods import period
from xinfang.engines.figurelint.numerals import read_number
from xinfang.engines.figurelint.reading import Quantity, Sentence

__all__ = ["exhaustive", "numbered"]

Run = list[Quantity]

_REST = re.compile(r"^(?:其他|其它|其余)")
_PAIRS = (
    {"初次", "重复"}, {"首次", "重复"}, {"初", "重"}, {"初信初访", "重信重访"},
    {"个体", "集体"}, {"个人", "集体"}, {"个", "集体"}, {"署名", "匿名"}, {"实名", "匿名"},
    {"男", "女"}, {"男性", "女性"}, {"专职", "兼职"}, {"初件", "重复件"}, {"初件", "重件"},
)  # fmt: skip
_SEXES = ({"男", "女"}, {"男性", "女性"})
_CHANNELS = ("来信|群众来信", "来访|走访|群众来访|群众走访", "来电|电话", "网上(?:信访|投诉)?|网信|网络信访")
_BATCH = re.compile(r"第(?P<number>[一二三四五六七八九十]{1,2}|\d{1,2})批次?")
# 全县4个乡镇共登记; but not 深入4个乡镇，共登记, nor 4个乡镇和县直部门共登记
_OF_PLACES = re.compile(
    r"(?:^|[，,；;。、:\s]|[全本][区市县旗镇乡]|辖区|[区市县]内|所辖|下辖|我[区市县])(?P<many>\d{1,3}|[二两三四五六七八九十]{1,3})个(?P<kind>街道|镇街|乡镇|乡|镇|村|社区|县区|区县|[县区旗])"
    r"(?:全年|今年|本年度?)?(?:一?共|共计|累计|合计)?(?:受理|接待|登记|收到|排查|办理|调处|化解)?"
    r"(?:群众|信访|来信|来访|矛盾|纠纷|事项|案件|件|的|各类)*$"
)
_THING = re.compile(r"(?:来信|来访|走访|上访|信访|信访件|事项|案件|件|信|访)+$")
_JOINED = re.compile(
    r"群众|接待|处理|办理|受理|收到|登记|1?\d月份?|[上下]半年|第?[一二三四]季度|[全共总]|年|[区市县]|信访|事项|申请|总?[数量件次]|累计|的|为|是"
)


def exhaustive(sentence: Sentence, total: Run, items: list[Run]) -> list[Run]:
    """The parts, when the text lets no doubt that they are all; else nothing."""
    labels = [run[0].label for run in items]
    for place, label in enumerate(labels):
        if _REST.match(label):
            return items[: place + 1]
    name = total[0].lead
    if len(items) >= 2 and _named(name) >= 2:
        chosen = [run for run, label in zip(items, labels, strict=True) if len(label) > 1 and label in name]
        if len(chosen) == _named(name):
            return chosen
    if len(items) > 1 and name and not _JOINED.sub("", _without(name, labels)):
        return items  # 来信来访总量：来信、来访
    if any(set(labels[:2]) == pair for pair in _SEXES):
        return items[:2]
    if (
        _two_kinds(labels)
        or numbered(total, items)
        or _channels(labels)
        or _every_place(sentence, total, items)
    ):
        return items
    covered = period(items)
    return items if covered == "全年" or covered in sentence.between(sentence.start, total[0].start) else []


def numbered(total: Run, items: Sequence[Run]) -> bool:
    """Whether the parts are the first, the second and all batches of as many as the total says."""
    said = [_BATCH.fullmatch(run[0].label) for run in items]
    read = [read_number(found["number"]) for found in said if found]
    numbers = [int(each[0]) for each in read if each]
    return numbers == list(range(1, len(items) + 1)) and any(
        q.unit == "批" and q.value == len(items) for q in total
    )


def _every_place(sentence: Sentence, total: Run, items: Sequence[Run]) -> bool:
    """Whether as many places are named as the total is of: 全县2个镇共登记96件，其中……镇、……镇."""
    found = _OF_PLACES.search(sentence.between(sentence.start, total[0].start))
    read = read_number(found["many"]) if found else None
    if (
        not found
        or not read
        or read[0] != len(items)
        or not places(items)
        or OVERLAPPING.search(sentence.text)
    ):
        return False
    alone = all([q.unit for q in run] == [total[0].unit] for run in items)
    ends = all(run[0].label[-1] in found["kind"] for run in items)
    after = sentence.between(items[-1][-1].end, sentence.start + len(sentence.text))
    names = [run[0].label for run in items]
    # 其中上半年柳河镇31件: what stands before the first place narrows all of them.
    if len(names[0]) > max(map(len, names[1:]), default=0) + 1 or any(
        re.search("[的类]", each) for each in names
    ):
        return False
    return alone and ends and not re.match("等|，?(?:其他|其余)", after)


def _channels(labels: Sequence[str]) -> bool:
    """Whether letters, visits, calls and the net, which are all ways to come, are named once each."""
    return len(labels) == len(_CHANNELS) and all(
        sum(bool(re.fullmatch(way, label)) for label in labels) == 1 for way in _CHANNELS
    )


def _two_kinds(labels: Sequence[str]) -> bool:
    """初次来信 and 重复来信; but not 初次来信 and 重复来访."""
    if set(labels) in _PAIRS:
        return True
    kinds = [_THING.sub("", label) for label in labels]
    things = {label.removeprefix(kind) for label, kind in zip(labels, kinds, strict=True)}
    return len(labels) == 2 and len(things) == 1 and set(kinds) in _PAIRS


def _without(name: str, labels: Sequence[str]) -> str:
    """A total's name without its parts' names; the name itself when it names fewer than two of them."""
    inside = [label for label in labels if len(label) > 1 and label in name]
    for label in inside:
        name = name.replace(label, "")
    return name if len(inside) > 1 else "?"


def _named(name: str) -> int:
    """How many things a total names: 来信、来访 are two."""
    return len(re.split(r"、|和|及|与", name)) if re.search(r"、|和|及|与", name) else 1
