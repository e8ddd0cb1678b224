"""Parts grouped around their whole: 34件（省交办9件，市交办26件）; 52件中，已解决41件，…; 两项合计85件."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from xinfang.engines.figurelint.checks.families import OVERLAPPING, family_of, places, plain
from xinfang.engines.figurelint.checks.lists import off
from xinfang.engines.figurelint.checks.rates import wrong
from xinfang.engines.figurelint.checks.sums import CARRIED, MOVED, alike, near
from xinfang.engines.figurelint.findings import Fault
from xinfang.engines.figurelint.numerals import read_number
from xinfang.engines.figurelint.reading import COUNT, PERCENT, Quantity, Sentence

__all__ = ["groups", "together"]

_HAN = "[\u4e00-\u9fff]"
_BRACKETS = re.compile(rf"(?P<total>{COUNT})\((?P<items>[^()；;。]*)\)")
# 52件突出问题中，已解决的41件，占78.8%；正在推进的8件，占15.4%
_OF = re.compile(rf"(?P<whole>{COUNT}){_HAN}{{0,10}}中[，,:：]")
_NEXT = re.compile(
    rf"[，,；;、]?(?P<name>{_HAN}{{2,12}})(?P<part>{COUNT})(?:[，,(]占(?:比|总[数量]的?)?[为达]?(?P<share>{PERCENT})\)?)?(?=[，,；;。、\s]|$)"
)
_STATES = (
    re.compile(r"(?:已经?)(?:全部|妥善)?(?:解决|化解|办结|整改|答复|完成|落实)(?:到位)?的?"),
    re.compile(r"(?:目前)?正在(?:推进|办理|化解|解决|整改|处理|协调)(?:之?中)?的?"),
    re.compile(r"(?:暂时?|目前)?(?:难以|无法|不能|不具备条件)(?:推进|办理|化解|解决|整改|处理)?的?"),
)
# 先进集体10个，…，其中县直单位4个集体，乡镇8个集体
_NOUN = re.compile(
    rf"其中[:：，,]?(?P<list>(?:{_HAN}{{2,6}}{COUNT}(?P<noun>集体|单位|个人|案例|项目)[，,、和]?)+)(?:[。；;]|\s*$)"
)
_LEVEL = re.compile(r"(?:[省市县区]直)?(?:单位|部门|机关)|[省市县区]直|乡镇|街道|镇街|村|社区|企业|学校")
# 两项合计84件
_TOGETHER = re.compile(r"\s*(?:以上|上述)?(?P<many>[两二三四])[项类者]案?件?(?:合计|共计|总计)(?:为|有)?")
_SHORT = re.compile(r"月|季度|周|旬|半年|截至|以来|上年|结转")
_MOST = 14  # counts among which what a total is of is looked for


def groups(sentence: Sentence) -> Iterator[Fault]:
    """Faults of parts in brackets, in states, and of things named again after each count."""
    for match in _BRACKETS.finditer(sentence.skeleton):
        yield from _in_brackets(sentence, match)
    for match in _OF.finditer(sentence.skeleton):
        yield from _of_whole(sentence, match)
    for match in _NOUN.finditer(sentence.skeleton):
        yield from _named_again(sentence, match)


def _in_brackets(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """What nothing is twice in, and more than what it explains."""
    total, items = sentence.at(match.start("total")), _counts(sentence, match, "items")
    if len(items) < 2 or PERCENT in match["items"] or CARRIED.search(match["items"]):
        return
    named = [plain(q.label) for q in items]
    if OVERLAPPING.search(sentence.text) or not (family_of(named) or places([[q] for q in items])):
        return
    if "满意" in named or (
        any("办" in name or "结" in name for name in named) and _SHORT.search(sentence.text)
    ):
        return  # 满意 may have 基本满意 in it; what is open may be of the month before
    yield from _more(sentence, items, total)


def _more(sentence: Sentence, items: Sequence[Quantity], total: Quantity) -> Iterator[Fault]:
    """Exact parts, of the total's unit, that are more than it."""
    if not all(q.exact and q.unit == total.unit for q in (*items, total)):
        return
    if any(MOVED.search(q.label) for q in (*items, total)):
        return
    if sum(q.value for q in items) > total.value:
        yield off(sentence, total, [q.value for q in items], total)


def _counts(sentence: Sentence, match: re.Match[str], name: str) -> list[Quantity]:
    start = match.start(name)
    return [sentence.at(start + place) for place, sign in enumerate(match[name]) if sign == COUNT]


def _of_whole(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """Of so many these are done, these are not yet, these cannot be; or each has its share of them."""
    whole = sentence.at(match.start("whole"))
    place, items, shared = match.end(), [], []
    states: set[int] = set()
    while found := _NEXT.match(sentence.skeleton, place):
        part = sentence.at(found.start("part"))
        if not (part.exact and whole.exact and alike(part.unit, whole.unit) and part.value <= whole.value):
            break
        state = [number for number, words in enumerate(_STATES) if words.fullmatch(found["name"])]
        items.append(part)
        states.update(state)
        if found["share"]:
            shared.append((part, sentence.at(found.start("share"))))
        place = found.end()
    yield from _shares(sentence, shared, whole)
    if len(items) > 1 and len(states) == len(items) and not OVERLAPPING.search(sentence.text):
        yield from _more(sentence, items, whole)


def _shares(
    sentence: Sentence, shared: Sequence[tuple[Quantity, Quantity]], whole: Quantity
) -> Iterator[Fault]:
    """All shares but one are of the whole, and that one is of nothing else that is counted there."""
    odd = [(part, said) for part, said in shared if not near(100 * part.value / whole.value, said)]
    if len(odd) == 1 and len(shared) > 1:
        part, said = odd[0]
        if not any(
            near(100 * part.value / q.value, said) for q in sentence.counts() if q.value >= part.value > 0
        ):
            yield wrong(sentence, said, part, whole)


def _named_again(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    """Parts of several levels, of the one count before that is of the same things."""
    items = _counts(sentence, match, "list")
    start = items[0].start
    wholes = [q for q in sentence.counts(start) if q.label.endswith(match["noun"])]
    again = match["list"].count(match["noun"]) >= len(items)
    names = [q.label.removeprefix(match["noun"]).lstrip("，、和") for q in items]
    known = len(items) > 1 and len(set(names)) == len(names) and all(map(_LEVEL.fullmatch, names))
    if len(wholes) == 1 and again and known:
        yield from _more(sentence, items, wholes[0])


def together(section: Sequence[Sentence]) -> Iterator[Fault]:
    """Faults of totals of what the sentences before them began with: …积案34件…。…积案51件…。两项合计84件."""
    for place, sentence in enumerate(section):
        said = _TOGETHER.match(sentence.text)
        read = read_number(said["many"]) if said else None
        if not said or not read or place < read[0]:
            continue
        totals = [q for q in sentence.counts() if q.start == sentence.start + said.end()]
        if totals:
            yield from _together(section[place - int(read[0]) : place], sentence, totals[0])


def _together(before: Sequence[Sentence], sentence: Sentence, total: Quantity) -> Iterator[Fault]:
    """In one paragraph, of the same things, and no figures of these sentences make the total."""
    chain = [*before, sentence]
    if any(one.start + len(one.text) != two.start for one, two in zip(chain, chain[1:], strict=False)):
        return
    firsts = [each.quantities[0] for each in before if each.quantities]
    counts = [q for each in before for q in each.counts()]
    if len(firsts) != len(before) or len(counts) > _MOST:
        return
    if not all(q.exact and alike(q.unit, total.unit) for q in (*firsts, total)):
        return
    if len({q.label[-2:] for q in firsts}) > 1 or any(MOVED.search(q.label) for q in firsts):
        return
    if any(CARRIED.search(each.text) or OVERLAPPING.search(each.text) for each in chain):
        return
    if any(sum(q.value for q in chosen) == total.value for chosen in combinations(counts, len(before))):
        return
    yield off(sentence, total, [q.value for q in firsts], total)
