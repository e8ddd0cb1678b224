"""A list and, right behind it, its sum: 分别登记12件、15件，合计27件; 书记批36件、局长批42件，合计批78件."""

import re
from collections.abc import Iterator

from xinfang.engines.figurelint.checks.lists import off
from xinfang.engines.figurelint.findings import Fault
from xinfang.engines.figurelint.reading import COUNT, Sentence

__all__ = ["summed"]

_END = r"(?=[，,。；;)]|$)"
_EACH = re.compile(
    rf"分别[\u4e00-\u9fff]{{0,6}}(?P<list>{COUNT}(?:[、，和]{COUNT}){{1,11}})[，,](?:合计|总计|共计)为?(?P<total>{COUNT}){_END}"
)
_NAME = r"(?:[\u4e00-\u9fff]{1,10}?)"
_BY = re.compile(
    rf"(?P<list>{_NAME}(?P<verb>包案|包抓|阅批|批示|接访|接待|下访|走访|受理|登记|办结|化解|督办|上报|报送|调解){COUNT}"
    rf"(?:[、，；]{_NAME}(?P=verb){COUNT}){{1,7}})[，；](?:(?P<sum>合计|总计|共计)|一?共)(?P=verb)(?P<total>{COUNT}){_END}"
)
_NOT_ALL = re.compile("其中|包括|包含|除|重复|同时|以上|各")


def summed(sentence: Sentence) -> Iterator[Fault]:
    """Faults of sums that say what they add up; what is said to be 共 may be of more than was listed."""
    for pattern in (_EACH, _BY):
        for match in pattern.finditer(sentence.skeleton):
            yield from _judged(sentence, match)


def _judged(sentence: Sentence, match: re.Match[str]) -> Iterator[Fault]:
    places = [match.start("list") + place for place, sign in enumerate(match["list"]) if sign == COUNT]
    items, total = [sentence.at(place) for place in places], sentence.at(match.start("total"))
    if any(not q.exact or q.unit != total.unit for q in (*items, total)):
        return
    by_name = match.re is _BY
    if by_name and _NOT_ALL.search(sentence.text):
        return
    added = sum(q.value for q in items)
    if added > total.value or (added < total.value and (not by_name or match["sum"])):
        yield off(sentence, total, [q.value for q in items], total)
